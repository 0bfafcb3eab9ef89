"""Own planning: how often the lorry comes, and whether a year is planned whole."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.blueprints.waste.rules.compare import Pickup
from webapp.blueprints.waste.rules.coverage import streets_without_district, unplanned, year_report
from webapp.blueprints.waste.rules.rhythm import Rhythm, ensure_plannable, planned_days
from webapp.domain.refusal import Refusal

EVERY_OTHER_MONDAY = Rhythm("Nord", "bio", "", 0, 2, date(2026, 1, 5))
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def pickups(days, stream="bio"):
    """Collection days of district Nord, as planned."""
    return [Pickup("Nord", stream, "", day, day) for day in days]


def test_every_second_monday_of_a_year():
    days = planned_days(EVERY_OTHER_MONDAY, 2026)
    assert (days[0], days[-1], len(days)) == (date(2026, 1, 5), date(2026, 12, 21), 26)


def test_the_count_goes_on_over_the_new_year():
    assert planned_days(EVERY_OTHER_MONDAY, 2027)[0] == date(2027, 1, 4)
    assert planned_days(replace(EVERY_OTHER_MONDAY, every_weeks=3), 2027)[0] == date(2027, 1, 18)
    assert planned_days(EVERY_OTHER_MONDAY, 2025) == ()


def test_a_first_day_on_another_weekday_waits_for_the_right_one():
    assert planned_days(replace(EVERY_OTHER_MONDAY, weekday=3), 2026)[0] == date(2026, 1, 8)


def test_the_last_day_still_counts_and_ends_it():
    assert planned_days(replace(EVERY_OTHER_MONDAY, until=date(2026, 2, 2)), 2026)[-1] == date(2026, 2, 2)
    assert planned_days(replace(EVERY_OTHER_MONDAY, until=date(2026, 2, 2)), 2027) == ()


def test_a_summer_season_includes_both_its_edges():
    weekly = replace(EVERY_OTHER_MONDAY, every_weeks=1, season_from=(4, 6), season_to=(9, 28))
    days = planned_days(weekly, 2026)
    assert (days[0], days[-1], len(days)) == (date(2026, 4, 6), date(2026, 9, 28), 26)


def test_a_winter_season_spans_the_new_year():
    days = planned_days(replace(EVERY_OTHER_MONDAY, season_from=(11, 1), season_to=(2, 29)), 2026)
    assert {day.month for day in days} == {1, 2, 11, 12}


@given(DAYS, st.integers(1, 8), st.integers(0, 5), st.integers(2015, 2036))
def test_days_keep_their_weekday_and_their_distance(first_on, weeks, weekday, year):
    rhythm = Rhythm("Nord", "bio", "", weekday, weeks, first_on)
    days = planned_days(rhythm, year)
    assert all(day.year == year and day.weekday() == weekday and day >= first_on for day in days)
    assert all(
        late - early == timedelta(weeks=weeks) for early, late in pairwise(planned_days(rhythm, year - 1) + days)
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weekday": 6}, "weekday"),
        ({"every_weeks": 0}, "every_weeks"),
        ({"every_weeks": 9}, "every_weeks"),
        ({"until": date(2025, 12, 31)}, "until"),
        ({"season_from": (4, 1)}, "season_to"),
        ({"season_to": (4, 1)}, "season_from"),
        ({"season_from": (4, 31), "season_to": (9, 1)}, "season_from"),
        ({"season_from": (4, 1), "season_to": (13, 1)}, "season_to"),
    ],
)
def test_a_rhythm_that_names_no_day_is_refused_at_its_field(wrong, field):
    with pytest.raises(Refusal) as refusal:
        ensure_plannable(replace(EVERY_OTHER_MONDAY, **wrong))
    assert refusal.value.field == field


def test_a_sound_rhythm_is_accepted():
    ensure_plannable(replace(EVERY_OTHER_MONDAY, season_from=(11, 1), season_to=(2, 29)))


def test_a_whole_year_needs_no_word():
    days = planned_days(EVERY_OTHER_MONDAY, 2026)
    assert year_report(pickups(days), [("Nord", "bio")], 2026) == ()
    assert unplanned([EVERY_OTHER_MONDAY], pickups(days), 2026) == ()


def test_a_district_without_days_and_a_year_cut_short_are_told():
    days = planned_days(EVERY_OTHER_MONDAY, 2026)
    missing, late, early = year_report(pickups(days[3:-4]), [("Nord", "paper"), ("Nord", "bio")], 2026)
    assert (missing.severity, missing.values["stream"], missing.dates) == ("warning", "paper", ())
    assert (late.dates, early.dates) == ((days[3],), (days[-5],))


def test_days_of_another_year_do_not_count():
    (finding,) = year_report(pickups(planned_days(EVERY_OTHER_MONDAY, 2026)), [("Nord", "bio")], 2027)
    assert finding.message == "There are no days in this year."


def test_a_tree_collected_once_is_a_year_planned_whole():
    assert year_report(pickups([date(2026, 1, 10)], "xmas_tree"), [("Nord", "xmas_tree")], 2026) == ()


def test_steps_of_the_rhythm_without_a_day_are_told_and_moved_ones_are_not():
    days = planned_days(EVERY_OTHER_MONDAY, 2026)
    there = [*pickups(days[:-2]), replace(pickups(days)[-2], actual_on=date(2026, 12, 5))]
    (finding,) = unplanned([EVERY_OTHER_MONDAY], there, 2026)
    assert finding.dates == (days[-1],)


def test_streets_that_lead_nowhere_are_told_for_each_stream():
    assignments = [("Am Bach", "*"), ("Ring", "bio"), (None, "glass")]
    missing = streets_without_district(["Am Bach", "Ring", "Gasse"], assignments, ["bio", "paper", "glass"])
    assert missing == (("Ring", "paper"), ("Gasse", "bio"), ("Gasse", "paper"))
    assert streets_without_district(["Gasse"], [(None, "*")], ["bio"]) == ()
