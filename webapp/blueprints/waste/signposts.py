"""What search shows of the waste calendar: streets, things to throw away, places that take them."""

from collections.abc import Iterator

from flask import url_for

from webapp.blueprints.waste import lookup
from webapp.blueprints.waste.models import DropOff, Item
from webapp.blueprints.waste.queries.places import dropoffs, items_for
from webapp.blueprints.waste.rules.streams import label
from webapp.domain.i18n import N_
from webapp.domain.words import MEANT, NAMED, SAID, VERY, Sought
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import joined, said_in, translate
from webapp.web.town import the_session

PLACES = N_("Places that take waste, and their hours")


def find(sought: Sought) -> Iterator[Hits]:
    """The word of the A to Z, then who takes it, then the dates of a street."""
    items = sought.best(items_for(the_session(), ""), lambda one: (one.name, one.synonyms), MOST_HITS)
    guide = url_for("waste.guide", wort=sought.typed)
    yield Hits(N_("Where does this go?"), [_thing(one, fit) for one, fit in items], guide)
    places = sought.best(dropoffs(the_session()), lambda one: (one.name, f"{one.address} {one.takes}"), MOST_HITS)
    yield Hits(PLACES, [_place(one, fit) for one, fit in places], url_for("waste.places_to_bring"))
    yield Hits(N_("Waste calendar"), list(_streets(sought)), url_for("waste.index", adresse=sought.typed))


def _thing(one: Item, fit: int) -> Hit:
    stream = translate(label(one.stream)) if one.stream else ""
    line = joined(stream, said_in("de", one.dropoff.name if one.dropoff else ""), said_in("de", one.advice))
    return Hit(said_in("de", one.name), line, url_for("waste.guide", wort=one.name, _anchor=f"w{one.id}"), fit)


def _place(one: DropOff, fit: int) -> Hit:
    address = url_for("waste.places_to_bring", _anchor=f"d{one.id}")
    return Hit(said_in("de", one.name), said_in("de", one.address), address, fit)


def _streets(sought: Sought) -> Iterator[Hit]:
    """Streets as the waste calendar finds them itself; its guesses are guesses here as well."""
    found = lookup.find(sought.typed)
    for one in found.hits:
        fit = VERY if found.place == one.place else NAMED if sought.fits(one.title) > MEANT else SAID
        fit = MEANT if found.guessed else fit
        yield Hit(said_in("de", one.title), said_in("de", one.locality), url_for("waste.place", place=one.place), fit)
