"""What leaves the counter: lists on paper and in tables, a calendar for the clerk, a letter in the morning."""

import io
from datetime import timedelta

import icalendar
import openpyxl
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.appointments.town_hall import MUSTERSTADT, TUESDAY, at, booked, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import changes
from webapp.blueprints.appointments.actions.daily import daily_list
from webapp.blueprints.appointments.models import Appointment, Counter, Preferences
from webapp.blueprints.appointments.queries import visits
from webapp.formats.exports import csv_bytes, xlsx_bytes
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

NASTY = ["=1+1", "+49 1234", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]
LIST = f"/verwaltung/termine/liste{{}}?tag={TUESDAY}&bis={TUESDAY + timedelta(days=1)}"


@pytest.fixture(autouse=True)
def hall(town_session):
    with town_session() as session:
        furnish(session, counters=1)
        booked(session, at("09:40"))
        booked(session, at("10:20", TUESDAY + timedelta(days=1)), key="paul")


def by_id(session, number: int) -> Appointment:
    return visits.appointment_by_id(session, number)


def test_cells_that_a_spreadsheet_would_run_are_quoted_or_text():
    assert csv_bytes(["=1+1"], []) == b"\xef\xbb\xbf'=1+1\r\n"
    lines = csv_bytes(["a"], [[one] for one in NASTY]).decode("utf-8-sig").split("\r\n")[1:]
    assert all(line.lstrip('"').startswith("'") for line in lines if line)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("a/b", ["a"], [[one] for one in [*NASTY, "\x00x"]]))).active
    assert {cell.data_type for row in sheet for cell in row} == {"s"}
    assert [row[0].value for row in sheet][1:3] == ["=1+1", "+49 1234"]


def test_a_span_of_days_leaves_as_csv_and_as_a_spreadsheet(huber, town_session):
    with town_session() as session:
        by_id(session, 1).name = "=cmd|'/C calc'!A0"
    text = huber.get(LIST.format(".csv")).data.decode("utf-8-sig")
    assert "24.11.2026;09:40;Rathaus;Schalter 1" in text
    assert "'=cmd" in text
    assert "Paul" in text
    sheet = openpyxl.load_workbook(io.BytesIO(huber.get(LIST.format(".xlsx")).data)).active
    assert [cell.value for cell in sheet[3]][:2] == ["25.11.2026", "10:20"]
    with town_session() as session:
        assert session.scalars(select(AuditEntry.label).where(AuditEntry.verb == "exported")).all() == [
            "2026-11-24 – 2026-11-25"
        ]


def test_the_paper_shows_each_day(huber):
    page = BeautifulSoup(huber.get(LIST.format("")).data, "html.parser")
    assert [one.text.split(":")[0] for one in page.select("caption")] == [
        "Dienstag, 24. November",
        "Mittwoch, 25. November",
    ]
    assert "niemand" in huber.get("/verwaltung/termine/liste?tag=1.12.2026").text


def feed_of(huber) -> str:
    """Make an address and answer its path."""
    page = BeautifulSoup(huber.submit("/verwaltung/termine/kalender", _form=0).data, "html.parser")
    return page.select_one("#address")["value"].removeprefix("http://musterstadt.example")


def test_a_counter_has_a_calendar_of_its_own(huber, erika, town_session):
    path = feed_of(huber)
    answer = erika.get(path)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/calendar", "no-store")
    events = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == ["Reisepass, E.", "Reisepass, P."]
    assert "example.org" not in answer.text
    assert erika.get(path).data == answer.data
    with town_session() as session:
        assert path.split("/")[-1].removesuffix(".ics") not in session.scalars(select(Counter.feed_hash)).one()


def test_moved_cancelled_and_forgotten_visits_tell_the_calendar(huber, erika, town_session):
    path = feed_of(huber)
    before = icalendar.Calendar.from_ical(erika.get(path).data).walk("VEVENT")
    with town_session() as session:
        changes.move(session, appointment=by_id(session, 1), starts_at=at("11:00"), town=MUSTERSTADT, now=NOW)
        changes.cancel(session, appointment=by_id(session, 2), now=NOW)
        changes.forget_people(session, NOW + timedelta(days=1, hours=1))
    after = icalendar.Calendar.from_ical(erika.get(path).data).walk("VEVENT")
    assert [one["UID"] for one in after] == [one["UID"] for one in before]
    assert [one["SEQUENCE"] for one in after] == [1, 2]
    assert str(after[1]["SUMMARY"]).endswith(": Reisepass")
    assert str(after[1]["STATUS"]) == "CANCELLED"


def test_an_address_that_was_renewed_or_switched_off_is_gone(huber, erika, town_session):
    old, new = feed_of(huber), feed_of(huber)
    assert (erika.get(old).status_code, erika.get(new).status_code) == (404, 200)
    page = BeautifulSoup(huber.get("/verwaltung/termine/kalender").data, "html.parser")
    off = page.select("main form")[1]
    huber.post(off["action"], {"csrf_token": off.select_one("input")["value"]})
    assert erika.get(new).status_code == 404
    assert erika.get("/termine/schalter/.ics").status_code == 404


def test_a_calendar_is_never_empty(huber, erika, town_session):
    with town_session() as session:
        for number in (1, 2):
            session.delete(by_id(session, number))
    assert "Noch hat niemand gebucht" in erika.get(feed_of(huber)).text


def test_the_morning_letter_names_nobody(app, town_session):
    with town_session() as session:
        by_id(session, 1).needs = ["interpreter"]
        assert daily_list(session, at("06:00"), MUSTERSTADT) == 0
        session.get(Preferences, 1).daily_list_to = "rathaus@musterstadt.example"
        assert [daily_list(session, at("06:00"), MUSTERSTADT) for _ in range(2)] == [1, 0]
        letter = session.scalars(select(Letter).where(Letter.kind == "appointments.daily")).one()
    assert letter.values["visits"][0] | {"starts_at": ""} == {
        "starts_at": "", "counter": "Schalter 1", "who": "E.", "concerns": [["Reisepass", 1]], "needs": ["interpreter"]
    }  # fmt: skip
    from webapp.features import APPOINTMENTS

    with app.test_request_context(base_url="http://musterstadt.example"):
        draft = APPOINTMENTS.letters["daily"](letter)
        text = app.jinja_env.get_template(draft.template).render(draft.context)
    assert "9:40 Uhr, Schalter 1, E.: Reisepass" in text
    assert "Erika" not in text


def test_no_letter_comes_on_sundays_and_holidays(town_session):
    with town_session() as session:
        session.get(Preferences, 1).daily_list_to = "rathaus@musterstadt.example"
        sunday, christmas, thursday = (at("06:00", TUESDAY + timedelta(days=days)) for days in (5, 31, 2))
        assert [daily_list(session, day, MUSTERSTADT) for day in (sunday, christmas, thursday)] == [0, 0, 1]


def test_herr_vogt_takes_nothing_along(vogt):
    for path in ("liste", "liste.csv", "liste.xlsx", "kalender"):
        assert vogt.get(f"/verwaltung/termine/{path}").status_code == 403
