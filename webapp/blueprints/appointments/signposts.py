"""What search and sitemap show of the appointments: the concerns people can come with."""

from collections.abc import Iterator

from flask import url_for

from webapp.blueprints.appointments.queries.offers import listed_services
from webapp.blueprints.appointments.rules.services import texts_of
from webapp.domain.i18n import N_
from webapp.domain.words import Sought
from webapp.formats.sitemap import Address
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import said_in
from webapp.web.town import the_session


def find(sought: Sought) -> Iterator[Hits]:
    """Concerns by name, synonyms and area of life."""
    found = sought.best(listed_services(the_session()), texts_of, MOST_HITS)
    hits = [Hit(said_in("de", one.name), said_in("de", one.area), _address(one.slug), fit) for one, fit in found]
    yield Hits(N_("Appointments"), hits, url_for("appointments.index", suche=sought.typed))


def sitemap() -> Iterator[Address]:
    """Every concern."""
    return (Address(_address(one.slug)) for one in listed_services(the_session()))


def _address(slug: str) -> str:
    return url_for("appointments.service", slug=slug)
