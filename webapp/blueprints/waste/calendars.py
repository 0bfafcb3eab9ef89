"""Dates arranged for a page: what is next, what follows by month, a year on a sheet, the addresses to subscribe to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import url_for

from webapp.blueprints.waste.models import Collection, DropOff, Item
from webapp.blueprints.waste.queries.places import Dated
from webapp.blueprints.waste.rules.choice import Choice
from webapp.blueprints.waste.rules.opening import is_open, next_opening
from webapp.blueprints.waste.rules.streams import label, order
from webapp.domain.holidays import name_of
from webapp.domain.localtime import local
from webapp.web import clock
from webapp.web.dates import near_day
from webapp.web.i18n import gettext, language, translate
from webapp.web.links import subscription
from webapp.web.town import find_town

LETTERS_BEFORE_A = "0"
MONTHS = 3  # shown at first: more is rarely looked at on a phone, and waited for on a bad line


def title_of(one: Dated | Collection) -> str:
    """``Paper (240 l)``, with the hours of a mobile collection."""
    words = translate(label(one.stream))
    if one.variant:
        words = f"{words} ({one.variant})"
    return f"{words}, {one.time}" if one.time else words


def streams_of(rows: Sequence[Dated]) -> list[tuple[str, str]]:
    """The (stream, variant) pairs a resident can choose from, in the order of the streams."""
    return sorted({(one.stream, one.variant) for one in rows}, key=lambda pair: (order(pair[0]), pair[1]))


def overview(rows: Sequence[Dated], choice: Choice, today: date, *, every: bool = False) -> dict[str, Any]:
    """The next collection of each stream, soonest first, and those of the next months (or ``every`` one) by month."""
    shown = [one for one in rows if choice.wants(one.stream, one.variant) and one.actual_on >= today]
    months = by_month(shown)
    coming: dict[tuple[str, str], Dated] = {}
    for one in shown:
        if not one.cancelled:
            coming.setdefault((one.stream, one.variant), one)
    return {
        "coming": [(day, list(group)) for day, group in groupby(coming.values(), key=lambda one: one.actual_on)],
        "months": months if every else months[:MONTHS],
        "more": len(months) > MONTHS and not every,
        "streams": streams_of(rows),
        "choice": choice,
        "years": sorted({today.year, *(one.actual_on.year for one in rows)}),
    }


def by_month(rows: Sequence[Dated]) -> list[tuple[date, list[Dated]]]:
    """(first of the month, its collections) in order."""
    return [(month, list(group)) for month, group in groupby(rows, key=lambda one: one.actual_on.replace(day=1))]


def whole_year(rows: Sequence[Dated], choice: Choice, year: int) -> dict[str, Any]:
    """Twelve months of (day, collections), and the streams for the legend."""
    shown = [one for one in rows if choice.wants(one.stream, one.variant)]
    days = {day: list(group) for day, group in groupby(shown, key=lambda one: one.actual_on)}
    months = [
        (date(year, month, 1), [(day, found) for day, found in days.items() if day.month == month])
        for month in range(1, 13)
    ]
    vans: dict[tuple[str, str], list[date]] = {}
    for one in shown:
        if (one.place or one.time) and not one.cancelled:
            vans.setdefault((title_of(one), one.place), []).append(one.actual_on)
    return {
        "months": months,
        "streams": sorted({one.stream for one in shown}, key=order),
        "vans": vans,
        "moved": any(one.is_moved for one in shown),
        "choice": choice,
    }


def links(base: str, place: str, choice: Choice) -> Mapping[str, str]:
    """The ways to subscribe to the feed of a place."""
    prefix = "" if language() == "de" else f"/{language()}"
    path = url_for("waste_feeds.calendar", place=place, **choice.query())
    address = base + (path if path.startswith(prefix + "/") else prefix + path)
    return subscription(address, url_for("waste_feeds.calendar", place=place, laden=1, **choice.query()))


def sentence(rows: Sequence[Dated], day: date) -> str:
    """``Tomorrow, Tuesday 24 November: paper and organic waste.``"""
    names = list(dict.fromkeys(title_of(one) for one in rows if not one.cancelled))
    if not names:
        return gettext("%(day)s: no collection.", day=near_day(day))
    return gettext("%(day)s: %(streams)s.", day=near_day(day), streams=gettext(", ").join(names))


def by_letter(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """(letter, entries), digits first; Ä stands with A as in a German dictionary."""
    plain = str.maketrans("ÄÖÜ", "AOU")

    def letter(item: Item) -> str:
        first = item.name[:1].upper().translate(plain)
        return first if first.isalpha() else LETTERS_BEFORE_A

    return [
        (key, list(group))
        for key, group in groupby(sorted(items, key=lambda item: (letter(item), item.name)), key=letter)
    ]


def opening(place: DropOff) -> dict[str, Any]:
    """A place that takes waste, whether it is open now, and when it opens next (public holidays counted)."""
    town = find_town()

    def closed(day: date) -> bool:
        return place.closed_on_holidays and name_of(day, town.land, town.holidays) is not None

    now: datetime = local(clock.now())
    return {
        "it": place,
        "open_until": is_open(place.hours, now, closed),
        "next": next_opening(place.hours, now, closed),
    }
