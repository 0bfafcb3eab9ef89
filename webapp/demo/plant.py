"""Plant Musterstadt: its folder, its database, and every feature's believable week."""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from webapp.blueprints.vacancies.models import JobApplication
from webapp.blueprints.vacancies.views.applying import APPLICATION
from webapp.features import FEATURES
from webapp.store.base import Model
from webapp.store.engines import Database
from webapp.store.migrate import migrate
from webapp.store.sessions import hashed
from webapp.store.towns import Towns
from webapp.web import clock
from webapp.web.keys import token_of

if TYPE_CHECKING:
    from webapp.app import Portal

SLUG = "musterstadt"
DRAWINGS = Path(__file__).parent


def plant_if_empty(app: "Portal") -> None:
    """A demo town for an instance without any town."""
    if not app.towns.by_slug:
        plant(app)


def plant(app: "Portal", *, fresh: bool = False) -> None:
    """Make the demo town; ``fresh`` throws an existing demo town away first."""
    folder = Path(app.instance_path) / "towns" / SLUG
    if fresh and folder.exists():
        app.database(app.towns.by_slug[SLUG]).close()
        shutil.rmtree(folder)
    if not folder.exists():
        folder.mkdir(parents=True)
        for name in ("town.toml", "wappen.svg"):
            shutil.copy(DRAWINGS / name, folder)
        migrate(folder / "portal.db")
        app.towns = Towns(folder.parent, app.settings.port)
        _furnish(app, Database(folder / "portal.db"))


def _furnish(app: "Portal", database: Database) -> None:
    known = {"town": app.towns.by_slug[SLUG], "now": clock.now(), "today": clock.today()}
    with database.writing() as session:
        for feature in FEATURES:
            if feature.demo is not None:
                wanted = inspect.signature(feature.demo).parameters
                feature.demo(session, **{name: value for name, value in known.items() if name in wanted})
        _lead_letters_home(session)
    database.close()


def _lead_letters_home(session: Session) -> None:
    """Whoever opens the link in a letter of the demo town arrives: the addresses need the portal's secret."""
    for record in (one.class_ for one in Model.registry.mappers if {"key", "token_hash"} <= set(one.columns.keys())):
        purpose = APPLICATION if record is JobApplication else ""
        for it in session.query(record).filter_by(token_hash=record.key):
            it.token_hash = hashed(token_of(it.key, purpose))


def introduce(app: "Portal", port: int) -> Iterator[str]:
    """The addresses and, for a demo town, the logins."""
    for town in app.towns.by_slug.values():
        yield (
            f"  {town.name:24} {town.address.rsplit(':', 1)[0]}:{port}"
            if town.demo
            else f"  {town.name:24} {town.address}"
        )
        if town.demo:
            from webapp.blueprints.accounts.demo import LOGINS

            yield f"  {'Desk':24} {town.address.rsplit(':', 1)[0]}:{port}/verwaltung"
            yield from (f"  {'Demo login':24} {login} / {password}  ({about})" for login, password, about in LOGINS)
