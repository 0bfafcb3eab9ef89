"""Figures of the counters by month: they need no names, so they outlive the people; small numbers are hidden.

Fewer than five could be somebody one knows: such counts are told as ``< 5``, and medians of fewer than five not at all.
No sums are told, for they would give the hidden ones away.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from webapp.blueprints.appointments.rules.states import CANCELLED, EXPIRED, HELD, MISSED, PENDING
from webapp.domain.localtime import local_date

FEWEST = 5
HIDDEN = f"< {FEWEST}"
CHANNELS = ("online", "phone", "counter")
NEVER_BOOKED = frozenset({HELD, PENDING, EXPIRED})
LONGEST = timedelta(hours=8)  # longer means that somebody forgot to press a button


@dataclass(frozen=True, slots=True)
class Fact:
    """What figures need of a visit: how it was booked, what became of it, and when."""

    channel: str
    state: str
    booked_at: datetime | None
    starts_at: datetime
    came_at: datetime | None
    called_at: datetime | None
    done_at: datetime | None
    first_called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What figures need of a number drawn at the door."""

    came_at: datetime
    called_at: datetime | None
    done_at: datetime | None
    first_called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: counts, and medians in days and minutes, none where there are too few."""

    first: date
    bookings: dict[str, int]
    cancelled: int
    missed: int
    walk_ins: int
    lead_days: float | None
    waiting: float | None
    serving: float | None


def shown(count: int) -> str:
    """A count as it may be told."""
    return HIDDEN if 0 < count < FEWEST else str(count)


def by_month(visits: Iterable[Fact], walk_ins: Iterable[WalkIn]) -> list[Month]:
    """The months with visits or numbers, in order; a visit counts in the month it is for."""
    known = [one for one in visits if one.state not in NEVER_BOOKED]
    drawn = list(walk_ins)
    months = sorted({_month(one.starts_at) for one in known} | {_month(one.came_at) for one in drawn})
    return [
        _of(
            first,
            [one for one in known if _month(one.starts_at) == first],
            [one for one in drawn if _month(one.came_at) == first],
        )
        for first in months
    ]


def _of(first: date, visits: Sequence[Fact], drawn: Sequence[WalkIn]) -> Month:
    channels = Counter(one.channel for one in visits)
    seen: list[Fact | WalkIn] = [*visits, *drawn]
    return Month(
        first=first,
        bookings={channel: channels[channel] for channel in CHANNELS},
        cancelled=sum(one.state == CANCELLED for one in visits),
        missed=sum(one.state == MISSED for one in visits),
        walk_ins=len(drawn),
        lead_days=_typical([(one.starts_at - one.booked_at).days for one in visits if one.booked_at]),
        waiting=_typical(_minutes((one.came_at, one.first_called_at or one.called_at) for one in seen)),
        serving=_typical(_minutes((one.called_at, one.done_at) for one in seen)),
    )


def _month(at: datetime) -> date:
    return local_date(at).replace(day=1)


def _minutes(spans: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    lengths = [until - since for since, until in spans if since and until]
    return [one.total_seconds() / 60 for one in lengths if timedelta(0) <= one <= LONGEST]


def _typical(values: Sequence[float]) -> float | None:
    """The median: one afternoon nobody pressed a button spoils an average."""
    return round(median(values), 1) if len(values) >= FEWEST else None
