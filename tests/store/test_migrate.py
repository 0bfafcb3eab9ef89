"""Migrations: the models and the migrations agree, and no row gets lost on the way."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from webapp.features import FEATURES
from webapp.store import migrate as ways
from webapp.store.base import Model


def test_the_migrations_build_what_the_models_describe(empty_database):
    assert FEATURES
    with create_engine(f"sqlite:///{empty_database}").connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Model.metadata)
    assert difference == []


def test_migrating_twice_changes_nothing(tmp_path):
    assert ways.migrate(tmp_path / "portal.db")
    assert not ways.migrate(tmp_path / "portal.db")


def test_a_migration_that_loses_rows_is_undone(tmp_path, monkeypatch):
    path = tmp_path / "portal.db"
    ways.migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    monkeypatch.setattr(ways, "is_current", lambda _: False)
    monkeypatch.setattr(
        ways.command,
        "upgrade",
        lambda config, _: config.attributes["connection"].exec_driver_sql("DELETE FROM heartbeat"),
    )
    with pytest.raises(ways.LostRows, match="heartbeat"):
        ways.migrate(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM heartbeat").fetchone()[0] == 1
    assert (tmp_path / "before-migration.db").exists()
