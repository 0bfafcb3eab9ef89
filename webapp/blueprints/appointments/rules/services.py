"""Finding a service: by area of life, by what people type, by what goes with it."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from webapp.domain.words import Sought, folded


def fitting(services: Iterable[Any], typed: str) -> list[Any]:
    """The services whose name, synonyms, area or description hold every word typed; all if nothing was typed."""
    sought = Sought.read(typed)
    return [one for one in services if not sought.typed or sought.fits(*texts_of(one))]


def by_area(services: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """(area of life, its services), in the order given."""
    return [(area, list(rows)) for area, rows in groupby(services, key=lambda one: one.area)]


def combinable(service: Any, services: Iterable[Any]) -> Sequence[Any]:
    """Other services that one of the same counters can do in the same visit."""
    here = {one.id for one in service.counters}
    return [one for one in services if one.slug != service.slug and here & {other.id for other in one.counters}]


def slug_of(name: str) -> str:
    """An address from a name: ``Reisepass (Kind)`` becomes ``reisepass-kind``."""
    return re.sub("[^a-z0-9]+", "-", folded(name)).strip("-")[:70] or "anliegen"


def texts_of(service: Any) -> tuple[str, str]:
    """(name, what else it is found by)."""
    return service.name, f"{service.synonyms} {service.area} {service.about}"
