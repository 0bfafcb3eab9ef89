"""The year's holiday shifts: an explicit table "from -> to", prefilled from a template and edited by the clerk.

Which way a collection moves differs by holiday and by company, and a whole week moves with it (measured on 812 series
of 2026). So the table is the truth and a template only a first draft. Shifts belong to own planning alone: imported
dates normally contain them already, and must never be shifted a second time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from webapp.domain.holidays import holidays_in, name_of
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

SATURDAY, SUNDAY = 5, 6
FARTHEST = timedelta(days=14)  # two weeks of chained shifts at the most; more is a slip of the keyboard
ONE_DAY = timedelta(days=1)
OVERLAP = timedelta(days=60)  # a chain that starts in one year and ends in the next is worked out whole

AFTER, BEFORE, MIXED = "after", "before", "mixed"
TEMPLATES = MappingProxyType(
    {
        MIXED: N_("Week of Good Friday and Christmas Day before, otherwise after the holiday"),
        AFTER: N_("After the holiday"),
        BEFORE: N_("Before the holiday"),
    }
)
# What most companies collect early, by msgid of the holiday's name.
COLLECTED_EARLY = frozenset({"Good Friday", "Christmas Day"})


@dataclass(frozen=True, slots=True)
class Shift:
    """What is due on one day is collected on another. ``reason`` is a holiday's msgid or the clerk's own words."""

    from_on: date
    to_on: date
    reason: str = ""


class Planned(NamedTuple):
    """A regular day, the day the lorry really comes, and why they differ (nothing when they do not)."""

    regular_on: date
    actual_on: date
    reason: str = ""


def prefill(year: int, land: str, template: str = MIXED, extra: Iterable[str] = ()) -> tuple[Shift, ...]:
    """A draft of the table for one year: every regular day of that year which a holiday moves, in order.

    A holiday from Monday to Friday moves its day, and the days it pushes move along: forward until a Saturday takes the
    last, or backward to the Saturday before. A holiday on a weekend moves nothing by itself, but a Saturday that is one
    cannot take the Friday, which then goes on to Monday. ``template`` is a key of ``TEMPLATES``, else ``KeyError``.
    """
    names: dict[date, str] = {}
    for near in (year - 1, year, year + 1):
        names |= holidays_in(near, land, extra)
    days = _weekdays(date(year, 1, 1) - OVERLAP, date(year, 12, 31) + OVERLAP)
    early = _chain_back(days, names, _early(template))
    late = _chain_on([day for day in days if day not in early], names, {shift.to_on for shift in early.values()})
    whole = sorted((early | late).values(), key=lambda shift: shift.from_on)
    return tuple(shift for shift in whole if shift.from_on.year == year)


def ensure_sound(shifts: Sequence[Shift], land: str, extra: Iterable[str] = ()) -> None:
    """Refuse a table with two rows for a day, a move onto a Sunday or a holiday, a move too far, or a circle.

    The refusal's field is ``from_on`` or ``to_on`` and its values name the ``day`` and the ``row`` (counted from 0).
    """
    seen: set[date] = set()
    for row, shift in enumerate(shifts):
        if shift.from_on in seen:
            message = N_("%(day)s stands in the table twice. Please keep one of the rows.")
            raise Refusal(message, field="from_on", day=shift.from_on, row=row)
        seen.add(shift.from_on)
        _ensure_drivable(shift, row, name_of(shift.to_on, land, extra))
    _ensure_no_circle(shifts)


def apply(days: Iterable[date], shifts: Iterable[Shift]) -> list[Planned]:
    """Regular days with the day the lorry really comes. All rows hold at once: a moved day is not moved again.

    Only for days that were planned here. Never on top of imported dates: those contain the shifts already.
    """
    table = {shift.from_on: shift for shift in shifts}
    return [Planned(day, table[day].to_on, table[day].reason) if day in table else Planned(day, day) for day in days]


def _early(template: str) -> Callable[[str], bool]:
    """Whether a holiday of this name is collected before it, by the template."""
    return {AFTER: lambda _: False, BEFORE: lambda _: True, MIXED: COLLECTED_EARLY.__contains__}[template]


def _weekdays(first: date, last: date) -> list[date]:
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in span if day.weekday() < SATURDAY]


def _is_drivable(day: date, names: Mapping[date, str]) -> bool:
    return day.weekday() != SUNDAY and day not in names


def _chain_back(days: list[date], names: Mapping[date, str], is_early: Callable[[str], bool]) -> dict[date, Shift]:
    """Shifts to days before: each takes the last free day before the one that pushed it."""
    shifts: dict[date, Shift] = {}
    ceiling, reason = date.max, ""
    for day in reversed(days):
        own = names.get(day, "")
        if day < ceiling and not (own and is_early(own)):
            ceiling = date.max
            continue
        target, reason = min(day, ceiling - ONE_DAY), own or reason
        while not _is_drivable(target, names):
            target -= ONE_DAY
        shifts[day] = Shift(day, target, reason)
        ceiling = target
    return shifts


def _chain_on(days: list[date], names: Mapping[date, str], taken: set[date]) -> dict[date, Shift]:
    """Shifts to days after: each takes the first free day after the one that pushed it."""
    shifts: dict[date, Shift] = {}
    floor, reason = date.min, ""
    for day in days:
        own = names.get(day, "")
        if day > floor and not own and day not in taken:
            continue
        target, reason = max(day, floor + ONE_DAY), own or reason
        while not _is_drivable(target, names) or target in taken:
            target += ONE_DAY
        shifts[day] = Shift(day, target, reason)
        floor = target
    return shifts


def _ensure_drivable(shift: Shift, row: int, holiday: str | None) -> None:
    if shift.to_on == shift.from_on:
        raise Refusal(
            N_("Both days are the same. Please choose another day or delete the row."), field="to_on", row=row
        )
    if shift.to_on.weekday() == SUNDAY:
        raise Refusal(N_("%(day)s is a Sunday. Please choose another day."), field="to_on", day=shift.to_on, row=row)
    if holiday:
        message = N_("%(day)s is a public holiday. Please choose another day.")
        raise Refusal(message, field="to_on", day=shift.to_on, row=row)
    if abs(shift.to_on - shift.from_on) > FARTHEST:
        message = N_("%(day)s is more than two weeks away from the regular day. Please check the date.")
        raise Refusal(message, field="to_on", day=shift.to_on, row=row)


def _ensure_no_circle(shifts: Sequence[Shift]) -> None:
    """A day that hands on to a day that hands back: one of the rows is a slip."""
    goes_to = {shift.from_on: shift.to_on for shift in shifts}
    for row, shift in enumerate(shifts):
        day, steps = shift.to_on, 0
        while day in goes_to and day != shift.from_on and steps < len(shifts):
            day, steps = goes_to[day], steps + 1
        if day == shift.from_on:
            message = N_("The moves from %(day)s lead back to the same day. Please change one of the rows.")
            raise Refusal(message, field="to_on", day=day, row=row)
