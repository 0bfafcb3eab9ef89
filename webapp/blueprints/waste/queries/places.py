"""What residents ask: which streets are there, which district serves this place, when does the lorry come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from webapp.blueprints.waste.models import ANY, Assignment, Collection, DropOff, Item, OldAddress, Street


class Dated(NamedTuple):
    """A collection as residents read it: plain and quick, for the page of a place looks at a hundred of them."""

    district_id: int
    stream: str
    variant: str
    regular_on: date
    actual_on: date
    reason: str
    cancelled: bool
    time: str
    place: str
    note: str
    sequence: int
    changed_at: datetime

    @property
    def is_moved(self) -> bool:
        """Whether the lorry comes on another day than usual."""
        return self.actual_on != self.regular_on


# Built once: putting a question together costs as much as asking it.
STREET = (
    select(Street)
    .where(Street.slug == bindparam("slug"))
    .options(joinedload(Street.assignments).options(lazyload(Assignment.district)))
)
DATES = Collection.__table__.c
COLLECTIONS = (
    select(*(DATES[name] for name in Dated._fields))
    .where(DATES.district_id.in_(bindparam("districts", expanding=True)))
    .where(DATES.actual_on.between(bindparam("first"), bindparam("last")))
    .order_by(DATES.actual_on, DATES.stream, DATES.variant, DATES.id)
)


def active_streets(session: Session) -> Sequence[Street]:
    """Every street a resident can choose."""
    question = select(Street).where(Street.retired_at.is_(None))
    return session.scalars(question.order_by(Street.name, Street.locality)).all()


def streets_stamp(session: Session) -> tuple[int, int, int]:
    """Changes whenever a street does: for keeping the search index in memory."""
    row = session.execute(
        select(func.count(), func.coalesce(func.max(Street.id), 0), func.coalesce(func.sum(Street.version), 0))
    )
    count, newest, versions = row.one()
    return int(count), int(newest), int(versions)


def street_by_slug(session: Session, slug: str) -> Street | None:
    """The street with its assignments, retired ones too: their calendars go on answering."""
    return session.scalars(STREET, {"slug": slug}).unique().one_or_none()


def new_slug_of(session: Session, slug: str) -> str | None:
    """Where a street of that old address went."""
    question = select(Street.slug).join(OldAddress, OldAddress.street_id == Street.id).where(OldAddress.slug == slug)
    return session.scalars(question).one_or_none()


def default_assignments(session: Session) -> Sequence[Assignment]:
    """What holds for all streets that name no district of their own."""
    return session.scalars(select(Assignment).where(Assignment.street_id.is_(None)).order_by(Assignment.id)).all()


def collections_between(session: Session, districts: Mapping[str, int], first: date, last: date) -> list[Dated]:
    """The collections of a place by their actual days. ``districts`` maps a stream (or ``*``) to its district."""
    wanted = {"districts": list(set(districts.values())), "first": first, "last": last}
    rows = map(Dated._make, session.execute(COLLECTIONS, wanted).all())
    return [one for one in rows if districts.get(one.stream, districts.get(ANY)) == one.district_id]


def collections_stamp(session: Session, districts: Mapping[str, int], first: date) -> tuple[int, datetime | None]:
    """How many collections from that day on, and when one last changed: the version of a feed."""
    question = select(func.count(), func.max(Collection.changed_at)).where(
        Collection.district_id.in_(set(districts.values())), Collection.actual_on >= first
    )
    count, changed_at = session.execute(question).one()
    return int(count), changed_at


def items_for(session: Session, word: str) -> Sequence[Item]:
    """Entries of the A to Z whose name or other names hold the word; all of them for an empty word."""
    question = select(Item).order_by(Item.name)
    if word:
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        question = question.where(Item.name.ilike(pattern) | Item.synonyms.ilike(pattern))
    return session.scalars(question).all()


def dropoffs(session: Session) -> Sequence[DropOff]:
    """Every place that takes waste."""
    return session.scalars(select(DropOff).order_by(DropOff.name)).all()
