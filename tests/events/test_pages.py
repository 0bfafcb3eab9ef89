"""What citizens see: by day, by month, one event, a week on paper."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup

from tests.conftest import NOW
from tests.events.town import FAIR, TUESDAY, on, organiser, venue
from webapp.blueprints.events.actions import keeping

MORNING = datetime(2026, 12, 1, 8, tzinfo=UTC)  # a Tuesday: the choir sings in the evening


@pytest.fixture
def choir(town_session):
    """The choir sings every Tuesday; its number."""
    with town_session() as session:
        return on(session).id


def titles(answer) -> list[str]:
    return [one.get_text(strip=True) for one in BeautifulSoup(answer.data, "html.parser").select(".happenings a bdi")]


def test_the_list_goes_day_by_day_and_says_what_is_cancelled_or_moved(choir, town_session, erika):
    with town_session() as session:
        event = keeping.queries.event_by_id(session, choir)
        known = {"event": event, "by": None, "now": NOW}
        keeping.cancel(session, day=TUESDAY, note="Krank", **known)
        keeping.move(
            session, day=date(2026, 12, 8), to_on=date(2026, 12, 9), starts=time(20), ends=None, note="", **known
        )  # fmt: skip
    soup = BeautifulSoup(erika.get("/en/veranstaltungen").data, "html.parser")
    days = [one.get_text(strip=True) for one in soup.select("h2 time")]
    assert days[:2] == ["Tuesday 1 December", "Wednesday 9 December"]
    lines = [" ".join(one.get_text(" ").split()) for one in soup.select(".happenings li")]
    assert "does not take place" in lines[0]
    assert "moved from Tuesday 8 December, 7:30 PM" in lines[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Markt", "Turnen", "Chorprobe"]),
        ("?frei=1", ["Markt"]),
        ("?kinder=1", ["Turnen"]),
        ("?stufenlos=1", ["Turnen"]),
        ("?ort=1", ["Turnen"]),
        ("?art=feast", ["Markt"]),
        ("?wann=heute", ["Markt"]),
        ("?wann=wochenende", ["Turnen"]),
        ("?am=2026-12-01", ["Chorprobe"]),
        ("?ab=2026-11-30", ["Chorprobe"]),
        ("?art=quatsch&ort=x&am=32&wann=nie", ["Markt", "Turnen", "Chorprobe"]),
    ],
)
def test_everybody_finds_what_they_wish_for(town_session, erika, query, found):
    once = {"repeats": "once", "until_on": None}
    with town_session() as session:
        gym = venue(session)
        on(session, **once)
        on(session, "gym", title="Turnen", venue_id=gym.id, for_children=True, first_on=date(2026, 11, 28), **once)
        on(session, "fair", free=True, **FAIR | {"first_on": NOW.date()})
    assert titles(erika.get(f"/veranstaltungen{query}")) == found


def test_a_long_list_goes_on_at_the_next_whole_day(town_session, erika):
    with town_session() as session:
        on(session, repeats="daily", until_on=date(2027, 1, 20))
    soup = BeautifulSoup(erika.get("/veranstaltungen").data, "html.parser")
    later = soup.select_one("#pager-after")["href"]
    assert later == "/veranstaltungen?ab=2026-12-31"
    assert titles(erika.get(later)) == ["Chorprobe"] * 21


def test_the_month_is_a_table_with_every_day_of_a_fair(town_session, erika):
    with town_session() as session:
        on(session, **FAIR | {"first_on": date(2026, 12, 4), "last_on": date(2026, 12, 6)})
    soup = BeautifulSoup(erika.get("/en/veranstaltungen/monat/2026-12").data, "html.parser")
    assert len(soup.select("thead th[scope=col]")) == 7
    days = [" ".join(one.find(string=True).split()) for one in soup.select("td a.date")]
    assert days == ["4", "5", "6"]
    assert "1 event" in soup.select_one("td a.date").get_text()
    assert erika.get("/veranstaltungen/monat/2026-13").status_code == 404
    assert erika.get("/veranstaltungen/monat/1999-01").status_code == 404


def test_an_event_tells_what_when_where_and_who(town_session, erika):
    with town_session() as session:
        facts = {"venue_id": venue(session).id, "organiser_id": organiser(session).id, "place": "Halle 2"}
        it = on(session, free=True, registration="anmeldung.example/kurs", **facts)
        number = it.id
    text = erika.get(f"/en/veranstaltungen/{number}").text
    for words in ("Tuesday 1 December, 7:30 PM to 9:00 PM", "Halle 2, Turnhalle, Schulstraße 3", "Without steps",
                  "Rampe am Hof", "free of charge", "TSV", "every week on Tuesday, until Sunday 31 January 2027",
                  'href="https://anmeldung.example/kurs"', "Wir singen Volkslieder."):  # fmt: skip
        assert words in text
    assert "Tuesday 15 December" in erika.get(f"/en/veranstaltungen/{number}/2026-12-15").text
    assert erika.get(f"/veranstaltungen/{number}/2026-12-16").status_code == 404


def test_machines_read_the_same_as_schema_org(choir, town_session, erika):
    with town_session() as session:
        event = keeping.queries.event_by_id(session, choir)
        event.title = "Chor </script><script>alert(1)</script>"
        keeping.cancel(session, event=event, day=date(2026, 12, 8), note="", by=None, now=NOW)
    soup = BeautifulSoup(erika.get(f"/veranstaltungen/{choir}/2026-12-08").data, "html.parser")
    (block,) = soup.select('script[type="application/ld+json"]')
    told = json.loads(block.string)
    assert told["name"] == "Chor </script><script>alert(1)</script>"
    assert (told["startDate"], told["eventStatus"]) == (
        "2026-12-08T19:30:00+01:00", "https://schema.org/EventCancelled",
    )  # fmt: skip
    assert told["location"]["name"] == "Alte Schule"
    assert "organizer" not in told


def test_what_somebody_typed_is_never_a_tag(town_session, erika):
    nasty = "<img src=x onerror=alert(1)>"
    with town_session() as session:
        it = on(
            session, title=nasty, about=nasty, place=nasty, price=nasty, organiser_id=organiser(session, name=nasty).id
        )
        keeping.cancel(session, event=it, day=TUESDAY, note=nasty, by=None, now=NOW)
        number = it.id
    for path in ("", f"/{number}", f"/{number}/2026-12-01", "/monat/2026-12", "/woche/2026-12-01", "/abo?von=1"):
        text = erika.get(f"/veranstaltungen{path}").text
        assert "<img" not in text
        assert "&lt;img" in text


def test_a_narrowed_list_says_what_it_leaves_out(choir, town_session, erika):
    with town_session() as session:
        gym = venue(session).id
    text = BeautifulSoup(erika.get(f"/veranstaltungen?frei=1&art=feast&ort={gym}").data, "html.parser").get_text(" ")
    assert "Nur: Feste und Märkte, Turnhalle, kostenlos" in " ".join(text.split())
    assert "Nur:" not in erika.get("/veranstaltungen?wann=heute").text


def test_a_month_says_in_words_what_is_cancelled_and_that_there_is_more(choir, town_session, erika):
    with town_session() as session:
        for number in range(5):
            on(session, key=f"fair-{number}", **FAIR | {"first_on": TUESDAY})
        event = keeping.queries.event_by_id(session, choir)
        keeping.cancel(session, event=event, day=date(2026, 12, 8), note="", by=None, now=NOW)
    first, second, *_ = BeautifulSoup(erika.get("/veranstaltungen/monat/2026-12").data, "html.parser").select("td ul")
    assert "noch 2, Dienstag, 1. Dezember" in first.get_text()
    assert "Chorprobe entfällt" in second.get_text()


def test_a_week_is_made_for_the_notice_board(choir, erika):
    assert "Heute" not in erika.get("/veranstaltungen/woche/2026-11-23").text
    assert titles(erika.get("/veranstaltungen/woche/2026-12-03")) == ["Chorprobe"]
    assert titles(erika.get("/veranstaltungen/woche/2026-11-25")) == []


def test_today_stands_on_the_square(town_session, erika):
    with town_session() as session:
        on(session, first_on=NOW.date())
    text = erika.get("/").text
    assert "Chorprobe, 19:30 bis 21:00 Uhr" in text
    assert "Alte Schule" in text


def test_what_nobody_checked_is_nowhere(choir, town_session, erika, stranger):
    with town_session() as session:
        keeping.withdraw(session, event=keeping.queries.event_by_id(session, choir), note="", by=None, now=NOW)
    assert titles(erika.get("/veranstaltungen")) == []
    assert erika.get(f"/veranstaltungen/{choir}").status_code == 404
    assert stranger.get("/veranstaltungen").status_code == 200


def test_the_first_page_keeps_the_day_only_as_long_as_it_is_true(choir, town_session, erika, app):
    def told(at: datetime) -> bool:
        app.config["PORTAL_NOW"] = at
        return "Chorprobe" in erika.get("/").text

    assert [told(at) for at in (MORNING, MORNING.replace(hour=21))] == [True, False]
    assert not told(MORNING - timedelta(days=1))
    with town_session() as session:
        event = keeping.queries.event_by_id(session, choir)
        keeping.cancel(session, event=event, day=TUESDAY, note="", by=None, now=NOW)
    assert not told(MORNING)
    assert told(MORNING + timedelta(days=7))


def test_a_screen_reader_knows_which_words_are_german(choir, town_session, erika):
    with town_session() as session:
        it = keeping.queries.event_by_id(session, choir)
        keeping.cancel(session, event=it, day=None, note="Die Halle ist zu.", by=None, now=NOW)
        on(session, "today", title="Singen im Hof", first_on=NOW.date(), repeats="once", until_on=None)
    assert '<bdi lang="de">Singen im Hof</bdi>, ' in erika.get("/uk/").text
    assert '<bdi lang="de">Die Halle ist zu.</bdi>' in erika.get(f"/uk/veranstaltungen/{choir}").text


def test_a_weekend_with_hours_tells_when_it_begins_and_when_it_ends(town_session, erika):
    camp = {
        "title": "Zeltlager",
        "first_on": date(2026, 12, 4),
        "last_on": date(2026, 12, 6),
        "starts": time(18),
        "ends": time(11),
    }
    with town_session() as session:
        number = on(session, **camp | {"repeats": "once", "until_on": None}).id
    whole = "Freitag, 4. Dezember, 18:00 Uhr bis Sonntag, 6. Dezember, 11:00 Uhr"
    assert whole in erika.get(f"/veranstaltungen/{number}").text
