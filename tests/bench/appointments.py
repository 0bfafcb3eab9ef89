"""Free times must not grow with the past, a booking must be worth its rows, and the page of times stays light."""

import sqlite3
import tempfile
from datetime import date, timedelta
from datetime import time as clock
from itertools import count
from pathlib import Path

from sqlalchemy import insert

from tests.bench.measure import Client, ratio, served, show
from tests.bench.town import NOW, town_with
from webapp.blueprints.appointments.actions import booking, letters
from webapp.blueprints.appointments.models import Appointment, Cell, Concern, Counter, Opening, Place, Service
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.localtime import local_date
from webapp.domain.town import Town
from webapp.store import audit, outbox
from webapp.store.engines import PRAGMAS, Database

BENCH = Town("bench", "Bench", ("bench.example",), "http://bench.example", "BY")
FACTS = {"key": "k" * 43, "documents": ["Altes Dokument", "Biometrisches Foto"], "fee_cents": 7000, "name": "Erika"}


def figures() -> None:
    """Free times, bookings, the page."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        village, county = hall(Path(few), 1_000), hall(Path(many), 100_000)
        value = ratio(searching(village), searching(county))
        show("free times of 60 days, 4 counters, 100,000 past bookings against 1,000, time", value, goal="<= 1.3")
        bookings(village)
        with served("tests.bench.bare:app") as bare:
            hello = Client(bare)
            with served("webapp.work.wsgi:app", Path(few), log_level="ERROR") as port:
                page = Client(port, "/termine/zeiten?pass=1", Accept_Encoding="br")
                assert page.status == 200, page.headers
                show("page of free times of 60 days against bare Flask", ratio(page.ask_anew, hello.ask))


def hall(folder: Path, past: int) -> Database:
    """Four counters open every day, and so many visits that are over."""
    town_with(folder, districts=1)
    database = Database(folder / "towns" / "bench" / "portal.db")
    with database.writing() as session:
        place = Place(slug="rathaus", name="Rathaus")
        desks = [Counter(name=f"Schalter {number}", place=place) for number in range(4)]
        since, late = date(2020, 1, 6), clock(16)
        for desk in desks:
            days = range(7)
            desk.openings = [Opening(weekday=day, from_time=clock(8), to_time=late, valid_from=since) for day in days]
        session.add(Service(slug="pass", name="Pass", area="Ausweise", minutes=20, window_days=60, counters=desks))
        session.flush()
        for first in range(0, past, 5_000):
            numbers = range(first, min(first + 5_000, past))
            session.execute(insert(Appointment), [_visit(one, desks[one % 4].id, place.id) for one in numbers])
    return database


def _visit(number: int, counter: int, place: int) -> dict:
    starts = NOW - timedelta(days=2, minutes=20 * number)
    return {
        "key": f"past-{number}", "token_hash": f"past-{number}", "place_id": place, "counter_id": counter,
        "starts_at": starts, "ends_at": starts + timedelta(minutes=20), "busy_until": starts + timedelta(minutes=20),
        "state": "done", "created_at": starts, "changed_at": starts,
    }  # fmt: skip


def searching(database: Database):
    """One search for sixty days."""

    def call() -> None:
        with database.reading() as session:
            wish = Wish(offers.services_by_slug(session, ["pass"])["pass"], 1)
            today = local_date(NOW)
            last = today + timedelta(days=60)
            found = free.free_times(
                session, [wish], wish.service.counters[0].place_id, today, last, town=BENCH, now=NOW
            )
            assert len(found.counters) > 1_000

    call()
    return call


def bookings(database: Database) -> None:
    """Hold, fill in and book in three transactions, against the same rows written by hand in three transactions."""
    with database.reading() as session:
        wish = Wish(offers.services_by_slug(session, ["pass"])["pass"], 1)
        place = wish.service.counters[0].place_id
        first = local_date(NOW) + timedelta(days=1)
        times = free.free_times(
            session, [wish], place, first, first + timedelta(days=50), town=BENCH, now=NOW
        ).moments()
    numbers, moments = count(), iter(times)

    def book() -> None:
        _book(database, f"new-{next(numbers)}", place, next(moments))

    book()
    raw = by_hand(database)
    show("bookings against raw SQLite with the same rows and commits", ratio(book, raw), goal=">= 0.25")
    show("the same rows by SQLAlchemy, without a question or a rule", ratio(by_records(database, place), raw))


def _book(database: Database, key: str, place: int, at) -> None:
    about = {"town": BENCH, "now": NOW}
    with database.writing() as session:
        wish = Wish(offers.services_by_slug(session, ["pass"])["pass"], 1)
        it = booking.hold(
            session, key=key, token_hash=key, wishes=[wish], place_id=place, starts_at=at, language="de", **about
        )  # fmt: skip
    with database.writing() as session:
        it = booking.visits.appointment_by_key(session, key)
        booking.fill_in(session, appointment=it, name="Erika", email=f"{key}@example.org", phone="", **about)
    with database.writing() as session:
        booking.confirm(session, appointment=booking.visits.appointment_by_key(session, key), **about)


def by_records(database: Database, place: int):
    """What a booking leaves behind, as records: no deed that writes records can be quicker."""
    numbers = count(1_000_000)

    def call() -> None:
        number = next(numbers)
        values = _visit(number, 1, place) | {"state": "held"}
        with database.writing() as session:
            it = Appointment(**values, concerns=[Concern(service_id=1)])
            session.add(it)
            session.flush()
            later = [NOW + timedelta(minutes=20 * number + 5 * piece) for piece in range(4)]
            rows = [{"counter_id": 1, "starts_at": one, "appointment_id": it.id} for one in later]
            session.execute(insert(Cell), rows)
        with database.writing() as session:
            it = session.get_one(Appointment, it.id)
            it.name, it.email = "Erika", f"{number}@example.org"
        with database.writing() as session:
            it = session.get_one(Appointment, it.id)
            it.state, it.number = "booked", f"A{number}"
            outbox.post(session, letters.CONFIRMED, to=it.email, language="de", values=FACTS, now=NOW, about=it.slug)
            audit.record(session, "booked", it, by=None, now=NOW, label=it.number)

    return call


def by_hand(database: Database):
    """What a booking leaves behind, copied row by row with plain SQL and the same durability."""
    raw = sqlite3.connect(database.path, isolation_level=None)
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    tables = ("appointment", "appointment_concern", "letter", "audit_entry")
    last = {table: raw.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone() for table in tables}
    columns = {table: [row[1] for row in raw.execute(f"PRAGMA table_info({table})")] for table in tables}
    numbers = count()

    def write(table: str, **changed) -> int | None:
        values = dict(zip(columns[table], last[table], strict=True)) | {"id": None} | changed
        return raw.execute(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", list(values.values())
        ).lastrowid

    def call() -> None:
        new = f"raw-{next(numbers)}"
        raw.execute("BEGIN IMMEDIATE")
        visit = write("appointment", key=new, token_hash=new, number=None)
        write("appointment_concern", appointment_id=visit)
        cells = [(1, f"{new}-{piece}", visit) for piece in range(4)]
        raw.executemany("INSERT INTO appointment_cell (counter_id, starts_at, appointment_id) VALUES (?, ?, ?)", cells)
        raw.execute("COMMIT")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE appointment SET name = 'Erika', email = 'e@example.org' WHERE id = ?", (visit,))
        raw.execute("COMMIT")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE appointment SET state = 'booked', number = ? WHERE id = ?", (new, visit))
        write("letter", id=new)
        write("audit_entry")
        raw.execute("COMMIT")

    return call
