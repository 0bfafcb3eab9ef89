"""A change never drops a booking in silence: what no longer fits is decided in the same deed, or nothing is saved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import booking, changes, letters
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import free, setup
from webapp.blueprints.appointments.rules import conflicts as rules
from webapp.blueprints.appointments.rules import slots, states
from webapp.blueprints.appointments.rules.visits import visit
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit

UNDECIDED = N_("Some bookings no longer fit. Please decide what becomes of them; nothing is saved before.")
NO_COUNTER = N_("No other counter is free then. Please decide otherwise.")
EXCEPTION, ASKED, RESEATED = "kept as an exception", "asked to move", "moved to another counter"
TO_CALL = (ASKED, "cancelled")  # whoever gave no e-mail address hears of these by telephone
SETTLED = (*TO_CALL, EXCEPTION, RESEATED, "moved")  # the last of these says how a booking stands


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the clerk decided: for each booking, for all others, and what the letters say."""

    each: Mapping[int, str] = field(default_factory=dict)
    for_all: str = ""
    message: str = ""

    def about(self, appointment_id: int) -> str:
        """What becomes of this booking; empty if nobody decided."""
        chosen = self.each.get(appointment_id) or self.for_all
        return chosen if chosen in rules.DECISIONS else ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A booking that no longer fits, as the page shows it; it outlives the change that was undone."""

    id: int
    slug: str
    starts_at: datetime
    name: str
    number: str
    phone: str
    email: str
    counter: str
    concerns: str
    reasons: Sequence[str]
    error: str = ""


class Undecided(Refusal):
    """A change that waits for decisions."""

    def __init__(self, message: str, conflicts: Sequence[Conflict]) -> None:
        super().__init__(message)
        self.conflicts = conflicts


@contextmanager
def deciding(session: Session, decisions: Decisions, *, town: Town, by: Any, now: datetime) -> Iterator[None]:
    """Within, the offer changes; afterwards whatever no longer fits is settled. Refuses while a decision is missing."""
    before = misfits(session, setup.visits_to_come(session, now), town, now)
    yield
    session.flush()
    visits = setup.visits_to_come(session, now)
    after = misfits(session, visits, town, now)
    _stretch(session, [one for one in visits if one.id not in after], now)
    settle(session, visits, rules.fresh(before, after), decisions, town=town, by=by, now=now)


def misfits(session: Session, visits: Iterable[Appointment], town: Town, now: datetime) -> rules.Misfits:
    """The visits that do not fit what is offered now, with the reasons."""
    counters = [one for one in setup.all_counters(session) if one.active and one.place.active]
    desks = free.as_desks(counters, setup.closures_to_come(session, now))
    return rules.misfits(desks, [_as_booking(one, now) for one in visits], is_holiday=free.holiday_check(town))


def listed(visits: Iterable[Appointment], found: Mapping[int, Iterable[str]]) -> list[Conflict]:
    """These bookings with their reasons, to be shown; times that are only held are not asked about."""
    return [
        Conflict(
            one.id, one.slug, one.starts_at, one.name, one.number or "", one.phone, one.email, one.counter.name,
            ", ".join(concern.service.name for concern in one.concerns), tuple(found[one.id]),
        )
        for one in visits if one.id in found and one.state != states.HELD
    ]  # fmt: skip


def settle(
    session: Session, visits: Sequence[Appointment], found: Mapping[int, Iterable[str]], decisions: Decisions,
    *, town: Town, by: Any, now: datetime,
) -> int:  # fmt: skip
    """Do what was decided for each booking; refuse if one is undecided. Answers how many were settled.

    A time that is only held ends now: whoever holds it is told at the next step, with everything typed kept.
    """
    shown = listed(visits, found)
    if any(not decisions.about(one.id) for one in shown):
        raise Undecided(UNDECIDED, shown)
    for one in visits:
        if one.id in found and one.state == states.HELD:
            one.held_until = now
        elif one.id in found:
            try:
                _settle_one(session, one, decisions, town=town, by=by, now=now)
            except Refusal:
                raise Undecided(NO_COUNTER, _marked(shown, one.id)) from None
    return len(shown)


def _settle_one(
    session: Session, one: Appointment, decisions: Decisions, *, town: Town, by: Any, now: datetime
) -> None:
    decided = decisions.about(one.id)
    if decided == rules.CANCEL:
        changes.cancel(session, appointment=one, now=now, by=by, message=decisions.message)
        return
    if decided == rules.WRITE:
        letters.write(session, letters.CLOSED, one, now, message=decisions.message)
        one.reminded_at = now  # a reminder would contradict this letter; moving the appointment allows it again
    if decided == rules.COUNTER:
        wishes = booking.with_counters(session, booking.wishes_of(one))
        at, desk = one.starts_at, free.AT_THE_DESK
        counter = booking.free_counter(
            session, wishes, one.place_id, at, town=town, now=now, channel=desk, known=one
        )  # fmt: skip
        booking.place(session, one, wishes, counter, at, now)
    verb = {rules.KEEP: EXCEPTION, rules.WRITE: ASKED, rules.COUNTER: RESEATED}[decided]
    audit.record(session, verb, one, by=by, now=now, label=one.number or "")


def _stretch(session: Session, fitting: Iterable[Appointment], now: datetime) -> None:
    """Visits whose service takes another time now get it, where it fits; nobody is told, for the beginning stays."""
    for one in fitting:
        wishes = booking.wishes_of(one)
        if _as_booking(one, now).busy_until != slots.minutes(one.busy_until):
            booking.place(session, one, wishes, one.counter, one.starts_at, now)


def _as_booking(one: Appointment, now: datetime) -> rules.Booking:
    whole = visit(booking.wishes_of(one), now)
    starts = slots.minutes(one.starts_at)
    able = frozenset.intersection(*(frozenset(desk.id for desk in row.service.counters) for row in one.concerns))
    ends = starts + whole.minutes
    return rules.Booking(one.id, one.counter_id, starts, ends, ends + whole.buffer, able)


def _marked(shown: Iterable[Conflict], wrong: int) -> list[Conflict]:
    return [replace(row, error=NO_COUNTER) if row.id == wrong else row for row in shown]


def settle_anew(session: Session, *, decisions: Decisions, town: Town, by: Any, now: datetime) -> int:
    """Decide exceptions again, those a decision was made for; answers how many."""
    visits = setup.visits_to_come(session, now)
    found = misfits(session, visits, town, now)
    chosen = {key: reasons for key, reasons in found.items() if decisions.about(key)}
    return settle(session, visits, chosen, decisions, town=town, by=by, now=now)
