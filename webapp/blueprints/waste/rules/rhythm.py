"""Own planning: a town that plans itself says once how often the lorry comes, the days follow.

Four-weekly is 28 days, never "monthly": every rhythm is a number of weeks from a first day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

MOST_WEEKS = 8  # the longest measured rhythm is six weeks; a rarer collection is planned day by day
SUNDAY = 6
LEAP_YEAR = 2024  # in which every day of a season exists, 29 February too

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One district and stream, every so many weeks on a weekday (0 Monday to 6 Sunday), perhaps in a season only.

    ``first_on`` starts the count; when it is another weekday, the first such weekday after it does. ``until`` is the
    last day on which a collection may be due. A season is two (month, day) pairs, both days included; one from November
    to March spans the new year.
    """

    district: int | str
    stream: str
    variant: str
    weekday: int
    every_weeks: int
    first_on: date
    season_from: MonthDay | None = None
    season_to: MonthDay | None = None
    until: date | None = None


def ensure_plannable(rhythm: Rhythm) -> None:
    """Refuse rhythms that name no day, or a Sunday, at the field that is wrong."""
    if not 0 <= rhythm.weekday < SUNDAY:
        raise Refusal(N_("Please choose a weekday from Monday to Saturday."), field="weekday")
    if not 1 <= rhythm.every_weeks <= MOST_WEEKS:
        raise Refusal(N_("Please enter a number of weeks from 1 to %(most)s."), field="every_weeks", most=MOST_WEEKS)
    if rhythm.until and rhythm.until < rhythm.first_on:
        raise Refusal(N_("The last day is before the first day. Please change one of them."), field="until")
    for field, edge in (("season_from", rhythm.season_from), ("season_to", rhythm.season_to)):
        if edge and not _exists(edge):
            raise Refusal(N_("There is no such day. Please write day and month, for example 01.04."), field=field)
    if (rhythm.season_from is None) != (rhythm.season_to is None):
        missing = "season_from" if rhythm.season_from is None else "season_to"
        raise Refusal(N_("A season needs a first and a last day. Leave both empty for the whole year."), field=missing)


def planned_days(rhythm: Rhythm, year: int) -> tuple[date, ...]:
    """The regular days of one calendar year, in order, before any holiday shift."""
    step = timedelta(weeks=rhythm.every_weeks)
    day = rhythm.first_on + timedelta(days=(rhythm.weekday - rhythm.first_on.weekday()) % 7)
    if day.year < year:
        # Straight to the year: a rhythm begun long ago costs no more than one begun today.
        day += step * -((day - date(year, 1, 1)) // step)
    last = min(date(year, 12, 31), rhythm.until or date.max)
    days = []
    while day <= last:
        if _in_season(rhythm, day):
            days.append(day)
        day += step
    return tuple(days)


def _in_season(rhythm: Rhythm, day: date) -> bool:
    if rhythm.season_from is None or rhythm.season_to is None:
        return True
    today = (day.month, day.day)
    if rhythm.season_from <= rhythm.season_to:
        return rhythm.season_from <= today <= rhythm.season_to
    return today >= rhythm.season_from or today <= rhythm.season_to


def _exists(edge: MonthDay) -> bool:
    try:
        date(LEAP_YEAR, *edge)
    except ValueError:
        return False
    return True
