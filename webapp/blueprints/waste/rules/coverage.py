"""Whether a year is planned whole: every district has its days, every step of a rhythm, every street its district."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from webapp.blueprints.waste.rules.compare import Pickup
from webapp.blueprints.waste.rules.plausibility import LATE, Finding, usual_gap
from webapp.blueprints.waste.rules.rhythm import Rhythm, planned_days
from webapp.domain.i18n import N_

ANY = "*"  # an assignment that holds for every stream


def year_report(pickups: Iterable[Pickup], expected: Iterable[tuple[int | str, str]], year: int) -> tuple[Finding, ...]:
    """What is missing in a year for each expected (district, stream), by the days that are there.

    Without any day it is a probable fault; a year whose days start late or end early, measured by their own rhythm,
    gets a hint. Days of several variants count together; streams too rare to have a rhythm only need one day.
    """
    days: dict[tuple[int | str, str], set[date]] = defaultdict(set)
    for row in pickups:
        if row.regular_on.year == year:
            days[row.district, row.stream].add(row.regular_on)
    return tuple(
        finding
        for district, stream in expected
        for finding in _of_pair(district, stream, sorted(days[district, stream]), year)
    )


def unplanned(rhythms: Iterable[Rhythm], pickups: Iterable[Pickup], year: int) -> tuple[Finding, ...]:
    """Steps of rhythms in a year that have no collection day, from the first step of the year to the last."""
    there = {(row.series, row.regular_on) for row in pickups}
    message = N_("These days of the rhythm are not in the calendar yet.")
    findings = []
    for rhythm in rhythms:
        series = (rhythm.district, rhythm.stream, rhythm.variant)
        missing = tuple(day for day in planned_days(rhythm, year) if (series, day) not in there)
        if missing:
            values = {"district": rhythm.district, "stream": rhythm.stream, "variant": rhythm.variant}
            findings.append(Finding(message, values, "warning", missing))
    return tuple(findings)


def streets_without_district(
    streets: Iterable[int | str], assignments: Iterable[tuple[int | str | None, str]], streams: Iterable[str]
) -> tuple[tuple[int | str, str], ...]:
    """Every (street, stream) that leads to no district, in the order of the streets.

    ``assignments`` are (street, stream), ``*`` for all streams; a street of ``None`` is the town's default for all
    streets.
    """
    known = set(assignments)
    wanted = [stream for stream in streams if not {(None, stream), (None, ANY)} & known]
    return tuple(
        (street, stream) for street in streets for stream in wanted if not {(street, stream), (street, ANY)} & known
    )


def _of_pair(district: int | str, stream: str, days: list[date], year: int) -> list[Finding]:
    values = {"district": district, "stream": stream, "variant": ""}
    if not days:
        return [Finding(N_("There are no days in this year."), values, "warning", ())]
    usual = usual_gap(days)
    if usual is None:
        return []
    findings = []
    if (days[0] - date(year, 1, 1)).days > LATE * usual:
        findings.append(Finding(N_("The year starts late, on this day. Is that right?"), values, "hint", (days[0],)))
    if (date(year, 12, 31) - days[-1]).days > LATE * usual:
        findings.append(Finding(N_("The year ends early, on this day. Is that right?"), values, "hint", (days[-1],)))
    return findings
