"""``portal user``: people from the command line, for the first administrator and for forgotten passwords."""

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.blueprints.accounts import actions, rules
from webapp.blueprints.accounts.queries import everybody, person_by_login
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.web import clock
from webapp.web.town import portal


@click.group(cls=AppGroup)
def user() -> None:
    """Add people, list them, send a new invitation."""


@user.command("add")
@click.option("--town", "slug", help="Town; not needed if there is only one.")
@click.option("--login", prompt=True, help="E-mail address or short name.")
@click.option("--name", prompt=True, help="Name, as colleagues say it.")
@click.option(
    "--role", type=click.Choice([key for key, _ in rules.ROLES]), default=rules.ADMINISTRATOR, show_default=True
)
def add(slug: str | None, login: str, name: str, role: str) -> None:
    """Add a person and print the invitation link, which works once."""
    town = the_town(slug)
    with portal().database(town).writing() as session:
        try:
            _, word = actions.add_person(
                session, name=name, login=login, office="", role=role, permissions=[], by=None, now=clock.now()
            )
        except Refusal as no:
            raise click.ClickException(no.message % no.values) from None
    click.echo(f"{town.address}/verwaltung/einladung/{word}")


@user.command("list")
@click.option("--town", "slug", help="Town; not needed if there is only one.")
def show(slug: str | None) -> None:
    """Everybody who may sign in."""
    with portal().database(the_town(slug)).reading() as session:
        for person in everybody(session):
            click.echo(f"{person.login:30} {person.name:30} {person.role:14} {'' if person.active else 'left'}")


@user.command("reset")
@click.argument("login")
@click.option("--town", "slug", help="Town; not needed if there is only one.")
def reset(login: str, slug: str | None) -> None:
    """Print a new invitation link. The second factor stays."""
    town = the_town(slug)
    with portal().database(town).writing() as session:
        person = person_by_login(session, login)
        if person is None:
            raise click.ClickException(f"nobody in {town.name} has the login {login}")
        word = actions.invite(session, person=person, by=None, now=clock.now())
    click.echo(f"{town.address}/verwaltung/einladung/{word}")


def the_town(slug: str | None) -> Town:
    """The town of this name, or the only one there is."""
    towns: dict[str, Town] = current_app.towns.by_slug  # type: ignore[attr-defined]
    if slug is None and len(towns) == 1:
        return next(iter(towns.values()))
    if slug not in towns:
        raise click.ClickException(f"which town? --town {' or '.join(towns) or '(there is none yet)'}")
    return towns[slug]
