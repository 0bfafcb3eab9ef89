"""A club's calendar on the web is followed: looked at once, then kept in step, whatever its server does."""

from datetime import timedelta
from ipaddress import ip_address

import pytest

from tests.conftest import NOW
from tests.events.test_imports import FEAST, TRAINING, calendar
from tests.events.town import organiser
from tests.work.hostile import bomb, gives, says, sends_to, serving, without_end
from webapp.blueprints.events import queries, tasks
from webapp.blueprints.events.following import bring
from webapp.blueprints.events.models import EventImport
from webapp.blueprints.events.rules.wish import Wish
from webapp.work.tasks import run_task

DESK = "/verwaltung/veranstaltungen"


@pytest.fixture
def follows(app, town_session):
    """The worker asks this server for the calendar of the club, so many hours later."""
    database = app.database(app.towns.by_slug["musterstadt"])
    with town_session() as session:
        organiser(session)

    def follow(trick, hours: int = 0):
        at = NOW + timedelta(hours=hours)
        with serving(trick) as server:
            with town_session() as session:
                queries.organisers(session)[0].feed = f"http://127.0.0.1:{server.port}/a.ics"
            near = ip_address("127.0.0.1")
            brought = bring(database.reading, at, allowed=lambda address, port: (address, port) == (near, server.port))
            with town_session() as session:
                tasks.follow_calendars(session, at, brought)
            return server.asked

    return follow


@pytest.fixture
def titles(town_session):
    def published():
        with town_session() as session:
            return sorted({one.event.title for one in queries.dates(session, Wish(), NOW)})

    return published


def agree(keller):
    """Frau Keller finds the fetched calendar among what waits, looks at it and says yes."""
    page = keller.get(DESK).text
    assert "Kalender von TSV" in page
    keller.submit(f"{DESK}/import/1", _form=0)


def test_the_first_time_somebody_looks_and_then_it_is_kept_in_step(follows, keller, titles):
    follows(gives(calendar(TRAINING)))
    assert titles() == []
    agree(keller)
    assert titles() == ["Training"]
    follows(gives(calendar(TRAINING, FEAST)), hours=7)
    assert titles() == ["Sportfest", "Training"]
    assert "Kalender von TSV" not in keller.get(DESK).text


def test_it_is_asked_for_every_six_hours_and_for_news_only(follows, town_session):
    follows(gives(calendar(TRAINING), 'ETag: "eins"'))
    assert follows(gives(calendar(TRAINING)), hours=5) == []
    (asked,) = follows(says(b"HTTP/1.1 304 Not Modified\r\n\r\n"), hours=7)
    assert b'If-None-Match: "eins"' in asked
    with town_session() as session:
        assert session.query(EventImport).count() == 1


def test_a_calendar_that_lost_much_waits_for_somebody(follows, keller, titles):
    follows(gives(calendar(TRAINING, FEAST)))
    agree(keller)
    follows(gives(calendar(FEAST)), hours=7)
    assert titles() == ["Sportfest", "Training"]
    assert "Kalender von TSV" in keller.get(DESK).text


HOSTILE = {
    "sends us home": (sends_to("http://127.0.0.1:1/"), "führt zu keiner öffentlichen Website"),
    "reads our files": (sends_to("file:///etc/passwd"), "ganze Adresse"),
    "without end": (without_end(b"HTTP/1.1 200 OK\r\n\r\n" + calendar(), b"X" * 65_536), "zu groß"),
    "a bomb": (gives(bomb(64), "Content-Encoding: gzip"), "zu groß"),
    "a page": (gives(b"<!DOCTYPE html>"), "liegt kein Kalender"),
    "gone": (gives(b"", status="410 Gone"), "410"),
    "five thousand events": (gives(calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 5001)), "liegt kein Kalender"),
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_hostile_server_changes_nothing_and_the_desk_reads_why(follows, keller, titles, trick):
    follows(gives(calendar(TRAINING)))
    agree(keller)
    play, words = HOSTILE[trick]
    follows(play, hours=7)
    assert titles() == ["Training"]
    assert words in keller.get(f"{DESK}/veranstalter/1").text


def test_the_night_itself_never_asks_inside_our_own_network(app, town_session, keller):
    with serving(gives(calendar(TRAINING))) as canary:
        with town_session() as session:
            organiser(session, feed=f"http://127.0.0.1:{canary.port}/a.ics")
        assert ("musterstadt", "0") in list(run_task(app, "events.follow_calendars", at=NOW))
    assert canary.lines == []
    assert "führt zu keiner öffentlichen Website" in keller.get(f"{DESK}/veranstalter/1").text


def test_another_address_is_looked_at_anew(follows, keller, town_session):
    follows(gives(calendar(TRAINING)))
    agree(keller)
    keller.submit(f"{DESK}/veranstalter/1", _form=0, feed="webcal://tsv.example/neu.ics")
    with town_session() as session:
        it = queries.organisers(session)[0]
        assert (it.feed, it.feed_agreed, it.feed_at) == ("https://tsv.example/neu.ics", False, None)
    assert keller.submit(f"{DESK}/veranstalter/1", _form=0, feed="file:///etc/passwd").status_code == 422
