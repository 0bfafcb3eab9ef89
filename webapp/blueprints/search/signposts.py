"""The doors of the house, from the manifests: what search, contents and sitemap show of every feature."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from flask import current_app, url_for

from webapp.domain.i18n import N_
from webapp.domain.words import MEANT, Sought
from webapp.web.feature import MOST_HITS, Feature, Hit, Hits, of_town
from webapp.web.i18n import in_german, language, translate
from webapp.web.town import find_town


class Door(NamedTuple):
    """A page that needs no further choice: its words, its endpoint, other words people search it by."""

    title: str
    line: str
    endpoint: str
    also: str = ""


def features() -> list[Feature]:
    """Those the town has switched on."""
    return of_town(current_app.extensions["features"], find_town())


def doors(feature: Feature) -> list[Door]:
    """Tiles, menu, what lies behind, and the foot; each page once, by its best words."""
    known = {one.endpoint: Door(one.title, one.line, one.endpoint, one.also) for one in feature.tiles}
    for title, endpoint in (*feature.menu, *feature.behind, *feature.foot):
        known.setdefault(endpoint, Door(title, "", endpoint))
    return list(known.values())


def find(sought: Sought) -> Iterator[Hits]:
    """Errands and pages by their names, and by the name of the feature they belong to."""
    rows = [(door, one) for one in features() for door in doors(one)]
    found = sought.best(rows, lambda row: _texts(*row), MOST_HITS)
    hits = [hit_of(door, fit) for (door, _), fit in found]
    yield Hits(N_("What you can do here"), hits, url_for("contents.index"))


def hit_of(door: Door, fit: int = 0) -> Hit:
    """A door in words of the reader."""
    return Hit(translate(door.title), translate(door.line), url_for(door.endpoint), fit)


def results(sought: Sought) -> list[Hits]:
    """What was found, by feature: whoever fits best comes first, then errands, then the order of the house.

    What is meant but for a slip of the pen is shown only if nothing else was found.
    """
    if not sought.words:
        return []
    finders = [find, *(one.find for one in features() if one.find)]
    groups = [hits for ask in finders for hits in ask(sought) if hits.hits]
    if any(hit.fit > MEANT for one in groups for hit in one.hits):
        sure = (replace(one, hits=[hit for hit in one.hits if hit.fit > MEANT]) for one in groups)
        groups = [one for one in sure if one.hits]
    return sorted(groups, key=lambda one: -max(hit.fit for hit in one.hits))


def chapters(*, but: str) -> list[tuple[str, list[Hit]]]:
    """(title of a feature, its doors and what else it shows) ``but`` for one address; errands come first."""
    rows = sorted(features(), key=lambda one: not one.tiles)
    shown = [(one.title, [*map(hit_of, doors(one)), *(one.contents() if one.contents else ())]) for one in rows]
    there = [(title, [hit for hit in hits if hit.url != but]) for title, hits in shown]
    return [(title, hits) for title, hits in there if hits]


def _texts(door: Door, feature: Feature) -> tuple[str, str]:
    """In the language of the page; the German word stands on a sign, so it is typed in every language."""
    more = (door.line, door.also, feature.title)
    german = (door.title, *more) if language() != "de" else ()
    return translate(door.title), " ".join((*map(translate, more), *map(in_german, german)))
