"""Pages against bare Flask on the same server; memory and start of one process."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import ROOT, Client, ratio, served, show, wait_for
from tests.bench.town import PLACE, town_with


def figures() -> None:
    """Home and place page with and without the page cache, memory, start."""
    with tempfile.TemporaryDirectory() as folder, served("tests.bench.bare:app") as bare:
        town_with(Path(folder), districts=10)
        hello = Client(bare)
        for cache, goal in (("true", ">= 1.0"), ("false", ">= 0.15")):
            with served("webapp.work.wsgi:app", Path(folder), page_cache=cache, log_level="ERROR") as port:
                words = "with page cache" if cache == "true" else "without page cache"
                for name, path in (("home page", "/"), ("place page", PLACE)):
                    page = Client(port, path, Accept_Encoding="br")
                    assert page.status == 200, page.headers
                    show(f"{name} against bare Flask, {words}", ratio(page.ask, hello.ask), goal=goal)
                if cache == "true":
                    _feed(port, hello)
                    show("memory of one process after the load", memory_of(port), "MiB", "<= 135")
        show("start to first page", start_of(Path(folder)), "s", "<= 3")


def _feed(port: int, hello: Client) -> None:
    feed = Client(port, f"{PLACE}/abfall.ics", Accept_Encoding="br")
    again = Client(port, f"{PLACE}/abfall.ics", Accept_Encoding="br", If_None_Match=feed.tag())
    assert again.status == 304, again.headers
    show("feed 304 against bare Flask", ratio(again.ask, hello.ask), goal=">= 0.8")


def memory_of(port: int) -> float:
    """Proportional memory of the process that listens at the port and its parent, in MiB."""
    found = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
            if str(port).encode() in line.split(b"\0") or _is_child(folder, port):
                rows = (folder / "smaps_rollup").read_text().splitlines()
                found += next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return found / 1024


def _is_child(folder: Path, port: int) -> bool:
    parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return str(port).encode() in Path(f"/proc/{parent}/cmdline").read_bytes().split(b"\0")


def start_of(instance: Path) -> float:
    """Seconds from ``portal run`` to its first page, on a town that stands."""
    import os
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    begin = time.perf_counter()
    command = [sys.executable, "-m", "webapp.cli", "run", "--port", str(port)]
    environment = os.environ | {"PORTAL_INSTANCE": str(instance)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        assert Client(port, "/").status == 200
        return time.perf_counter() - begin
    finally:
        server.terminate()
        server.wait(20)
