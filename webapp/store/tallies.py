"""How often something happened on a day: a name and a number, nothing about anybody."""

import threading
import time
from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import Date, String, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.base import Model

MORE = text(
    "INSERT INTO tally (day, name, count) VALUES (:day, :name, :count)"
    " ON CONFLICT (day, name) DO UPDATE SET count = tally.count + :count"
).bindparams(bindparam("day", type_=Date))


class Tally(Model):
    """A count of a day, such as ``refused:appointments.hold``."""

    __tablename__ = "tally"
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]


class Tallies:
    """Counts in memory, written now and then: a machine that tries the doors costs no write for each try."""

    def __init__(self, pause: float = 60) -> None:
        self.pause = pause  # seconds between two writes
        self.counts: dict[str, Counter[tuple[date, str]]] = defaultdict(Counter)
        self.written: dict[str, float] = {}
        self.lock = threading.Lock()

    def note(self, town: str, name: str, day: date) -> None:
        """It happened once more."""
        with self.lock:
            self.counts[town][day, name[:80]] += 1

    def write(self, town: str, session: Session) -> None:
        """Write what came together, if the last time is long enough ago."""
        with self.lock:
            if not self.counts[town] or time.monotonic() < self.written.get(town, 0) + self.pause:
                return
            counts, self.counts[town] = self.counts[town], Counter()
            self.written[town] = time.monotonic()
        for (day, name), count in counts.items():
            session.execute(MORE, {"day": day, "name": name, "count": count})
