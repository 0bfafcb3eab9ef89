"""Which times are free, from what the town remembers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment, Closure, Counter, Place
from webapp.blueprints.appointments.rules import slots, visits
from webapp.blueprints.appointments.rules.states import TAKES_TIME, TIMED
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.holidays import name_of
from webapp.domain.intervals import Span
from webapp.domain.localtime import at_local, local_date
from webapp.domain.town import Town

A_DAY = timedelta(days=1)
ONLINE, AT_THE_DESK = "online", "phone"


def free_times(
    session: Session, wishes: Sequence[Wish], place_id: int, first: date, last: date,
    *, town: Town, now: datetime, channel: str = ONLINE, but: int | None = None,
) -> slots.FreeTimes:  # fmt: skip
    """Beginnings from the first to the last day at a place; ``but`` is an appointment about to move."""
    found = search(session, wishes, place_id, first, last, town=town, now=now, channel=channel, but=but)
    return found.on(*days_between(first, last))


def search(
    session: Session, wishes: Sequence[Wish], place_id: int, first: date, last: date,
    *, town: Town, now: datetime, channel: str = ONLINE, but: int | None = None,
) -> slots.Search:  # fmt: skip
    """The same, for whoever asks day by day: a page shows a week of two months."""
    visit = visits.visit(wishes, now, at_the_desk=channel != ONLINE)
    counters = able_counters(wishes, place_id)
    return _search(session, counters, visit, first, last, town=town, now=now, channel=channel, but=but)


def free_counters(
    session: Session, wishes: Sequence[Wish], place_id: int, at: datetime,
    *, town: Town, now: datetime, channel: str = ONLINE, but: int | None = None,
) -> list[Counter]:  # fmt: skip
    """The counters at which this visit can begin at this moment, least busy counter first."""
    able = {one.id: one for one in able_counters(wishes, place_id)}
    visit, day = visits.visit(wishes, now, at_the_desk=channel != ONLINE), local_date(at)
    only = replace(visit, earliest=max(at, visit.earliest), latest=min(at, visit.latest))
    found = _search(session, able.values(), only, day, day, town=town, now=now, channel=channel, but=but)
    return [able[counter_id] for counter_id in found.on(day).at(at)]


def _search(
    session: Session, counters: Collection[Counter], visit: slots.Visit, first: date, last: date,
    *, town: Town, now: datetime, channel: str, but: int | None,
) -> slots.Search:  # fmt: skip
    start, end = at_local(first, time()), at_local(last + A_DAY, time())
    desks = as_desks(counters, closures_between(session, start, end))
    busy = busy_between(session, [one.id for one in counters], start - A_DAY, end, now=now, but=but)
    return slots.Search(desks, visit, busy, holiday_check(town), now if channel == ONLINE else None)


def days_between(first: date, last: date) -> list[date]:
    """All days from the first to the last."""
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def able_counters(wishes: Iterable[Wish], place_id: int | None = None) -> list[Counter]:
    """The counters that can do everything wished for (at a place)."""
    able = [{one.id: one for one in wish.service.counters} for wish in wishes]
    shared = set.intersection(*(set(one) for one in able)) if able else set()
    return [
        one
        for key, one in sorted(able[0].items() if able else ())
        if key in shared and one.active and one.place.active and place_id in {None, one.place_id}
    ]


def able_places(wishes: Iterable[Wish]) -> list[Place]:
    """The places where everything wished for can be done in one visit."""
    return sorted({one.place_id: one.place for one in able_counters(wishes)}.values(), key=lambda one: one.name)


def holiday_check(town: Town) -> Callable[[date], bool]:
    """Whether a day is a public holiday in the town."""
    return lambda day: name_of(day, town.land, town.holidays) is not None


def closures_between(session: Session, start: datetime, end: datetime) -> Sequence[Closure]:
    """Closures that touch this span."""
    question = select(Closure).where(Closure.ends_at > start, Closure.starts_at < end)
    return session.scalars(question.order_by(Closure.starts_at)).all()


def is_closed(session: Session, appointment: Appointment) -> bool:
    """Whether a closure lies over the visit."""
    return bool(_closed(appointment.counter, closures_between(session, appointment.starts_at, appointment.ends_at)))


def busy_between(
    session: Session, counters: Collection[int], start: datetime, end: datetime,
    *, now: datetime, but: int | None = None,
) -> list[slots.Busy]:  # fmt: skip
    """The minutes taken at these counters; held times whose end has come take nothing."""
    question = select(
        Appointment.counter_id, Appointment.starts_at, Appointment.busy_until, Appointment.channel
    ).where(
        Appointment.starts_at >= start, Appointment.starts_at < end, Appointment.counter_id.in_(counters), lives(now)
    )  # fmt: skip
    if but is not None:
        question = question.where(Appointment.id != but)
    return [
        slots.Busy(counter, slots.minutes(begins), slots.minutes(until), channel == ONLINE)
        for counter, begins, until, channel in session.execute(question)
    ]


def lives(now: datetime) -> ColumnElement[bool]:
    """Condition: the appointment has its time (``rules.holds.is_live`` and a state that takes time)."""
    return and_(
        Appointment.state.in_(TAKES_TIME), or_(Appointment.state.not_in(TIMED), Appointment.held_until > now)
    )  # fmt: skip


def dead_holds(counter_id: int, now: datetime) -> Select[int]:
    """Ids of appointments whose held time is over but still lies in the cells."""
    return select(Appointment.id).where(
        Appointment.counter_id == counter_id, Appointment.state.in_(TIMED), Appointment.held_until <= now
    )


def as_desks(counters: Iterable[Counter], closures: Iterable[Closure]) -> list[slots.Desk]:
    """Counters as the rules see them, each with the closures that concern it."""
    known = list(closures)
    return [
        slots.Desk(one.id, one.openings, one.raster_minutes, one.kept_percent, one.release_hours, _closed(one, known))
        for one in counters
    ]


def _closed(counter: Counter, closures: Iterable[Closure]) -> list[Span[int]]:
    return [
        (slots.minutes(one.starts_at), slots.minutes(one.ends_at))
        for one in closures
        if closes(one, counter.place_id, counter.id)
    ]


def closes(closure: Closure, place_id: int, counter_id: int) -> bool:
    """Whether a closure is for this counter: alone, with its place, or with the whole town."""
    return closure.place_id in {None, place_id} and closure.counter_id in {None, counter_id}
