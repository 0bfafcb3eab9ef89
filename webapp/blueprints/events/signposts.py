"""What search and sitemap show of the events: published ones with a date to come."""

from collections.abc import Iterator

from flask import url_for

from webapp.blueprints.events.queries import Coming, coming_events
from webapp.blueprints.events.rules.events import CATEGORIES
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.words import Sought
from webapp.formats.sitemap import Address
from webapp.web import clock
from webapp.web.dates import long_day
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import gettext, joined, said_in, translate
from webapp.web.town import the_session


def find(sought: Sought) -> Iterator[Hits]:
    """Events by title, place, organiser, kind and what is said about them; the next first."""
    found = sought.best(coming_events(the_session(), clock.now()), _texts, MOST_HITS)
    yield Hits(N_("Events"), [_hit(one, fit) for one, fit in found], url_for("events.index"))


def sitemap() -> Iterator[Address]:
    """Every event that is still to come, once."""
    return (Address(_address(one), local_date(one.changed_at)) for one in coming_events(the_session(), clock.now()))


def _texts(one: Coming) -> tuple[str, str]:
    return one.title, f"{one.place} {one.venue} {one.organiser} {translate(CATEGORIES[one.category])} {one.about}"


def _hit(one: Coming, fit: int) -> Hit:
    when = long_day(one.next_at) if one.next_at else gettext("does not take place")
    where = ", ".join(part for part in (one.place, one.venue) if part)
    return Hit(said_in("de", one.title), joined(when, said_in("de", where)), _address(one), fit)


def _address(one: Coming) -> str:
    return url_for("events.show", event_id=one.id)
