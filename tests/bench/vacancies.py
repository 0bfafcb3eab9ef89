"""The list of vacancies: finished, against bare Flask; and it must not grow with the years of vacancies behind it."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.bench.measure import Client, ratio, served, show
from tests.bench.town import NOW, town_with
from tests.bench.waste import caller
from webapp.app import Portal
from webapp.blueprints.vacancies.models import Employer, Vacancy

LIST = "/stellen"
OPEN = 10  # as many as a town seeks at once


def figures() -> None:
    """Ten open vacancies, with none and with 5,000 behind them; the finished list against bare Flask."""
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        young, old = seeking(Path(few), 0), seeking(Path(many), 5_000)
        value = ratio(caller(young, LIST), caller(old, LIST))
        show("list of vacancies, 5,000 past ones against none, time", value, goal="<= 1.5")
        with (
            served("tests.bench.bare:app") as bare,
            served("webapp.work.wsgi:app", Path(few), page_cache="true") as port,
        ):
            page = Client(port, LIST, Accept_Encoding="br")
            assert page.status == 200, page.headers
            show(
                "list of vacancies against bare Flask, with page cache",
                ratio(page.ask, Client(bare).ask),
                goal=">= 1.0",
            )


def seeking(folder: Path, past: int) -> Portal:
    """A town that seeks ten people, and has sought many before."""
    app = town_with(folder, districts=1)
    with app.database(app.towns.by_slug["bench"]).writing() as session:
        yard = Employer(name="Bauhof")
        session.add_all(vacancy(yard, NOW + timedelta(days=3650)) for _ in range(OPEN))  # open whenever this runs
        session.add_all(vacancy(yard, NOW - timedelta(days=1 + number)) for number in range(past))
    return app


def vacancy(employer: Employer, until) -> Vacancy:
    """Somebody is sought until then."""
    return Vacancy(
        employer=employer, state="published", field="yard", title="Fachkraft (m/w/d)", pay_group="E 5 TVöD",
        duties="Mähen", alt="", deadline_on=until.date(), published_at=NOW, changed_at=NOW,
    )  # fmt: skip
