"""Which bookings a change pushes aside, and the next weeks in words: rules without a database."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from webapp.blueprints.appointments.rules import conflicts, preview, slots
from webapp.domain.holidays import holidays_in, name_of
from webapp.domain.localtime import at_local, local
from webapp.domain.money import parse_euros
from webapp.domain.refusal import Refusal
from webapp.domain.town import LAENDER

SUNDAY, MARCH, OCTOBER = 6, date(2026, 3, 29), date(2026, 10, 25)
OWN = {"BE": date(2026, 3, 8), "SN": date(2026, 11, 18), "BY": date(2026, 1, 6), "TH": date(2026, 9, 20)}


def rule(weekday: int, opens: str, closes: str, **more: object) -> SimpleNamespace:
    known = {"every_weeks": 1, "valid_from": date(2026, 1, 5), "valid_until": None} | more
    opens_at, closes_at = time.fromisoformat(opens), time.fromisoformat(closes)
    return SimpleNamespace(weekday=weekday, from_time=opens_at, to_time=closes_at, **known)


def booking(day: date, begins: str, ends: str, *, buffer: int = 0, number: int = 1) -> conflicts.Booking:
    starts, until = (slots.minutes(at_local(day, time.fromisoformat(one))) for one in (begins, ends))
    return conflicts.Booking(number, 1, starts, until, until + buffer, frozenset({1}))


def why(one: conflicts.Booking, *rules: SimpleNamespace, holiday: bool = False, others=()) -> list[str]:
    desk = slots.Desk(1, rules, 10)
    found = conflicts.misfits([desk], [one, *others], is_holiday=lambda _: holiday)
    return sorted(found.get(one.id, ()))


def test_a_visit_across_closing_time_does_not_fit():
    tuesday, open_hours = date(2026, 11, 24), rule(1, "08:00", "12:00")
    assert why(booking(tuesday, "11:45", "12:00"), open_hours) == []
    assert why(booking(tuesday, "11:45", "12:05"), open_hours) == ["hours"]
    assert why(booking(tuesday, "07:55", "08:10"), open_hours) == ["hours"]


def test_only_the_buffer_may_last_past_closing_time_but_not_into_the_next_visit():
    tuesday, open_hours = date(2026, 11, 24), rule(1, "08:00", "12:00")
    last = booking(tuesday, "11:40", "12:00", buffer=10)
    assert why(last, open_hours) == []
    first = booking(tuesday, "11:20", "11:35", buffer=10, number=2)
    assert why(first, open_hours, others=[last]) == ["next"]


def test_neighbouring_rules_are_one_span():
    tuesday = date(2026, 11, 24)
    assert why(booking(tuesday, "09:50", "10:10"), rule(1, "08:00", "10:00"), rule(1, "10:00", "12:00")) == []


def test_every_second_week_counts_from_the_first():
    fortnight = rule(1, "08:00", "12:00", every_weeks=2, valid_from=date(2026, 11, 24))
    assert why(booking(date(2026, 12, 8), "09:00", "09:20"), fortnight) == []
    assert why(booking(date(2026, 12, 1), "09:00", "09:20"), fortnight) == ["hours"]


@pytest.mark.parametrize("day", [MARCH, OCTOBER])
def test_on_the_days_the_clock_changes_the_counter_opens_by_the_clock_on_the_wall(day):
    night = rule(SUNDAY, "01:00", "09:00")
    assert why(booking(day, "08:40", "09:00"), night) == []
    assert why(booking(day, "08:50", "09:10"), night) == ["hours"]
    (shown,) = preview.days(slots.Desk(1, [night], 10), day, lambda _: None, weeks=1)
    assert [f"{local(one):%H:%M}" for span in shown.spans for one in span] == ["01:00", "09:00"]


def test_the_hour_that_is_missing_or_comes_twice_counts():
    night = rule(SUNDAY, "01:00", "04:00")
    length = {}
    for day in (MARCH, OCTOBER):
        (shown,) = preview.days(slots.Desk(1, [night], 10), day, lambda _: None, weeks=1)
        ((start, end),) = shown.spans
        length[day] = (end - start).total_seconds() / 3600
    assert length == {MARCH: 2, OCTOBER: 4}


@pytest.mark.parametrize("land", LAENDER)
def test_every_holiday_of_every_land_closes_the_counter(land):
    every_day = [rule(day, "08:00", "12:00") for day in range(7)]
    desk = slots.Desk(1, every_day, 10)
    shown = preview.days(desk, date(2026, 1, 5), lambda day: name_of(day, land), weeks=51)
    closed = {one.on: one.holiday for one in shown if not one.spans}
    expected = {
        day: name for day, name in holidays_in(2026, land).items() if date(2026, 1, 5) <= day < date(2026, 12, 28)
    }
    assert closed == expected
    assert OWN.get(land, date(2026, 12, 25)) in closed


def test_a_holiday_pushes_a_booking_aside():
    assert why(booking(date(2026, 12, 25), "09:00", "09:20"), rule(4, "08:00", "12:00"), holiday=True) == ["hours"]


def test_a_closure_cuts_the_day_in_words():
    tuesday = date(2026, 11, 24)
    closed = [tuple(slots.minutes(at_local(tuesday, time(hour))) for hour in (9, 10))]
    (shown,) = preview.days(
        slots.Desk(1, [rule(1, "08:00", "12:00")], 10, closed=closed), tuesday, lambda _: None, weeks=1
    )
    assert [(local(start).hour, local(end).hour) for start, end in shown.spans] == [(8, 9), (10, 12)]
    assert shown.shortened


def test_a_reason_that_was_there_before_is_not_asked_again():
    before = {1: frozenset({"hours"}), 2: frozenset({"hours"})}
    after = {1: frozenset({"hours"}), 2: frozenset({"hours", "closed"}), 3: frozenset({"next", "unable"})}
    assert conflicts.fresh(before, after) == {2: ("closed",), 3: ("unable", "next")}


def test_a_counter_that_is_no_more_has_only_that_reason():
    found = conflicts.misfits([], [booking(date(2026, 11, 24), "09:00", "09:20")], is_holiday=lambda _: False)
    assert found == {1: frozenset({"retired"})}


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (rule(1, "12:00", "12:00"), "to_time"),
        (rule(1, "08:00", "12:00", valid_until=date(2026, 1, 4)), "valid_until"),
        (rule(0, "08:00", "12:00"), None),
    ],
)
def test_a_rule_that_opens_never_or_is_there_already_is_refused(new, field):
    with pytest.raises(Refusal) as no:
        preview.ensure_sound(new, [rule(0, "08:00", "12:00")])
    assert no.value.field == field


@pytest.mark.parametrize(
    ("typed", "cents"), [("37,00", 3700), ("37", 3700), ("0", 0), ("37,5 €", 3750), ("-1", None), ("1e9", None)]
)
def test_a_fee_is_read_as_people_type_it(typed, cents):
    assert parse_euros(typed) == cents
