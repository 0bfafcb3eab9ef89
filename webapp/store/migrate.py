"""Bring a town's database to the newest shape: foreign keys off, rows counted before and after.

A batch migration with foreign keys on silently deletes every cascade child; therefore the counts are compared.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

FOLDER = Path(__file__).parent.parent / "migrations"


class LostRows(Exception):
    """A migration made rows disappear; the database is as it was before."""


def migrate(path: Path) -> bool:
    """Upgrade the SQLite file, making it if needed; answers whether anything changed. Raises LostRows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        if is_current(engine):
            return False
        if path.exists() and path.stat().st_size:
            _keep_copy(engine, path)
        _upgrade(engine)
        return True
    finally:
        engine.dispose()


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest shape."""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here == ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.commit()
        before = _counts(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _ensure_nothing_lost(before, connection)
        connection.commit()


def _ensure_nothing_lost(before: dict[str, int], connection: Connection) -> None:
    after = _counts(connection)
    lost = {table: count for table, count in before.items() if after.get(table, 0) < count}
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost or broken:
        connection.rollback()
        raise LostRows(f"rows missing in {', '.join(lost) or 'no table'}, {len(broken)} broken references")


def _counts(connection: Connection) -> dict[str, int]:
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def _keep_copy(engine: Engine, path: Path) -> None:
    copy = path.with_name("before-migration.db")
    copy.unlink(missing_ok=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
