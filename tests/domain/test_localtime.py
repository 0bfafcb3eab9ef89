"""Berlin time on ordinary days, on the day an hour is missing, and on the day an hour comes twice."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.localtime import at_local, local, local_date, utc

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def test_eleven_at_night_in_utc_is_already_tomorrow_in_the_village():
    assert local_date(datetime(2026, 1, 6, 23, tzinfo=UTC)) == date(2026, 1, 7)
    assert local_date(datetime(2026, 7, 6, 22, tzinfo=UTC)) == date(2026, 7, 7)
    assert local_date(datetime(2026, 7, 6, 21, 59, tzinfo=UTC)) == date(2026, 7, 6)


def test_a_time_the_clock_skips_in_march_moves_on_by_the_missing_hour():
    assert at_local(SPRING, time(2, 30)).isoformat() == "2026-03-29T03:30:00+02:00"
    assert utc(at_local(SPRING, time(1, 59))).isoformat() == "2026-03-29T00:59:00+00:00"
    assert utc(at_local(SPRING, time(3))).isoformat() == "2026-03-29T01:00:00+00:00"


def test_a_time_that_comes_twice_in_october_is_its_first_coming():
    assert at_local(AUTUMN, time(2, 30)).isoformat() == "2026-10-25T02:30:00+02:00"
    assert at_local(AUTUMN, time(2, 30, fold=1)) == at_local(AUTUMN, time(2, 30))
    assert at_local(AUTUMN, time(3)).isoformat() == "2026-10-25T03:00:00+01:00"


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.times())
def test_every_local_time_is_a_moment_that_exists(day, at):
    moment = at_local(day, at)
    assert utc(moment).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert local_date(moment) == day


@pytest.mark.parametrize("ask", [local, local_date, utc])
def test_a_time_without_zone_is_refused(ask):
    with pytest.raises(ValueError, match="no zone"):
        ask(datetime(2026, 1, 1))
