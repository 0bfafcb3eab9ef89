"""Holiday shifts: the table "from -> to", its first draft, and what it does to planned days."""

import re
import warnings
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.blueprints.waste.rules.shifts import TEMPLATES, Shift, apply, ensure_sound, prefill
from webapp.domain.holidays import name_of
from webapp.domain.refusal import Refusal
from webapp.domain.town import LAENDER

REAL = Path(__file__).parents[2] / "../shared/data/waste/towns/drewsth+abfallkalender"
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)


def moves(year=2026, land="BY", template="mixed", extra=()):
    """The draft as "30.03.->28.03." with its reasons."""
    table = prefill(year, land, template, extra)
    return {f"{shift.from_on:%d.%m.}->{shift.to_on:%d.%m.}": shift.reason for shift in table}


@pytest.mark.parametrize(
    ("reason", "week"),
    [
        ("New Year's Day", "01.01.->02.01. 02.01.->03.01."),
        ("Epiphany", "06.01.->07.01. 07.01.->08.01. 08.01.->09.01. 09.01.->10.01."),
        ("Good Friday", "30.03.->28.03. 31.03.->30.03. 01.04.->31.03. 02.04.->01.04. 03.04.->02.04."),
        ("Easter Monday", "06.04.->07.04. 07.04.->08.04. 08.04.->09.04. 09.04.->10.04. 10.04.->11.04."),
        ("Labour Day", "01.05.->02.05."),
        ("Ascension Day", "14.05.->15.05. 15.05.->16.05."),
        ("Whit Monday", "25.05.->26.05. 26.05.->27.05. 27.05.->28.05. 28.05.->29.05. 29.05.->30.05."),
        ("Corpus Christi", "04.06.->05.06. 05.06.->06.06."),
        ("Christmas Day", "21.12.->19.12. 22.12.->21.12. 23.12.->22.12. 24.12.->23.12. 25.12.->24.12."),
    ],
)
def test_the_draft_of_2026_is_what_most_companies_did(reason, week):
    assert [move for move, why in moves().items() if why == reason] == week.split()


def test_a_holiday_at_the_weekend_moves_nothing():
    assert not [move for move in moves(2026, "SL") if re.search(r"-\d\d\.(08|10)\.|\.1[01]\.", move)]
    assert "Day of German Unity" not in moves(2026, "NI").values()


def test_lands_without_the_holiday_collect_as_usual():
    assert "Epiphany" not in moves(land="NI").values()
    assert "Corpus Christi" not in moves(land="TH").values()
    assert "Corpus Christi" in moves(land="TH", extra=["corpus_christi"]).values()


def test_a_saturday_holiday_sends_the_chain_over_the_weekend():
    january = " ".join(move for move in moves(2024) if ".01." in move)
    first_week = "01.01.->02.01. 02.01.->03.01. 03.01.->04.01. 04.01.->05.01. 05.01.->08.01."
    assert january == f"{first_week} 08.01.->09.01. 09.01.->10.01. 10.01.->11.01. 11.01.->12.01. 12.01.->13.01."


def test_two_christmas_days_in_the_week_part_it():
    christmas = [move for move in moves(2024) if ".12." in move]
    assert christmas == ["23.12.->21.12.", "24.12.->23.12.", "25.12.->24.12.", "26.12.->27.12.", "27.12.->28.12."]


def test_the_other_templates_go_one_way_all_year():
    assert all(shift.to_on > shift.from_on for shift in prefill(2026, "BY", "after"))
    assert all(shift.to_on < shift.from_on for shift in prefill(2026, "BY", "before"))
    assert {"03.04.->04.04.", "06.04.->07.04."} <= set(moves(template="after"))
    assert {"03.04.->02.04.", "06.04.->04.04.", "01.05.->30.04."} <= set(moves(template="before"))


def test_an_unknown_template_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        prefill(2026, "BY", "sideways")


@given(st.integers(2020, 2045), st.sampled_from(LAENDER), st.sampled_from(sorted(TEMPLATES)))
@settings(max_examples=60, deadline=None)
def test_every_draft_is_sound_and_never_sends_two_tours_out_on_one_day(year, land, template):
    table = prefill(year, land, template)
    ensure_sound(table, land)
    weekdays = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    weekdays = [day for day in weekdays if day.weekday() < 5]
    driven = [actual for _, actual, _ in apply(weekdays, table) if actual.year == year]
    assert len(set(driven)) == len(driven)
    assert not [day for day in driven if name_of(day, land) or day.weekday() == 6]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_table_of_a_real_town_is_drafted_to_the_day(year):
    path = REAL / f"Muellabfuhrkalender_{year}.xlsx"
    if not path.exists():
        pytest.skip("the real calendars are not here")
    from openpyxl import load_workbook

    with warnings.catch_warnings(action="ignore"):
        rows = load_workbook(path, data_only=True)["Korrektur"].iter_rows(min_row=2, max_col=2, values_only=True)
        table = {(start.date(), end.date()) for start, end in rows if start and start.year == year}
    drafted = {(shift.from_on, shift.to_on) for shift in prefill(year, "BY", extra=["assumption"])}
    assert drafted == table


def test_moved_days_keep_their_regular_day_and_the_reason():
    days = [date(2026, 3, 23), date(2026, 3, 30), date(2026, 3, 31)]
    assert apply(days, prefill(2026, "NI")) == [
        (date(2026, 3, 23), date(2026, 3, 23), ""),
        (date(2026, 3, 30), date(2026, 3, 28), "Good Friday"),
        (date(2026, 3, 31), date(2026, 3, 30), "Good Friday"),
    ]


@pytest.mark.parametrize(
    ("table", "field", "row"),
    [
        ([Shift(MONDAY, TUESDAY), Shift(MONDAY, WEDNESDAY)], "from_on", 1),
        ([Shift(MONDAY, MONDAY)], "to_on", 0),
        ([Shift(MONDAY, date(2026, 3, 15))], "to_on", 0),
        ([Shift(date(2026, 4, 2), date(2026, 4, 3))], "to_on", 0),
        ([Shift(MONDAY, date(2062, 3, 10))], "to_on", 0),
        ([Shift(MONDAY, TUESDAY), Shift(TUESDAY, MONDAY)], "to_on", 0),
        ([Shift(MONDAY, TUESDAY), Shift(WEDNESDAY, MONDAY), Shift(TUESDAY, WEDNESDAY)], "to_on", 0),
    ],
)
def test_a_table_with_a_slip_is_refused_at_its_row(table, field, row):
    with pytest.raises(Refusal) as refusal:
        ensure_sound(table, "NI")
    assert (refusal.value.field, refusal.value.values["row"]) == (field, row)
    refusal.value.message % refusal.value.values


def test_a_row_that_leads_into_a_circle_of_others_is_no_endless_walk():
    table = [Shift(date(2026, 3, 6), MONDAY), Shift(MONDAY, TUESDAY), Shift(TUESDAY, MONDAY)]
    with pytest.raises(Refusal, match="lead back"):
        ensure_sound(table, "NI")


def test_a_local_holiday_counts_for_the_towns_that_have_it():
    table = [Shift(date(2024, 8, 14), date(2024, 8, 15))]
    ensure_sound(table, "BY")
    with pytest.raises(Refusal, match="public holiday"):
        ensure_sound(table, "BY", ["assumption"])
