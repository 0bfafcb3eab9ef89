"""What looks wrong in a list of collection days, said to the clerk before residents rely on it.

Real calendars do contain wrong dates, most of them around holidays. Nothing here changes or refuses anything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Any, Literal

from webapp.blueprints.waste.rules.compare import Pickup
from webapp.domain.holidays import name_of
from webapp.domain.i18n import N_

SUNDAY = 6
HOLIDAY_REACH = 6  # days: a Friday's holiday moves Monday's collection to the Saturday before
RARE = 1 / 6  # a weekday with a larger share is a second tour, not a slip
ENOUGH_DAYS = 6  # with fewer there is no usual weekday to differ from
ENOUGH_GAPS = 4  # with fewer there is no rhythm to be late in
LONGEST_RHYTHM = 60  # days: eight weeks and a holiday; what is rarer has no rhythm
LATE = 1.5
HOLIDAY_SLACK = 3  # days: Good Friday pulls a Monday forward by two, Easter Monday pushes the next one back by one
TOO_CLOSE = 3  # days
VANS = frozenset({"hazardous"})  # a van goes from place to place, day after day: it has neither weekday nor rhythm

Severity = Literal["warning", "hint"]
SEVERITIES = MappingProxyType({"warning": N_("Probably wrong"), "hint": N_("Please look at it")})


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one series: a msgid with values, how serious it is, and the days it is about.

    ``values`` always names ``district``, ``stream`` (its key) and ``variant``, besides what the sentence itself needs.
    """

    message: str
    values: Mapping[str, Any]
    severity: Severity
    dates: tuple[date, ...]


def report(pickups: Iterable[Pickup], land: str, extra: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Findings about collection days, probable faults first, one per series and kind (one for each gap).

    ``land`` and ``extra`` say which holidays hold, as in ``domain.holidays``.
    """
    switches = tuple(extra)

    def holiday(day: date) -> bool:
        return name_of(day, land, switches) is not None

    courses: dict[tuple[str, ...], list[Pickup]] = defaultdict(list)
    for row in pickups:
        courses[str(row.district), row.stream, row.variant, row.place].append(row)
    findings = [finding for key in sorted(courses) for finding in _of_course(courses[key], holiday)]
    return tuple(sorted(findings, key=lambda finding: finding.severity != "warning"))


def usual_gap(days: Sequence[date]) -> float | None:
    """The rhythm of sorted days in days, or nothing where there are too few or they are too rare to have one."""
    gaps = [(late - early).days for early, late in pairwise(days)]
    usual = median(gaps) if len(gaps) >= ENOUGH_GAPS else LONGEST_RHYTHM + 1
    return usual if usual <= LONGEST_RHYTHM else None


def _of_course(rows: list[Pickup], holiday: Callable[[date], bool]) -> list[Finding]:
    values = {"district": rows[0].district, "stream": rows[0].stream, "variant": rows[0].variant}
    days = sorted({row.actual_on for row in rows if not row.cancelled})
    faults: tuple[tuple[str, list[date]], ...] = (
        (N_("These days are Sundays. Please check them."), [day for day in days if day.weekday() == SUNDAY]),
        (N_("These days are public holidays. Please check them."), [day for day in days if holiday(day)]),
        (N_("These days are there more than once."), _doubled(rows)),
    )
    findings = [Finding(message, values, "warning", tuple(dates)) for message, dates in faults if dates]
    return findings if rows[0].stream in VANS else findings + _hints(rows, days, values, holiday)


def _hints(
    rows: list[Pickup], days: list[date], values: Mapping[str, Any], holiday: Callable[[date], bool]
) -> list[Finding]:
    close = N_("These days follow each other closely. Please check whether both are right.")
    odd = N_("These days fall on an unusual weekday, with no holiday near. Please check them.")
    found = ((close, _close(days)), (odd, _odd(rows, holiday)))
    hints = [Finding(message, values, "hint", tuple(dates)) for message, dates in found if dates]
    return hints + _gaps(sorted({row.regular_on for row in rows}), values, holiday)


def _doubled(rows: list[Pickup]) -> list[date]:
    counted = Counter((row.actual_on, row.time) for row in rows if not row.cancelled)
    return sorted({day for (day, _), times in counted.items() if times > 1})


def _close(days: list[date]) -> list[date]:
    pairs = [(early, late) for early, late in pairwise(days) if (late - early).days <= TOO_CLOSE]
    return sorted({day for pair in pairs for day in pair})


def _odd(rows: list[Pickup], holiday: Callable[[date], bool]) -> list[date]:
    """Days on a weekday that this series seldom has, where neither a holiday nor a noted move explains it."""
    quiet = [
        row.actual_on for row in rows if not (row.cancelled or row.is_moved or _near_holiday(row.actual_on, holiday))
    ]
    shares = Counter(day.weekday() for day in quiet)
    if len(quiet) < ENOUGH_DAYS:
        return []
    return sorted({day for day in quiet if shares[day.weekday()] < RARE * len(quiet)})


def _near_holiday(day: date, holiday: Callable[[date], bool]) -> bool:
    return any(holiday(day + timedelta(days=away)) for away in range(-HOLIDAY_REACH, HOLIDAY_REACH + 1))


def _gaps(days: list[date], values: Mapping[str, Any], holiday: Callable[[date], bool]) -> list[Finding]:
    """Pauses longer than one and a half times the rhythm around them, so that a season's change of rhythm is none."""
    if usual_gap(days) is None:
        return []
    gaps = [(late - early).days for early, late in pairwise(days)]
    message = N_("There are %(days)s days between these collections, usually about %(usual)s. Is one missing?")
    findings = []
    for place, (first, gap) in enumerate(zip(days, gaps, strict=False)):
        usual = median(gaps[max(0, place - 2) : place] + gaps[place + 1 : place + 3])
        slack = HOLIDAY_SLACK if any(holiday(first + timedelta(days=away)) for away in range(gap + 1)) else 0
        if gap > LATE * usual + slack:
            numbers = {**values, "days": gap, "usual": round(usual)}
            findings.append(Finding(message, numbers, "hint", (first, days[place + 1])))
    return findings
