"""kill -9 in the middle: what was acknowledged is there, its letter arrives, and sent again it ends at one receipt."""

import os
import random
import signal
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.faults.booking import found_town, slots, start
from tests.faults.crowd import Citizen, done
from tests.faults.test_races import ensure_nothing_double, ensure_nothing_lost, look, report
from tests.post.office import PostOffice
from tests.post.test_kill import HANDS, carrier, until
from tests.tools.scale import many
from webapp.store.engines import Database
from webapp.store.outbox import SENT, Letter

PEOPLE, ROUNDS = 4, many(3, 100)


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory):
    """(the town's database, what people have seen, the post office) after server and worker were killed so often."""
    instance, office = tmp_path_factory.mktemp("killed"), PostOffice()
    path = found_town(instance)
    office.open()
    yield path, book_through_kills(instance, office), office
    office.close()


def book_through_kills(instance: Path, office: PostOffice) -> list[Citizen]:
    """Four people book and cancel while everything is killed and started again; what each of them has seen."""
    dice, times = random.Random(3), [at for at in slots() for _ in range(3)]
    port, server = start(instance)
    people, over = [Citizen([port], random.Random(seed)) for seed in range(PEOPLE)], threading.Event()
    work = [threading.Thread(target=keep_booking, args=(one, times, over), daemon=True) for one in people]
    for one in work:
        one.start()
    try:
        for _ in range(ROUNDS):
            with carrier(instance, office.port):
                time.sleep(dice.uniform(0.3, 1.2))
                kill_everything(server, port)
                server = start(instance, port=port)[1]
        over.set()
        for one in work:
            one.join(90)
    finally:
        over.set()
        kill_everything(server, port)
    return [done(one) for one in people]


def keep_booking(citizen: Citizen, times: list, over: threading.Event) -> None:
    """Until it is over; most think better of it, so there are always times. Nobody books faster than letters go."""
    while not over.wait(citizen.dice.random()) and times:
        at = times.pop()
        address = citizen.book(at)
        if address and citizen.dice.random() < 0.8:
            citizen.cancel(address)
            times.insert(0, at)


def test_a_killed_server_loses_nothing_it_acknowledged(aftermath):
    path, people, _ = aftermath
    found, cells, letters = look(path)
    booked, cancelled = sum(len(one.booked) for one in people), sum(len(one.cancelled) for one in people)
    report(kills=ROUNDS, booked=booked, cancelled=cancelled, broken=sum(one.statuses.get(0, 0) for one in people))
    assert booked + cancelled > ROUNDS
    ensure_nothing_double(found, cells)
    ensure_nothing_lost(people, found, letters)


def test_killed_workers_carry_every_letter_and_what_comes_twice_says_so(aftermath):
    path, _, office = aftermath
    with carrier(path.parents[2], office.port):
        while not all_sent(path):  # as many letters as were written take their time, but the next one comes soon
            seen = len(office.accepted)
            until(lambda seen=seen: len(office.accepted) > seen or all_sent(path))
            assert len(office.accepted) <= len(written(path)) + ROUNDS * HANDS
    arrived = Counter(mail["Message-ID"].strip("<>").partition("@")[0] for _, mail in office.accepted)
    report(letters=len(arrived), copies=arrived.total() - len(arrived))
    assert set(arrived) == {letter for letter, _ in written(path)}
    assert arrived.total() - len(arrived) <= ROUNDS * HANDS


def all_sent(path: Path) -> bool:
    return {state for _, state in written(path)} == {SENT}


def written(path: Path) -> list[tuple[str, str]]:
    """(id, state) of every letter."""
    database = Database(path)
    with database.reading() as session:
        found = [(one, state) for one, state in session.execute(select(Letter.id, Letter.state))]
    database.close()
    return found


def kill_everything(server, port: int) -> None:
    """The server and its worker process at once, without a word."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(10)
    with suppress(OSError):  # the last of its processes has let go of the port
        while True:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            time.sleep(0.02)
