"""One appointment at the desk: found on the phone, noted, moved, cancelled with a word, confirmed again."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.appointments.town_hall import at, booked, furnish
from webapp.blueprints.appointments.models import Appointment, Counter, Service
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

ERIKA = "/verwaltung/termine/1"


@pytest.fixture(autouse=True)
def hall(town_session):
    with town_session() as session:
        furnish(session)
        it = booked(session, at("09:40"))
        it.name, it.phone = "Erika Öztürk", "01234 567-89"
        booked(session, at("10:20"), key="paul")


def remembered(town_session) -> Appointment:
    with town_session() as session:
        return session.get(Appointment, 1)


def letters(town_session, kind: str) -> list[Letter]:
    with town_session() as session:
        question = select(Letter).where(Letter.about == "appointment:1", Letter.kind == f"appointments.{kind}")
        return session.scalars(question).all()


def verbs(town_session, subject_id: str = "1") -> list[str]:
    with town_session() as session:
        question = select(AuditEntry.verb).where(AuditEntry.subject_id == subject_id, AuditEntry.person_id.is_not(None))
        return session.scalars(question.where(AuditEntry.subject == "appointment").order_by(AuditEntry.id)).all()


@pytest.mark.parametrize(
    "typed", ["öztürk", "Erika Özt", "ERIKA@example", "0123456789", "567-89", "{number}", "{short}"]
)
def test_who_calls_is_found_by_whatever_they_say(huber, town_session, typed):
    number = remembered(town_session).number
    typed = typed.format(number=number, short=number.replace("-", "").lower())
    answer = huber.submit("/verwaltung/termine/suche", wanted=typed)
    assert answer.headers["Location"] == ERIKA


def test_several_are_listed_and_the_search_is_noted_without_the_name(huber, town_session):
    answer = huber.submit("/verwaltung/termine/suche", wanted="example.org")
    assert ("Erika" in answer.text, "Paul" in answer.text) == (True, True)
    assert verbs(town_session, "") == ["searched"]
    assert "Niemand gefunden" in huber.submit("/verwaltung/termine/suche", wanted="Vogt").text
    assert "Niemand gefunden" in huber.submit("/verwaltung/termine/suche", wanted="%%").text
    assert huber.submit("/verwaltung/termine/suche", wanted="x").status_code == 422


def test_everything_about_a_visit_stands_on_its_page(huber, town_session):
    text = huber.get(ERIKA).text
    for word in ("Erika Öztürk", "9:40 Uhr", "Reisepass", "erika@example.org", "tel:01234567-89", "im Internet"):
        assert word in text
    huber.get(ERIKA)
    assert verbs(town_session) == ["looked at"]
    assert huber.get("/verwaltung/termine/77").status_code == 404


def test_a_note_stays_among_colleagues(huber, town_session):
    huber.submit(ERIKA, internal_note="Akte bei Frau Keller")
    huber.submit(ERIKA, internal_note="Akte bei Frau Keller")
    assert remembered(town_session).internal_note == "Akte bei Frau Keller"
    assert verbs(town_session).count("changed") == 1
    assert huber.submit(ERIKA, internal_note="x" * 1001).status_code == 422


def test_moving_at_the_desk_knows_no_lead_time_and_no_kept_share(huber, town_session):
    with town_session() as session:
        session.query(Counter).update({"kept_percent": 100})
        session.query(Service).update({"lead_hours": 72})
    page = BeautifulSoup(huber.get(f"{ERIKA}/verschieben").data, "html.parser")
    assert page.select("[name=starts_at]")[0]["value"] == "2026-11-23T09:00Z"  # now
    answer = huber.submit(f"{ERIKA}/verschieben", starts_at="2026-11-24T10:00Z", message="Wie besprochen")
    assert "verschoben" in huber.follow(answer).text
    assert remembered(town_session).starts_at == at("11:00")
    assert [one.values["message"] for one in letters(town_session, "moved")] == ["Wie besprochen"]
    assert "moved" in verbs(town_session)


def test_a_time_when_nobody_works_is_refused_and_the_old_one_stays(huber, town_session):
    answer = huber.submit(f"{ERIKA}/verschieben", starts_at="2026-11-28T09:00Z")
    assert answer.status_code == 422
    assert remembered(town_session).starts_at == at("09:40")


def test_cancelling_tells_the_visitor_why(huber, town_session):
    answer = huber.submit(ERIKA, message="Der Schalter ist zu.")
    assert "abgesagt" in huber.follow(answer).text
    assert remembered(town_session).state == "cancelled"
    (letter,) = letters(town_session, "cancelled")
    assert (letter.values["message"], letter.values["by_town"]) == ("Der Schalter ist zu.", True)


def test_the_confirmation_goes_out_once_more_and_not_twice(app, huber, town_session):
    with town_session() as session:
        session.query(Letter).delete()
    token = BeautifulSoup(huber.get(ERIKA).data, "html.parser").select_one("main [name=csrf_token]")["value"]
    for _ in range(2):
        huber.post(f"{ERIKA}/bestaetigung", {"csrf_token": token})
    assert len(letters(town_session, "confirmed")) == 1
    assert verbs(town_session).count("sent again") == 1


def test_without_an_address_there_is_nothing_to_send(huber, town_session):
    with town_session() as session:
        session.get(Appointment, 1).email = ""
    page = BeautifulSoup(huber.get(ERIKA).data, "html.parser")
    assert "noch einmal senden" not in page.text
    answer = huber.post(f"{ERIKA}/bestaetigung", {"csrf_token": page.select_one("main [name=csrf_token]")["value"]})
    assert answer.status_code == 422
    assert "fehlt" in answer.text


def test_herr_vogt_finds_nobody(vogt, town_session):
    token = vogt.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    for path in (ERIKA, f"{ERIKA}/verschieben", "/verwaltung/termine/suche"):
        assert vogt.get(path).status_code == 403
    for path in ("suche", "1/notiz", "1/absage", "1/bestaetigung", "1/verschieben"):
        assert vogt.post(f"/verwaltung/termine/{path}", {"csrf_token": token, "wanted": "Erika"}).status_code == 403
    assert remembered(town_session).state == "booked"
