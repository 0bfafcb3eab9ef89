"""A change never drops a booking in silence: Frau Keller decides about each, or nothing is saved."""

from datetime import date, time

import pytest

from tests.appointments.town_hall import MUSTERSTADT, at, booked, furnish, held
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import changes
from webapp.blueprints.appointments.models import Appointment, Closure, Counter, Opening
from webapp.blueprints.appointments.queries import setup, visits
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

DESK = "/verwaltung/termine/angebot"
SUDDEN = {"from_on": "24.11.2026", "reason": "Wasserrohrbruch"}
RULES = f"{DESK}/schalter/1/zeiten"


@pytest.fixture
def visit(town_session):
    """Erika comes on Tuesday at 11:00, to counter 1."""
    with town_session() as session:
        furnish(session)
        return booked(session, at("11:00")).id


def tuesday(session) -> Opening:
    return session.query(Opening).filter_by(counter_id=1, weekday=1).one()


def letters(session, kind: str) -> list[str]:
    return [one.to for one in session.query(Letter).filter_by(kind=f"appointments.{kind}")]


def call_erika_instead(session, visit: int) -> None:
    session.get(Appointment, visit).email = ""
    session.get(Appointment, visit).phone = "01234 99"


def test_a_shorter_tuesday_lists_who_no_longer_fits_and_saves_nothing(keller, visit, musterstadt):
    answer = keller.submit(f"{RULES}/2", to_time="11:10")
    assert answer.status_code == 422
    assert "Erika" in answer.text
    assert 'value="11:10"' in answer.text
    assert tuesday(musterstadt).to_time == time(12)


def test_a_visit_that_ends_with_the_counter_fits(keller, visit, musterstadt):
    assert keller.submit(f"{RULES}/2", to_time="11:20").status_code == 303
    assert tuesday(musterstadt).to_time == time(11, 20)


def test_kept_as_an_exception_it_stays_and_is_asked_about_once(keller, visit, musterstadt):
    assert keller.submit(f"{RULES}/2", to_time="11:10", **{f"decision-{visit}": "keep"}).status_code == 303
    assert keller.submit(f"{RULES}/2", to_time="11:00").status_code == 303
    assert "Erika" in keller.get(f"{DESK}/ausnahmen").text
    assert musterstadt.get(Appointment, visit).state == "booked"
    assert musterstadt.query(AuditEntry).filter_by(verb="kept as an exception").count() == 1


def test_at_the_same_time_another_counter_takes_her(keller, visit, musterstadt):
    assert keller.submit(f"{RULES}/2", to_time="11:00", **{"decision-all": "counter"}).status_code == 303
    mine = musterstadt.get(Appointment, visit)
    assert (mine.counter_id, mine.starts_at) == (2, at("11:00"))
    assert letters(musterstadt, "moved") == []


def test_no_free_counter_is_said_in_her_line(keller, visit, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("11:00"), key="paul")
    answer = keller.submit(f"{RULES}/2", to_time="11:00", **{"decision-all": "counter"})
    assert answer.status_code == 422
    assert f'id="decision-{visit}-error"' in answer.text
    assert musterstadt.get(Appointment, visit).counter_id == 1
    assert tuesday(musterstadt).to_time == time(12)


def test_a_sudden_closure_writes_to_erika_and_her_time_stays_until_she_moves(keller, visit, musterstadt):
    assert "Erika" in keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN).text
    decided = SUDDEN | {"decision-all": "write", "message": "Das Rathaus steht unter Wasser."}
    assert keller.submit(f"{DESK}/schliessungen/neu", **decided).status_code == 303
    letter = musterstadt.query(Letter).filter_by(kind="appointments.closed").one()
    assert (letter.to, letter.values["message"]) == ("erika@example.org", "Das Rathaus steht unter Wasser.")
    assert musterstadt.get(Appointment, visit).state == "booked"


def test_whoever_was_written_to_is_marked_until_she_moves(keller, visit):
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "write"})
    assert "written to on 23.11.2026" in keller.get("/en" + f"{DESK}/ausnahmen").text


def test_a_sudden_closure_may_cancel_with_a_letter(keller, visit, musterstadt):
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "cancel"})
    assert musterstadt.get(Appointment, visit).state == "cancelled"
    assert letters(musterstadt, "cancelled") == ["erika@example.org"]


@pytest.mark.parametrize("decision", ["write", "cancel"])
def test_whoever_has_only_a_telephone_is_on_the_list_of_calls(keller, visit, town_session, decision):
    with town_session() as session:
        call_erika_instead(session, visit)
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": decision})
    answer = keller.get(f"{DESK}/anrufe")
    assert "01234 99" in answer.text


def test_a_closure_of_another_counter_concerns_nobody(keller, visit, musterstadt):
    assert keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"scope": "counter-2"}).status_code == 303
    assert musterstadt.query(Closure).one().counter_id == 2


def test_a_closure_is_asked_about_even_for_an_exception(keller, visit):
    keller.submit(f"{RULES}/2", to_time="11:10", **{"decision-all": "keep"})
    assert "Erika" in keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN).text


def test_a_closure_ends_early_and_times_can_be_booked_again(keller, erika, visit):
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "keep"})
    assert "2026-11-24T07:00Z" not in erika.get("/termine/zeiten?reisepass=1&ab=24.11.2026").text
    keller.submit(f"{DESK}/schliessungen")
    assert "2026-11-24T07:00Z" in erika.get("/termine/zeiten?reisepass=1&ab=24.11.2026").text


def test_a_counter_retires_only_when_its_bookings_are_decided(keller, visit, musterstadt):
    asked = keller.submit(f"{DESK}/schalter/1", _form=-1)
    assert "Erika" in asked.text
    token = {"csrf_token": asked.text.split('name="csrf_token" value="')[-1].split('"')[0], "version": "1"}
    keller.post(f"{DESK}/schalter/1/stilllegen", token | {"decision-all": "counter"})
    assert musterstadt.get(Counter, 1).active is False
    assert musterstadt.get(Appointment, visit).counter_id == 2


def test_longer_visits_reach_into_the_next_one_or_past_closing_time(keller, visit, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("11:00"), key="paul")
        booked(session, at("11:40"), key="olena")
    answer = keller.submit(f"{DESK}/leistung/1", minutes="30")
    assert answer.status_code == 422
    assert "Olena" in answer.text
    assert "Paul" not in answer.text
    assert keller.submit(f"{DESK}/leistung/1", minutes="30", **{"decision-all": "keep"}).status_code == 303
    ends = {one.name: one.ends_at for one in musterstadt.query(Appointment)}
    assert ends == {"Erika": at("11:30"), "Paul": at("11:30"), "Olena": at("12:00")}


def test_a_counter_that_no_longer_does_passports_gives_its_visit_away(keller, visit, musterstadt):
    assert "Erika" in keller.submit(f"{DESK}/leistung/1", counters=["2"]).text
    keller.submit(f"{DESK}/leistung/1", counters=["2"], **{"decision-all": "counter"})
    assert [one.id for one in setup.whole_service(musterstadt, 1).counters] == [2]
    assert musterstadt.get(Appointment, visit).counter_id == 2


def test_a_time_that_is_only_held_ends_with_the_rule(keller, town_session, musterstadt):
    with town_session() as session:
        furnish(session, counters=1)
        held(session, at("11:00"))
    assert keller.submit(f"{RULES}/2", to_time="11:00").status_code == 303
    assert musterstadt.query(Appointment).one().held_until == NOW


def test_one_undecided_booking_stops_everything(keller, visit, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("09:00"), key="paul")
    answer = keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {f"decision-{visit}": "cancel"})
    assert answer.status_code == 422
    assert musterstadt.get(Appointment, visit).state == "booked"
    assert musterstadt.query(Closure).count() == 0


def test_an_exception_can_be_decided_later(keller, visit, musterstadt):
    keller.submit(f"{RULES}/2", to_time="11:10", **{"decision-all": "keep"})
    keller.submit(f"{DESK}/ausnahmen", **{f"decision-{visit}": "cancel", "message": "Bitte neu buchen."})
    assert "Erika" not in keller.get(f"{DESK}/ausnahmen").text
    assert musterstadt.get(Appointment, visit).state == "cancelled"


def test_pressed_twice_it_is_one_closure_and_one_letter(keller, visit, musterstadt):
    for _ in range(2):
        keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "write"})
    assert musterstadt.query(Closure).count() == 1
    assert letters(musterstadt, "closed") == ["erika@example.org"]


def test_whoever_moved_after_the_call_needs_no_second_one(keller, visit, town_session):
    with town_session() as session:
        call_erika_instead(session, visit)
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "write"})
    with town_session() as session:
        mine = visits.appointment_by_id(session, visit)
        changes.move(session, appointment=mine, starts_at=at("09:00", date(2026, 11, 25)), town=MUSTERSTADT, now=NOW)
    assert "01234 99" not in keller.get(f"{DESK}/anrufe").text


def test_a_reminder_does_not_contradict_the_letter(keller, visit, musterstadt):
    keller.submit(f"{DESK}/schliessungen/neu", **SUDDEN | {"decision-all": "write"})
    assert visits.to_remind(musterstadt, NOW) == []


def test_a_counter_comes_back_unasked(keller, visit, musterstadt):
    for _ in range(2):
        assert keller.submit(f"{DESK}/schalter/2", _form=-1).status_code == 303
    verbs = [one.verb for one in musterstadt.query(AuditEntry).filter_by(subject="appointment_counter")]
    assert verbs == ["retired", "brought back"]
