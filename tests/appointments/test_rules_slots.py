"""When a time is free: tables of edges, and thousands of made-up weeks against the slow and obvious way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.appointments import minute_by_minute
from tests.tools.scale import many
from webapp.blueprints.appointments.rules import slots
from webapp.blueprints.appointments.rules.slots import Busy, Desk, Visit, minutes
from webapp.domain.holidays import holidays_in, name_of
from webapp.domain.localtime import at_local, local
from webapp.domain.town import LAENDER

TUESDAY, A_DAY = date(2026, 11, 24), timedelta(days=1)
SPRING, AUTUMN, LEAP_DAY = date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)
LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rule:
    """An opening rule as the town hall would type it."""

    weekday: int
    from_time: time
    to_time: time
    every_weeks: int = 1
    valid_from: date = date(2026, 1, 5)
    valid_until: date | None = None


def opened(day: date, *spans: str, **more) -> list[Rule]:
    """Rules for the weekday of a day: ``opened(TUESDAY, "8:00-12:00")``."""
    clock = [[time(*map(int, part.split(":"))) for part in span.split("-")] for span in spans]
    return [Rule(day.weekday(), start, end, **more) for start, end in clock]


def on(day: date, clock: str) -> int:
    """Minutes since 1970 of a time on the town hall's clock."""
    return minutes(at_local(day, time(*map(int, clock.split(":")))))


def taken(day: date, start: str, end: str, *, counter: int = 1, online: bool = True) -> Busy:
    """Minutes somebody has at a counter."""
    return Busy(counter, on(day, start), on(day, end), online)


def times(
    day: date, rules: list[Rule], lasts: int = 20, *, busy=(), buffer: int = 0, earliest=LONG_AGO, latest=LATER,
    now=None, holiday=lambda _: False, **desk,
) -> list[str]:  # fmt: skip
    """The free times of one counter on a day, as the clock of the town hall shows them."""
    counter = Desk(1, rules, **({"raster": 20} | desk))
    visit = Visit(lasts, buffer, earliest, latest)
    found = slots.Search([counter], visit, busy, holiday, now).on(day)
    return [f"{local(one):%-H:%M}" for one in found.moments()]


HOUR = opened(TUESDAY, "8:00-9:00")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, "8:00 8:20 8:40"),
        ({"lasts": 25}, "8:00 8:20"),  # from 8:40 it would last beyond closing time
        ({"lasts": 60}, "8:00"),
        ({"lasts": 61}, ""),
        ({"buffer": 30}, "8:00 8:20 8:40"),  # the files can be put away after closing time
        ({"raster": 30}, "8:00 8:30"),
        ({"raster": 60}, "8:00"),
        ({"busy": [taken(TUESDAY, "8:20", "8:40")]}, "8:00 8:40"),
        ({"busy": [taken(TUESDAY, "8:20", "8:40")], "buffer": 5}, "8:40"),
        ({"busy": [taken(TUESDAY, "8:00", "8:25")]}, "8:40"),
        ({"busy": [taken(TUESDAY, "7:00", "8:10")]}, "8:20 8:40"),
        ({"busy": [taken(TUESDAY, "9:00", "9:30")], "buffer": 10}, "8:00 8:20"),  # booked when it was open longer
        ({"busy": [taken(TUESDAY, "8:20", "8:40", counter=2)]}, "8:00 8:20 8:40"),
        ({"closed": [(on(TUESDAY, "8:30"), on(TUESDAY, "12:00"))]}, "8:00"),
        ({"closed": [(on(TUESDAY, "8:20"), on(TUESDAY, "8:21"))]}, "8:00 8:40"),
        ({"closed": [(on(TUESDAY, "8:20"), on(TUESDAY, "8:40"))], "buffer": 30}, "8:00 8:40"),
        ({"earliest": at_local(TUESDAY, time(8, 20))}, "8:20 8:40"),
        ({"earliest": at_local(TUESDAY, time(8, 20)) + timedelta(microseconds=1)}, "8:40"),
        ({"latest": at_local(TUESDAY, time(8, 20))}, "8:00 8:20"),
        ({"holiday": lambda day: day == TUESDAY}, ""),
    ],
)  # fmt: skip
def test_an_hour_at_the_counter(what, expected):
    assert times(TUESDAY, HOUR, **what) == expected.split()


def test_neighbouring_rules_are_one_morning_and_a_break_is_a_break():
    assert times(TUESDAY, opened(TUESDAY, "8:00-8:30", "8:30-9:00"), lasts=40) == ["8:00", "8:20"]
    assert times(TUESDAY, opened(TUESDAY, "8:00-8:30", "8:40-9:00")) == ["8:00", "8:40"]


def test_a_counter_that_opens_at_three_past_offers_only_what_the_database_gives():
    rules = opened(TUESDAY, "8:03-9:00")
    busy = [taken(TUESDAY, "8:03", "8:18")]
    assert times(TUESDAY, rules, lasts=15, raster=15) == ["8:03", "8:18", "8:33"]
    assert times(TUESDAY, rules, lasts=15, raster=15, busy=busy) == ["8:33"]  # 8:15 to 8:20 is one piece


@pytest.mark.parametrize(
    ("every", "weeks"), [(1, [0, 1, 2, 3, 4, 5]), (2, [0, 2, 4]), (3, [0, 3]), (8, [0])]
)  # fmt: skip
def test_every_so_many_weeks_counts_from_the_week_the_rule_begins(every, weeks):
    rules = opened(TUESDAY, "8:00-8:20", every_weeks=every, valid_from=TUESDAY - A_DAY)
    assert [week for week in range(6) if times(TUESDAY + timedelta(weeks=week), rules)] == weeks


def test_a_rule_is_valid_on_its_first_and_its_last_day():
    rules = opened(TUESDAY, "8:00-8:20", valid_from=TUESDAY, valid_until=TUESDAY + timedelta(weeks=1))
    days = [TUESDAY + timedelta(weeks=week) for week in (-1, 0, 1, 2)]
    assert [bool(times(day, rules)) for day in days] == [False, True, True, False]


def test_in_march_an_hour_is_missing_and_in_october_one_comes_twice():
    night = "1:00-4:00"
    assert times(SPRING, opened(SPRING, night), raster=60) == ["1:00", "3:00"]
    assert times(AUTUMN, opened(AUTUMN, night, valid_from=SPRING), raster=60) == ["1:00", "2:00", "2:00", "3:00"]
    assert times(SPRING, opened(SPRING, "2:30-3:00")) == []
    assert times(SPRING, opened(SPRING, "8:00-9:00"), raster=60) == ["8:00"]
    assert times(AUTUMN, opened(AUTUMN, "8:00-9:00"), raster=60) == ["8:00"]


def test_a_visit_may_last_through_the_change_of_the_clock():
    assert times(SPRING, opened(SPRING, "1:00-4:00"), lasts=120, raster=60) == ["1:00"]
    assert times(AUTUMN, opened(AUTUMN, "1:00-4:00"), lasts=240, raster=60) == ["1:00"]


def test_the_leap_day_is_a_day_like_any_other():
    assert times(LEAP_DAY, opened(LEAP_DAY, "8:00-8:40")) == ["8:00", "8:20"]
    assert times(LEAP_DAY, opened(LEAP_DAY, "8:00-8:20", every_weeks=2, valid_from=LEAP_DAY)) == ["8:00"]


@pytest.mark.parametrize("land", LAENDER)
def test_the_holidays_of_every_land_close_the_counters(land):
    days = [date(2026, 1, 1) + A_DAY * count for count in range(365)]
    rules = [Rule(day, time(8), time(9), valid_from=date(2026, 1, 1)) for day in range(7)]
    open_days = {
        day for day in days if times(day, rules, lasts=60, holiday=lambda one: name_of(one, land) is not None)
    }  # fmt: skip
    assert set(days) - open_days == set(holidays_in(2026, land))


NOW = at_local(TUESDAY - A_DAY, time(8, 30))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, "8:00 8:20 8:40"),
        ({"busy": [taken(TUESDAY, "8:00", "8:20")]}, "8:20"),  # 8:40 is kept until the day before at 8:40
        ({"busy": [taken(TUESDAY, "8:00", "8:20", online=False)]}, "8:20 8:40"),  # who called took of the kept share
        ({"busy": [taken(TUESDAY, "8:00", "8:20")], "release_hours": 25}, "8:20 8:40"),
        ({"busy": [taken(TUESDAY, "8:00", "8:20")], "release_hours": 0}, ""),
        ({"busy": [taken(TUESDAY, "8:00", "8:20")], "now": None}, "8:20 8:40"),  # at the desk nothing is kept back
        ({"busy": [taken(TUESDAY - A_DAY, "8:30", "12:00")]}, "8:00 8:20 8:40"),  # yesterday is another day
        ({"kept_percent": 100, "release_hours": 0}, ""),
        ({"kept_percent": 66}, "8:00 8:20 8:40"),
        ({"kept_percent": 67}, "8:00 8:20"),
        ({"closed": [(on(TUESDAY, "8:00"), on(TUESDAY, "8:40"))], "release_hours": 0}, ""),  # half of what is open
    ],
)  # fmt: skip
def test_a_share_of_the_day_is_kept_for_the_telephone(what, expected):
    assert times(TUESDAY, HOUR, **({"kept_percent": 50, "now": NOW} | what)) == expected.split()


def test_the_least_busy_counter_comes_first():
    desks = [Desk(number, HOUR, raster=20) for number in (1, 2, 3)]
    busy = [taken(TUESDAY, "8:00", "8:20", counter=1), taken(TUESDAY - A_DAY, "8:00", "9:00", counter=2)]
    found = slots.Search(desks, Visit(20, 0, LONG_AGO, LATER), busy, lambda _: False).on(TUESDAY)
    assert found.at(at_local(TUESDAY, time(8, 20))) == [2, 3, 1]
    assert found.at(at_local(TUESDAY, time(8, 0))) == [2, 3]
    assert found.at(at_local(TUESDAY, time(8, 10))) == found.at(at_local(TUESDAY, time(8, 20, 1))) == []


# --- made-up days ------------------------------------------------------------------------------------------------

FIRST_DAYS = (TUESDAY, SPRING, AUTUMN, SPRING - A_DAY, LEAP_DAY - A_DAY, date(2026, 12, 31))
HOURS = some.sampled_from([0, 1, 2, 3, 4, 8, 9, 10, 11, 23])
LENGTHS, BUFFERS, RASTERS = (5, 7, 15, 20, 20, 45, 120), (0, 0, 5, 12, 30), (5, 10, 15, 20, 30, 60)


@some.composite
def rules(draw, first: date) -> Rule:
    """An opening rule for one of two days. Times the clock skips in March have a table of their own."""
    clock = some.builds(time, HOURS, some.sampled_from([0, 0, 3, 10, 30, 59]))
    hours = clock.filter(lambda one: one.hour != 2 or one.minute == 0)
    start, end = sorted(draw(some.lists(hours, min_size=2, max_size=2, unique=True)))
    weekday = (first + A_DAY * draw(some.integers(0, 1))).weekday()
    begins = first - timedelta(days=draw(some.sampled_from([0, 1, 7, 14, 24])))
    until = draw(some.sampled_from([None, None, first]))
    return Rule(weekday, start, end, draw(some.sampled_from([1, 1, 2, 3])), begins, until)


@some.composite
def weeks(draw) -> dict:
    """Two days with one or two counters, what is taken there, and a visit somebody would like."""
    first = draw(some.sampled_from(FIRST_DAYS))
    moment = some.tuples(some.integers(0, 1), HOURS, some.integers(-5, 60)).map(
        lambda at: on(first, "0:00") + at[0] * 1440 + at[1] * 60 + at[2]
    )
    span = some.tuples(moment, some.sampled_from([1, 5, 12, 20, 90])).map(lambda at: (at[0], at[0] + at[1]))
    begins, ends = sorted(draw(some.lists(moment, min_size=2, max_size=2)))
    narrow, late = draw(some.booleans()), timedelta(seconds=draw(some.sampled_from([0, 1, 59])))
    visit = Visit(
        draw(some.sampled_from(LENGTHS)), draw(some.sampled_from(BUFFERS)),
        slots.moment(begins) + late if narrow else LONG_AGO, slots.moment(ends) if narrow else LATER,
    )  # fmt: skip
    desks = [
        Desk(
            number, draw(some.lists(rules(first), min_size=1, max_size=3)), draw(some.sampled_from(RASTERS)),
            draw(some.sampled_from([0, 0, 30, 50, 90])), draw(some.sampled_from([0, 12, 24])),
            draw(some.lists(span, max_size=1)),
        )
        for number in range(1, draw(some.integers(1, 2)) + 1)
    ]  # fmt: skip
    busy = some.builds(lambda desk, at, online: Busy(desk, *at, online), some.integers(1, 2), span, some.booleans())
    return {
        "desks": desks, "days": [first, first + A_DAY], "visit": visit, "busy": draw(some.lists(busy, max_size=6)),
        "is_holiday": frozenset([first] if draw(some.integers(0, 9)) == 0 else []).__contains__,
        "now": draw(some.none() | moment.map(lambda at: slots.moment(at - 1440))),
    }  # fmt: skip


@settings(max_examples=many(100, 3000), deadline=None)
@given(weeks())
def test_every_made_up_day_agrees_with_looking_at_each_minute(week):
    searched = {name: value for name, value in week.items() if name != "days"}
    assert slots.Search(**searched).on(*week["days"]).counters == minute_by_minute.free_times(**week)


@settings(max_examples=100, deadline=None)
@given(some.integers(0, 10**6), some.integers(1, 600))
def test_pieces_of_five_minutes_cover_a_visit_and_no_more(start, lasts):
    pieces = slots.quanta(slots.moment(start), slots.moment(start + lasts))
    assert pieces[0] <= slots.moment(start) < pieces[0] + timedelta(minutes=5)
    assert pieces[-1] < slots.moment(start + lasts) <= pieces[-1] + timedelta(minutes=5)
    assert {later - earlier for earlier, later in pairwise(pieces)} <= {timedelta(minutes=5)}
