"""Two towns, the cast, and a client that checks every page it visits."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jinja2 import BytecodeCache

from tests.people import Clerk, Visitor, hire
from tests.tools.browser import browser
from tests.tools.server import demo_town
from webapp.app import Portal, create_app
from webapp.config import Settings
from webapp.store.migrate import migrate

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday, 10 o'clock in Musterstadt
TOWN = """
name = "{name}"
address = "http://{host}"
land = "BY"
phone = "01234 567-0"
email = "rathaus@{host}"
hours = [["Montag bis Freitag", "8 bis 12 Uhr"]]
"""


class Compiled(BytecodeCache):
    """Templates compiled once, not again for every test's app."""

    def __init__(self) -> None:
        self.codes = {}

    def load_bytecode(self, bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, made once and copied for every test."""
    path = tmp_path_factory.mktemp("template") / "portal.db"
    migrate(path)
    return path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a planted demo town, for browsers and scales."""
    with demo_town(tmp_path_factory.mktemp("demo")) as (_, address):
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """A real browser."""
    with browser() as opened:
        yield opened


@pytest.fixture
def instance(tmp_path: Path, empty_database: Path) -> Path:
    """An instance with the towns Musterstadt and Nebenan."""
    for slug, name in (("musterstadt", "Musterstadt"), ("nebenan", "Nebenan")):
        folder = tmp_path / "towns" / slug
        folder.mkdir(parents=True)
        (folder / "town.toml").write_text(TOWN.format(name=name, host=f"{slug}.example"), encoding="utf-8")
        shutil.copy(empty_database, folder / "portal.db")
    return tmp_path


@pytest.fixture
def app(instance: Path) -> Iterator[Portal]:
    """The portal at a fixed moment."""
    app = create_app(
        instance,
        settings=Settings(secret_key="test", log_level="WARNING", page_cache=False),
        TESTING=True,
        PORTAL_NOW=NOW,
    )
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    for town in app.towns.by_slug.values():
        app.database(town).close()


@pytest.fixture
def later(app: Portal):
    """``later(minutes=11)``: time passes."""

    def pass_time(**span):
        app.config["PORTAL_NOW"] += timedelta(**span)

    return pass_time


@pytest.fixture
def musterstadt(app: Portal) -> Iterator:
    """A session of Musterstadt for arranging and for looking at what the town remembers; committed on leaving."""
    with app.database(app.towns.by_slug["musterstadt"]).writing() as session:
        yield session


@pytest.fixture
def town_session(app: Portal):
    """``with town_session() as session:`` - arrange or look, committed at the end of the block."""
    return lambda slug="musterstadt": app.database(app.towns.by_slug[slug]).writing()


@pytest.fixture
def erika(app: Portal) -> Visitor:
    """A citizen on the bus."""
    return Visitor(app)


@pytest.fixture
def paul(app: Portal) -> Visitor:
    """A blind citizen at home."""
    return Visitor(app)


@pytest.fixture
def stranger(app: Portal) -> Visitor:
    """A citizen of the town next door."""
    return Visitor(app, host="nebenan.example")


@pytest.fixture
def keller(app: Portal) -> Clerk:
    """Frau Keller, editor: pages and waste."""
    return hire(app, "keller", "Frau Keller", role="editor")


@pytest.fixture
def vogt(app: Portal) -> Clerk:
    """Herr Vogt of another office, without any permission."""
    return hire(app, "vogt", "Herr Vogt", role="clerk")


@pytest.fixture
def admin(app: Portal) -> Clerk:
    """The administrator."""
    return hire(app, "admin", "Verwaltung", role="administrator")
