"""Frau Keller keeps the events: plain words for a rhythm, a look at the dates, one date or all, and back."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.conftest import NOW
from tests.events.town import FAIR, TUESDAY, on, organiser, venue
from tests.people import filled, hire
from webapp.blueprints.events import queries, tasks
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.models import Event
from webapp.blueprints.events.rules.wish import Wish
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

DESK = "/verwaltung/veranstaltungen"
SINGING = {"title": "Singen", "first_on": "1.12.2026", "starts": "19:30", "repeats": "weekly", "every": "2",
           "until_on": "31.1.2027", "except_on": "29.12.2026", "place": "Alte Schule"}  # fmt: skip


@pytest.fixture
def dates(town_session):
    """The published dates as the town remembers them: (day as planned, begins at in UTC, cancelled)."""

    def remembered():
        with town_session() as session:
            rows = queries.dates(session, Wish(), NOW)
            return [(one.regular_on.isoformat(), f"{one.starts_at:%d.%m. %H:%M}", one.cancelled) for one in rows]

    return remembered


@pytest.fixture
def choir(town_session):
    with town_session() as session:
        return on(session, until_on=date(2026, 12, 15)).id


def test_every_second_tuesday_until_is_shown_before_it_is_kept(keller, dates):
    shown = keller.submit(f"{DESK}/neu", **SINGING, vorschau="1")
    assert shown.status_code == 200
    assert "4 Termine" in shown.text
    assert "alle 2 Wochen am Dienstag, bis Sonntag, 31. Januar 2027" in shown.text
    assert dates() == []
    kept = keller.submit(f"{DESK}/neu", **SINGING)
    assert "Gespeichert." in keller.follow(kept).text
    assert [day for day, *_ in dates()] == ["2026-12-01", "2026-12-15", "2027-01-12", "2027-01-26"]


def test_pressed_twice_it_is_one_event(keller, town_session):
    form = BeautifulSoup(keller.get(f"{DESK}/neu").data, "html.parser").select_one("main form")
    sent = filled(form, SINGING)
    assert [keller.post(f"{DESK}/neu", sent).status_code for _ in range(2)] == [303, 303]
    with town_session() as session:
        assert session.query(Event).count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"first_on": "32.1.2027"}, "Bitte schreiben Sie den Tag"),
        ({"place": ""}, "Bitte sagen Sie, wo"),
        ({"until_on": "1.1.2020"}, "nach dem ersten Tag"),
        ({"except_on": "Weihnachten"}, "Bitte schreiben Sie die Tage"),
        ({"link": "javascript:alert(1)"}, "Bitte schreiben Sie die Adresse"),
        ({"every": "99"}, "von 1 bis 12"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(keller, changes, words):
    answer = keller.submit(f"{DESK}/neu", **SINGING | {"about": "Bitte Noten mitbringen"} | changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Bitte Noten mitbringen" in answer.text


def test_one_date_is_cancelled_moved_and_taken_back(keller, choir, dates):
    there = f"{DESK}/{choir}/termin/2026-12-08"
    keller.submit(there, _form=1, note="Krank")
    keller.submit(f"{DESK}/{choir}/termin/2026-12-15", to_on="16.12.2026", starts="20:00", ends="21:00", note="Saal")
    assert dates() == [
        ("2026-12-01", "01.12. 18:30", False), ("2026-12-08", "08.12. 18:30", True),
        ("2026-12-15", "16.12. 19:00", False),
    ]  # fmt: skip
    for day in ("2026-12-08", "2026-12-15"):
        keller.submit(f"{DESK}/{choir}/termin/{day}", _form=2)
    assert dates()[1:] == [("2026-12-08", "08.12. 18:30", False), ("2026-12-15", "15.12. 18:30", False)]


def test_a_slip_in_the_year_moves_nothing_out_of_sight(keller, choir, dates):
    before = dates()
    answer = keller.submit(f"{DESK}/{choir}/termin/2026-12-08", to_on="9.12.2025", starts="20:00", note="Saal")
    assert (answer.status_code, "noch nicht vorbei" in answer.text, "Saal" in answer.text) == (422, True, True)
    assert dates() == before


def test_all_dates_are_cancelled_and_come_back(keller, choir, dates):
    keller.submit(f"{DESK}/{choir}", note="Die Schule ist zu.")
    assert {off for *_, off in dates()} == {True}
    keller.submit(f"{DESK}/{choir}")
    assert {off for *_, off in dates()} == {False}


def test_a_changed_rhythm_keeps_what_was_moved_and_drops_what_is_gone(keller, choir, dates):
    keller.submit(f"{DESK}/{choir}/termin/2026-12-08", to_on="9.12.2026", starts="20:00", note="")
    keller.submit(f"{DESK}/{choir}/bearbeiten", starts="18:00", until_on="8.12.2026")
    assert dates() == [("2026-12-01", "01.12. 17:00", False), ("2026-12-08", "09.12. 19:00", False)]


def test_what_is_past_stays_as_it_was(keller, town_session):
    with town_session() as session:
        number = on(session, first_on=date(2026, 11, 17), until_on=date(2026, 12, 1)).id
    keller.submit(f"{DESK}/{number}/bearbeiten", starts="18:00")
    with town_session() as session:
        rows = queries.event_by_id(session, number).dates
        assert [f"{one.starts_at:%d.%m. %H:%M}" for one in rows] == ["17.11. 18:30", "24.11. 17:00", "01.12. 17:00"]


def test_a_single_event_corrected_to_another_day_stays_itself(keller, town_session, dates):
    with town_session() as session:
        number = on(session, repeats="once", until_on=None).id
    keller.submit(f"{DESK}/{number}/bearbeiten", first_on="3.12.2026")
    assert dates() == [("2026-12-01", "03.12. 18:30", False)]
    assert "verschoben" not in keller.get(f"/veranstaltungen/{number}").text


def test_two_clerks_do_not_overwrite_each_other(app, keller, choir):
    berg = hire(app, "berg", "Herr Berg", role="editor")
    path = f"{DESK}/{choir}/bearbeiten"
    form = BeautifulSoup(keller.get(path).data, "html.parser").select_one("main form")
    berg.submit(path, title="Chor A")
    answer = keller.post(path, filled(form, {"title": "Chor B"}))
    assert answer.status_code == 422
    assert "Chor B" in answer.text
    assert keller.get(f"{DESK}?wort=Chor A").text.count("Chor A") >= 2


def test_a_venue_tells_calendars_of_its_new_name(keller, town_session):
    with town_session() as session:
        gym = venue(session)
        on(session, venue_id=gym.id)
    before = keller.get("/veranstaltungen/alle.ics").text
    keller.submit(f"{DESK}/ort/1", name="Große Halle")
    after = keller.get("/veranstaltungen/alle.ics").text
    assert "Große Halle" in after
    assert ("SEQUENCE:1" in before, "SEQUENCE:1" in after) == (False, True)
    assert keller.submit(f"{DESK}/ort/neu", name="Große Halle").status_code == 422


def test_the_log_says_that_an_address_is_another_one_but_not_which(keller, town_session):
    keller.submit(f"{DESK}/veranstalter/neu", name="TSV", email="alt@example.org")
    keller.submit(f"{DESK}/veranstalter/1", name="TSV 1900", email="neu@example.org")
    with town_session() as session:
        told = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first().changes
    assert told == {"name": ["TSV", "TSV 1900"], "email": ["…", "…"]}


def test_an_organiser_gets_its_link_and_the_old_one_can_be_shut(keller, town_session):
    keller.submit(f"{DESK}/veranstalter/neu", name="TSV", email="tsv@example.org", web="tsv.example")
    keller.submit(f"{DESK}/veranstalter/1", _form=1)
    with town_session() as session:
        (letter,) = session.query(Letter).all()
        assert (letter.kind, letter.to) == ("events.own_page", "tsv@example.org")
        old = letter.values["key"]
    keller.submit(f"{DESK}/veranstalter/1", _form=2)
    with town_session() as session:
        assert queries.organisers(session)[0].key != old


def test_herr_vogt_may_not_and_every_deed_is_in_the_log(vogt, keller, choir, town_session):
    assert vogt.get(DESK).status_code == 403
    assert vogt.get(f"{DESK}/{choir}").status_code == 403
    keller.submit(f"{DESK}/{choir}/bearbeiten", title="Chor")
    with town_session() as session:
        last = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (last.verb, last.subject, last.changes) == ("changed", "event", {"title": ["Chorprobe", "Chor"]})


def test_a_rhythm_without_end_is_planned_ahead_every_night(town_session, dates):
    with town_session() as session:
        on(session, until_on=None, organiser_id=organiser(session).id)
    planned = len(dates())
    with town_session() as session:
        assert tasks.plan_ahead(session, NOW) == 0
        assert tasks.plan_ahead(session, NOW + timedelta(weeks=3)) in {2, 3}
    assert len(dates()) in {planned + 2, planned + 3}
    assert TUESDAY.isoformat() == dates()[0][0]


def test_the_list_goes_along_as_a_table_and_no_title_is_a_formula(choir, keller, town_session):
    with town_session() as session:
        on(session, key="fair", **FAIR | {"title": '=HYPERLINK("x")', "first_on": date(2026, 12, 4), "free": True})
        it = queries.event_by_id(session, choir)
        keeping.cancel(session, event=it, day=date(2026, 12, 8), note="Krank", by=None, now=NOW)
    page = keller.get(f"{DESK}?wort=chor")
    assert f'href="{DESK}/liste.csv?wort=chor"' in page.text
    rows = list(csv.reader(io.StringIO(keller.get(f"{DESK}/liste.csv").data.decode("utf-8-sig")), delimiter=";"))
    assert [(one[0], one[1], one[4], one[11], one[12]) for one in rows[1:]] == [
        ("01.12.2026", "19:30", "Chorprobe", "", ""), ("04.12.2026", "", "'=HYPERLINK(\"x\")", "", ""),
        ("08.12.2026", "19:30", "Chorprobe", "entfällt", "Krank"), ("15.12.2026", "19:30", "Chorprobe", "", ""),
    ]  # fmt: skip
    sheet = load_workbook(io.BytesIO(keller.get(f"{DESK}/liste.xlsx?wort=hyper").data)).active
    assert [(one.value, one.data_type) for one in sheet["E"]][1:] == [('=HYPERLINK("x")', "s")]


def test_who_looks_for_a_title_gets_its_past_dates_too(town_session, app):
    with town_session() as session:
        on(session, until_on=date(2026, 12, 15))
    app.config["PORTAL_NOW"] = NOW + timedelta(days=10)
    kern = hire(app, "kern", "Herr Kern", role="clerk", permissions=("events.edit",))
    counts = [kern.get(f"{DESK}/liste.csv{query}").text.count("Chorprobe") for query in ("", "?wort=chor")]
    assert counts == [2, 3]
