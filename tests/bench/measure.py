"""Servers of this computer, requests as cheap as they get, and medians of rounds in turns."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROUNDS, SECONDS = 7, 0.4
ROOT = Path(__file__).parents[2]
START = """
import sys
from granian.constants import Interfaces
from granian.server import Server
from granian.log import LogLevels
Server(sys.argv[1], address="127.0.0.1", port=int(sys.argv[2]), interface=Interfaces.WSGI, workers=1,
       blocking_threads=8, log_level=LogLevels.error, log_access=False).serve()
"""  # as the portal itself serves, for both sides


def show(figure: str, value: float, unit: str = "ratio", goal: str = "") -> None:
    """One line of JSON."""
    print(json.dumps({"figure": figure, "value": round(value, 4), "unit": unit, "goal": goal}), flush=True)


@contextmanager
def served(app: str, instance: Path | None = None, **settings: str) -> Iterator[int]:
    """The port of a server process with this app; ``settings`` are PORTAL_* of the environment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    known = {f"PORTAL_{name.upper()}": value for name, value in settings.items()}
    environment = os.environ | known | ({"PORTAL_INSTANCE": str(instance)} if instance else {})
    server = subprocess.Popen([sys.executable, "-c", START, app, str(port)], cwd=ROOT, env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, seconds: float = 30) -> None:
    """Until somebody answers at this port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(port)


class Client:
    """One open connection that asks the same again and again and reads what comes."""

    def __init__(self, port: int, path: str = "/", host: str = "bench.example", **headers: str) -> None:
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.status, self.headers, self.body = self._read()
        self.length = len(self.headers) + len(self.body)

    def ask(self) -> None:
        """Once more; the answer has the length of the first."""
        self.socket.sendall(self.request)
        left = self.length
        while left > 0:
            left -= len(self.socket.recv(262_144))

    def ask_anew(self) -> None:
        """Once more; the answer may be a little longer or shorter: it carries a key of its own, compressed."""
        self._once()

    def _read(self) -> tuple[int, bytes, bytes]:
        self._once()  # the first answer may tell more than those that follow
        return self._once()

    def _once(self) -> tuple[int, bytes, bytes]:
        self.socket.sendall(self.request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.socket.recv(262_144)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        while len(body) < int(lines.get(b"content-length", 0)):
            body += self.socket.recv(262_144)
        return int(head.split()[1]), head + b"\r\n\r\n", body

    def tag(self) -> str:
        """The ETag of the answer."""
        lines = dict(line.lower().split(b": ", 1) for line in self.headers.strip().split(b"\r\n")[1:])
        return lines[b"etag"].decode()


def rate(call: Callable[[], object]) -> float:
    """Calls in a second."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        call()
        count += 1
    return count / (time.perf_counter() - start)


def ratio(one: Callable[[], object], other: Callable[[], object]) -> float:
    """How many times faster the first is; median over rounds in turns."""
    return statistics.median(rate(one) / rate(other) for _ in range(ROUNDS))
