"""Frau Keller keeps services, places, counters and settings."""

import pytest
from sqlalchemy import func, select

from tests.appointments.town_hall import at, booked, furnish
from tests.people import hire
from webapp.blueprints.appointments.models import Counter, Preferences, Service
from webapp.store.audit import AuditEntry

DESK = "/verwaltung/termine/angebot"
PASSPORT = {"name": "Reisepass", "area": "Ausweise", "fee_cents": "37,00"}


@pytest.fixture
def hall(town_session):
    """The furnished town hall."""
    with town_session() as session:
        furnish(session)


def service(session, slug="reisepass"):
    return session.query(Service).filter_by(slug=slug).one()


def test_an_empty_town_hall_says_what_to_do_first(keller):
    for path in ("", "/orte", "/schliessungen", "/ausnahmen", "/anrufe", "/einstellungen"):
        assert keller.get(DESK + path).status_code == 200
    assert f'href="{DESK}/orte"' in keller.get(DESK).text


def test_from_an_empty_town_hall_to_a_service_that_can_be_booked(keller, erika, musterstadt):
    keller.submit(f"{DESK}/ort/neu", name="Rathaus", address="Marktplatz 1")
    keller.submit(f"{DESK}/schalter/neu?ort=1", name="Schalter 1")
    keller.submit(f"{DESK}/schalter/1/zeiten/neu", weekday="1", from_time="8", to_time="12.30", valid_from="23.11.2026")
    answer = keller.submit(f"{DESK}/leistung/neu", counters=["1"], **PASSPORT)
    assert answer.status_code == 303
    assert service(musterstadt).fee_cents == 3700
    assert "Dienstag" in erika.get("/termine/zeiten?reisepass=1").text


@pytest.mark.parametrize("name", ["Zeiten", "T", "Warteliste", "w"])
def test_a_name_that_takes_an_address_of_ours_is_refused(keller, hall, name):
    answer = keller.submit(f"{DESK}/leistung/neu", **PASSPORT | {"name": name})
    assert answer.status_code == 422
    assert f'value="{name}"' in answer.text


def test_a_double_click_makes_no_second_service(keller, hall, musterstadt):
    for status in (303, 422):
        answer = keller.submit(f"{DESK}/leistung/neu", **PASSPORT | {"name": "Fischereischein"})
        assert answer.status_code == status
    assert musterstadt.scalar(select(func.count()).where(Service.name == "Fischereischein")) == 1


def test_the_address_of_a_service_stays_when_its_name_changes(keller, hall, musterstadt):
    keller.submit(f"{DESK}/leistung/1", name="Reisepass für Erwachsene")
    assert (service(musterstadt).name, service(musterstadt).slug) == ("Reisepass für Erwachsene", "reisepass")


def test_two_services_that_sound_alike_have_two_addresses(keller, hall, musterstadt):
    keller.submit(f"{DESK}/leistung/neu", **PASSPORT | {"name": "Reisepass!"})
    assert service(musterstadt, "reisepass-2").name == "Reisepass!"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""), ("minutes", "4"), ("minutes", "viel"), ("fee_cents", "teuer"), ("fee_cents", "-5"),
        ("max_count", "21"), ("buffer_minutes", "-1"), ("window_days", "10000000000"), ("name", "x" * 121),
        ("documents", "a\x07b"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_stays_typed(keller, hall, musterstadt, field, typed):
    answer = keller.submit(f"{DESK}/leistung/neu", **PASSPORT | {"area": "Neu", field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert musterstadt.query(Service).filter_by(area="Neu").count() == 0


def test_questions_are_a_table_of_lines(keller, hall, musterstadt):
    lines = {"question_label": ["Für wen?", ""], "question_kind": ["choice", "text"], "question_needed": ["1", ""],
             "question_options": ["Kind, Erwachsener", ""], "question_why": ["Die Gebühr hängt davon ab.", ""]}  # fmt: skip
    assert keller.submit(f"{DESK}/leistung/1", **lines).status_code == 303
    asked = service(musterstadt).questions
    assert [(one["label"], one["options"], one["needed"]) for one in asked] == [
        ("Für wen?", ["Kind", "Erwachsener"], True)
    ]


def test_a_choice_with_one_answer_is_refused_with_everything_typed(keller, hall, musterstadt):
    lines = {"question_label": ["Für wen?"], "question_kind": ["choice"], "question_options": ["Kind"],
             "question_needed": [""], "question_why": [""]}  # fmt: skip
    answer = keller.submit(f"{DESK}/leistung/1", **lines)
    assert answer.status_code == 422
    assert 'value="Für wen?"' in answer.text


def test_a_retired_service_keeps_its_bookings_and_comes_back(keller, erika, hall, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("08:00"))
    keller.submit(f"{DESK}/leistung/1", _form=-1)
    assert erika.get("/termine/reisepass").status_code == 404
    assert keller.follow(keller.submit(f"{DESK}/leistung/1", _form=-1)).status_code == 200
    assert erika.get("/termine/reisepass").status_code == 200
    verbs = [one.verb for one in musterstadt.query(AuditEntry).filter_by(subject="appointment_service")]
    assert verbs == ["retired", "brought back"]


def test_the_second_clerk_to_save_is_told(app, keller, hall, musterstadt):
    path = f"{DESK}/leistung/1"
    hire(app, "huber", "Frau Huber", role="editor").submit(path, about="Für Reisen in alle Welt")
    late = keller.submit(path, version="1", about="Für Reisen")
    assert late.status_code == 422
    assert "Für Reisen" in late.text
    assert service(musterstadt).about == "Für Reisen in alle Welt"


def test_a_counter_keeps_a_share_for_the_telephone(keller, hall, musterstadt):
    keller.submit(f"{DESK}/schalter/1", kept_percent="30", release_hours="48")
    one = musterstadt.get(Counter, 1)
    assert (one.kept_percent, one.release_hours) == (30, 48)


def test_a_counter_stays_in_its_house(keller, hall, musterstadt):
    keller.submit(f"{DESK}/ort/neu", name="Bauhof")
    keller.submit(f"{DESK}/schalter/1", name="Zimmer 1", place_id="2")
    assert (musterstadt.get(Counter, 1).name, musterstadt.get(Counter, 1).place_id) == ("Zimmer 1", 1)


def test_settings_are_one_page(keller, musterstadt):
    assert keller.submit(f"{DESK}/einstellungen", hold_minutes="15", daily_list_to="rathaus").status_code == 422
    assert keller.submit(f"{DESK}/einstellungen", hold_minutes="15", keep_days="7").status_code == 303
    row = musterstadt.get(Preferences, 1)
    assert (row.hold_minutes, row.keep_days) == (15, 7)


def test_another_office_does_not_change_what_is_offered(vogt, hall):
    for path in ("", "/orte", "/leistung/1", "/schalter/1/zeiten", "/schliessungen", "/ausnahmen", "/einstellungen"):
        assert vogt.get(DESK + path).status_code == 403
