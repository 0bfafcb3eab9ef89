"""Finding a service: by area of life, by what people type, by what goes with it."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.words import Sought, folded


def fitting(services: Iterable[Any], typed: str) -> list[Any]:
    """The services whose name, synonyms, area or description hold every word typed; all if nothing was typed."""
    sought = Sought.read(typed)
    return [one for one in services if not sought.typed or sought.fits(*texts_of(one))]


def by_area(services: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """(area of life, its services), in the order given."""
    return [(area, list(rows)) for area, rows in groupby(services, key=lambda one: one.area)]


def combinable(service: Any, services: Iterable[Any]) -> Sequence[Any]:
    """Other services, open to everybody, that one of the same counters can do in the same visit."""
    here = {one.id for one in service.counters}
    others = (one for one in services if one.slug != service.slug and not one.by_invitation)
    return [one for one in others if here & {other.id for other in one.counters}]


def ensure_invited(services: Iterable[Any], invited_to: Collection[str]) -> None:
    """Refuse to whoever was not invited what only the invited book."""
    if any(one.by_invitation and one.slug not in invited_to for one in services):
        raise Refusal(N_("Only the invited book this. Please use the link in your invitation once more, or call us."))


def slug_of(name: str) -> str:
    """An address from a name: ``Reisepass (Kind)`` becomes ``reisepass-kind``."""
    return re.sub("[^a-z0-9]+", "-", folded(name)).strip("-")[:70] or "anliegen"


def texts_of(service: Any) -> tuple[str, str]:
    """(name, what else it is found by)."""
    return service.name, f"{service.synonyms} {service.area} {service.about}"
