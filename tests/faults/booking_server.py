"""A server process for the races: ``python -m tests.faults.booking_server INSTANCE PORT [unprotected]``.

``unprotected`` is the control run: every protection against giving a time twice is switched off here, and only here.
If people are not overbooked then, the race proves nothing.
"""

import os
import sys
import time
from contextlib import nullcontext
from typing import Any


def switch_protection_off() -> None:
    """Python's own way with SQLite: look first, begin a transaction only to write, let nobody judge."""
    from sqlalchemy.orm import Session

    from webapp.blueprints.appointments.actions import cells
    from webapp.store import engines

    prepare = engines._prepare

    def as_python_would(raw: Any, record: Any) -> None:
        prepare(raw, record)
        raw.isolation_level = "DEFERRED"

    engines._prepare = as_python_would
    engines.Database._begin = lambda *_: None
    Session.begin_nested = lambda _: nullcontext()
    cells.take = lambda session, *_: (time.sleep(0.05), session.flush())


def build(*_: Any) -> Any:
    """The app of one server process."""
    if os.environ.get("RACES_UNPROTECTED"):
        switch_protection_off()
    from webapp.app import create_app

    return create_app(os.environ["RACES_INSTANCE"])


def serve(instance: str, port: int) -> None:
    """Serve as ``webapp.work.server`` does."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["RACES_INSTANCE"] = instance
    if "unprotected" in sys.argv:
        os.environ["RACES_UNPROTECTED"] = "1"
    Server(
        "tests.faults.booking_server:build", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=4, backlog=512, log_level=LogLevels.error, log_access=False, factory=True,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
