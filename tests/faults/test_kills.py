"""kill -9 in the middle: whatever was acknowledged is there with its letter, and sending it again ends at one receipt."""

import http.client
import os
import random
import signal
import socket
import threading
import time
from contextlib import suppress

from tests.faults.booking import found_town, slots, start
from tests.faults.crowd import Citizen, done, form_key
from tests.faults.test_races import ensure_nothing_double, ensure_nothing_lost, look, report
from tests.tools.scale import many

PEOPLE = 4
BROKEN = (OSError, http.client.HTTPException)


class Patient(Citizen):
    """Somebody who sends the same form again when the line breaks."""

    def post(self, path: str, **typed: str) -> tuple[int, str]:
        """(status, where it leads), however often it takes."""
        end = time.monotonic() + 60
        while True:
            try:
                return super().post(path, **typed)
            except BROKEN:
                done(self)
                self.statuses[0] = self.statuses.get(0, 0) + 1
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def hold(self, at, key: str = "") -> str:
        """The same form again has the same key."""
        return super().hold(at, key or form_key())


def keep_booking(citizen: Patient, times: list, over: threading.Event) -> None:
    """Until it is over."""
    while not over.is_set() and times:
        citizen.book(times.pop())


def test_a_killed_server_loses_nothing_it_acknowledged(tmp_path):
    path, dice, rounds = found_town(tmp_path), random.Random(3), many(3, 100)
    port, server = start(tmp_path)
    people, over = [Patient([port], random.Random(seed)) for seed in range(PEOPLE)], threading.Event()
    times = [at for at in slots() for _ in range(3)]
    work = [threading.Thread(target=keep_booking, args=(one, times, over), daemon=True) for one in people]
    for one in work:
        one.start()
    for _ in range(rounds):
        time.sleep(dice.uniform(0.3, 1.2))
        kill_everything(server, port)
        server = start(tmp_path, port=port)[1]
    over.set()
    for one in work:
        one.join(90)
    for one in people:
        done(one)
    kill_everything(server, port)
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
