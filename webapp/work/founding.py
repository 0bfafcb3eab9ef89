"""Founding a town: a folder, a commented town.toml, an empty database."""

import re
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from pathlib import Path

from webapp.blueprints.pages.demo import plant_fixed
from webapp.blueprints.pages.rules import DRAFT
from webapp.config import ConfigError
from webapp.domain.localtime import local_date
from webapp.store.engines import Database
from webapp.store.migrate import migrate
from webapp.store.towns import TownFile, read_town


def found(instance: Path, slug: str, *, name: str, address: str, land: str) -> Path:
    """Make the town's folder and answer it; raises ConfigError if a value is wrong or the town exists."""
    folder = instance / "towns" / slug
    if not re.fullmatch(r"[a-z0-9-]{2,40}", slug):
        raise ConfigError("town add", "slug", "may hold small letters, digits and hyphens only")
    if folder.exists():
        raise ConfigError("town add", "slug", f"{folder} exists already")
    folder.mkdir(parents=True)
    path = folder / "town.toml"
    path.write_text(_described(name=name, address=address, land=land.upper()), encoding="utf-8")
    try:
        read_town(path)
    except ConfigError:
        path.unlink()
        folder.rmdir()
        raise
    migrate(folder / "portal.db")
    _furnish(folder)
    return folder


def _furnish(folder: Path) -> None:
    """The pages the law asks for, as drafts for the clerk to check."""
    database, now = Database(folder / "portal.db"), datetime.now(UTC)
    with database.writing() as session:
        plant_fixed(session, read_town(folder / "town.toml"), today=local_date(now), now=now, state=DRAFT)
    database.close()


def _described(**values: str) -> str:
    """Every key with its explanation; those without a value stay commented out."""
    lines = []
    for key in fields(TownFile):
        default = key.default_factory() if key.default_factory is not MISSING else key.default
        value = values.get(key.name, default)
        lines += [f"# {key.metadata['about']}", f"{'' if key.name in values else '# '}{key.name} = {_toml(value)}", ""]
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
