"""Backups are whole, also while somebody writes; a damaged copy is refused."""

import shutil
import threading

import pytest
from sqlalchemy import text

from webapp.store.engines import Database
from webapp.work.backups import BadCopy, backup_town, restore_town


@pytest.fixture
def folder(instance):
    return instance / "towns" / "musterstadt"


def test_a_copy_made_while_a_clerk_writes_is_whole_and_comes_back(folder, tmp_path):
    database, done = Database(folder / "portal.db"), threading.Event()

    def write() -> None:
        for number in range(200):
            with database.writing() as session:
                session.execute(
                    text("INSERT INTO task_run (task, slot, started_at, outcome) VALUES ('t', :n, '2026-01-01', '')"),
                    {"n": number},
                )
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    copy = backup_town(folder, tmp_path / "copies")
    writer.join()
    assert done.is_set()
    back = restore_town(copy, tmp_path / "elsewhere")
    assert (back / "town.toml").exists()
    assert (back / "portal.db").exists()


def test_a_town_that_is_there_is_moved_aside_never_deleted(folder, tmp_path):
    copy = backup_town(folder, tmp_path / "copies")
    with pytest.raises(BadCopy, match="exists already"):
        restore_town(copy, folder.parent)
    restore_town(copy, folder.parent, replace=True)
    assert list(folder.parent.parent.glob("musterstadt-replaced-*/portal.db"))


def test_a_damaged_copy_is_refused(folder, tmp_path):
    copy = tmp_path / "musterstadt-20260101T000000Z"
    shutil.copytree(folder, copy)
    data = bytearray((copy / "portal.db").read_bytes())
    data[4096:8192] = b"\xff" * 4096
    (copy / "portal.db").write_bytes(data)
    with pytest.raises((BadCopy, Exception), match=r"malformed|exists|missing|database|Tree|row"):
        restore_town(copy, tmp_path / "elsewhere")
