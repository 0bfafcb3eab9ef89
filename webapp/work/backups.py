"""Backups: one consistent file per town, made while it is in use, proved before it counts."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path


class BadCopy(Exception):
    """The copy is not whole; the reason is in the message."""


def backup_town(folder: Path, target: Path) -> Path:
    """Copy a town's folder to ``target/<slug>-<UTC time>``; the database by VACUUM INTO, never by copying its file."""
    copy = target / f"{folder.name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    copy.mkdir(parents=True)
    with sqlite3.connect(folder / "portal.db") as source:
        source.execute("VACUUM INTO ?", (str(copy / "portal.db"),))
    source.close()
    for file in folder.iterdir():
        if file.is_file() and not file.name.startswith(("portal.", "before-migration")):
            shutil.copy2(file, copy)
    ensure_whole(copy / "portal.db")
    return copy


def restore_town(copy: Path, towns: Path, *, replace: bool = False) -> Path:
    """Put a copy back as ``towns/<slug>``; what stood there before is moved aside, never deleted."""
    ensure_whole(copy / "portal.db")
    folder = towns / copy.name.rsplit("-", 1)[0]
    if folder.exists():
        if not replace:
            raise BadCopy(f"{folder} exists already; --replace moves it aside first")
        folder.rename(towns.parent / f"{folder.name}-replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    shutil.copytree(copy, folder)
    return folder


def ensure_whole(database: Path) -> None:
    """Raise BadCopy unless SQLite finds the file complete and consistent."""
    if not database.is_file():
        raise BadCopy(f"{database} is missing")
    with sqlite3.connect(database) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    if verdict != "ok" or broken:
        raise BadCopy(f"{database}: {verdict}, {len(broken)} broken references")
