"""A search among many finds must not cost more than among few; the public list is kept like every page."""

import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from tests.bench.measure import Client, ratio, served, show
from tests.bench.town import NOW, town_with
from webapp.blueprints.lostfound.models import FoundItem, Word
from webapp.blueprints.lostfound.queries.public import published_finds
from webapp.blueprints.lostfound.rules.publication import beginnings_of
from webapp.store.engines import Database

COLOURS = ("blau", "rot", "grün", "schwarz", "weiß", "gelb", "grau", "braun", "silbern", "orange")


def figures() -> None:
    """The search, the list."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        village, county = office(Path(few), 100), office(Path(many), 50_000)
        value = ratio(searching(village), searching(county))
        show("search among 50,000 published finds against 100, time", value, goal="<= 1.5")
        with served("tests.bench.bare:app") as bare:
            hello = Client(bare)
            with served("webapp.work.wsgi:app", Path(few), log_level="ERROR") as port:
                page = Client(port, "/fundbuero", Accept_Encoding="br")
                assert page.status == 200, page.headers
                show("list of finds, kept, against bare Flask", ratio(page.ask, hello.ask), goal=">= 1.0")


def office(folder: Path, count: int) -> Database:
    """So many published finds; five words of each can be searched."""
    town_with(folder, districts=1)
    database = Database(folder / "towns" / "bench" / "portal.db")
    with database.writing() as session:
        for first in range(1, count + 1, 5_000):
            numbers = range(first, min(first + 5_000, count + 1))
            session.execute(insert(FoundItem), [_find(one) for one in numbers])
            rows = [{"word": word, "item_id": one} for one in numbers for word in beginnings_of(*_words(one))]
            session.execute(insert(Word), rows)
    return database


def searching(database: Database):
    """Searches for words many have, some have and few have."""

    def search() -> None:
        with database.reading() as session:
            assert published_finds(session, words=["fahr", "blau"])
            assert published_finds(session, words=["herrenrad", "gasse7"])
            assert published_finds(session, words=["99"])

    return search


def _words(number: int) -> set[str]:
    return {"fahrrad", "herrenrad", COLOURS[number % 10], f"gasse{number % 100}", f"2026-{number}"}


def _find(number: int) -> dict[str, object]:
    day = (NOW - timedelta(days=30)).date()
    return {
        "id": number, "key": f"k{number}", "token_hash": f"t{number}", "year": 2026, "number": number,
        "state": "published", "category": "bicycle", "title": "Herrenrad", "area": f"Gasse{number % 100}",
        "traits": {"colour": COLOURS[number % 10]}, "shown": ["colour"], "place": "", "place_kind": "elsewhere",
        "found_on": day, "notified_on": day, "kept_until": day + timedelta(days=181), "created_at": NOW, "version": 1,
        "sentimental": False, "by_staff": False, "breached": False, "waives_ownership": False, "waives_reward": False,
        "consents": False, "storage": "", "note": "", "shows_photo": False,
    }  # fmt: skip
