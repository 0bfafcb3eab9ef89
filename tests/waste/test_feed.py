"""Residents subscribe: the calendar stands still until something changes, and never breaks."""

from datetime import date, timedelta

import icalendar
import pytest

from tests.conftest import NOW
from webapp.blueprints.waste.models import Collection, OldAddress, Street

FEED = "/abfall/ort/lindenstrasse/abfall.ics"
pytestmark = pytest.mark.usefixtures("village")


def events(answer):
    return icalendar.Calendar.from_ical(answer.data).walk("VEVENT")


def change(town_session, **values):
    with town_session() as session:
        row = session.query(Collection).filter_by(stream="bio").one()
        for name, value in values.items():
            setattr(row, name, value)
        row.sequence, row.changed_at = row.sequence + 1, NOW


def test_two_looks_give_the_same_bytes_and_the_second_costs_nothing(erika):
    first = erika.get(FEED)
    assert first.content_type == "text/calendar; charset=utf-8"
    assert erika.get(FEED).data == first.data
    again = erika.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    since = erika.get(FEED, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert since.status_code == 304


def test_head_answers_as_get_without_a_body(erika):
    answer = erika.client.head(FEED, base_url="http://musterstadt.example")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"]


def test_a_moved_date_keeps_its_uid_and_gets_a_higher_sequence(erika, town_session):
    before = {str(one["SUMMARY"]): one for one in events(erika.get(FEED))}["Bioabfall"]
    change(town_session, actual_on=before["DTSTART"].dt - timedelta(days=1))
    after = {str(one["SUMMARY"]): one for one in events(erika.get(FEED))}["Bioabfall"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert "Verschoben von Freitag, 25. Dezember" in str(after["DESCRIPTION"])


def test_a_cancelled_date_says_so_in_words_and_status(erika, town_session):
    change(town_session, cancelled=True)
    found = next(one for one in events(erika.get(FEED)) if "Bio" in one["SUMMARY"])
    assert str(found["SUMMARY"]) == "ENTFÄLLT: Bioabfall"
    assert str(found["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize(("hour", "trigger"), [("18", -6), ("20", -4), ("6", 6)])
def test_the_reminder_comes_when_asked(erika, hour, trigger):
    alarm = icalendar.Calendar.from_ical(erika.get(f"{FEED}?erinnerung={hour}").data).walk("VALARM")[0]
    assert alarm["TRIGGER"].dt == timedelta(hours=trigger)
    assert b"VALARM" not in erika.get(FEED).data


def test_a_van_comes_at_its_hour_and_rings_the_evening_before(erika, town_session):
    change(town_session, time="10:00-11:30", place="Festplatz")
    feed = icalendar.Calendar.from_ical(erika.get(f"{FEED}?erinnerung=18").data)
    van = next(one for one in feed.walk("VEVENT") if "Bio" in one["SUMMARY"])
    assert (van["DTSTART"].dt.isoformat(), van["LOCATION"]) == ("2026-12-24T10:00:00+01:00", "Festplatz")
    assert van["DTEND"].dt - van["DTSTART"].dt == timedelta(hours=1, minutes=30)
    assert van.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=-16)
    assert len(feed.walk("VTIMEZONE")) == 1


def test_hours_nobody_can_place_stay_in_the_title(erika, town_session):
    change(town_session, time="vormittags")
    bio = next(one for one in events(erika.get(FEED)) if "Bio" in one["SUMMARY"])
    assert (bio["SUMMARY"], bio["DTSTART"].dt) == ("Bioabfall, vormittags", date(2026, 12, 24))


def test_another_day_alone_changes_no_byte(app, erika):
    first = erika.get(FEED)
    app.config["PORTAL_NOW"] = NOW + timedelta(days=1)
    later = erika.get(FEED)
    assert (later.data, later.headers["ETag"]) == (first.data, first.headers["ETag"])


def test_an_unknown_wish_does_not_break_an_old_address(erika):
    assert erika.get(f"{FEED}?nur=paper&erinnerung=99&quatsch=1").status_code == 200


def test_no_dates_is_one_hint_never_an_empty_calendar(erika, town_session):
    with town_session() as session:
        session.query(Collection).delete()
    found = events(erika.get(FEED))
    assert len(found) == 1
    assert "zurzeit keine Termine" in found[0]["SUMMARY"]


def test_a_retired_street_and_a_split_one_answer_with_a_hint(erika, town_session):
    with town_session() as session:
        session.query(Street).filter_by(slug="lindenstrasse").one().retired_at = NOW
    assert len(events(erika.get(FEED))) == 1
    assert len(events(erika.get("/abfall/ort/hauptstrasse/abfall.ics"))) == 1


def test_a_merged_street_answers_with_a_permanent_redirect(erika, town_session):
    with town_session() as session:
        street = session.query(Street).filter_by(slug="lindenstrasse").one()
        session.add(OldAddress(slug="alte-linde", street_id=street.id))
    answer = erika.get("/abfall/ort/alte-linde.5/abfall.ics?nur=paper")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/abfall/ort/lindenstrasse.5/abfall.ics?nur=paper"


def test_the_subscription_page_names_every_way(erika):
    text = erika.get("/abfall/ort/lindenstrasse/abo?nur=paper&erinnerung=18").text
    address = "musterstadt.example/abfall/ort/lindenstrasse/abfall.ics?nur=paper&amp;erinnerung=18"
    assert f'href="webcal://{address}"' in text
    assert f'value="http://{address}"' in text
    assert "calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fmusterstadt.example" in text
