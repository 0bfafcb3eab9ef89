"""Hold, book, move, cancel: what the town remembers afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.appointments.town_hall import MUSTERSTADT, TUESDAY, at, booked, furnish, held
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import booking, changes
from webapp.blueprints.appointments.models import Appointment, Cell
from webapp.domain.refusal import Refusal
from webapp.store import outbox
from webapp.store.outbox import Letter


def cells(session, it) -> list:
    return session.scalars(select(Cell.starts_at).where(Cell.appointment_id == it.id).order_by(Cell.starts_at)).all()


def letters(session) -> list[str]:
    return [one.kind.partition(".")[2] for one in session.scalars(select(Letter).order_by(Letter.created_at))]


def test_a_held_time_takes_its_minutes_from_a_counter(musterstadt):
    furnish(musterstadt)
    it = held(musterstadt, at("09:40"))
    assert (it.state, it.held_until) == ("held", NOW + timedelta(minutes=10))
    assert cells(musterstadt, it) == [at("09:40") + timedelta(minutes=5 * piece) for piece in range(4)]


def test_two_counters_give_a_time_to_two_people_and_to_no_third(musterstadt):
    furnish(musterstadt)
    assert {held(musterstadt, at("09:40"), key=who).counter.name for who in ("erika", "paul")} == {
        "Schalter 1", "Schalter 2"
    }  # fmt: skip
    with pytest.raises(Refusal, match="just been taken"):
        held(musterstadt, at("09:40"), key="olena")


def test_the_same_form_again_is_the_same_appointment_at_the_time_chosen_last(musterstadt):
    furnish(musterstadt)
    first = held(musterstadt, at("09:40"))
    again = held(musterstadt, at("10:00"))
    assert again.id == first.id
    assert cells(musterstadt, again)[0] == at("10:00")
    assert musterstadt.scalar(select(func.count()).select_from(Cell)) == 4


def test_booking_twice_writes_one_letter(musterstadt):
    furnish(musterstadt)
    it = booked(musterstadt, at("09:40"))
    booking.confirm(musterstadt, appointment=it, town=MUSTERSTADT, now=NOW)
    assert (it.state, len(it.number)) == ("booked", 7)
    assert letters(musterstadt) == ["confirmed"]


def test_a_hold_that_ended_is_taken_up_again_if_nobody_else_took_it(musterstadt):
    furnish(musterstadt, counters=1)
    it = held(musterstadt, at("09:40"))
    later = NOW + timedelta(minutes=11)
    booking.keep_time(musterstadt, it, town=MUSTERSTADT, now=later)
    assert it.held_until == later + timedelta(minutes=10)


def test_a_hold_that_ended_and_was_taken_refuses_and_keeps_what_was_typed(musterstadt):
    furnish(musterstadt, counters=1)
    erika = held(musterstadt, at("09:40"))
    erika.name = "Erika"
    later = NOW + timedelta(minutes=11)
    held(musterstadt, at("09:40"), key="paul", now=later)
    with pytest.raises(Refusal, match="somebody else took it"):
        booking.keep_time(musterstadt, erika, town=MUSTERSTADT, now=later)
    assert erika.name == "Erika"


def test_moving_gives_the_old_time_back_and_tells_calendars(musterstadt):
    furnish(musterstadt, counters=1)
    it = booked(musterstadt, at("09:40"))
    changes.move(musterstadt, appointment=it, starts_at=at("09:50"), town=MUSTERSTADT, now=NOW)
    assert (it.starts_at, it.sequence) == (at("09:50"), 1)
    assert cells(musterstadt, it)[0] == at("09:50")
    assert letters(musterstadt) == ["confirmed", "moved"]


def test_a_move_to_a_taken_time_leaves_the_old_one(musterstadt):
    furnish(musterstadt, counters=1)
    erika, paul = booked(musterstadt, at("09:40")), booked(musterstadt, at("10:20"), key="paul")
    with pytest.raises(Refusal):
        changes.move(musterstadt, appointment=erika, starts_at=at("10:10"), town=MUSTERSTADT, now=NOW)
    assert (erika.starts_at, paul.starts_at) == (at("09:40"), at("10:20"))


def test_a_cancelled_time_is_free_for_the_next(musterstadt):
    furnish(musterstadt, counters=1)
    it = booked(musterstadt, at("09:40"))
    changes.cancel(musterstadt, appointment=it, now=NOW, reason="krank")
    assert (it.state, cells(musterstadt, it)) == ("cancelled", [])
    assert booked(musterstadt, at("09:40"), key="paul").state == "booked"


def test_the_night_forgets_who_came_and_keeps_what_for(musterstadt):
    furnish(musterstadt)
    it = booked(musterstadt, at("09:40"))
    assert changes.forget_people(musterstadt, NOW + timedelta(days=2)) == 0
    assert changes.forget_people(musterstadt, NOW + timedelta(days=4)) == 1
    assert (it.name, it.email, it.state, it.concerns[0].count) == ("", "", "booked", 1)


def test_abandoned_holds_end_and_what_was_typed_goes_two_hours_later(musterstadt):
    furnish(musterstadt)
    it = held(musterstadt, at("09:40"))
    changes.end_holds(musterstadt, NOW + timedelta(minutes=11))
    assert cells(musterstadt, it) == []
    changes.end_holds(musterstadt, NOW + timedelta(hours=3))
    assert musterstadt.scalar(select(func.count()).select_from(Appointment)) == 0


def test_nobody_fills_a_strangers_letter_box(musterstadt):
    furnish(musterstadt)
    for nth in range(outbox.LETTERS_A_DAY // 2):  # one letter for the booking, one for the cancellation
        it = booked(musterstadt, at("09:40"), key=f"paul{nth}")
        it.email = "paul@example.org"
        for letter in musterstadt.scalars(select(Letter).where(Letter.about == it.slug)):
            letter.to = it.email
        changes.cancel(musterstadt, appointment=it, now=NOW)
    with pytest.raises(Refusal, match="call us"):
        booked(musterstadt, at("09:40"), key="paul")
    assert booked(musterstadt, at("09:40"), key="erika").state == "booked"
    thursday, tomorrow = at("10:00", TUESDAY + timedelta(days=2)), NOW + timedelta(hours=25)
    assert booked(musterstadt, thursday, key="paul", now=tomorrow).state == "booked"
