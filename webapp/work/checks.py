"""``portal check``: one line for each thing the administrator should put right."""

import shutil
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from webapp.config import CRON_KEY
from webapp.domain.town import Town
from webapp.store.migrate import is_current
from webapp.web.letters import sender

if TYPE_CHECKING:
    from webapp.app import Portal


def findings(app: "Portal") -> Iterator[str]:
    """What is wrong, in sentences; nothing if all is well."""
    if app.settings.worker == "cron" and len(app.settings.cron_key) < CRON_KEY:
        yield f'worker = "cron" needs a cron_key of {CRON_KEY} letters or more; until then nothing is done by itself'
    if not app.towns.by_slug:
        yield f"{app.towns.folder}: there is no town yet. Run: portal town add, or portal demo"
    for slug, town in app.towns.by_slug.items():
        folder = app.towns.path(town)
        database = folder / "portal.db"
        if not database.exists():
            yield f"{slug}: the database is missing. Run: portal migrate"
            continue
        if not is_current(create_engine(f"sqlite:///{database}")):
            yield f"{slug}: the database is older than the program. Run: portal migrate"
        with sqlite3.connect(database) as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            yield f"{slug}: the database is damaged ({verdict}). Restore a backup: portal restore"
        if shutil.disk_usage(folder).free < app.settings.free_space_mb * 1024 * 1024:
            yield f"{slug}: less than {app.settings.free_space_mb} MB are free on its disk"
        if not town.phone or not town.email:
            yield f"{slug}: town.toml names no phone or no e-mail; every page should say whom to call"
        yield from _of_the_post(app, town)


def _of_the_post(app: "Portal", town: Town) -> Iterator[str]:
    if not town.demo and not app.settings.smtp_host:
        yield f"{town.slug}: no mail server is set (smtp_host), so its letters wait"
    if not sender(app, town):
        yield f"{town.slug}: no usable address is named as sender (mail_from or email), so its letters wait"
