"""Figures nobody can prettify and nobody can be found in: they survive the night that forgets the people."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.appointments.town_hall import MUSTERSTADT, at, booked, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import changes
from webapp.blueprints.appointments.models import Counter, Ticket
from webapp.blueprints.appointments.queries import figures as queries
from webapp.blueprints.appointments.rules.figures import Fact, WalkIn, by_month, shown

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def fact(
    *, state: str = "done", channel: str = "online", starts_at: datetime = MONDAY, waited: int = 6, served: int = 10
) -> Fact:
    called_at = starts_at + waited * MINUTE
    return Fact(channel, state, starts_at - 9 * DAY, starts_at, starts_at, called_at, called_at + served * MINUTE)


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5")])
def test_small_numbers_are_hidden(count, told):
    assert shown(count) == told


def test_a_month_counts_channels_and_tells_medians():
    visits = [fact(waited=one) for one in (1, 2, 3, 4, 90)] + [fact(channel="phone", state="missed")]
    (month,) = by_month(visits, [])
    assert month.first == date(2026, 11, 1)
    assert month.bookings == {"online": 5, "phone": 1, "counter": 0}
    assert (month.missed, month.lead_days, month.waiting, month.serving) == (1, 9, 3.5, 10)


def test_fewer_than_five_have_no_median():
    (month,) = by_month([fact() for _ in range(4)], [])
    assert (month.lead_days, month.waiting, month.serving) == (None, None, None)


def test_what_was_never_booked_and_a_forgotten_button_do_not_count():
    forgotten = fact(served=60 * 20)
    (month,) = by_month([fact(state="expired"), fact(state="held"), *[fact()] * 5, forgotten], [])
    assert (month.bookings["online"], month.serving) == (6, 10)


def test_walk_ins_wait_too():
    drawn = [WalkIn(MONDAY, MONDAY + 20 * MINUTE, MONDAY + 25 * MINUTE) for _ in range(5)]
    (month,) = by_month([], drawn)
    assert (month.walk_ins, month.waiting, month.serving) == (5, 20, 5)


def test_the_first_hour_of_a_month_belongs_to_it():
    months = by_month([fact(starts_at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC))], [])
    assert [one.first for one in months] == [date(2026, 11, 1)]


def test_forgetting_people_leaves_the_figures(town_session):
    with town_session() as session:
        furnish(session)
        for number in range(6):
            it = booked(session, at("09:00") + (number // 2) * 20 * MINUTE, key=f"k{number}")
            it.state, it.arrived_at, it.called_at = "done", it.starts_at, it.starts_at + 5 * MINUTE
            it.done_at = it.called_at + 10 * MINUTE
        session.flush()
        before = by_month(queries.facts(session, NOW.date(), NOW.date() + 7 * DAY), [])
        assert changes.forget_people(session, NOW + 5 * DAY) == 6
        session.flush()
        assert by_month(queries.facts(session, NOW.date(), NOW.date() + 7 * DAY), []) == before
    assert (before[0].bookings["online"], before[0].waiting) == (6, 5)


def test_the_next_free_time_of_each_service(town_session):
    with town_session() as session:
        furnish(session, counters=1, lead_hours=30)
        ahead = {one.slug: days for one, days in queries.days_to_next_free(session, town=MUSTERSTADT, now=NOW)}
        assert ahead == {"reisepass": 2, "meldung": 1}
        session.query(Counter).update({"active": False})
        session.expire_all()
        ahead = [days for _, days in queries.days_to_next_free(session, town=MUSTERSTADT, now=NOW)]
        assert ahead == [None, None]


def test_the_page_and_the_table_tell_the_same(huber, town_session):
    with town_session() as session:
        furnish(session, lead_hours=0)
        booked(session, at("10:40", NOW.date()))
        place = session.query(Counter).first().place_id
        for number in range(5):
            session.add(
                Ticket(key=str(number), place_id=place, day=NOW.date(), number=number, state="done", drawn_at=NOW)
            )
    page, table = huber.get("/verwaltung/termine/zahlen").text, huber.get("/verwaltung/termine/zahlen.csv")
    assert table.data.decode("utf-8-sig").splitlines()[1] == "11/2026;< 5;0;0;5;0;0;–;–;–"
    assert "&lt; 5" in page
    assert "Reisepass" in page
    for query in ("jahr=2025", "jahr=1", "jahr=99999", "jahr=x"):
        assert huber.get(f"/verwaltung/termine/zahlen?{query}").status_code == 200


def test_herr_vogt_sees_no_figures(vogt):
    for path in ("zahlen", "zahlen.csv"):
        assert vogt.get(f"/verwaltung/termine/{path}").status_code == 403
