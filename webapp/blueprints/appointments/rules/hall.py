"""Who is called next in the hall, how long the others wait, and when a number is no longer drawn."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from statistics import median
from typing import Any

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

EXPECTED, WAITING, CALLED, DONE, GONE = "expected", "waiting", "called", "done", "gone"
LATE = timedelta(minutes=15)  # whoever comes later than this to an appointment lines up with the others
OTHER_MINUTES = 10  # for a concern nobody named
MOST_BUTTONS = 8  # more cannot be read at a glance
ENOUGH = 3  # visits served today that say more than the plan
SLOWEST, QUICKEST = 2.0, 0.5  # one odd visit must not turn the forecast over
CALLS = 2  # so often somebody is called before the clerk may give them up
STEP = 5  # minutes: nobody can promise more exactly
MINUTE = timedelta(minutes=1)
MOST_DIGITS = 20  # of a moment in microseconds


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody in the hall. ``label`` is called out; ``starts_at`` only for those with an appointment."""

    key: str
    label: str
    state: str
    since: datetime
    minutes: int
    service_id: int | None = None
    counter_id: int | None = None
    starts_at: datetime | None = None
    called_at: datetime | None = None
    calls: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hall:
    """The hall of a place at a moment: who is there, what the counters are called and can do, when the open ones
    close."""

    now: datetime
    guests: Sequence[Guest] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    closes: Mapping[int, datetime] = field(default_factory=dict)
    services: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of somebody at one of these counters; ``due`` (minutes from now) for an appointment to come."""

    minutes: float
    counters: frozenset[int]
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A button at the door: a service, or an area of life that leads to its services."""

    label: str
    service_id: int | None = None
    area: str = ""


def line(hall: Hall) -> list[Guest]:
    """Who waits, in the order in which they are called: appointments whose time has come, numbers as they were drawn,
    then those who came early for their appointment."""
    return sorted((one for one in hall.guests if one.state == WAITING), key=lambda one: _turn(one, hall.now))


def _turn(guest: Guest, now: datetime) -> tuple[int, datetime, int, str]:
    tie = (len(guest.label), guest.label)  # two numbers of the same moment: 9 before 10
    if guest.starts_at is None or guest.since > guest.starts_at + LATE:
        return 1, guest.since, *tie
    return (0 if guest.starts_at <= now else 2), guest.starts_at, *tie


def line_of(hall: Hall, counter_id: int, services: Collection[int]) -> list[Guest]:
    """The part of the line this counter can serve; who has an appointment goes to their own counter."""
    return [
        one
        for one in line(hall)
        if one.counter_id in {None, counter_id} and (one.service_id is None or one.service_id in services)
    ]


def served_at(hall: Hall, counter_id: int) -> Guest | None:
    """Whom the counter called last and still has."""
    return max(_at(hall, counter_id, CALLED), key=lambda one: one.called_at or hall.now, default=None)


def mark(guest: Guest | None) -> str:
    """What a page of the counter showed, so that a button pressed twice is known."""
    return f"{guest.key}.{guest.calls}" if guest else ""


def last_served_at(hall: Hall, counter_id: int) -> Guest | None:
    """Whom the counter finished last."""
    return max(_at(hall, counter_id, DONE, GONE), key=lambda one: one.done_at or hall.now, default=None)


def _at(hall: Hall, counter_id: int, *states: str) -> list[Guest]:
    return [one for one in hall.guests if one.counter_id == counter_id and one.state in states and one.called_at]


def called(hall: Hall) -> list[Guest]:
    """Who is called, the newest first."""
    here = (one for one in hall.guests if one.state == CALLED and one.called_at)
    return sorted(here, key=lambda one: (one.called_at, one.key), reverse=True)


def stamp(hall: Hall) -> str:
    """What a screen shows, in a few signs: the moment of the last call, then what else may change."""
    newest = max((_microseconds(one) for one in called(hall)), default=0)
    shown = [*((one.key, one.calls) for one in called(hall)), *(one.key for one in line(hall)), wait(hall)]
    return f"{newest}-{sha256(repr(shown).encode()).hexdigest()[:8]}"


def news(hall: Hall, stamp: str) -> list[Guest]:
    """Who was called since a screen showed this stamp, the first call first; for a screen just opened nobody."""
    since = stamp.partition("-")[0][:MOST_DIGITS]
    return [one for one in reversed(called(hall)) if since.isdecimal() and _microseconds(one) > int(since)]


def _microseconds(guest: Guest) -> int:
    return int(guest.called_at.timestamp() * 1_000_000) if guest.called_at else 0


def before(hall: Hall, key: str) -> list[Guest]:
    """Who is called earlier than this guest; for a new guest everybody who waits, but those too early."""
    waiting = line(hall)
    keys = [one.key for one in waiting]
    if key in keys:
        return waiting[: keys.index(key)]
    return [one for one in waiting if not _is_early(one, hall.now)]


def able(hall: Hall, guest: Guest) -> frozenset[int]:
    """The open counters that may serve a guest: the own one of an appointment, else those that know the concern."""
    own, wanted = guest.counter_id, guest.service_id
    return frozenset(
        one for one in hall.closes
        if own in {None, one} and (wanted is None or own == one or wanted in hall.services.get(one, ()))
    )  # fmt: skip


def newcomer(hall: Hall, service_id: int | None = None) -> Guest:
    """Somebody at the door who has no number yet."""
    return Guest("", "", WAITING, hall.now, OTHER_MINUTES, service_id)


def wait(hall: Hall, key: str = "", service_id: int | None = None) -> int:
    """Minutes until this guest, or a new one with this concern, is called: rounded up to five."""
    pace = pace_of(hall.guests)
    me = next((one for one in hall.guests if one.key == key), newcomer(hall, service_id))
    ahead = [Work(one.minutes * pace, able(hall, one)) for one in before(hall, key)]
    coming = [
        Work(one.minutes * pace, able(hall, one), (one.starts_at - hall.now) / MINUTE)
        for one in hall.guests
        if one.starts_at and one.starts_at > hall.now and one.state in {EXPECTED, WAITING}
    ]
    return rounded(expected(ahead, busy(hall, pace), coming, able(hall, me)))


def expected(
    ahead: Iterable[Work], busy: Mapping[int, float], coming: Iterable[Work] = (), mine: frozenset[int] = frozenset()
) -> float:
    """Minutes until one of the counters ``mine`` is free for whoever stands behind those ``ahead``.

    ``busy`` says how long each open counter still has somebody; ``coming`` are appointments of the day, which go first
    at their counter when their time comes. A forecast, made again with every look.
    """
    free, later = dict(busy) or {0: 0.0}, sorted(coming, key=lambda one: one.due)
    for work in ahead:
        later = _serve_due(free, later)
        free[_first(free, work.counters)] += work.minutes
    _serve_due(free, later)
    return free[_first(free, mine)]


def _serve_due(free: dict[int, float], coming: Iterable[Work]) -> list[Work]:
    """Serve the appointments whose time comes before their counter is free; answers those still to come."""
    later = []
    for one in coming:
        counter = _first(free, one.counters)
        if one.due <= free[counter]:
            free[counter] += one.minutes
        else:
            later.append(one)
    return later


def _first(free: Mapping[int, float], counters: Iterable[int]) -> int:
    """The counter that is free first; if none of these is open, any."""
    return min(free.keys() & set(counters) or free, key=lambda one: (free[one], one))


def busy(hall: Hall, pace: float = 1.0) -> dict[int, float]:
    """How many minutes each open counter still needs for whom it serves."""
    left = {}
    for counter_id in hall.closes:
        guest = served_at(hall, counter_id)
        gone = (hall.now - guest.called_at) / MINUTE if guest and guest.called_at else 0.0
        left[counter_id] = max(guest.minutes * pace - gone, 0.0) if guest else 0.0
    return left


def pace_of(guests: Iterable[Guest]) -> float:
    """How today's visits compare with the plan: the median of served to planned minutes; 1 until enough were served."""
    ratios = [
        (one.done_at - one.called_at) / MINUTE / one.minutes
        for one in guests
        if one.state == DONE and one.called_at and one.done_at
    ]
    return min(max(median(ratios), QUICKEST), SLOWEST) if len(ratios) >= ENOUGH else 1.0


def rounded(minutes: float) -> int:
    """Up to the next five minutes."""
    return int(-(-minutes // STEP) * STEP)


def ensure_open(hall: Hall) -> None:
    """Refuse a number while no counter is open."""
    if not hall.closes:
        raise Refusal(N_("We are closed at the moment. Please come back during the opening hours."))


def ensure_time_left(hall: Hall, minutes: int, service_id: int | None = None) -> None:
    """Refuse a number nobody could serve any more before the last counter for it closes."""
    end = max((hall.closes[one] for one in able(hall, newcomer(hall, service_id))), default=hall.now)
    if hall.now + (wait(hall, service_id=service_id) + minutes * pace_of(hall.guests)) * MINUTE > end:
        raise Refusal(
            N_("So many people are waiting that we cannot serve you before we close. Please come another day.")
        )


def ensure_called_enough(guest: Guest) -> None:
    """Refuse to give somebody up who was called only once: not everybody is quick to the counter."""
    if guest.calls < CALLS:
        raise Refusal(N_("Please call once more before you go on."))


def choices(services: Iterable[Any], area: str = "") -> list[Choice]:
    """The buttons at the door for services sorted by area: at most ``MOST_BUTTONS``, areas if there are more."""
    offered = [one for one in services if area in {"", one.area}]
    if area or len(offered) <= MOST_BUTTONS:
        return [Choice(one.name, one.id) for one in offered[:MOST_BUTTONS]]
    groups = [(name, list(rows)) for name, rows in groupby(offered, key=lambda one: one.area)]
    return [
        Choice(rows[0].name, rows[0].id) if len(rows) == 1 else Choice(name, area=name)
        for name, rows in groups[:MOST_BUTTONS]
    ]


def _is_early(guest: Guest, now: datetime) -> bool:
    return guest.starts_at is not None and guest.starts_at > now
