"""When an event takes place: once or in a rhythm (RFC 5545 3.3.10), by the clock on the town hall.

The local time stays over both changes of the clock; what happens in the missing and in the doubled hour is decided by
``domain.localtime``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from webapp.domain.i18n import N_
from webapp.domain.localtime import at_local, utc
from webapp.domain.refusal import Refusal

ONCE, DAILY, WEEKLY, MONTHLY, LAST, SAME_DAY, YEARLY, LISTED = (
    "once", "daily", "weekly", "monthly", "last", "same_day", "yearly", "listed",
)  # fmt: skip
REPEATS = {
    ONCE: N_("once"),
    DAILY: N_("every day"),
    WEEKLY: N_("every week, on the weekday of the first day"),
    MONTHLY: N_("every month, on the same weekday, like the 2nd Tuesday"),
    LAST: N_("every month, on the last such weekday"),
    SAME_DAY: N_("every month, on the same day, like the 15th"),
    YEARLY: N_("every year"),
}
FREQUENCIES = {
    DAILY: "DAILY", WEEKLY: "WEEKLY", MONTHLY: "MONTHLY", LAST: "MONTHLY", SAME_DAY: "MONTHLY", YEARLY: "YEARLY"
}  # fmt: skip
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
A_DAY = timedelta(days=1)
A_WEEK = 7
MOST_WEEKS_SURE = 4  # a fifth Tuesday does not come every month
MOST_EVERY = 12
MOST_DAYS = 366  # of one time: an exhibition; what lasts longer is no event
AHEAD = timedelta(days=400)  # how far a rhythm without end is planned; the night adds a day
LONGEST_NIGHT = timedelta(hours=12)  # a dance ends in the morning; what seems longer is an end typed wrong
LONGEST = timedelta(days=3 * 366)  # from the first to the last date
MOST_DATES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The first time (perhaps over several days, without ``starts`` all day) and how it comes again."""

    first_on: date
    last_on: date | None = None
    starts: time | None = None
    ends: time | None = None
    repeats: str = ONCE
    every: int = 1
    until_on: date | None = None
    except_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time: the day that names it for ever, and from when to when in UTC (the end is no longer meant)."""

    regular_on: date
    starts_at: datetime
    ends_at: datetime


def plan_of(event: Any) -> Plan:
    """The plan of a record that has these columns."""
    return Plan(
        first_on=event.first_on, last_on=event.last_on, starts=event.starts, ends=event.ends, repeats=event.repeats,
        every=event.every, until_on=event.until_on, except_on=tuple(map(date.fromisoformat, event.except_on)),
    )  # fmt: skip


def ensure_plan(plan: Plan) -> None:
    """Refuse a plan that nobody can keep, at the field that is wrong."""
    if plan.last_on and not timedelta() <= plan.last_on - plan.first_on < MOST_DAYS * A_DAY:
        raise Refusal(N_("Please give a last day from the first day on, at most %(most)s days."), "last_on",
                      most=MOST_DAYS)  # fmt: skip
    if plan.ends and not plan.starts:
        raise Refusal(N_("Please give the time it begins as well."), "starts")
    _ensure_night(plan)
    if plan.repeats not in REPEATS:
        raise Refusal(N_("Please choose how often it takes place."), "repeats")
    if not 1 <= plan.every <= MOST_EVERY:
        raise Refusal(N_("Please give a number from %(min)s to %(max)s."), "every", min=1, max=MOST_EVERY)
    if plan.until_on and not plan.first_on <= plan.until_on <= plan.first_on + LONGEST:
        raise Refusal(N_("Please give an end after the first day, at most three years later."), "until_on")
    _ensure_weekday(plan)
    if not days_of(plan, plan.first_on + LONGEST):
        raise Refusal(N_("No date is left. Please look at the days you left out."), "except_on")


def _ensure_night(plan: Plan) -> None:
    """An end before the beginning is meant only if the night is as long as a night."""
    found, one_day = occurrence_on(plan, plan.first_on), plan.last_on in {None, plan.first_on}
    over_midnight = one_day and plan.starts and plan.ends and plan.ends <= plan.starts
    if over_midnight and found.ends_at - found.starts_at > LONGEST_NIGHT:
        raise Refusal(N_("The end is before the beginning. Please change one of them."), "ends")


def _ensure_weekday(plan: Plan) -> None:
    if plan.repeats == MONTHLY and week_of(plan.first_on) > MOST_WEEKS_SURE:
        raise Refusal(N_("Not every month has a fifth one. Please choose the last such weekday."), "repeats")
    if plan.repeats == LAST and (plan.first_on + A_WEEK * A_DAY).month == plan.first_on.month:
        raise Refusal(N_("The first day is not the last such weekday of its month."), "first_on")


def rule_of(plan: Plan) -> str:
    """The rhythm as RFC 5545 writes it, ``FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU``; empty for what takes place once."""
    if plan.repeats not in FREQUENCIES:
        return ""
    parts = [f"FREQ={FREQUENCIES[plan.repeats]}", f"INTERVAL={plan.every}"]
    weekday = WEEKDAYS[plan.first_on.weekday()]
    if plan.repeats == MONTHLY:
        parts.append(f"BYDAY={week_of(plan.first_on)}{weekday}")
    if plan.repeats == LAST:
        parts.append(f"BYDAY=-1{weekday}")
    if plan.until_on:
        parts.append(f"UNTIL={plan.until_on:%Y%m%d}")
    return ";".join(parts)


def week_of(day: date) -> int:
    """Which such weekday of its month it is: 2 for the second Tuesday."""
    return (day.day - 1) // A_WEEK + 1


def days_of(plan: Plan, horizon: date) -> list[date]:
    """The regular days up to the horizon, without those left out. A 31st comes only in months that have one."""
    rule = rule_of(plan)
    if not rule:
        return [day for day in (plan.first_on,) if day not in plan.except_on]
    begin = datetime.combine(plan.first_on, time())
    found = rrulestr(rule, dtstart=begin).between(begin, datetime.combine(horizon, time()), inc=True)
    return [one.date() for one in found if one.date() not in plan.except_on]


def occurrence_on(plan: Plan, day: date) -> Occurrence:
    """The time that begins on this regular day.

    An end before the beginning is one after midnight. In the night of March an end that the missing hour has overtaken
    comes as much later as it was planned.
    """
    more = (plan.last_on - plan.first_on) if plan.last_on else timedelta()
    if plan.starts is None:
        return Occurrence(day, _moment(day, time()), _moment(day + more + A_DAY, time()))
    starts_at, ends = _moment(day, plan.starts), plan.ends or plan.starts
    if plan.ends and not more and plan.ends <= plan.starts:
        more = A_DAY
    ends_at = _moment(day + more, ends)
    if ends_at < starts_at:
        ends_at = starts_at + (datetime.combine(day + more, ends) - datetime.combine(day, plan.starts))
    return Occurrence(day, starts_at, ends_at)


def _moment(day: date, at: time) -> datetime:
    """In UTC: two times of one local zone are compared and subtracted by the clock on the wall (PEP 495)."""
    return utc(at_local(day, at))


def occurrences(plan: Plan, horizon: date) -> Sequence[Occurrence]:
    """Every time up to the horizon, in order."""
    return [occurrence_on(plan, day) for day in days_of(plan, horizon)][:MOST_DATES]
