"""kill -9 in the middle: whatever was acknowledged is there with its letter, and sending it again ends at one receipt."""

import os
import random
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.faults.booking import found_town, slots, start
from tests.faults.crowd import Citizen, done
from tests.faults.test_races import ensure_nothing_double, ensure_nothing_lost, look, report
from tests.tools.scale import many

PEOPLE = 4


def keep_booking(citizen: Citizen, times: list, over: threading.Event) -> None:
    """Until it is over."""
    while not over.is_set() and times:
        citizen.book(times.pop())


def book_through_kills(instance: Path, rounds: int) -> list[Citizen]:
    """Four people book while the server is killed and started so often; what each of them has seen."""
    dice, times = random.Random(3), [at for at in slots() for _ in range(3)]
    port, server = start(instance)
    people, over = [Citizen([port], random.Random(seed)) for seed in range(PEOPLE)], threading.Event()
    work = [threading.Thread(target=keep_booking, args=(one, times, over), daemon=True) for one in people]
    for one in work:
        one.start()
    for _ in range(rounds):
        time.sleep(dice.uniform(0.3, 1.2))
        kill_everything(server, port)
        server = start(instance, port=port)[1]
    over.set()
    for one in work:
        one.join(90)
    kill_everything(server, port)
    return [done(one) for one in people]


def test_a_killed_server_loses_nothing_it_acknowledged(tmp_path):
    path, rounds = found_town(tmp_path), many(3, 100)
    people = book_through_kills(tmp_path, rounds)
    found, cells, letters = look(path)
    booked = sum(len(one.booked) for one in people)
    report(kills=rounds, booked=booked, broken=sum(one.statuses.get(0, 0) for one in people))
    assert booked > rounds
    ensure_nothing_double(found, cells)
    ensure_nothing_lost(people, found, letters)


def kill_everything(server, port: int) -> None:
    """The server and its worker process at once, without a word."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(10)
    with suppress(OSError):  # the last of its processes has let go of the port
        while True:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            time.sleep(0.02)
