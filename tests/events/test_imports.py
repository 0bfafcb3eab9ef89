"""A club's calendar becomes events: seen before, never twice, kept in step, and nothing hostile gets through."""

import io
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.conftest import NOW
from tests.events.town import on, organiser, venue
from tests.people import filled
from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.models import Event, EventImport
from webapp.blueprints.events.rules import calendars
from webapp.blueprints.events.rules.wish import Wish
from webapp.formats.ical_reader import read_calendar
from webapp.store.audit import AuditEntry

DESK = "/verwaltung/veranstaltungen"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "events"
TRAINING = """BEGIN:VEVENT
UID:training@tsv
DTSTART;TZID=Europe/Berlin:20261201T180000
DTEND;TZID=Europe/Berlin:20261201T193000
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Training
LOCATION:Turnhalle, oben
URL:https://tsv.example/training
END:VEVENT
"""
FEAST = """BEGIN:VEVENT
UID:fest@tsv
DTSTART;VALUE=DATE:20261204
DTEND;VALUE=DATE:20261207
SUMMARY:Sportfest
DESCRIPTION:Drei Tage\\, viele Spiele
END:VEVENT
"""


MOVED = """BEGIN:VEVENT
UID:training@tsv
RECURRENCE-ID;TZID=Europe/Berlin:20261208T180000
DTSTART;TZID=Europe/Berlin:{}
SUMMARY:Training
END:VEVENT
"""
BY_HAND = {"starts": time(17), "ends": None, "note": "", "by": None, "now": NOW}
IMPORT = f"{DESK}/import/1"


def plainly(answer) -> str:
    return " ".join(BeautifulSoup(answer.data, "html.parser").get_text().split())


def calendar(*events: str) -> bytes:
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(events) + "END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def brings(keller, town_session):
    """Frau Keller brings a file and says yes."""
    with town_session() as session:
        organiser(session)

    def bring(content: bytes, *, yes: bool = True, **ticked):
        file = (io.BytesIO(content), "tsv.ics")
        answer = keller.submit(f"{DESK}/import", organiser_id="1", category="sport", file=file)
        if answer.status_code != 303 or not yes:
            return keller.follow(answer) if answer.status_code == 303 else answer
        return keller.submit(answer.headers["Location"], _form=0, **ticked)

    return bring


@pytest.fixture
def known(town_session):
    """The published dates as (title, begins at in UTC, cancelled)."""

    def remembered():
        with town_session() as session:
            rows = queries.dates(session, Wish(), NOW)
            return [(one.event.title, f"{one.starts_at:%d.%m. %H:%M}", one.cancelled) for one in rows]

    return remembered


def test_it_is_looked_at_before_it_is_taken_over(brings, known, erika):
    shown = brings(calendar(TRAINING, FEAST), yes=False)
    assert "Training, Turnhalle, oben, Dienstag, 1. Dezember, 4 Termine" in shown.text
    assert known() == []
    brings(calendar(TRAINING, FEAST))
    assert [title for title, *_ in known()] == ["Training", "Sportfest", "Training", "Training", "Training"]
    text = erika.get("/veranstaltungen").text
    assert "bis Sonntag, 6. Dezember" in text
    assert "18:00 bis 19:30 Uhr" in text


def test_brought_twice_nothing_happens_twice(brings, known, town_session):
    brings(calendar(TRAINING, FEAST))
    before = known()
    shown = brings(calendar(TRAINING, FEAST, FEAST), yes=False)
    assert "2 Veranstaltungen sind, wie sie waren." in shown.text
    brings(calendar(TRAINING, FEAST))
    assert known() == before
    with town_session() as session:
        assert len(session.scalars(select(Event)).all()) == 2


def test_what_the_clerk_wrote_herself_is_not_there_a_second_time(brings, known, town_session):
    with town_session() as session:
        on(session, title="SPORTFEST", first_on=date(2026, 12, 4), last_on=date(2026, 12, 6), starts=None, ends=None,
           repeats="once", until_on=None)  # fmt: skip
    brings(calendar(TRAINING, FEAST))
    assert [title for title, *_ in known()].count("Sportfest") == 0


def test_the_calendar_leads_and_what_the_desk_cancelled_stays(brings, known, town_session):
    brings(calendar(TRAINING, FEAST))
    with town_session() as session:
        it = queries.imported(session, 1)["training@tsv"]
        keeping.cancel(session, event=it, day=date(2026, 12, 8), note="Halle zu", by=None, now=NOW)
    brings(calendar(TRAINING.replace("T180000", "T170000"), FEAST))
    training = [(at, off) for title, at, off in known() if title == "Training"]
    assert training == [
        ("01.12. 16:00", False), ("08.12. 16:00", True), ("15.12. 16:00", False), ("22.12. 16:00", False),
    ]  # fmt: skip


def test_an_event_that_left_the_calendar_leaves_after_a_second_yes(brings, known):
    brings(calendar(TRAINING, FEAST))
    answer = brings(calendar(TRAINING))
    assert answer.status_code == 422
    assert "Viele bekannte Veranstaltungen fehlen" in answer.text
    brings(calendar(TRAINING), sure="y")
    assert {title for title, *_ in known()} == {"Training"}
    brings(calendar(TRAINING, FEAST))
    assert "Sportfest" in {title for title, *_ in known()}


def test_a_wrong_file_is_taken_back_in_one_deed(brings, known, keller, town_session):
    brings(calendar(TRAINING, FEAST))
    assert "2 Veranstaltungen, die er gebracht hat, werden entfernt: Sportfest, Training" in plainly(keller.get(IMPORT))
    assert "Dieser Import wurde zurückgenommen." in keller.follow(keller.submit(IMPORT)).text
    assert known() == []
    with town_session() as session:
        verb = AuditEntry.verb == "took back the import"
        assert session.scalars(select(AuditEntry.changes).where(verb)).one() == {"gone": [0, 2], "kept": [0, 0]}


def test_what_somebody_changed_since_stays_and_is_named(brings, known, keller, town_session):
    brings(calendar(TRAINING, FEAST))
    with town_session() as session:
        it, later = queries.imported(session, 1)["training@tsv"], NOW + timedelta(hours=1)
        keeping.cancel(session, event=it, day=date(2026, 12, 8), note="Halle zu", by=None, now=later)
    assert "seitdem geändert hat, bleibt: Training" in plainly(keller.get(IMPORT))
    assert "seitdem geändert wurde, ist geblieben: Training" in plainly(keller.follow(keller.submit(IMPORT)))
    assert {title for title, *_ in known()} == {"Training"}


def test_brought_anew_it_has_another_number(brings, known, keller, erika):
    brings(calendar(FEAST))
    keller.submit(IMPORT)
    brings(calendar(FEAST))
    assert [title for title, *_ in known()] == ["Sportfest"]
    assert [erika.get(f"/veranstaltungen/{number}").status_code for number in (1, 2)] == [404, 200]


def test_a_file_is_taken_back_once_and_for_thirty_days(brings, keller, town_session):
    brings(calendar(FEAST))
    sent = filled(BeautifulSoup(keller.get(IMPORT).data, "html.parser").select("main form")[-1], {})
    with town_session() as session:
        session.get(EventImport, 1).applied_at = NOW - timedelta(days=30)
    answer = keller.post(f"{IMPORT}/zuruecknehmen", sent)
    assert (answer.status_code, "älter als 30 Tage" in answer.text) == (422, True)
    with town_session() as session:
        session.get(EventImport, 1).applied_at = NOW - timedelta(days=29)
    answers = [keller.post(f"{IMPORT}/zuruecknehmen", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 422]


def test_a_date_the_calendar_moves_is_told_as_moved_and_what_we_move_stays(brings, keller, erika, town_session):
    moved = MOVED.format("20261209T190000")
    brings(calendar(TRAINING, moved))
    assert "verschoben von Dienstag, 8. Dezember, 18:00 Uhr" in erika.get("/veranstaltungen/1/2026-12-08").text
    assert "Zurücknehmen" not in keller.get(f"{DESK}/1").text
    brings(calendar(TRAINING, MOVED.format("20261210T190000")))
    assert "Donnerstag, 10. Dezember" in erika.get("/veranstaltungen/1/2026-12-08").text
    with town_session() as session:
        it = queries.imported(session, 1)["training@tsv"]
        keeping.move(session, event=it, day=date(2026, 12, 8), to_on=date(2026, 12, 11), **BY_HAND)
    assert "Zurücknehmen" in keller.get(f"{DESK}/1").text
    assert (
        "1 Veranstaltung ist, wie sie war."
        in brings(calendar(TRAINING, MOVED.format("20261210T190000")), yes=False).text
    )
    with town_session() as session:
        it = queries.imported(session, 1)["training@tsv"]
        keeping.revive(session, event=it, day=date(2026, 12, 8), by=None, now=NOW)
    assert "Donnerstag, 10. Dezember" in erika.get("/veranstaltungen/1/2026-12-08").text


def test_a_whole_year_is_one_exhibition_and_more_is_left_out_and_named(brings, known, erika):
    year = FEAST.replace("20261207", "20271204").replace("Sportfest", "Jahresausstellung")
    ever = FEAST.replace("20261207", "20301204").replace("Sportfest", "Heimatmuseum").replace("fest@", "museum@")
    assert "weil es länger als ein Jahr dauert: Heimatmuseum" in brings(calendar(year, ever), yes=False).text
    brings(calendar(year, ever))
    assert [title for title, *_ in known()] == ["Jahresausstellung"]
    assert "bis Freitag, 3. Dezember 2027" in erika.get("/veranstaltungen?ab=2027-11-30").text


def test_a_venue_we_know_brings_its_facts(brings, town_session, erika):
    with town_session() as session:
        venue(session)
    brings(calendar(TRAINING))
    assert "Training" in erika.get("/veranstaltungen?stufenlos=1").text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kein Kalender"),
        (b"%PDF-1.7 not a calendar", "kein Kalender"),
        (calendar(), "keine kommende Veranstaltung"),
        (calendar(TRAINING.replace("2026", "2020")), "keine kommende Veranstaltung"),
        (calendar(TRAINING.replace("FREQ=WEEKLY;COUNT=4", "FREQ=SECONDLY")), "keine kommende Veranstaltung"),
        (calendar("BEGIN:VEVENT\nDTSTART:20261204\nSUMMARY:x\nEND:VEVENT\n" * 5001), "kein Kalender"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(brings, content, words):
    answer = brings(content)
    assert answer.status_code == 422
    assert words in answer.text


def test_an_address_of_a_calendar_runs_nothing(brings, erika, town_session):
    brings(calendar(FEAST.replace("END:VEVENT", "URL:javascript:alert(1)\nEND:VEVENT")))
    assert "javascript:" not in erika.get("/veranstaltungen/1").text


@pytest.mark.skipif(not SHARED.exists(), reason="the collection of real files is not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.ics")), ids=lambda path: path.stem)
def test_real_calendars_are_read_whole(path):
    content = path.read_bytes()
    found = read_calendar(content)
    assert found.unreadable == 0
    kept = calendars.offers(calendars.stored(found.items, date(2026, 1, 1)))
    assert sum(len(one.times) for one in kept) == content.count(b"BEGIN:VEVENT")
    assert all(one.title for one in kept)
