"""``portal``: everything the administrator does from the command line."""

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import FlaskGroup

from webapp.config import ConfigError
from webapp.store.migrate import LostRows
from webapp.work.backups import BadCopy


def _create_app() -> Any:
    from webapp.app import create_app

    return create_app()


class Manual(FlaskGroup):
    """The command group; features add their own commands to it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All commands, the house's first."""
        from webapp.features import FEATURES

        own = [name for name in self.commands if name not in {"run", "demo"}]
        brought = [command.name or "" for feature in FEATURES for command in feature.commands]
        return ["run", "demo", *sorted({*own, *brought})]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """A command of the house, else one a feature brings; ``run`` starts without loading them all."""
        if name in self.commands:
            return self.commands[name]
        from webapp.features import FEATURES

        found = {command.name: command for feature in FEATURES for command in feature.commands}
        return found.get(name)


cli = Manual(
    name="portal",
    create_app=_create_app,
    add_default_commands=False,
    add_version_option=False,
    set_debug_flag=False,
    help="Dorfplatz, the citizen portal of a small municipality.\n\n"
    "A town is a folder below instance/towns/. Settings are described in instance/README.md.",
)

cli.params = []  # Flask's own switches (--app, --debug) mean nothing here


@cli.command()
@click.option("--host", help="Address to listen on (default: the settings).")
@click.option("--port", type=int, help="Port to listen on (default: the settings, or PORT).")
@click.option("--demo/--no-demo", default=True, help="Plant the demo town if there is no town yet.")
def run(host: str | None, port: int | None, demo: bool) -> None:
    """Bring the databases up to date and serve the portal."""
    from webapp.demo.plant import introduce, plant_if_empty
    from webapp.work.server import serve

    settings = current_app.settings  # type: ignore[attr-defined]
    host, port = host or settings.host, port or settings.port
    if demo:
        plant_if_empty(current_app._get_current_object())  # type: ignore[attr-defined]
    _migrate_all()
    for line in introduce(current_app._get_current_object(), port):  # type: ignore[attr-defined]
        click.echo(line)
    serve(Path(current_app.instance_path), host, port, settings.threads)


@cli.command()
@click.option("--fresh", is_flag=True, help="Throw an existing demo town away and plant it anew.")
def demo(fresh: bool) -> None:
    """Plant the demo town Musterstadt."""
    from webapp.demo.plant import plant

    plant(current_app._get_current_object(), fresh=fresh)  # type: ignore[attr-defined]
    click.echo("The demo town Musterstadt stands in instance/towns/musterstadt.")


@cli.command()
def migrate() -> None:
    """Bring every town's database to the newest shape. A copy is kept beside it."""
    for slug in _migrate_all():
        click.echo(f"{slug}: brought up to date")


@cli.command()
def check() -> None:
    """Check settings, towns and databases. Exit 1 if something is wrong."""
    from webapp.work.checks import findings

    found = list(findings(current_app._get_current_object()))  # type: ignore[attr-defined]
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo("Everything is in order.")


@cli.group()
def town() -> None:
    """Found a town, list the towns."""


@town.command("list")
def town_list() -> None:
    """The towns of this instance and their addresses."""
    for one in current_app.towns.by_slug.values():  # type: ignore[attr-defined]
        click.echo(f"{one.slug:20} {one.name:30} {one.address}")


@town.command("add")
@click.argument("slug")
@click.option("--name", prompt=True, help="Name of the municipality.")
@click.option("--address", prompt=True, help="Public address, https://…")
@click.option("--land", prompt=True, help="Land, for example BY.")
def town_add(slug: str, name: str, address: str, land: str) -> None:
    """Found a town: its folder, its town.toml, its empty database."""
    from webapp.work.founding import found

    folder = found(Path(current_app.instance_path), slug, name=name, address=address, land=land)
    click.echo(f"{folder} is ready. Next: portal user add --town {slug}")


@cli.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--town", "slug", help="Only this town.")
def backup(target: Path, slug: str | None) -> None:
    """Write a complete copy of the towns to a folder. People may go on using them."""
    from webapp.work.backups import backup_town

    for one in current_app.towns.by_slug.values():  # type: ignore[attr-defined]
        if slug in {None, one.slug}:
            click.echo(str(backup_town(current_app.towns.path(one), target)))  # type: ignore[attr-defined]


@cli.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the town if it is there already (it is kept aside).")
def restore(source: Path, replace: bool) -> None:
    """Put a town back from a copy made by ``portal backup``."""
    from webapp.work.backups import restore_town

    folder = restore_town(source, Path(current_app.instance_path) / "towns", replace=replace)
    click.echo(f"{folder} is back. Restart the portal to serve it.")


@cli.command()
@click.argument("task")
@click.option("--town", "slug", help="Only this town.")
@click.option("--at", type=click.DateTime(), help="As if it were this moment (UTC).")
def do(task: str, slug: str | None, at: datetime | None) -> None:
    """Run one task now, for example accounts.forget_expired."""
    from webapp.work.tasks import run_task

    portal = current_app._get_current_object()  # type: ignore[attr-defined]
    for name, outcome in run_task(portal, task, slug=slug, at=at.replace(tzinfo=UTC) if at else None):
        click.echo(f"{name}: {outcome}")


@cli.command()
def worker() -> None:
    """Carry letters and run tasks until stopped. For worker = "apart" in the settings."""
    from webapp.work.worker import Worker

    clockwork = Worker(current_app._get_current_object())  # type: ignore[attr-defined]
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    clockwork.start()
    stop.wait()
    clockwork.stop()


@cli.command("new-feature")
@click.argument("name")
def new_feature(name: str) -> None:
    """Make the rooms of a new feature."""
    from webapp.work.scaffold import make_rooms

    for path in make_rooms(name):
        click.echo(str(path))
    click.echo(f"Next: add it to webapp/features.py, then open /{name}")


def _migrate_all() -> list[str]:
    from webapp.store.migrate import migrate as bring_up

    towns = current_app.towns  # type: ignore[attr-defined]
    return [slug for slug, one in towns.by_slug.items() if bring_up(towns.path(one) / "portal.db")]


def main() -> None:
    """Entry point: a wrong setting is one sentence, not a traceback."""
    os.environ.setdefault("FLASK_SKIP_DOTENV", "1")
    try:
        cli.main()
    except (ConfigError, BadCopy, LostRows) as fault:
        click.echo(f"portal: {fault}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
