"""Days and times as people in German towns write them; what cannot be meant is never guessed."""

from datetime import date, time

import pytest

from webapp.web.fields import parse_date, parse_time

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.11.2026", date(2026, 11, 24)), (" 24. 11. 2026 ", date(2026, 11, 24)), ("24.11.26", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)), ("24. November", date(2026, 11, 24)), ("24 nov 2027", date(2027, 11, 24)),
        ("24.11.", date(2026, 11, 24)), ("23.11.", date(2026, 11, 23)), ("22.11.", date(2027, 11, 22)),
        ("1. März", date(2027, 3, 1)), ("1. Maerz", date(2027, 3, 1)), ("29.2.2028", date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_a_day_is_understood_as_people_write_it(text, day):
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "morgen",
        "32.1.2026",
        "29.2.2027",
        "29.2.",
        "24.13.",
        "0.0.",
        "1.1.202",
        "1.1.0001",
        "0001-01-01",
        "9999-12-31",
        "24. ma",
        "24. Novbr",
        "1" * 99,
        "24.11.2026 x",
    ],
)
def test_what_is_no_day_is_not_guessed(text):
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9:40", time(9, 40)),
        ("9.40", time(9, 40)),
        ("9", time(9)),
        ("9 Uhr", time(9)),
        ("23:59", time(23, 59)),
        ("0", time(0)),
    ],
)
def test_a_time_is_understood_as_people_write_it(text, at):
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "9:4", "halb zehn", "-1", "9:40:10", "1" * 50])
def test_what_is_no_time_is_not_guessed(text):
    assert parse_time(text) is None
