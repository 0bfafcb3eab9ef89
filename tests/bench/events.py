"""A list of what is on must not grow with the years of events behind it and ahead."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.bench.measure import Client, ratio, served, show
from tests.bench.town import NOW, town_with
from tests.bench.waste import caller
from webapp.app import Portal
from webapp.blueprints.events.models import Event, EventDate

LIST, MONTH = "/veranstaltungen", "/veranstaltungen/monat/2026-12"


def figures() -> None:
    """The list and a month with 100 and 10,000 events; the finished list against bare Flask."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        village, county = eventful(Path(few), 100), eventful(Path(many), 10_000)
        value = ratio(caller(village, LIST), caller(county, LIST))
        show("list of events, 10,000 events against 100, time", value, goal="<= 1.5")
        with (
            served("tests.bench.bare:app") as bare,
            served("webapp.work.wsgi:app", Path(few), page_cache="true") as port,
        ):
            page = Client(port, LIST, Accept_Encoding="br")
            assert page.status == 200, page.headers
            show("list of events against bare Flask, with page cache", ratio(page.ask, Client(bare).ask), goal=">= 1.0")


def eventful(folder: Path, count: int) -> Portal:
    """A town with so many events, spread over ten years around now."""
    app = town_with(folder, districts=1)
    with app.database(app.towns.by_slug["bench"]).writing() as session:
        for number in range(count):
            at = NOW + timedelta(days=3650 * number / count - 1825)
            session.add(event(number, at))
    return app


def event(number: int, at) -> Event:
    """An evening."""
    key = f"bench-{number}"
    date = EventDate(
        regular_on=at.date(), regular_at=at, starts_at=at, ends_at=at + timedelta(hours=2), changed_at=NOW,
        cancelled=False, note="", sequence=0,
    )  # fmt: skip
    return Event(
        key=key, token_hash=key, title=f"Konzert {number}", category="culture", place="Bürgerhaus", first_on=at.date(),
        state="published", origin="desk", created_at=NOW, changed_at=NOW, dates=[date], repeats="once",
    )  # fmt: skip
