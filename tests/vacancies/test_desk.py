"""Frau Keller writes vacancies: the house looks over her shoulder, nothing is lost, every step leads back."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.people import filled, hire
from tests.vacancies.board import ADVERT, YARD, offered, office, vacancy
from tests.vacancies.test_reading import MIDNIGHT
from webapp.blueprints.vacancies import queries
from webapp.store.audit import AuditEntry

DESK = "/verwaltung/stellen"
GERMAN = {"deadline_on": "12.12.2026", "starts_on": "", "limited_until": "", "publish_on": "", "until_on": ""}


def typed(keller, path: str, **more) -> dict:
    """What stands in the form, with something else typed."""
    form = BeautifulSoup(keller.get(path).data, "html.parser").select_one("main form")
    return filled(form, {"do": "publish"} | more)


def press(keller, number: int, button: str, **more):
    token = BeautifulSoup(keller.get(f"{DESK}/{number}").data, "html.parser").select_one("main [name=csrf_token]")
    return keller.post(f"{DESK}/{number}/{button}", {"csrf_token": token["value"]} | more)


@pytest.fixture
def yard(town_session) -> str:
    """The building yard may offer something."""
    with town_session() as session:
        return str(office(session).id)


def test_a_vacancy_is_written_and_published(keller, erika, yard):
    words = {name: value for name, value in ADVERT.items() if value is not None and name != "online"} | GERMAN
    answer = keller.post(f"{DESK}/neu", typed(keller, f"{DESK}/neu", employer_id=yard, **words))
    assert answer.status_code == 303, answer.text
    assert "Gespeichert." in keller.follow(answer).text
    assert YARD in erika.get("/stellen").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "Bauleiter"}, "hinter den Titel"), ({"pay_group": ""}, "Entgeltgruppe, zum Beispiel"),
        ({"closing": "Gleich welchen Geschlechts"}, "SGB IX § 165"), ({"deadline_on": ""}, "bis wann"),
        ({"deadline_on": "31.02.2027"}, "24.11.2026"), ({"contact_email": "nein"}, "E-Mail-Adresse"),
        ({"pay_from": "viel"}, "ganze Euro"), ({"pay_from": "-5"}, "ganze Euro"),
    ],
)  # fmt: skip
def test_the_house_says_no_at_the_field_and_keeps_what_was_typed(keller, job, town_session, wrong, words):
    answer = keller.post(f"{DESK}/{job}", typed(keller, f"{DESK}/{job}", duties="Neue Aufgabe", **wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Neue Aufgabe" in answer.text
    with town_session() as session:
        assert vacancy(session, job).duties == ADVERT["duties"]


def test_a_draft_may_have_loose_ends_and_hears_of_them(keller, erika, yard):
    answer = keller.post(f"{DESK}/neu", typed(keller, f"{DESK}/neu", employer_id=yard, title="Koch", do="draft"))
    said = keller.follow(answer).text
    assert "hinter den Titel" in said
    assert "bis wann" in said
    assert "Koch" not in erika.get("/stellen").text


def test_the_preview_shows_it_and_keeps_nothing(keller, job, town_session):
    answer = keller.post(f"{DESK}/{job}", typed(keller, f"{DESK}/{job}", title="Koch", do="preview"))
    preview = BeautifulSoup(answer.data, "html.parser").select_one("#preview")
    assert "Koch" in preview.text
    assert "hinter den Titel" in preview.text
    with town_session() as session:
        assert vacancy(session, job).title == YARD


def test_two_clerks_at_once_lose_nothing(keller, job, town_session):
    mine = typed(keller, f"{DESK}/{job}", duties="Meine Aufgabe")
    keller.post(f"{DESK}/{job}", typed(keller, f"{DESK}/{job}", duties="Andere Aufgabe"))
    answer = keller.post(f"{DESK}/{job}", mine)
    assert "Ihre Eingabe" in answer.text
    again = filled(BeautifulSoup(answer.data, "html.parser").select_one("main form"), {"do": "publish"})
    assert keller.post(f"{DESK}/{job}", again).status_code == 303
    with town_session() as session:
        assert vacancy(session, job).duties == "Meine Aufgabe"


@pytest.mark.parametrize(("button", "words"), [("zurueckziehen", "nicht mehr angeboten"), ("besetzt", "jemanden gefunden")])  # fmt: skip
def test_withdrawn_or_filled_it_is_gone_and_can_be_opened_again(keller, erika, job, button, words):
    assert press(keller, job, button).status_code == 303
    answer = erika.get(f"/stellen/{job}")
    assert (answer.status_code, words in answer.text) == (410, True)
    assert press(keller, job, "oeffnen").status_code == 303
    assert erika.get(f"/stellen/{job}").status_code == 200
    assert press(keller, job, "oeffnen").status_code == 422


def test_an_old_deadline_must_be_changed_before_it_opens_again(keller, job, app):
    press(keller, job, "besetzt")
    app.config["PORTAL_NOW"] = MIDNIGHT
    again = hire(app, "neu", "Frau Neu", role="editor")
    answer = press(again, job, "oeffnen")
    assert answer.status_code == 422
    assert "Frist ist vorbei" in answer.text


def test_after_the_deadline_the_rating_sheet_is_still_written(app, job, town_session):
    app.config["PORTAL_NOW"] = MIDNIGHT
    clerk = hire(app, "neu", "Frau Neu", role="editor")
    assert clerk.post(f"{DESK}/{job}", typed(clerk, f"{DESK}/{job}", criteria="Geduld")).status_code == 303
    assert clerk.post(f"{DESK}/{job}", typed(clerk, f"{DESK}/{job}", deadline_on="1.12.2026")).status_code == 422
    with town_session() as session:
        assert vacancy(session, job).criteria == "Geduld"


def test_a_deadline_is_extended_and_the_log_knows(keller, erika, job, town_session):
    assert press(keller, job, "verlaengern", deadline_on="10.12.2026").status_code == 422
    assert "nach der alten Frist" in press(keller, job, "verlaengern", deadline_on="12.12.2026").text
    assert press(keller, job, "verlaengern", deadline_on="15.1.2027").status_code == 303
    assert "15. Januar 2027, 23:59" in erika.get(f"/stellen/{job}").text
    with town_session() as session:
        row = session.scalars(select(AuditEntry).where(AuditEntry.verb == "extended")).one()
        assert row.changes == {"deadline_on": ["2026-12-12", "2027-01-15"]}


def test_last_years_vacancy_is_copied_without_its_days(keller, job, town_session):
    again = typed(keller, f"{DESK}/neu?wie={job}", deadline_on="1.12.2027")
    assert (again["title"], again["publish_on"]) == (YARD, "")
    keller.post(f"{DESK}/neu", again)
    with town_session() as session:
        assert vacancy(session, job + 1).deadline_on == date(2027, 12, 1)
        assert vacancy(session, job + 1).criteria == ADVERT["criteria"]


def test_offices_are_added_and_a_name_is_given_once(keller):
    assert keller.submit(f"{DESK}/betriebe/neu", name="Bauhof").status_code == 303
    assert "Diesen Namen gibt es schon" in keller.submit(f"{DESK}/betriebe/neu", name="Bauhof").text
    assert keller.submit(f"{DESK}/betriebe/neu", name="").status_code == 422
    assert keller.submit(f"{DESK}/betriebe/neu", name="X", homepage="javascript:x").status_code == 422
    assert "E-Mail-Adresse" in keller.submit(f"{DESK}/betriebe/neu", name="Bäckerei", local="y").text


def test_the_town_decides_within_the_law(keller, town_session):
    assert keller.submit(f"{DESK}/einstellungen", keep_months="4", local_employers="y").status_code == 303
    assert "AGG § 15 IV" in keller.submit(f"{DESK}/einstellungen", keep_months="12").text
    with town_session() as session:
        assert (queries.preferences(session).keep_months, queries.preferences(session).local_employers) == (4, True)


def test_herr_vogt_has_no_business_here(vogt, job):
    for path in ("", "/neu", f"/{job}", "/betriebe", "/einstellungen", f"/{job}/bewerbungen", f"/{job}/absagen"):
        assert vogt.get(DESK + path).status_code == 403, path


def test_who_may_write_vacancies_does_not_yet_read_applications(app, job):
    writer = hire(app, "schreiber", "Frau Feder", role="clerk", permissions=("vacancies.edit",))
    assert writer.get(f"{DESK}/{job}").status_code == 200
    assert writer.get(f"{DESK}/{job}/bewerbungen").status_code == 403


def test_a_list_of_many_costs_no_more_questions(keller, town_session):
    with town_session() as session:
        for number in range(8):
            offered(session, title=f"Stelle {number} (m/w/d)")
    assert keller.get(DESK).text.count("(m/w/d)") >= 8
