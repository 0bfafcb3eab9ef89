"""Anything people, clerks and time can do, in any order, on a real database: no minute is ever given twice."""

import shutil
import tempfile
from collections import Counter as Tally
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.appointments.town_hall import MUSTERSTADT, TUESDAY, at, furnish
from tests.conftest import NOW
from tests.tools.scale import many
from webapp.blueprints.appointments.actions import booking, changes
from webapp.blueprints.appointments.models import Appointment, Cell, Closure
from webapp.blueprints.appointments.queries import free, offers, visits
from webapp.blueprints.appointments.rules.holds import is_live
from webapp.blueprints.appointments.rules.slots import quanta
from webapp.blueprints.appointments.rules.states import TAKES_TIME
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.refusal import Refusal
from webapp.store.engines import Database
from webapp.store.outbox import Letter

PEOPLE = some.sampled_from(["erika", "paul", "olena", "brandt", "huber"])
TIMES = some.sampled_from(["08:00", "08:10", "08:20", "08:30", "09:00"]).map(at)
TOLD = {  # what becomes of an appointment, and which letter tells of it
    ("held", "booked"): "confirmed", ("held", "pending"): "activate", ("pending", "booked"): "confirmed",
    ("booked", "cancelled"): "cancelled", ("pending", "cancelled"): "cancelled",
}  # fmt: skip


class TownHall(RuleBasedStateMachine):
    """Five people, two counters, one morning."""

    empty: Path

    @initialize(activation=some.booleans())
    def open(self, activation: bool):
        """A new town with two counters."""
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(self.empty, f"{self.folder.name}/portal.db")
        self.database = Database(Path(self.folder.name) / "portal.db")
        self.now, self.letters, self.sequences, self.closed = NOW, Tally(), {}, []
        with self.database.writing() as session:
            furnish(session, buffer_minutes=7)
            offers.preferences(session).activation = activation

    def teardown(self):
        """Everybody goes home."""
        if hasattr(self, "folder"):
            self.database.close()
            self.folder.cleanup()

    def does(self, deed, who: str, **more):
        """A deed as the form would do it; answers whether it was done."""
        with self.database.writing() as session:
            it = visits.appointment_by_key(session, who)
            if it is None:
                return False
            before, at_first = it.state, it.starts_at
            try:
                with session.begin_nested():
                    deed(session, appointment=it, now=self.now, **more)
            except Refusal:
                return False
            moved = deed is changes.move and it.starts_at != at_first
            told = "moved" if moved else TOLD.get((before, it.state))
            self.letters.update([f"appointments.{told}"] if told else [])
            return before != it.state or moved

    @rule(who=PEOPLE, time=TIMES, count=some.sampled_from([1, 1, 2]))
    def holds(self, who, time, count):
        """Somebody chooses a time, perhaps another one with the same form."""
        self.try_to_hold(who, time, count)

    def try_to_hold(self, who, time, count=1) -> bool:
        """Whether the time could be held."""
        with self.database.writing() as session:
            wish = Wish(offers.services_by_slug(session, ["reisepass"])["reisepass"], count)
            wanted = {"wishes": [wish], "place_id": wish.service.counters[0].place_id, "starts_at": time}
            try:
                with session.begin_nested():
                    booking.hold(
                        session, key=who, token_hash=who, town=MUSTERSTADT, now=self.now, language="de", network="school",
                        **wanted,
                    )  # fmt: skip
            except Refusal:
                return False
            return True

    @rule(data=some.data())
    def whatever_is_offered_can_be_held(self, data):
        """Somebody new takes one of the times shown."""
        with self.database.writing() as session:
            wish = Wish(offers.services_by_slug(session, ["reisepass"])["reisepass"], 1)
            place = wish.service.counters[0].place_id
            found = free.free_times(session, [wish], place, TUESDAY, TUESDAY, town=MUSTERSTADT, now=self.now).moments()
        if found:
            who = f"new-{len(self.sequences)}-{self.now}"
            assert self.try_to_hold(who, data.draw(some.sampled_from(found[:8])))

    @rule(who=PEOPLE)
    def fills_in(self, who):
        """Somebody types name and address; they are kept even if the time is gone."""
        with self.database.writing() as session:
            it = visits.appointment_by_key(session, who)
            typing = it is not None and it.state == "held"
        if typing:
            about = {"town": MUSTERSTADT, "name": who, "email": f"{who}@example.org", "phone": ""}
            self.does(booking.fill_in, who, **about)
            with self.database.writing() as session:
                assert visits.appointment_by_key(session, who).name == who

    @rule(who=PEOPLE)
    def confirms(self, who):
        """Somebody presses the button: nobody is booked into a closed time."""
        if self.does(booking.confirm, who, town=MUSTERSTADT):
            with self.database.writing() as session:
                it = visits.appointment_by_key(session, who)
                assert not any(it.starts_at < end and start < it.ends_at for start, end in self.closed)

    @rule(who=PEOPLE)
    def prolongs(self, who):
        """Somebody needs more time."""
        self.does(booking.prolong, who)

    @rule(who=PEOPLE)
    def activates(self, who):
        """Somebody clicks the link in the mail, perhaps once more."""
        self.does(booking.activate, who)

    @rule(who=PEOPLE, time=TIMES)
    def moves(self, who, time):
        """Somebody takes another time."""
        self.does(changes.move, who, starts_at=time, town=MUSTERSTADT)

    @rule(who=PEOPLE)
    def cancels(self, who):
        """Somebody does not come."""
        self.does(changes.cancel, who)

    @rule(minutes=some.sampled_from([1, 5, 10, 11, 45, 61, 130]))
    def waits(self, minutes):
        """Time passes."""
        self.now += timedelta(minutes=minutes)

    @rule()
    def ends_holds(self):
        """The worker gives back what is over."""
        with self.database.writing() as session:
            changes.end_holds(session, self.now)

    @rule(time=TIMES)
    def closes(self, time):
        """Frau Keller closes the counters for half an hour."""
        end = time + timedelta(minutes=30)
        if len(self.closed) < 2:
            self.closed.append((time, end))
            with self.database.writing() as session:
                session.add(Closure(starts_at=time, ends_at=end, reason="Personalversammlung"))

    @invariant()
    def no_counter_has_two_visits_in_the_same_minute(self):
        """The promise of the house."""
        for one, other in combinations(self.visits(live=True), 2):
            apart = one.busy_until <= other.starts_at or other.busy_until <= one.starts_at
            assert one.counter_id != other.counter_id or apart, (one.key, other.key)

    @invariant()
    def every_live_visit_has_its_minutes_and_no_ended_one_has_any(self):
        """What the database gives away is what people see."""
        for it in self.visits(live=True):
            assert self.cells(it) == quanta(it.starts_at, it.busy_until)
        assert not [it.key for it in self.visits(live=False) if it.state not in TAKES_TIME and self.cells(it)]

    @invariant()
    def every_deed_has_its_letter(self):
        """One letter for each deed, none for what was refused or pressed twice."""
        if hasattr(self, "database"):
            with self.database.reading() as session:
                assert Tally(session.scalars(select(Letter.kind))) == self.letters

    @invariant()
    def the_sequence_never_falls(self):
        """Calendars believe the highest number."""
        for it in self.visits():
            assert it.sequence >= self.sequences.get(it.id, 0)
            self.sequences[it.id] = it.sequence

    def visits(self, *, live: bool | None = None) -> list[Appointment]:
        """All appointments, or those that have their time, or those that do not."""
        if not hasattr(self, "database"):
            return []
        with self.database.reading() as session:
            found = list(session.scalars(select(Appointment)))
            session.expunge_all()
        lives = [it for it in found if it.state in TAKES_TIME and is_live(it.state, it.held_until, self.now)]
        return found if live is None else lives if live else [it for it in found if it not in lives]

    def cells(self, it: Appointment) -> list:
        """The pieces of five minutes that belong to an appointment at its counter."""
        with self.database.reading() as session:
            question = select(Cell.starts_at).where(Cell.appointment_id == it.id, Cell.counter_id == it.counter_id)
            every = select(Cell.starts_at).where(Cell.appointment_id == it.id).order_by(Cell.starts_at)
            found = list(session.scalars(every))
            assert len(session.scalars(question).all()) == len(found)
            return found


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_no_order_of_deeds_gives_a_minute_twice(empty_database):
    machine = type("MusterstadtTownHall", (TownHall,), {"empty": empty_database})
    patience = settings(max_examples=many(12, 300), stateful_step_count=many(25, 50), deadline=None)
    run_state_machine_as_test(machine, settings=patience)
