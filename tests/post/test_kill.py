"""Somebody pulls the plug in the middle: nothing is missing, what comes twice says so, another takes over."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from webapp.store.runs import TaskRun

ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
LETTERS = 30 * ROUNDS
PATIENCE = 120  # seconds until a test gives up; a busy computer needs them
HANDS = 4


@contextmanager
def carrier(instance, port: int) -> Iterator[tuple[subprocess.Popen, str]]:
    """A worker process, and the name under which it claims; killed without warning at the end of the block."""
    command = [sys.executable, "-m", "tests.post.carrier", str(instance), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def until(true: Callable[[], bool], patience: int = PATIENCE) -> None:
    """Wait for it, but not for ever."""
    end = time.monotonic() + patience
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    assert true()


def test_a_postman_killed_again_and_again_loses_nothing(postman, office, instance, write, fates):
    write(*(f"{'drops' if count % 9 == 0 else 'person'}-{count}@example.org" for count in range(LETTERS)))
    for count in range(1, ROUNDS + 1):
        with carrier(instance, office.port):
            until(lambda seen=count: len(office.accepted) >= 25 * seen)
    until(lambda: postman.round() == 0 and set(fates().values()) == {"sent"})
    assert len({one.split()[0] for one in office.copies}) == len(office.copies) == LETTERS  # one Message-ID for each
    accidents = ROUNDS * HANDS + sum(to.startswith("drops") for to in fates())
    assert sum(office.copies.values()) - LETTERS <= accidents


def test_another_leads_when_the_leader_is_killed_and_no_task_runs_twice(app, office, instance, town_session):
    with carrier(instance, office.port) as (first, name):
        until(lambda: leader(instance) == name)
        with carrier(instance, office.port) as (_, heir):
            first.kill()
            until(lambda: leader(instance) == heir)
            until(lambda: finished(town_session) >= {"accounts.forget_expired", "letters.forget_letters"})
    with town_session() as session:
        assert {one.tries for one in session.query(TaskRun)} == {1}


def leader(instance) -> str:
    with closing(sqlite3.connect(instance / "worker.db", timeout=5)) as connection:
        row = connection.execute("SELECT holder FROM lease").fetchone()
    return row[0] if row else ""


def finished(town_session) -> set[str]:
    with town_session() as session:
        return {one.task for one in session.query(TaskRun) if one.finished_at}
