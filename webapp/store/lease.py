"""Who leads: one row of the instance that its holder renews, and that anybody takes once it has run out.

It has a file of its own, because every commit in a town's database empties the cache of its pages; and nothing in it
needs to survive a power cut. It only saves work: what protects a task from running twice is its slot (``store.runs``).
"""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

SHAPE = "CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL)"
TAKE = """
INSERT INTO lease VALUES (:name, :holder, :until)
ON CONFLICT (name) DO UPDATE SET holder = :holder, until = :until WHERE holder = :holder OR until < :now
"""


class Lease:
    """One thing only one process at a time should do."""

    def __init__(self, path: Path, name: str, holder: str, span: timedelta) -> None:
        self.path, self.name, self.holder, self.span = path, name, holder, span
        path.parent.mkdir(parents=True, exist_ok=True)
        self._ask(SHAPE)

    def hold(self, now: datetime) -> bool:
        """Take it or renew it; False while it is another's."""
        times = {"now": now.timestamp(), "until": (now + self.span).timestamp()}
        return self._ask(TAKE, name=self.name, holder=self.holder, **times) == 1

    def let_go(self) -> None:
        """Leave it to whoever comes next."""
        self._ask("DELETE FROM lease WHERE name = :name AND holder = :holder", name=self.name, holder=self.holder)

    def _ask(self, question: str, **values: str | float) -> int:
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=5)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            return connection.execute(question, values).rowcount
