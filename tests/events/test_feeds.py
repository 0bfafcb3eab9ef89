"""The calendar of events: single dates that stay themselves, the same bytes until something changes."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from tests.conftest import NOW
from tests.events.town import FAIR, TUESDAY, on, organiser
from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import keeping

LATER = NOW + timedelta(hours=1)
FEEDS = ("alle.ics", "art/culture.ics", "veranstalter/1.ics", "1/termine.ics")


@pytest.fixture
def choir(town_session):
    with town_session() as session:
        on(session, organiser_id=organiser(session).id)


def entries(answer) -> dict[str, icalendar.Event]:
    """The entries of a feed by their day as planned."""
    assert answer.mimetype == "text/calendar"
    return {str(one["DTSTART"].dt)[:10]: one for one in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_rhythm_comes_as_single_dates_and_two_parsers_read_it(choir, erika, feed):
    answer = erika.get(f"/veranstaltungen/{feed}")
    found = entries(answer)
    assert len(found) == len(vobject.readOne(answer.text).vevent_list) == 9
    one = found["2026-12-01"]
    assert one["DTSTART"].dt.astimezone(UTC) == datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
    assert one["DTSTAMP"].dt == NOW.replace(microsecond=0)
    assert "RRULE" not in one
    assert str(one["LOCATION"]) == "Alte Schule"


def test_unchanged_costs_a_304_and_the_bytes_stay(choir, erika, app):
    first = erika.get("/veranstaltungen/alle.ics")
    app.config["PORTAL_NOW"] = LATER
    again = erika.get("/veranstaltungen/alle.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(erika.queries)) == (304, 1)
    assert erika.get("/veranstaltungen/alle.ics").data == first.data


def test_moved_and_cancelled_dates_stay_themselves(choir, town_session, erika):
    before = entries(erika.get("/veranstaltungen/alle.ics"))
    tag = erika.get("/veranstaltungen/alle.ics").headers["ETag"]
    with town_session() as session:
        known = {"event": queries.event_by_id(session, 1), "by": None, "now": LATER}
        keeping.cancel(session, day=TUESDAY, note="Krank", **known)
        keeping.move(
            session, day=date(2026, 12, 8), to_on=date(2026, 12, 9), starts=time(20), ends=time(22), note="Saal voll",
            **known,
        )  # fmt: skip
    after = entries(erika.get("/veranstaltungen/alle.ics", headers={"If-None-Match": tag}))
    off, moved = after["2026-12-01"], after["2026-12-09"]
    assert (off["STATUS"], str(off["SUMMARY"]), off["SEQUENCE"]) == ("CANCELLED", "ENTFÄLLT: Chorprobe", 1)
    assert (moved["UID"], moved["SEQUENCE"]) == (before["2026-12-08"]["UID"], 1)
    assert moved["DTSTAMP"].dt == LATER
    assert "verschoben von Dienstag, 8. Dezember" in moved["DESCRIPTION"]
    assert after["2026-12-15"].to_ical() == before["2026-12-15"].to_ical()


def test_a_fair_covers_its_days_and_no_more(town_session, erika):
    with town_session() as session:
        on(session, **FAIR | {"first_on": date(2026, 12, 4), "last_on": date(2026, 12, 6)})
    (fair,) = entries(erika.get("/veranstaltungen/alle.ics")).values()
    assert (fair["DTSTART"].dt, fair["DTEND"].dt) == (date(2026, 12, 4), date(2026, 12, 7))


def test_a_calendar_without_dates_says_so_instead_of_wiping_phones(erika):
    (hint,) = entries(erika.get("/en/veranstaltungen/alle.ics")).values()
    assert hint["SUMMARY"] == "Events: no dates at the moment"
    assert erika.get("/veranstaltungen/art/quatsch.ics").status_code == 404
    assert erika.get("/veranstaltungen/veranstalter/7.ics").status_code == 404


def test_the_page_of_addresses_names_the_chosen_feed(choir, erika):
    assert "webcal://musterstadt.example/veranstaltungen/alle.ics" in erika.get("/veranstaltungen/abo").text
    assert "/veranstaltungen/art/culture.ics" in erika.get("/veranstaltungen/abo?art=culture").text
    assert "/veranstaltungen/veranstalter/1.ics" in erika.get("/veranstaltungen/abo?von=1").text
