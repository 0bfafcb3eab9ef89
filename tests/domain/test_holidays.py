"""Public holidays: sixteen Länder, and the municipalities that have one more."""

from datetime import date

import pytest

from webapp.domain.holidays import NAMES, holidays_in, name_of, switches_for
from webapp.domain.town import LAENDER

EPIPHANY, CORPUS_CHRISTI, ASSUMPTION = date(2026, 1, 6), date(2026, 6, 4), date(2026, 8, 15)
HOW_MANY = {
    "BY": 12,
    "BW": 12,
    "SL": 12,
    "NW": 11,
    "RP": 11,
    "SN": 11,
    "ST": 11,
    "TH": 11,
    "BB": 12,
    "MV": 11,
    "HE": 10,
}


@pytest.mark.parametrize("land", LAENDER)
def test_every_land_has_its_number_of_days_and_we_have_a_word_for_each(land):
    days = holidays_in(2026, land)
    assert len(days) == HOW_MANY.get(land, 10)
    assert set(days.values()) <= set(NAMES.values())
    assert list(days) == sorted(days)


def test_three_kings_are_holy_in_three_laender():
    assert [land for land in LAENDER if name_of(EPIPHANY, land)] == ["BW", "BY", "ST"]
    assert name_of(EPIPHANY, "BY") == "Epiphany"


def test_corpus_christi_depends_on_the_land_and_in_two_on_the_municipality():
    assert [land for land in LAENDER if name_of(CORPUS_CHRISTI, land)] == ["BW", "BY", "HE", "NW", "RP", "SL"]
    switched = [land for land in LAENDER if name_of(CORPUS_CHRISTI, land, ["corpus_christi"])]
    assert switched == ["BW", "BY", "HE", "NW", "RP", "SL", "SN", "TH"]


def test_assumption_is_a_holiday_where_the_bavarian_town_says_so():
    assert [land for land in LAENDER if name_of(ASSUMPTION, land)] == ["SL"]
    assert [land for land in LAENDER if name_of(ASSUMPTION, land, ("assumption",))] == ["BY", "SL"]


def test_augsburg_celebrates_peace():
    assert name_of(date(2026, 8, 8), "BY") is None
    assert name_of(date(2026, 8, 8), "BY", ("augsburg",)) == "Augsburg Peace Festival"


def test_switches_add_a_single_day_and_do_nothing_elsewhere():
    assert set(holidays_in(2026, "SN", ["corpus_christi"])) - set(holidays_in(2026, "SN")) == {CORPUS_CHRISTI}
    assert set(holidays_in(2026, "BY", ["assumption"])) - set(holidays_in(2026, "BY")) == {ASSUMPTION}
    assert holidays_in(2026, "NI", ["assumption", "corpus_christi", "augsburg"]) == holidays_in(2026, "NI")
    assert switches_for("BY") == ("assumption", "augsburg")


def test_repentance_day_is_kept_in_saxony_alone():
    assert [land for land in LAENDER if name_of(date(2026, 11, 18), land)] == ["SN"]


def test_a_day_decreed_once_keeps_its_german_name():
    assert name_of(date(2025, 5, 8), "BE", ()).startswith("80. Jahrestag der Befreiung")
