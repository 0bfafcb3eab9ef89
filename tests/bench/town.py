"""A town of any size."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from webapp.app import Portal, create_app
from webapp.blueprints.waste.models import ANY, Assignment, Collection, District, Street
from webapp.config import Settings
from webapp.store.migrate import migrate

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOST = "http://bench.example"
PARTS = (
    "Linden", "Birken", "Ahorn", "Mühl", "Kirch", "Schul", "Markt", "Bahnhof", "Garten", "Berg", "Tal", "Wiesen",
    "Wald", "Bach", "Brunnen", "Rosen", "Amsel", "Drossel", "Finken", "Lerchen", "Eichen", "Buchen", "Ulmen", "Erlen",
    "Sonnen", "Mond", "Stern", "Nord", "Süd", "West", "Ost", "Post", "Rathaus", "Schloss", "Burg", "Hof", "Acker",
    "Feld", "Korn", "Hafer", "Weizen", "Flachs", "Weber", "Schmiede", "Gerber", "Töpfer", "Müller", "Bäcker", "Jäger",
    "Fischer", "Hirsch", "Reh", "Fuchs", "Dachs", "Hasen", "Igel", "Storchen", "Kranich", "Reiher", "Schwanen",
)  # fmt: skip
KINDS = ("straße", "weg", "gasse", "ring", "platz", "allee")
PLACE = "/abfall/ort/strasse-0"


def town_with(folder: Path, districts: int, streets: int = 10) -> Portal:
    """A town whose districts hold a hundred dates each; street n lies in district n, wrapping around."""
    path = folder / "towns" / "bench"
    path.mkdir(parents=True)
    (path / "town.toml").write_text(f'name = "Bench"\naddress = "{HOST}"\nland = "BY"\n')
    migrate(path / "portal.db")
    settings = Settings(secret_key="bench", log_level="ERROR", page_cache=False)
    app = create_app(folder, settings=settings, PORTAL_NOW=NOW)
    with app.database(app.towns.by_slug["bench"]).writing() as session:
        areas = [District(name=f"Bezirk {number}") for number in range(districts)]
        session.add_all(areas)
        session.flush()
        for number in range(streets):
            here = Assignment(district_id=areas[number % districts].id, stream=ANY)
            session.add(Street(name=street(number), slug=f"strasse-{number}", assignments=[here]))
        session.add_all(one for area in areas for one in collections(area.id))
    return app


def street(number: int) -> str:
    """A name as German streets have them, each different."""
    first, rest = PARTS[number % len(PARTS)], number // len(PARTS)
    second, rest = PARTS[(rest + number) % len(PARTS)].lower(), rest // len(PARTS)
    return f"{first}{second}{KINDS[rest % len(KINDS)]}" + ("" if rest < len(KINDS) else f" {rest}")


def collections(district: int) -> list[Collection]:
    """A hundred dates of four streams, around now: the feeds and pages have something to show whenever this runs."""
    first, found = date.today() - timedelta(days=30), []
    for place, stream in enumerate(("residual", "bio", "paper", "recyclable")):
        for week in range(25):
            day = first + timedelta(days=place, weeks=2 * week)
            found.append(Collection(district_id=district, stream=stream, regular_on=day, actual_on=day, changed_at=NOW))
    return found
