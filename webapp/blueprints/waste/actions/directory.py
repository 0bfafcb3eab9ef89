"""Streets and districts: added, changed, retired. A street that residents subscribed to is never deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import Assignment, District, Street
from webapp.blueprints.waste.queries import directory
from webapp.blueprints.waste.rules.addresses import NumberRange, parse_ranges, slug_of
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit


class Row(NamedTuple):
    """One line of a street: for which stream, which numbers as they are written, which district."""

    stream: str
    numbers: str
    district: str


def keep_street(
    session: Session, *, street: Street | None, name: str, locality: str, rows: Sequence[Row], by: Any, now: datetime
) -> Street:
    """A new street, or an old one changed; its address stays the one people subscribed to."""
    name, locality = " ".join(name.split()), " ".join(locality.split())
    other = directory.street_named(session, name, locality)
    if other is not None and other is not street:
        raise Refusal(N_("This street is in the list already. Please give the locality to tell them apart."), "name")
    kept = street or Street(slug=free_slug(session, name, locality))
    before = {"name": kept.name, "locality": kept.locality}
    kept.name, kept.locality = name, locality
    kept.assignments = [one for row in rows for one in assignments_of(session, row)]
    session.add(kept)
    changes = {key: [old, getattr(kept, key)] for key, old in before.items() if old != getattr(kept, key)}
    audit.record(session, "changed" if street else "added", kept, by=by, now=now, label=name, changes=changes)
    return kept


def assignments_of(session: Session, row: Row) -> list[Assignment]:
    """The assignments a line means; several ranges make several."""
    ranges: list[NumberRange | None] = list(parse_ranges(row.numbers)) if row.numbers.strip() else [None]
    if not ranges:
        message = N_(
            "We could not read the house numbers “%(numbers)s”. Please write them like 1-15, ab 16 or gerade 2-40."
        )
        raise Refusal(message, "rows", numbers=row.numbers)
    district = the_district(session, row.district)
    return [_assignment(row.stream, one, district) for one in ranges]


def _assignment(stream: str, numbers: NumberRange | None, district: District) -> Assignment:
    made = Assignment(stream=stream or "*", district=district, parity=numbers.parity if numbers else "all")
    if numbers and numbers.from_:
        made.from_number, made.from_suffix = numbers.from_.number, numbers.from_.suffix
    if numbers and numbers.to:
        made.to_number, made.to_suffix = numbers.to.number, numbers.to.suffix
    return made


def the_district(session: Session, name: str) -> District:
    """The district of this name, made if it is new."""
    clean = " ".join(name.split())[:100]
    if not clean:
        raise Refusal(N_("Please name a district in every line."), "rows")
    found = directory.district_named(session, clean)
    if found is None:
        found = District(name=clean)
        session.add(found)
        session.flush()
    return found


def rename_district(session: Session, *, district: District, name: str, by: Any, now: datetime) -> District:
    """Another name; dates and calendars stay."""
    other = directory.district_named(session, name.strip())
    if other is not None and other is not district:
        raise Refusal(N_("There is a district of this name already."), "name")
    changes = {"name": [district.name, name.strip()]}
    district.name = name.strip()
    audit.record(session, "renamed", district, by=by, now=now, label=district.name, changes=changes)
    return district


def retire(session: Session, *, street: Street, by: Any, now: datetime) -> Street:
    """Nobody finds the street any more; calendars that follow it get a hint instead of nothing."""
    street.retired_at = now
    audit.record(session, "retired", street, by=by, now=now, label=street.name)
    return street


def bring_back(session: Session, *, street: Street, by: Any, now: datetime) -> Street:
    """The street is there again."""
    street.retired_at = None
    audit.record(session, "brought back", street, by=by, now=now, label=street.name)
    return street


def free_slug(session: Session, name: str, locality: str) -> str:
    """An address no street of ours has or had; the locality tells two of the same name apart."""
    wanted = slug_of(name)
    if directory.is_slug_taken(session, wanted) and locality:
        wanted = slug_of(f"{name} {locality}")
    free, number = wanted, 2
    while directory.is_slug_taken(session, free):
        free, number = f"{wanted}-{number}", number + 1
    return free
