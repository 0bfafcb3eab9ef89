"""Whatever the desk does in whatever order, every date stays itself and nothing is told that is not so."""

from datetime import date, time, timedelta

import icalendar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.conftest import NOW
from tests.events.town import CHOIR, TUESDAY, on
from tests.tools.scale import many
from webapp.blueprints.events import queries, tasks
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.models import Event
from webapp.domain.refusal import Refusal

DAYS = st.sampled_from([TUESDAY + timedelta(weeks=week) for week in range(4)])
CLOCKS = st.sampled_from([time(1, 30), time(18), time(23)])
CHANGES = st.fixed_dictionaries(
    {}, optional={"starts": CLOCKS, "every": st.integers(1, 3), "repeats": st.sampled_from(["once", "weekly", "daily"]),
                  "until_on": st.sampled_from([date(2026, 12, 22), date(2027, 1, 10)]),
                  "first_on": DAYS, "except_on": st.lists(DAYS, max_size=1)},
)  # fmt: skip
DEEDS = st.one_of(
    st.tuples(st.just("change"), CHANGES),
    st.tuples(st.just("cancel"), st.fixed_dictionaries({"day": st.none() | DAYS, "note": st.just("Krank")})),
    st.tuples(st.just("revive"), st.fixed_dictionaries({"day": st.none() | DAYS})),
    st.tuples(st.just("move"), st.fixed_dictionaries(
        {"day": DAYS, "to_on": DAYS, "starts": CLOCKS, "ends": st.none(), "note": st.just("")})),
    st.tuples(st.just("withdraw"), st.just({"note": ""})),
    st.tuples(st.just("publish"), st.just({})),
    st.tuples(st.just("night"), st.just({})),
)  # fmt: skip


def done(session, event: Event, told: dict, deed: str, values: dict, now) -> None:
    """The deed, or the refusal that leaves everything as it was."""
    try:
        with session.begin_nested():
            if deed == "change":
                keeping.keep(session, event=event, seen=event.version, by=None, now=now, key="", token_hash="",
                             **told | values)  # fmt: skip
                told |= values
            elif deed == "night":
                tasks.plan_ahead(session, now)
            else:
                getattr(keeping, deed)(session, event=event, by=None, now=now, **values)
    except Refusal:
        queries.event_by_id(session, event.id)  # as a page that says no would look at it again


def by_day(event: Event) -> dict[date, tuple[int, str]]:
    """Of each date how often it changed, and all that people see of it."""
    return {
        one.regular_on: (one.sequence, f"{one.starts_at} {one.ends_at} {one.cancelled} {one.note}")
        for one in event.dates
    }


@settings(max_examples=many(30, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(DEEDS, max_size=12))
def test_dates_stay_themselves(app, town_session, deeds):
    with town_session() as session:
        session.execute(delete(Event))
        told = dict(CHOIR)
        event, now = on(session), NOW
        for deed, values in deeds:
            before, now = by_day(event), now + timedelta(hours=1)
            done(session, event, told, deed, values, now)
            after = by_day(event)
            assert len(after) == len(event.dates)
            for day in before.keys() & after.keys():
                assert (before[day][1] == after[day][1]) or after[day][0] > before[day][0]
            assert all(one.changed_at <= now for one in event.dates)
        session.flush()
    erika = app.test_client().get("/veranstaltungen/alle.ics", base_url="http://musterstadt.example")
    uids = [str(one["UID"]) for one in icalendar.Calendar.from_ical(erika.data).walk("VEVENT")]
    assert len(uids) == len(set(uids))
    with town_session() as session:
        rows = [row for one in queries.desk_events(session, NOW, "") for row in one.dates]
        shown = [row for row in rows if row.event.state == "published"]
        assert len(uids) == len(shown) or shown == []
