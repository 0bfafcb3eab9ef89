"""Whoever plants the demo town sees a day at the counter, at any hour and on any day."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.tools.server import demo_town
from webapp.blueprints.appointments.models import Appointment, Ticket
from webapp.domain.localtime import local_date


def planted(folder, now: datetime) -> tuple[list, Counter, Counter]:
    """(days with visits of the open day, states of these visits, states of the numbers) of a town planted now."""
    with (
        demo_town(folder, PORTAL_NOW=now) as (app, _),
        app.database(app.towns.by_slug["musterstadt"]).reading() as session,
    ):
        visits = session.scalars(select(Appointment).where(Appointment.key.startswith("today"))).all()
        numbers = Counter(one.state for one in session.scalars(select(Ticket)))
        return sorted({local_date(one.starts_at) for one in visits}), Counter(one.state for one in visits), numbers


@pytest.mark.parametrize("hour", [5, 9, 16, 20])
def test_a_working_day_is_under_way(tmp_path, hour):
    days, states, numbers = planted(tmp_path, datetime(2026, 11, 25, hour, 20, tzinfo=UTC))
    assert [day.isoformat() for day in days] == ["2026-11-25"]
    assert states == {"done": 3, "missed": 1, "called": 1, "arrived": 2, "booked": 3}
    assert numbers == {"done": 2, "waiting": 3}


@pytest.mark.parametrize("minute", [0, 1, 58])
def test_planting_around_midnight_leaves_out_what_cannot_be(tmp_path, minute):
    days, states, _ = planted(tmp_path, datetime(2026, 11, 25, 23 if minute < 58 else 22, minute, tzinfo=UTC))
    assert len(days) == 1
    assert states


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-25"])
def test_on_a_free_day_the_next_working_day_is_booked(tmp_path, day):
    days, states, numbers = planted(tmp_path, datetime.fromisoformat(f"{day}T10:00+00:00"))
    assert days[0].weekday() == 0
    assert states == {"booked": 10}
    assert not numbers
