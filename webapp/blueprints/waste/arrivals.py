"""From an address of ours to a place: its districts, or a redirect if the street was renamed."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.waste.models import Street
from webapp.blueprints.waste.queries.places import default_assignments, new_slug_of, street_by_slug
from webapp.blueprints.waste.rules.addresses import HouseNumber, parse_house_number
from webapp.blueprints.waste.rules.places import Resolution, resolve
from webapp.web.town import kept, the_session


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place somebody asked for: its name in addresses, its title for people, its districts."""

    place: str
    street: Street
    number: HouseNumber | None
    resolution: Resolution

    @property
    def title(self) -> str:
        """``Hauptstraße 12a``, with the locality where there is one."""
        words = f"{self.street.name} {self.number or ''}".strip()
        return f"{words}, {self.street.locality}" if self.street.locality else words

    @property
    def districts(self) -> dict[str, int]:
        """Stream (or ``*``) to district; empty while the place is unclear or the street is no more."""
        closed = self.resolution.unclear or self.street.retired_at is not None
        return {} if closed else dict(self.resolution.districts)


def arrive(place: str) -> Arrival | Response:
    """The place of an address ``<street>`` or ``<street>.<number>``; 404 for a street nobody knows."""
    session = the_session()
    slug, _, typed = place.partition(".")
    number = parse_house_number(typed.replace("_", " ").replace("~", "/")) if typed else None
    street = street_by_slug(session, slug)
    if street is None:
        return _moved(slug, typed)
    if typed and number is None:
        abort(404)
    return Arrival(place, street, number, resolve(street.assignments, kept("districts", default_assignments), number))


def _moved(slug: str, typed: str) -> Response:
    new = new_slug_of(the_session(), slug)
    if new is None or request.endpoint is None:
        abort(404)
    place = f"{new}.{typed}" if typed else new
    query = {name: request.args.getlist(name) for name in ("nur", "erinnerung", "laden") if name in request.args}
    values: dict[str, Any] = (request.view_args or {}) | {"place": place} | query
    address = url_for(request.endpoint, **values)
    return redirect(address, 301)  # type: ignore[return-value]


def place_name(slug: str, number: HouseNumber | None) -> str:
    """A place as part of an address: ``hauptstrasse.12a``."""
    return f"{slug}.{str(number).replace(' ', '_').replace('/', '~')}" if number else slug
