"""What grows with a town must not grow with its size: streets, districts, files."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests.bench.measure import ratio, show
from tests.bench.town import HOST, PLACE, town_with
from webapp.blueprints.waste.rules.reading import read

EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART;VALUE=DATE:2026{1:02}{2:02}\r\nSUMMARY:Restmüll\r\nEND:VEVENT\r\n"


def figures() -> None:
    """Search, place page, reading a file."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as many:
        village, county = town_with(Path(one), 1, streets=100), town_with(Path(many), 500, streets=20_000)
        for about, typed in (("begun", "lindenm"), ("in full", "Lindenlindenstr. 5"), ("misspelt", "Lindenlnidenstr")):
            search = f"/abfall?adresse={typed}"
            value = ratio(caller(village, search), caller(county, search))
            show(f"street search, {about}, 20,000 streets against 100, time", value, goal="<= 1.5")
        value = ratio(caller(village, PLACE), caller(county, PLACE))
        show("place page, 500 districts against 1, time", value, goal="<= 1.2")
    show("reading a file of 100 dates", reading(), "s")


def caller(app: Flask, path: str) -> Callable[[], None]:
    """One request inside the process, without a network."""
    client = app.test_client()

    def call() -> None:
        answer = client.get(path, base_url=HOST)
        assert answer.status_code in {200, 303}, (path, answer.status_code)

    call()
    return call


def reading() -> float:
    """Seconds to read a calendar of a hundred dates."""
    events = "".join(EVENT.format(number, number % 12 + 1, number % 28 + 1) for number in range(100))
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()
    start = time.perf_counter()
    assert read("a.ics", content).events
    return time.perf_counter() - start
