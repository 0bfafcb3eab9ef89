"""Figures as ratios within one run: ``make bench``. Machines are shared, so only the ratios count.

Each figure is the median of rounds in which the two sides take turns.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from webapp.app import Portal, create_app
from webapp.blueprints.waste.models import ANY, Assignment, Collection, District, Street
from webapp.config import Settings
from webapp.store.migrate import migrate

ROUNDS, CALLS = 9, 40
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOST = "http://bench.example"


def town_with(folder: Path, districts: int) -> Portal:
    """A town whose districts hold two years of dates each."""
    path = folder / "towns" / "bench"
    path.mkdir(parents=True)
    (path / "town.toml").write_text(f'name = "Bench"\naddress = "{HOST}"\nland = "BY"\n')
    migrate(path / "portal.db")
    app = create_app(folder, settings=Settings(secret_key="bench", log_level="ERROR"), PORTAL_NOW=NOW)
    with app.database(app.towns.by_slug["bench"]).writing() as session:
        for number in range(districts):
            district = District(name=f"Bezirk {number}")
            session.add(district)
            session.flush()
            session.add(
                Street(
                    name=f"Straße {number}",
                    slug=f"strasse-{number}",
                    assignments=[Assignment(district_id=district.id, stream=ANY)],
                )
            )
            session.add_all(collections(district.id))
    return app


def collections(district: int) -> list[Collection]:
    """A hundred dates of four streams over two years."""
    found = []
    for place, stream in enumerate(("residual", "bio", "paper", "recyclable")):
        for week in range(25):
            day = date(2026, 1, 5) + timedelta(days=place, weeks=4 * week)
            found.append(Collection(district_id=district, stream=stream, regular_on=day, actual_on=day, changed_at=NOW))
    return found


def caller(app: Flask, path: str, **headers: str) -> Callable[[], None]:
    """One request, as cheap to send as possible."""
    client = app.test_client()

    def call() -> None:
        answer = client.get(path, base_url=HOST, headers=headers)
        assert answer.status_code in {200, 304}, (path, answer.status_code)

    call()
    return call


def ratio(one: Callable[[], None], other: Callable[[], None]) -> float:
    """How many times longer the first takes, median over rounds in turns."""

    def spent(call: Callable[[], None]) -> float:
        start = time.perf_counter()
        for _ in range(CALLS):
            call()
        return time.perf_counter() - start

    return statistics.median(spent(one) / spent(other) for _ in range(ROUNDS))


def main() -> None:
    """Print the figures."""
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "hello")
    hello = caller(bare, "/")
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        village, county = town_with(Path(small), 10), town_with(Path(large), 1000)
        place, feed = "/abfall/ort/strasse-7", "/abfall/ort/strasse-7/abfall.ics"
        tag = county.test_client().get(feed, base_url=HOST).headers["ETag"]
        figures = {
            "home page / bare Flask": ratio(caller(village, "/"), hello),
            "place page / bare Flask": ratio(caller(village, place), hello),
            "place page, 100,000 dates / 1,000": ratio(caller(county, place), caller(village, place)),
            "feed, 100,000 dates / 1,000": ratio(caller(county, feed), caller(village, feed)),
            "feed 304 / feed 200": ratio(caller(county, feed, **{"If-None-Match": tag}), caller(county, feed)),
            "street search, 1,000 streets / 10": ratio(
                caller(county, "/abfall?adresse=stra"), caller(village, "/abfall?adresse=stra")
            ),
        }
    for name, value in figures.items():
        print(f"{name:42} {value:8.2f}")


if __name__ == "__main__":
    main()
