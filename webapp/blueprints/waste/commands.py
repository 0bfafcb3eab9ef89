"""``portal waste``: read files, import them, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from webapp.domain.refusal import Refusal


@click.group(cls=AppGroup)
def waste() -> None:
    """Read and import waste calendars."""


@waste.command("read", with_appcontext=False)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line.")
def read_files(files: tuple[Path, ...], as_json: bool) -> None:
    """Print what would be read from files; no database is touched."""
    for path in files:
        found = _read(path)
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
            continue
        click.echo(f"{path}: {found['error'] or str(len(found['events'])) + ' dates'}")
        for warning in found["warnings"]:
            click.echo(f"  {warning}")
        for event in found["events"]:
            click.echo(f"  {event['date']}  {event['stream'] or '?':12} {event['title']}")


def _read(path: Path) -> dict[str, Any]:
    from webapp.blueprints.waste.rules.reading import read

    try:
        content = path.read_bytes()
    except OSError as fault:
        reason = f"The file cannot be opened: {fault.strerror}."
        return {"file": str(path), "events": [], "warnings": [], "error": reason}
    return read(path.name, content).as_json() | {"file": str(path)}


@waste.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--town", "slug", help="Town; not needed if there is only one.")
@click.option("--district", help="District of the files, where they name none themselves.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", "sure", is_flag=True, help="Also if many dates would go.")
def import_files(files: tuple[Path, ...], slug: str | None, district: str | None, dry_run: bool, sure: bool) -> None:
    """Import files into a town's calendar. Titles nobody decided yet are decided at the desk first."""
    from webapp.blueprints.accounts.commands import the_town
    from webapp.web.town import portal

    database = portal().database(the_town(slug))
    with (database.write_session if dry_run else database.writing)() as session:  # what is only looked at is not kept
        try:
            for line in _imported(session, files, district, dry_run, sure):
                click.echo(line)
        except Refusal as no:
            way_on = " (--yes)" if no.field == "sure" else ""
            raise click.ClickException(no.message % no.values + way_on) from None


def _imported(session: Any, files: tuple[Path, ...], district: str | None, dry_run: bool, sure: bool) -> Iterator[str]:
    from webapp.blueprints.waste.actions import imports
    from webapp.blueprints.waste.queries import desk
    from webapp.blueprints.waste.rules import assembly
    from webapp.web import clock

    now, today = clock.now(), clock.today()
    one = imports.start(session, readings=[as_kept(path.name, path.read_bytes()) for path in files], by=None, now=now)
    if district:
        chosen = {number: district for number, file in enumerate(one.files) if file["events"]}
        imports.settle(session, one=one, districts=chosen, titles={}, by=None, now=now)
    yield from (f"{file['file']}: {_in_words(file)}" for file in one.files)
    if open_titles := assembly.undecided(one.files, desk.meanings(session)):
        yield "Not decided yet: " + ", ".join(open_titles)
        if not dry_run:
            yield f"Please decide at the desk: /verwaltung/abfall/import/{one.id}"
            return
    counts = imports.counts(imports.difference(session, one, today))
    yield ", ".join(f"{count} {name}" for name, count in counts.items())
    if not dry_run:
        imports.apply(session, one=one, sure=sure, by=None, now=now, today=today)
        yield "The dates are in the calendar."


def _in_words(file: dict[str, Any]) -> str:
    if file["error"]:
        text, values = file["error"]
        return str(text % values if values else text)
    return f"{len(file['events'])} dates"


def as_kept(name: str, content: bytes) -> dict[str, Any]:
    """What is kept of a file: its events with their districts, its sentences as [msgid, values] to translate later."""
    from webapp.blueprints.waste.rules.reading import read

    reading = read(name, content)
    return {
        "file": name,
        "events": [event.as_json() | {"district": event.district} for event in reading.events],
        "warnings": [[one.text, dict(one.values)] for one in reading.warnings],
        "error": [reading.error.text, dict(reading.error.values)] if reading.error else None,
    }
