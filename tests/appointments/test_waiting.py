"""The waiting list: who waits longest is asked first, and nobody loses what he has."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.appointments.town_hall import MUSTERSTADT, at, booked, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import booking, changes, waiting
from webapp.blueprints.appointments.models import Appointment, WaitingEntry
from webapp.blueprints.appointments.queries.visits import appointment_by_id
from webapp.domain.refusal import Refusal
from webapp.store.outbox import Letter

AFTER = NOW + timedelta(minutes=1)


def joins(session, who: str, appointment: Appointment | None = None) -> WaitingEntry:
    it = appointment or booked(session, at("11:00"), key=who)
    wishes = booking.with_counters(session, booking.wishes_of(it))
    return waiting.join(
        session, key=f"wait-{who}", token_hash=f"wait-{who}", wishes=wishes, place_id=it.place_id, now=NOW,
        email=f"{who}@example.org", name=who, language="de", appointment=it,
    )  # fmt: skip


def fill_the_morning(session) -> list[Appointment]:
    """Everything before eleven is taken."""
    clocks = [f"{8 + minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 180, 20)]
    return [booked(session, at(clock), key=f"early{clock[:2]}{clock[3:]}") for clock in clocks]


@pytest.fixture
def full(musterstadt):
    furnish(musterstadt, counters=1)
    return musterstadt


def test_a_freed_time_is_offered_to_one_after_another(full):
    early = fill_the_morning(full)
    erika, paul = joins(full, "erika"), joins(full, "paul", booked(full, at("11:20"), key="paul"))
    assert waiting.offer_times(full, town=MUSTERSTADT, now=AFTER) == 0
    changes.cancel(full, appointment=early[3], now=AFTER)
    assert waiting.offer_times(full, town=MUSTERSTADT, now=AFTER) == 1
    assert (erika.state, paul.state) == ("offered", "waiting")
    waiting.decline(full, entry=erika)
    assert waiting.offer_times(full, town=MUSTERSTADT, now=AFTER) == 1
    assert (erika.state, paul.state) == ("waiting", "offered")


def test_the_old_time_is_free_only_when_the_new_one_is_taken(full):
    early = fill_the_morning(full)
    erika = joins(full, "erika")
    changes.cancel(full, appointment=early[0], now=AFTER)
    waiting.offer_times(full, town=MUSTERSTADT, now=AFTER)
    old = appointment_by_id(full, erika.appointment_id)
    assert old.starts_at == at("11:00")
    taken = waiting.take(full, entry=erika, town=MUSTERSTADT, now=AFTER)
    assert (taken.id, taken.starts_at, erika.state) == (old.id, at("08:00"), "served")


def test_an_offer_nobody_takes_goes_on_and_is_not_made_twice(full):
    early = fill_the_morning(full)
    erika = joins(full, "erika")
    changes.cancel(full, appointment=early[0], now=AFTER)
    waiting.offer_times(full, town=MUSTERSTADT, now=AFTER)
    later = AFTER + timedelta(hours=5)
    assert waiting.end_offers(full, later) == 1
    with pytest.raises(Refusal):
        waiting.take(full, entry=erika, town=MUSTERSTADT, now=later)
    assert waiting.offer_times(full, town=MUSTERSTADT, now=later) == 0


def test_who_has_no_appointment_yet_fills_in_the_rest_at_the_offered_time(full):
    it = booked(full, at("11:00"))
    wishes = booking.with_counters(full, booking.wishes_of(it))
    entry = waiting.join(
        full, key="olena", token_hash="olena-hash", wishes=wishes, place_id=it.place_id, email="olena@example.org",
        name="Olena", language="uk", now=NOW,
    )  # fmt: skip
    assert waiting.offer_times(full, town=MUSTERSTADT, now=AFTER) == 1
    taken = waiting.take(full, entry=entry, town=MUSTERSTADT, now=AFTER)
    assert (taken.state, taken.name, taken.token_hash) == ("held", "Olena", "olena-hash")
    assert taken.held_until > AFTER


def test_who_cancelled_or_came_waits_no_longer(full):
    erika = joins(full, "erika")
    changes.cancel(full, appointment=appointment_by_id(full, erika.appointment_id), now=AFTER)
    waiting.offer_times(full, town=MUSTERSTADT, now=AFTER)
    assert erika.state == "ended"
    assert waiting.forget(full, AFTER) == 1
    assert full.scalars(select(WaitingEntry)).all() == []


def test_joining_twice_is_one_place_and_one_letter(full):
    erika = joins(full, "erika")
    again = joins(full, "erika", appointment_by_id(full, erika.appointment_id))
    assert again.id == erika.id
    kinds = [one.kind for one in full.scalars(select(Letter))]
    assert kinds.count("appointments.waiting") == 1
