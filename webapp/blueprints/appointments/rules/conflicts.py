"""Bookings a change pushes aside: which no longer fit and why, and what may become of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from webapp.blueprints.appointments.rules.slots import Desk, moment, open_spans
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date

RETIRED, UNABLE, HOURS, CLOSED, NEXT = "retired", "unable", "hours", "closed", "next"
REASONS = MappingProxyType(
    {
        RETIRED: N_("the counter is no more"),
        UNABLE: N_("the counter does not do this any more"),
        HOURS: N_("outside the opening hours"),
        CLOSED: N_("closed then"),
        NEXT: N_("the next visit begins before it ends"),
    }
)
KEEP, WRITE, COUNTER, CANCEL = "keep", "write", "counter", "cancel"
DECISIONS = MappingProxyType(
    {
        WRITE: N_("write and offer to move; the appointment stays until then"),
        COUNTER: N_("move to another free counter at the same time"),
        KEEP: N_("keep it as an exception"),
        CANCEL: N_("cancel with a message"),
    }
)


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked visit in minutes since 1970: its end, the end of its buffer, and the counters able to do it."""

    id: int
    counter_id: int
    starts: int
    ends: int
    busy_until: int
    able: frozenset[int]

    @property
    def day(self) -> date:
        """The day it is on."""
        return local_date(moment(self.starts))


Misfits = Mapping[int, frozenset[str]]


def misfits(desks: Iterable[Desk], bookings: Iterable[Booking], *, is_holiday: Callable[[date], bool]) -> Misfits:
    """Each booking that does not fit its counter, with the reasons. Counters that are no more are no desks."""
    known, rows = {desk.id: desk for desk in desks}, list(bookings)
    starts: Mapping[int, list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.starts):
        starts[row.counter_id].append(row.starts)
    found = {
        one.id: frozenset(_reasons(one, known.get(one.counter_id), starts[one.counter_id], is_holiday)) for one in rows
    }
    return {key: reasons for key, reasons in found.items() if reasons}


def fresh(before: Misfits, after: Misfits) -> dict[int, tuple[str, ...]]:
    """What a change brought about: bookings with reasons they did not have before, in the order of ``REASONS``."""
    added = {key: reasons - before.get(key, frozenset()) for key, reasons in after.items()}
    return {key: tuple(one for one in REASONS if one in reasons) for key, reasons in added.items() if reasons}


def _reasons(
    one: Booking, desk: Desk | None, starts: Sequence[int], is_holiday: Callable[[date], bool]
) -> Iterable[str]:
    if desk is None:
        yield RETIRED
        return
    if desk.id not in one.able:
        yield UNABLE
    hours = [] if is_holiday(one.day) else open_spans(desk.openings, one.day)
    if not any(start <= one.starts and one.ends <= end for start, end in hours):
        yield HOURS
    if any(start < one.ends and one.starts < end for start, end in desk.closed):
        yield CLOSED
    following = bisect_right(starts, one.starts)
    if following < len(starts) and starts[following] < one.busy_until:
        yield NEXT
