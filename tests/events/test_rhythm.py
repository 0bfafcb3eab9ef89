"""Rhythms of events, against a calendar leafed through day by day, and by the clock on the town hall."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given
from hypothesis import strategies as st

from webapp.blueprints.events.rules.rhythm import (
    DAILY,
    LAST,
    MONTHLY,
    ONCE,
    SAME_DAY,
    WEEKLY,
    YEARLY,
    Plan,
    days_of,
    ensure_plan,
    occurrence_on,
    occurrences,
    rule_of,
)  # fmt: skip
from webapp.domain.localtime import BERLIN, local
from webapp.domain.refusal import Refusal
from webapp.formats.ical import BERLIN_ZONE

TUESDAY = date(2026, 11, 10)  # the second one of its month
A_DAY = timedelta(days=1)
PLANS = st.builds(
    Plan,
    first_on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    starts=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    repeats=st.sampled_from([ONCE, DAILY, WEEKLY, MONTHLY, LAST, SAME_DAY, YEARLY]),
    every=st.integers(1, 12),
)


def leafed_through(plan: Plan, horizon: date) -> list[date]:
    """Every day until the horizon, asked one by one whether it belongs to the rhythm."""
    days = (plan.first_on + nth * A_DAY for nth in range((horizon - plan.first_on).days + 1))
    return [day for day in days if belongs(plan, day) and (plan.until_on is None or day <= plan.until_on)]


def belongs(plan: Plan, day: date) -> bool:
    first, months = plan.first_on, (day.year - plan.first_on.year) * 12 + day.month - plan.first_on.month
    in_turn = months % plan.every == 0
    match plan.repeats:
        case "once":
            return day == first
        case "daily":
            return (day - first).days % plan.every == 0
        case "weekly":
            return (day - first).days % (7 * plan.every) == 0
        case "monthly":
            return in_turn and day.weekday() == first.weekday() and (day.day + 6) // 7 == (first.day + 6) // 7
        case "last":
            return in_turn and day.weekday() == first.weekday() and day.day + 7 > monthrange(day.year, day.month)[1]
        case "same_day":
            return in_turn and day.day == first.day
        case _:
            return (day.month, day.day) == (first.month, first.day) and (day.year - first.year) % plan.every == 0


@given(PLANS)
def test_a_rhythm_is_what_one_finds_by_leafing_through_the_calendar(plan):
    try:
        ensure_plan(plan)
    except Refusal:
        assume(False)
    horizon = plan.first_on + timedelta(days=800)
    assert days_of(plan, horizon) == leafed_through(plan, horizon)


@pytest.mark.parametrize("repeats", [DAILY, WEEKLY, MONTHLY, SAME_DAY])
@pytest.mark.parametrize("starts", [time(0, 0), time(1, 30), time(2, 30), time(3, 0), time(19, 30), time(23, 59)])
def test_over_both_changes_of_the_clock_other_calendars_find_the_same_moments(repeats, starts):
    plan = Plan(first_on=date(2026, 3, 1 if repeats != SAME_DAY else 29), starts=starts, repeats=repeats)
    ours = [one.starts_at for one in occurrences(plan, date(2026, 12, 31))]
    text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + BERLIN_ZONE + (
        f"BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Berlin:{plan.first_on:%Y%m%d}T{starts:%H%M}00\r\n"
        f"RRULE:{rule_of(plan)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()  # fmt: skip
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(date(2026, 3, 1), date(2027, 1, 1))
    found = sorted(one["DTSTART"].dt.replace(tzinfo=BERLIN).astimezone(UTC) for one in theirs)
    assert [one.astimezone(UTC) for one in ours] == found


def test_the_choir_sings_at_the_same_hour_all_year():
    choir = Plan(first_on=date(2026, 1, 6), starts=time(19, 30), ends=time(21), repeats=WEEKLY)
    found = occurrences(choir, date(2026, 12, 31))
    assert len(found) == 52
    assert {(local(one.starts_at).time(), local(one.ends_at).time()) for one in found} == {(time(19, 30), time(21))}
    assert {one.starts_at.astimezone(UTC).hour for one in found} == {17, 18}


@pytest.mark.parametrize(
    ("day", "starts", "ends", "begins", "hours"),
    [
        (date(2026, 3, 29), time(2, 30), time(4, 0), datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 0.5),  # 2:30 is missing
        (date(2026, 3, 29), time(2, 30), time(3, 15), datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 0.75),  # end overtaken
        (date(2026, 3, 28), time(22), time(6), datetime(2026, 3, 28, 21, tzinfo=UTC), 7),  # a short night
        (date(2026, 10, 25), time(2, 30), time(4, 0), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 2.5),  # first coming
        (date(2026, 10, 24), time(22), time(6), datetime(2026, 10, 24, 20, tzinfo=UTC), 9),  # a long night
    ],
)
def test_the_missing_and_the_doubled_hour_are_decided(day, starts, ends, begins, hours):
    found = occurrence_on(Plan(first_on=day, starts=starts, ends=ends), day)
    assert found.starts_at == begins
    assert found.ends_at.astimezone(UTC) - begins == timedelta(hours=hours)


def test_a_fair_of_three_days_lasts_until_the_midnight_after_the_last():
    fair = Plan(first_on=date(2026, 3, 27), last_on=date(2026, 3, 29))
    (only,) = occurrences(fair, date(2026, 12, 31))
    assert (local(only.starts_at).date(), local(only.ends_at)) == (
        date(2026, 3, 27), datetime(2026, 3, 30, tzinfo=BERLIN),
    )  # fmt: skip
    assert (only.ends_at.astimezone(UTC) - only.starts_at.astimezone(UTC)) == timedelta(hours=71)


def test_days_left_out_and_the_last_day_are_kept_to():
    plan = Plan(first_on=TUESDAY, repeats=WEEKLY, every=2, until_on=date(2027, 1, 5), except_on=(date(2026, 12, 22),))
    assert days_of(plan, date(2028, 1, 1)) == [TUESDAY, date(2026, 11, 24), date(2026, 12, 8), date(2027, 1, 5)]
    assert rule_of(plan) == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270105"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_on": TUESDAY - A_DAY}, "last_on"),
        ({"last_on": TUESDAY + 366 * A_DAY}, "last_on"),
        ({"ends": time(9)}, "starts"),
        ({"starts": time(20), "ends": time(19)}, "ends"),
        ({"starts": time(20), "ends": time(19), "last_on": TUESDAY}, "ends"),
        ({"repeats": "hourly"}, "repeats"),
        ({"repeats": WEEKLY, "every": 0}, "every"),
        ({"repeats": WEEKLY, "until_on": TUESDAY - A_DAY}, "until_on"),
        ({"repeats": MONTHLY, "first_on": date(2026, 6, 30)}, "repeats"),
        ({"repeats": LAST}, "first_on"),
        ({"except_on": (TUESDAY,)}, "except_on"),
    ],
)
def test_what_nobody_can_keep_is_refused_at_its_field(changes, field):
    with pytest.raises(Refusal) as no:
        ensure_plan(Plan(**({"first_on": TUESDAY} | changes)))
    assert no.value.field == field


def test_the_thirty_first_comes_only_where_there_is_one():
    plan = Plan(first_on=date(2026, 1, 31), repeats=SAME_DAY, until_on=date(2026, 6, 30))
    assert [day.month for day in days_of(plan, date(2027, 1, 1))] == [1, 3, 5]
