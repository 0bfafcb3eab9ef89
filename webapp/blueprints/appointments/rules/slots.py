"""Which times are free: opening rules, closures and holidays, less what is taken, cut into beginnings.

Times of opening rules are Berlin time; everything is computed in minutes since 1970 (UTC), so the days of the clock
change need no exception: an office that opens at 8 opens at 8.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol

from webapp.domain.intervals import Span, merged, without
from webapp.domain.localtime import at_local

QUANTUM = 5  # minutes: the smallest piece of time the database gives away
MINUTE = 60
A_DAY = 24 * 60  # minutes


class OpeningRule(Protocol):
    """From–to on a weekday (0 is Monday), every so many weeks from ``valid_from`` until ``valid_until``."""

    weekday: int
    from_time: time
    to_time: time
    every_weeks: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Busy:
    """Minutes of a counter somebody has: with the buffer afterwards, and whether they were booked online."""

    counter_id: int
    starts: int
    ends: int
    online: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as the rules see it. ``closed`` are spans of minutes."""

    id: int
    openings: Sequence[OpeningRule]
    raster: int
    kept_percent: int = 0
    release_hours: int = 24
    closed: Sequence[Span[int]] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """How long a visit takes (minutes), and between which moments it may begin."""

    minutes: int
    buffer: int
    earliest: datetime
    latest: datetime


@dataclass(slots=True)
class FreeTimes:
    """Beginnings and the counters that are free then, least busy counter first."""

    counters: dict[int, list[int]] = field(default_factory=dict)

    def at(self, moment: datetime) -> list[int]:
        """The counters free at this moment, none if it is no beginning or taken."""
        return self.counters.get(minutes(moment), []) if moment.second == moment.microsecond == 0 else []

    def moments(self) -> list[datetime]:
        """All beginnings, earliest first."""
        return [moment(one) for one in sorted(self.counters)]


def minutes(at: datetime) -> int:
    """Whole minutes since 1970 (UTC)."""
    return int(at.timestamp()) // MINUTE


def moment(count: int) -> datetime:
    """The moment of that many minutes since 1970, in UTC."""
    return datetime.fromtimestamp(count * MINUTE, UTC)


def quanta(starts_at: datetime, until: datetime) -> list[datetime]:
    """The pieces of five minutes between two moments; a begun piece counts."""
    first = minutes(starts_at) // QUANTUM * QUANTUM
    return [moment(one) for one in range(first, minutes(until), QUANTUM)]


def is_open_on(rule: OpeningRule, day: date) -> bool:
    """Whether the rule opens on this day; weeks count from the Monday of ``valid_from``."""
    if day.weekday() != rule.weekday or day < rule.valid_from or (rule.valid_until and day > rule.valid_until):
        return False
    monday = rule.valid_from - timedelta(days=rule.valid_from.weekday())
    return (day - monday).days // 7 % rule.every_weeks == 0


def open_spans(openings: Iterable[OpeningRule], day: date) -> list[Span[int]]:
    """When a counter is open on a day, in minutes; neighbouring rules become one span."""
    return merged(
        (_at(day, rule.from_time), _at(day, rule.to_time)) for rule in openings if is_open_on(rule, day)
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _at(day: date, at: time) -> int:
    return minutes(at_local(day, at))


@dataclass(slots=True)
class Search:
    """All that decides which times are free; a day is worked out when it is asked for.

    With ``now`` the desks keep back their share for the telephone.
    """

    desks: Sequence[Desk]
    visit: Visit
    busy: InitVar[Iterable[Busy]]
    is_holiday: Callable[[date], bool]
    now: datetime | None = None
    taken: dict[tuple[int, int], list[Busy]] = field(init=False)

    def __post_init__(self, busy: Iterable[Busy]) -> None:
        """Sort what is taken by counter and day (UTC), so that a day need not look at all others."""
        self.taken = defaultdict(list)
        for one in busy:
            self.taken[one.counter_id, one.starts // A_DAY].append(one)

    def on(self, *days: date) -> FreeTimes:
        """The beginnings on these days at which the visit fits."""
        load: dict[tuple[int, int], int] = {}
        for day in days:
            for desk in () if self.is_holiday(day) else self.desks:
                spans = open_spans(desk.openings, day)
                here = self._taken_from(desk, spans)
                weight = sum(one.ends - one.starts for one in here)
                for start in _beginnings(desk, spans, self.visit, here, self.now):
                    load[start, desk.id] = weight
        return _by_start(load)

    def _taken_from(self, desk: Desk, spans: Sequence[Span[int]]) -> list[Busy]:
        """What takes away from a day's opening hours, or from the buffer of the day's last visit."""
        if not spans:
            return []
        opens, closes = spans[0][0], spans[-1][1] + self.visit.buffer
        near = range(opens // A_DAY - 1, closes // A_DAY + 1)  # a visit may have begun before midnight
        known = [one for day in near for one in self.taken.get((desk.id, day), ())]
        return [one for one in known if one.ends > opens and one.starts < closes]


def _by_start(load: Mapping[tuple[int, int], int]) -> FreeTimes:
    found = FreeTimes()
    for start, desk_id in sorted(load, key=lambda at: (at[0], load[at], at[1])):
        found.counters.setdefault(start, []).append(desk_id)
    return found


def _beginnings(
    desk: Desk, spans: list[Span[int]], visit: Visit, taken: list[Busy], now: datetime | None
) -> Iterator[int]:
    """Where a visit may begin: it ends before closing; only its buffer may last longer."""
    holes = sorted((one.starts // QUANTUM * QUANTUM, -(-one.ends // QUANTUM) * QUANTUM) for one in taken)
    first, last = minutes(visit.earliest + timedelta(minutes=1, microseconds=-1)), minutes(visit.latest)
    released = _released_before(desk, spans, visit, taken, now)
    for start, end in spans:
        for free_from, free_to in without([(start, end)], [*holes, *desk.closed]):
            at = start + -(-(max(free_from, first) - start) // desk.raster) * desk.raster
            while at + visit.minutes <= free_to and at <= last and at < released:
                following = bisect_left(holes, (at, 0))
                if following == len(holes) or at + visit.minutes + visit.buffer <= holes[following][0]:
                    yield at
                at += desk.raster


def _released_before(desk: Desk, spans: list[Span[int]], visit: Visit, taken: list[Busy], now: datetime | None) -> int:
    """Beginnings before this are open to everybody: all of them, or, once the public share of the day is used up,
    only those so near that what was kept is released."""
    if now is None or not desk.kept_percent or not spans:
        return minutes(visit.latest) + 1
    whole = sum(end - start for start, end in without(spans, desk.closed))
    used = sum(one.ends - one.starts for one in taken if one.online)
    if used + visit.minutes + visit.buffer <= whole * (100 - desk.kept_percent) / 100:
        return minutes(visit.latest) + 1
    return minutes(now + timedelta(hours=desk.release_hours))
