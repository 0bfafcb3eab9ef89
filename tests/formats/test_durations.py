"""How long something lasts, where a calendar tells no end (RFC 5545 3.8.2.5)."""

from datetime import date, time

import pytest

from webapp.formats.ical_reader import read_calendar

TIMED, WHOLE = "DTSTART;TZID=Europe/Berlin:20261201T180000", "DTSTART;VALUE=DATE:20261201"


def read(*lines: str):
    words = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Probe", *lines, "END:VEVENT", "END:VCALENDAR", "")
    (item,) = read_calendar("\r\n".join(words).encode()).items
    return item


@pytest.mark.parametrize(
    ("start", "length", "ends", "last"),
    [
        (TIMED, "PT1H30M", time(19, 30), None),
        (TIMED, "+PT90M", time(19, 30), None),
        (TIMED, "P1D", time(18), date(2026, 12, 2)),
        (TIMED, "PT8H", time(2), date(2026, 12, 2)),
        (TIMED, "PT0S", None, None),
        (TIMED, "-PT1H", None, None),
        (TIMED, "P1H", None, None),
        (WHOLE, "P1D", None, None),
        (WHOLE, "P3D", None, date(2026, 12, 3)),
        (WHOLE, "P1W", None, date(2026, 12, 7)),
        (WHOLE, "PT48H", None, date(2026, 12, 2)),
        (WHOLE, "P9999999D", None, None),
    ],
)
def test_a_length_is_as_good_as_an_end(start, length, ends, last):
    item = read(start, f"DURATION:{length}")
    assert (item.day, item.ends, item.last) == (date(2026, 12, 1), ends, last)


def test_an_end_counts_more_than_a_length():
    assert read(TIMED, "DTEND;TZID=Europe/Berlin:20261201T200000", "DURATION:PT1H").ends == time(20)


@pytest.mark.parametrize(("length", "ends"), [("PT10H", time(7)), ("P1D", time(22))])
def test_hours_run_on_while_the_clock_is_put_back_and_days_do_not_mind(length, ends):
    assert read("DTSTART;TZID=Europe/Berlin:20261024T220000", f"DURATION:{length}").ends == ends
