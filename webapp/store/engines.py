"""Town to database: the only file that knows SQLite from other databases.

Readers begin DEFERRED, writers IMMEDIATE behind a queue: Python's default mode gives one place to three people, and
IMMEDIATE for everybody starves the readers. ``synchronous=FULL``: with NORMAL a power cut loses acknowledged deeds.
"""

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
QUEUE_SECONDS = 8  # longer than any honest write; then the person is told to try again


class QueueTimeout(Exception):
    """Writers ahead in the queue took too long; nothing was changed."""


class ReadSession(Session):
    """A session for questions only: nothing in it is ever saved."""


class Database:
    """One town's database file and its two ways in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._queue, self._watch = threading.Lock(), threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self.writer = self._engine()
        self.reader = self.writer.execution_options(sqlite_begin="DEFERRED")

    def _engine(self) -> Engine:
        engine = create_engine(
            f"sqlite:///{self.path}", hide_parameters=True, pool_size=4, max_overflow=16, pool_timeout=QUEUE_SECONDS
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "checkin", self._leave_queue)
        return engine

    def _begin(self, connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        if mode == "IMMEDIATE":
            self._join_queue(connection)
        connection.exec_driver_sql(f"BEGIN {mode}")

    def _join_queue(self, connection: Connection) -> None:
        """Wait in line: SQLite's own busy handler is unfair, the kernel's file lock is not."""
        if "queue" in connection.info:
            return
        if not self._queue.acquire(timeout=QUEUE_SECONDS):
            raise QueueTimeout
        try:
            file = self.path.with_suffix(".queue").open("w")
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            self._queue.release()
            raise
        connection.info["queue"] = file

    def _leave_queue(self, _raw: Any, record: Any) -> None:
        file = record.info.pop("queue", None)
        if file is not None:
            file.close()
            self._queue.release()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends well and undoes everything otherwise."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and changes nothing."""
        with self.read_session() as session:
            yield session

    def read_session(self) -> Session:
        """A session for questions only; a change inside it is a fault of ours and is refused."""
        return ReadSession(self.reader)

    def write_session(self) -> Session:
        """A session for a deed; the caller commits."""
        return Session(self.writer, expire_on_commit=False)

    def changes(self) -> int:
        """The file's own counter: it moves with every commit of any other connection, in any process."""
        with self._watch:
            if self._watcher is None:
                self._watcher = sqlite3.connect(self.path, check_same_thread=False)
            return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the files back."""
        self.writer.dispose()
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None


def _prepare(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # sqlite3 must not emit BEGIN by itself
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


@event.listens_for(ReadSession, "before_flush")
def _refuse_flush(session: Session, *_: Any) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a page that only reads tried to change a record")
