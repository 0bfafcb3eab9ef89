"""Somebody calls: Herr Huber books with the same rules, and reads the number out."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.appointments.town_hall import at, booked, furnish
from webapp.blueprints.appointments.models import Appointment, Counter, Service
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

CONCERNS = "reisepass=2&meldung=1&ort=rathaus"
DETAILS = f"/verwaltung/termine/neu/angaben?{CONCERNS}&starts_at=2026-11-24T08:40Z"


@pytest.fixture(autouse=True)
def hall(town_session):
    with town_session() as session:
        furnish(session)


def remembered(town_session) -> list[Appointment]:
    with town_session() as session:
        return session.scalars(select(Appointment).order_by(Appointment.id)).all()


def test_a_caller_gets_a_time_and_a_number(huber, town_session):
    assert "Reisepass" in huber.get("/verwaltung/termine/neu").text
    page = BeautifulSoup(huber.get(f"/verwaltung/termine/neu/zeiten?{CONCERNS}&ab=24.11.").data, "html.parser")
    assert "2026-11-24T08:40Z" in [one["value"] for one in page.select("[name=starts_at]")]
    answer = huber.submit(DETAILS, name="Paul Berg", phone="01234 5670")
    it = remembered(town_session)[0]
    assert (it.state, it.channel, it.starts_at, it.email) == ("booked", "phone", at("09:40"), "")
    assert (it.ends_at - it.starts_at).seconds == 55 * 60
    text = huber.follow(answer).text
    assert it.number in text
    assert "Altes Dokument" in text


def test_a_letter_goes_out_only_to_an_address(huber, town_session):
    huber.submit(DETAILS, name="Paul Berg", phone="01234 5670")
    huber.submit(DETAILS.replace("08:40", "10:00"), name="Erika Muster", email="erika@example.org", channel="counter")
    with town_session() as session:
        assert session.scalars(select(Letter.to)).all() == ["erika@example.org"]
        deeds = session.scalars(select(AuditEntry).where(AuditEntry.verb == "booked")).all()
    assert [one.person_name for one in deeds] == ["Herr Huber", "Herr Huber"]
    assert [one.channel for one in remembered(town_session)] == ["phone", "counter"]


def test_sent_twice_it_is_one_appointment(huber, town_session):
    page = BeautifulSoup(huber.get(DETAILS).data, "html.parser")
    form = page.select_one("main form")
    sent = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    sent |= {"name": "Paul Berg", "phone": "01234 5670", "channel": "phone"}
    answers = [huber.post(form["action"], sent).headers["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(remembered(town_session)) == 1


def test_what_is_kept_for_the_telephone_is_open_here(huber, town_session):
    with town_session() as session:
        session.query(Counter).update({"kept_percent": 100, "release_hours": 1})
        session.query(Service).update({"lead_hours": 48})
    assert huber.submit(DETAILS, name="Paul", phone="01234 5670").status_code == 303


def test_a_taken_time_keeps_what_was_typed(huber, town_session):
    with town_session() as session:
        for key in ("a", "b"):
            booked(session, at("09:40"), key=key)
    answer = huber.submit(DETAILS, name="Paul Berg", phone="01234 5670")
    assert answer.status_code == 422
    assert "Paul Berg" in answer.text
    assert 'role="alert"' in answer.text
    assert len(remembered(town_session)) == 2


@pytest.mark.parametrize(
    "typed", [{"name": "", "phone": "01234 5670"}, {"name": "Paul"}, {"name": "Paul", "email": "x"}]
)
def test_a_name_and_a_way_to_reach_the_visitor_are_needed(huber, town_session, typed):
    assert huber.submit(DETAILS, **typed).status_code == 422
    assert remembered(town_session) == []


@pytest.mark.parametrize("query", ["", "reisepass=99", "reisepass=0", "gibtsnicht=1", "reisepass=-1&starts_at=x"])
def test_without_a_concern_there_are_no_times(huber, query):
    for path in ("zeiten", "angaben"):
        assert huber.get(f"/verwaltung/termine/neu/{path}?{query}").status_code == 422


def test_without_a_time_the_times_are_shown(huber):
    for moment in ("", "&starts_at=morgen"):
        answer = huber.get(f"/verwaltung/termine/neu/angaben?{CONCERNS}{moment}")
        assert "/neu/zeiten" in answer.headers["Location"]


def test_herr_vogt_books_nothing(vogt, town_session):
    for path in ("neu", "neu/zeiten", "neu/angaben"):
        assert vogt.get(f"/verwaltung/termine/{path}").status_code == 403
