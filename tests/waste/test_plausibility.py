"""The plausibility report: what a clerk should look at before residents rely on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.blueprints.waste.rules.compare import Pickup
from webapp.blueprints.waste.rules.plausibility import report
from webapp.blueprints.waste.rules.rhythm import Rhythm, planned_days
from webapp.blueprints.waste.rules.shifts import apply, prefill

SUNDAYS, HOLIDAYS, TWICE, CLOSE, WEEKDAY = (
    "These days are Sundays. Please check them.",
    "These days are public holidays. Please check them.",
    "These days are there more than once.",
    "These days follow each other closely. Please check whether both are right.",
    "These days fall on an unusual weekday, with no holiday near. Please check them.",
)
GAP = "There are %(days)s days between these collections, usually about %(usual)s. Is one missing?"
WEDNESDAYS = [date(2026, 6, 10) + timedelta(weeks=week) for week in range(16)]  # no holiday in Lower Saxony


def pickups(days, **words):
    """Days of one series, as a file without regular days names them."""
    return [replace(Pickup("Nord", "bio", "", day, day), **words) for day in days]


def findings(rows, land="NI"):
    """What the report says, as {sentence: days}."""
    return {finding.message: finding.dates for finding in report(rows, land)}


def test_a_sound_series_needs_no_word():
    assert report(pickups(WEDNESDAYS), "NI") == ()
    assert report([], "NI") == ()


@pytest.mark.parametrize("land", ["NI", "BY", "SN"])
@pytest.mark.parametrize("weeks", [1, 2, 4])
@pytest.mark.parametrize("weekday", range(5))
def test_the_usual_holiday_shifts_need_no_word(land, weeks, weekday):
    days = planned_days(Rhythm("Nord", "bio", "", weekday, weeks, date(2026, 1, 1)), 2026)
    shifted = [actual for _, actual, _ in apply(days, prefill(2026, land))]
    assert findings(pickups(shifted), land) == {}


def test_a_sunday_and_a_holiday_are_probably_wrong():
    rows = pickups([*WEDNESDAYS, date(2026, 7, 26), date(2026, 10, 3)])
    found = report(rows, "NI")
    told = {finding.message: finding.dates for finding in found if finding.severity == "warning"}
    assert told == {SUNDAYS: (date(2026, 7, 26),), HOLIDAYS: (date(2026, 10, 3),)}
    assert [finding.severity for finding in found] == sorted((f.severity for f in found), reverse=True)


def test_a_day_in_the_list_twice_is_told_but_two_stops_of_a_van_are_not():
    assert findings(pickups([*WEDNESDAYS, WEDNESDAYS[3]])) == {TWICE: (WEDNESDAYS[3],)}
    stops = [*pickups(WEDNESDAYS, time="10:00-11:00"), *pickups(WEDNESDAYS[:1], time="15:00-16:00")]
    assert findings(stops) == {}
    assert findings([*pickups(WEDNESDAYS, place="Markt"), *pickups(WEDNESDAYS, place="Kirche")]) == {}


def test_two_of_the_same_within_three_days_are_told_with_both_days():
    saturday = WEDNESDAYS[5] + timedelta(days=3)
    assert findings(pickups([*WEDNESDAYS, saturday]))[CLOSE] == (WEDNESDAYS[5], saturday)
    assert CLOSE not in findings(pickups([*WEDNESDAYS[::2], WEDNESDAYS[4] + timedelta(days=5)]))


def test_another_weekday_far_from_any_holiday_is_told():
    slip = [day + timedelta(days=day == WEDNESDAYS[7]) for day in WEDNESDAYS]
    assert findings(pickups(slip)) == {WEEKDAY: (slip[7],)}


def test_a_noted_move_and_a_new_tour_are_no_slip():
    moved = pickups(WEDNESDAYS)
    moved[7] = replace(moved[7], actual_on=WEDNESDAYS[7] + timedelta(days=1))
    assert findings(moved) == {}
    assert findings(pickups([day + timedelta(days=2 * (day > WEDNESDAYS[9])) for day in WEDNESDAYS])) == {}


def test_a_missing_day_is_told_with_the_days_around_it():
    (finding,) = report(pickups(WEDNESDAYS[:6] + WEDNESDAYS[7:]), "NI")
    assert (finding.message, finding.dates) == (GAP, (WEDNESDAYS[5], WEDNESDAYS[7]))
    assert finding.message % finding.values == GAP.replace("%(days)s", "14").replace("%(usual)s", "7")


def test_a_change_of_rhythm_between_seasons_is_no_gap():
    assert findings(pickups(WEDNESDAYS[:8] + WEDNESDAYS[9::2])) == {}


def test_a_van_that_comes_twice_a_year_is_never_late():
    assert findings(pickups([date(2026, 3, 11), date(2026, 9, 9)])) == {}


def test_a_van_for_hazardous_waste_has_no_rhythm_but_no_sunday_either():
    tour = [date(2026, 3, 9) + timedelta(days=number) for number in (0, 1, 2, 3, 4, 60, 61)]
    assert findings(pickups(tour, stream="hazardous")) == {}
    assert findings(pickups([*tour, date(2026, 3, 15)], stream="hazardous")) == {SUNDAYS: (date(2026, 3, 15),)}


def test_a_cancelled_day_leaves_no_gap_and_may_lie_on_a_holiday():
    rows = pickups(WEDNESDAYS)
    rows[6] = replace(rows[6], cancelled=True)
    assert findings(rows) == {}
    assert HOLIDAYS not in findings(pickups([date(2026, 4, 3)], cancelled=True))


def test_every_finding_names_its_series_and_series_do_not_mix():
    rows = [*pickups(WEDNESDAYS), *pickups(WEDNESDAYS, stream="paper"), *pickups(WEDNESDAYS[:1], variant="1100 l")]
    assert report(rows, "NI") == ()
    (finding,) = report([*rows, *pickups([date(2026, 6, 14)], stream="glass", variant="240 l")], "NI")
    assert finding.values == {"district": "Nord", "stream": "glass", "variant": "240 l"}
