"""Finding a place from what people type, and remembering theirs."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request

from webapp.blueprints.waste.arrivals import Arrival, place_name
from webapp.blueprints.waste.queries.places import active_streets, street_by_slug, streets_stamp
from webapp.blueprints.waste.rules.addresses import (
    HouseNumber,
    NumberRange,
    parse_address,
    parse_house_number,
    with_commas,
)
from webapp.blueprints.waste.rules.places import resolve
from webapp.blueprints.waste.rules.search import StreetIndex, StreetRecord, search
from webapp.web.i18n import gettext
from webapp.web.town import find_database, find_town, the_session

COOKIE = "ort"
LONGEST = 200  # letters; no address is longer
SHOWN = 8  # as many as fit above the keyboard of a phone


@dataclass(frozen=True, slots=True)
class Hit:
    """One street to choose: its words and its place name."""

    title: str
    locality: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the search gave: the one place, or several to choose from, or close ones for a typing mistake."""

    place: str = ""
    hits: tuple[Hit, ...] = ()
    guessed: bool = False


def find(typed: str) -> Found:
    """Streets for what somebody typed. One exact street leads on; everything else is asked."""
    query = parse_address(typed[:LONGEST])
    result = search(query, _index())
    if not result.streets:
        query = parse_address(with_commas(typed[:LONGEST]))
        result = search(query, _index())
    hits = tuple(
        Hit(
            " ".join(filter(None, (one.name, str(query.number or "")))),
            one.locality,
            place_name(one.slug, query.number),
        )
        for one in result.streets[:SHOWN]
    )
    return Found(hits[0].place if result.exact and len(hits) == 1 else "", hits, result.guessed)


def _index() -> StreetIndex:
    """The town's streets, indexed once and kept until one changes: a look at the file's counter spares the counting."""
    kept: dict[str, tuple[int, Any, StreetIndex]] = current_app.extensions.setdefault("street_index", {})
    slug, changes = find_town().slug, find_database().changes()
    if slug in kept and kept[slug][0] == changes:
        return kept[slug][2]
    stamp = streets_stamp(the_session())
    if slug in kept and kept[slug][1] == stamp:
        index = kept[slug][2]
    else:
        records = [StreetRecord(one.id, one.name, one.locality, one.slug) for one in active_streets(the_session())]
        index = StreetIndex(records)
    kept[slug] = (changes, stamp, index)
    return index


def place_with_number(arrival: Arrival, typed: str) -> str:
    """The place name with this house number, empty if the number is not listed."""
    number = parse_house_number(typed)
    if number is None or resolve(arrival.street.assignments, (), number).unclear:
        return ""
    return place_name(arrival.street.slug, number)


def choices(arrival: Arrival) -> list[tuple[str, str]]:
    """(words, place name) for each range of house numbers one can belong to."""
    return [(words(one), place_name(arrival.street.slug, example(one))) for one in arrival.resolution.choices]


def example(numbers: NumberRange) -> HouseNumber:
    """A number inside the range, to stand for it in an address."""
    start = numbers.from_ or HouseNumber(2 if numbers.parity == "even" else 1)
    wrong = (numbers.parity == "even" and start.number % 2) or (numbers.parity == "odd" and not start.number % 2)
    return HouseNumber(start.number + 1) if wrong else start


def words(numbers: NumberRange) -> str:
    """``2 to 40, even numbers``"""
    sides = {"even": gettext("even numbers"), "odd": gettext("odd numbers"), "all": ""}
    if numbers.from_ and numbers.to:
        span = (
            str(numbers.from_)
            if numbers.from_ == numbers.to
            else gettext("%(a)s to %(b)s", a=numbers.from_, b=numbers.to)
        )
    elif numbers.from_:
        span = gettext("from %(a)s", a=numbers.from_)
    elif numbers.to:
        span = gettext("up to %(b)s", b=numbers.to)
    else:
        span = ""
    return gettext(", ").join(filter(None, (span, sides[numbers.parity])))


def remembered() -> Hit | None:
    """The place this browser was asked to remember, if it still exists."""
    place = request.cookies.get(COOKIE, "")
    slug, _, number = place.partition(".")
    street = street_by_slug(the_session(), slug) if slug else None
    return Hit(f"{street.name} {number}".strip(), street.locality, place) if street and not street.retired_at else None
