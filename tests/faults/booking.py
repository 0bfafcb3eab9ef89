"""A town whose counters people storm, and its server processes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from tests.bench.measure import ROOT, wait_for
from tests.faults.crowd import HOST, SECRET
from webapp.blueprints.appointments.models import Counter, Opening, Place, Service
from webapp.domain.holidays import name_of
from webapp.domain.localtime import at_local
from webapp.store.engines import Database
from webapp.store.migrate import migrate

TOWN = f'name = "Rennstadt"\naddress = "http://{HOST}"\nland = "BE"\nemail = "rathaus@{HOST}"\n'
SETTINGS = f'secret_key = "{SECRET}"\ntrusted_proxies = 1\nlog_level = "ERROR"\n'
DAYS = 24  # the booking window; about 200 times on 17 working days


def found_town(instance: Path, *, counters: int = 3) -> Path:
    """Rennstadt: so many counters, open every day from 8 to 12, a visit takes 20 minutes. Answers its database."""
    folder = instance / "towns" / "rennstadt"
    folder.mkdir(parents=True)
    (folder / "town.toml").write_text(TOWN, encoding="utf-8")
    (instance / "portal.toml").write_text(SETTINGS, encoding="utf-8")
    migrate(folder / "portal.db")
    database = Database(folder / "portal.db")
    with database.writing() as session:
        hall = Place(slug="rathaus", name="Rathaus")
        desks = [Counter(name=f"Schalter {number}", place=hall, raster_minutes=20) for number in range(counters)]
        for desk in desks:
            desk.openings = [
                Opening(weekday=day, from_time=clock(8), to_time=clock(12), valid_from=date(2026, 1, 5))
                for day in range(5)
            ]
        service = {"minutes": 20, "window_days": DAYS, "max_count": 4, "lead_hours": 12}
        session.add(Service(slug="reisepass", name="Reisepass", area="Ausweise", counters=desks, **service))
    database.close()
    return folder / "portal.db"


def slots() -> list[datetime]:
    """Beginnings that can be booked from the day after tomorrow on, in UTC."""
    first = date.today() + timedelta(days=2)
    days = [first + timedelta(days=ahead) for ahead in range(DAYS - 3)]
    clocks = [clock(8 + count // 3, count % 3 * 20) for count in range(12)]
    working = [day for day in days if day.weekday() < 5 and name_of(day, "BE") is None]
    return [at_local(day, one).astimezone(UTC) for day in working for one in clocks][:200]


@contextmanager
def servers(instance: Path, count: int, *words: str) -> Iterator[list[int]]:
    """Ports of server processes that share the town."""
    started = [start(instance, *words) for _ in range(count)]
    try:
        yield [port for port, _ in started]
    finally:
        for _, server in started:
            server.terminate()
        for _, server in started:
            server.wait(20)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def start(instance: Path, *words: str, port: int = 0) -> tuple[int, subprocess.Popen]:
    """One server process that answers, with a process group of its own."""
    port = port or free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    command = [sys.executable, "-m", "tests.faults.booking_server", str(instance), str(port), *words]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    wait_for(port, 60)
    return port, server
