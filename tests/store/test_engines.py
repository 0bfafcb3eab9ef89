"""The database as measured: writers queue, nobody overbooks, readers never wait, a reading page cannot write."""

import multiprocessing
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from webapp.store.engines import Database
from webapp.store.runs import Heartbeat

PLACES, PEOPLE, TRIES = 3, 4, 40
THINKING = 0.01  # seconds between looking and taking: what a busy machine does by itself


def take_places(path: Path, protected: bool, start: multiprocessing.Barrier) -> None:
    """Count, then insert if there is room: right only if nobody else writes in between."""
    if protected:
        database = Database(path)
        start.wait()
        for _ in range(TRIES):
            with database.writing() as session:
                if session.execute(text("SELECT count(*) FROM place")).scalar_one() < PLACES:
                    time.sleep(THINKING)
                    session.execute(text("INSERT INTO place DEFAULT VALUES"))
        return
    connection = sqlite3.connect(path, timeout=10)  # Python's own mode: the transaction begins at the first write
    start.wait()
    for _ in range(TRIES):
        free = connection.execute("SELECT count(*) FROM place").fetchone()[0] < PLACES
        if free:
            time.sleep(THINKING)
            connection.execute("INSERT INTO place DEFAULT VALUES")
            connection.commit()


def places_taken(path: Path, *, protected: bool) -> int:
    """How many places a crowd got."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE place (id INTEGER PRIMARY KEY)")
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(PEOPLE)
    crowd = [context.Process(target=take_places, args=(path, protected, start)) for _ in range(PEOPLE)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT count(*) FROM place").fetchone()[0]


def test_three_places_are_given_to_three_people(tmp_path):
    assert places_taken(tmp_path / "safe.db", protected=True) == PLACES


def test_without_the_queue_the_same_crowd_overbooks(tmp_path):
    """The control: if this does not overbook, the test above proves nothing."""
    assert any(places_taken(tmp_path / f"unsafe{attempt}.db", protected=False) > PLACES for attempt in range(5))


def test_a_reader_does_not_wait_for_a_writer(empty_database, tmp_path):
    database = Database(empty_database)
    with database.writing() as writer, database.reading() as reader:
        writer.execute(text("UPDATE heartbeat SET at = '2026-01-01'"))
        assert reader.execute(text("SELECT count(*) FROM heartbeat")).scalar_one() == 1
        writer.rollback()


def test_a_page_that_only_reads_cannot_change_anything(empty_database):
    with Database(empty_database).reading() as session:
        session.add(Heartbeat())
        with pytest.raises(RuntimeError, match="only reads"):
            session.flush()


def test_the_pragmas_are_the_measured_ones(empty_database):
    with Database(empty_database).reading() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("synchronous", "foreign_keys", "journal_mode", "secure_delete")
        }
    assert found == {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal", "secure_delete": 1}
