"""The bakery sends in a vacancy by the link in its mail; Frau Keller looks at it first."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import filled
from tests.vacancies.board import office, vacancy
from webapp.blueprints.vacancies import queries, tasks
from webapp.store.outbox import Letter
from webapp.web.letters import write

DESK = "/verwaltung/stellen"
GLAZE = {
    "title": "Verkauf am Morgen (m/w/d)", "field": "trade", "hours": "part", "pay_group": "Tarif des Bäckerhandwerks",
    "duties": "Brot verkaufen", "closing": "Alle sind willkommen, gleich welcher Herkunft.", "deadline_on": "12.12.2026",
}  # fmt: skip


@pytest.fixture
def link(app, keller, town_session) -> str:
    """The address in the bakery's mail."""
    with town_session() as session:
        queries.preferences(session).local_employers = True
        number = office(session, "Bäckerei Ähre", local=True, email="brot@example.org").id
    assert keller.submit(f"{DESK}/betriebe/{number}", _form=-1, key=_key(keller, number)).status_code == 303
    return mailed(app, town_session, "link").split("<http://musterstadt.example")[1].split(">")[0]


def _key(keller, number: int) -> str:
    soup = BeautifulSoup(keller.get(f"{DESK}/betriebe/{number}").data, "html.parser")
    return soup.select_one("[name=key]")["value"]


def mailed(app, town_session, kind: str) -> str:
    with town_session() as session:
        letter = session.scalars(select(Letter).where(Letter.kind == f"vacancies.{kind}")).all()[-1]
        return write(app, app.towns.by_slug["musterstadt"], letter).text


def test_sent_in_it_waits_until_the_town_hall_has_looked(app, keller, erika, paul, link, town_session):
    assert erika.submit(f"{link}/neu", **GLAZE).status_code == 303
    assert "eingesandt" in erika.get(link).text
    assert "Verkauf" not in paul.get("/stellen").text
    assert paul.get("/stellen/1").status_code == 404
    assert "1 Stelle ist eingesandt" in keller.get("/verwaltung").text
    form = BeautifulSoup(keller.get(f"{DESK}/1").data, "html.parser").select_one("main form")
    assert keller.post(f"{DESK}/1", filled(form, {"do": "publish"})).status_code == 303
    assert "Verkauf am Morgen" in paul.get("/stellen?von=local").text
    assert "http://musterstadt.example/stellen/1" in mailed(app, town_session, "published")
    form = BeautifulSoup(keller.get(f"{DESK}/1").data, "html.parser").select_one("main form")
    keller.post(f"{DESK}/1", filled(form, {"do": "publish", "online": "y"}))
    with town_session() as session:
        assert len(session.scalars(select(Letter).where(Letter.kind == "vacancies.published")).all()) == 1
        assert not vacancy(session, 1).online


def test_it_is_corrected_until_it_is_public_and_pressing_twice_is_one(erika, link, town_session):
    erika.submit(f"{link}/neu", **GLAZE)
    erika.submit(f"{link}/neu", **GLAZE)
    assert erika.submit(f"{link}/1", duties="Torten verkaufen").status_code == 303
    assert erika.get(f"{link}/2").status_code == 404
    with town_session() as session:
        assert vacancy(session, 1).duties == "Torten verkaufen"
        vacancy(session, 1).state = "published"
    assert erika.get(f"{link}/1").status_code == 404


def test_the_house_helps_local_employers_too(erika, link):
    answer = erika.submit(f"{link}/neu", **(GLAZE | {"title": "Bäcker"}))
    assert answer.status_code == 422
    assert "hinter den Titel" in answer.text
    assert "Brot verkaufen" in answer.text


def test_declined_the_bakery_is_told(app, keller, erika, link, town_session):
    erika.submit(f"{link}/neu", **GLAZE)
    token = BeautifulSoup(keller.get(f"{DESK}/1").data, "html.parser").select_one("main [name=csrf_token]")["value"]
    assert keller.post(f"{DESK}/1/zurueckziehen", {"csrf_token": token}).status_code == 303
    assert "rufen Sie uns an" in mailed(app, town_session, "declined")


def test_taken_back_by_the_bakery_nobody_is_told(erika, link, town_session):
    erika.submit(f"{link}/neu", **GLAZE)
    assert erika.submit(link, _form=0).status_code == 303
    with town_session() as session:
        assert vacancy(session, 1).state == "withdrawn"
        assert session.scalars(select(Letter).where(Letter.kind == "vacancies.declined")).all() == []


def test_the_bakery_closes_its_own(erika, paul, link, town_session):
    erika.submit(f"{link}/neu", **GLAZE)
    with town_session() as session:
        one = vacancy(session, 1)
        one.state, one.published_at = "published", one.changed_at
    assert erika.submit(link, _form=0).status_code == 303
    assert paul.get("/stellen/1").status_code == 410


def test_an_old_link_and_a_town_without_local_employers_open_nothing(keller, erika, link, town_session):
    with town_session() as session:
        queries.preferences(session).local_employers = False
    assert erika.get(link).status_code == 404
    with town_session() as session:
        queries.preferences(session).local_employers = True
    keller.submit(f"{DESK}/betriebe/1", _form=-1, key=_key(keller, 1))
    assert erika.get(link).status_code == 404
    assert erika.get("/stellen/betrieb/x").status_code == 404


def test_one_employer_does_not_touch_the_vacancy_of_another(erika, job, link):
    assert erika.get(f"{link}/{job}").status_code == 404
    assert erika.post(f"{link}/{job}/schliessen").status_code == 404


def test_two_years_after_its_last_vacancy_the_bakery_is_forgotten(erika, link, town_session):
    erika.submit(f"{link}/neu", **GLAZE)
    with town_session() as session:
        heard = [tasks.forget_employers(session, NOW + timedelta(days=days)) for days in (730, 760)]
        assert heard == [0, 1]  # the deadline was the 12th of December
        bakery = vacancy(session, 1).employer
        assert (bakery.name, bakery.email) == ("Bäckerei Ähre", "")
    assert erika.get(link).status_code == 404
    with town_session() as session:
        assert tasks.forget_employers(session, NOW + timedelta(days=800)) == 0
