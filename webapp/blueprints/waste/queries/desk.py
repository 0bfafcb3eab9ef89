"""What the clerk asks: what is stored, what was imported, what a title means."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import Collection, District, TitleMeaning, WasteImport
from webapp.blueprints.waste.rules.assembly import Meanings
from webapp.blueprints.waste.rules.compare import Pickup


def districts(session: Session) -> Sequence[District]:
    """Every district, by name."""
    return session.scalars(select(District).order_by(District.name)).all()


def stored_pickups(session: Session, names: Iterable[str], since: date | None = None) -> list[Pickup]:
    """The stored collections of these districts, for comparing."""
    question = select(Collection, District.name).join(District, Collection.district_id == District.id)
    question = question.where(District.name.in_(set(names)))
    if since:
        question = question.where(Collection.actual_on >= since)
    return [pickup_of(row, name) for row, name in session.execute(question)]


def pickup_of(row: Collection, district: str) -> Pickup:
    """A stored row as the rules see it."""
    return Pickup(
        district, row.stream, row.variant, row.regular_on, row.actual_on, place=row.place, time=row.time,
        note=row.note, cancelled=row.cancelled, manual=row.origin == "manual", id=row.id,
    )  # fmt: skip


def meanings(session: Session) -> Meanings:
    """What the titles of the disposal company mean in this town."""
    return {one.title: (one.stream, one.variant) for one in session.scalars(select(TitleMeaning))}


def meaning_rows(session: Session, titles: Iterable[str]) -> dict[str, TitleMeaning]:
    """The remembered meanings of these titles."""
    rows = session.scalars(select(TitleMeaning).where(TitleMeaning.title.in_(set(titles))))
    return {row.title: row for row in rows}


def collections_by_id(session: Session, ids: Iterable[int]) -> dict[int, Collection]:
    """Collections by their number."""
    wanted, found = list(ids), {}
    for start in range(0, len(wanted), 500):  # SQLite's limit of values in one question
        part = select(Collection).where(Collection.id.in_(wanted[start : start + 500]))
        found.update({row.id: row for row in session.scalars(part)})
    return found


def recent_imports(session: Session, kind: str = "dates") -> Sequence[WasteImport]:
    """The last twenty imports of dates, or of streets."""
    question = select(WasteImport).where(WasteImport.kind == kind).order_by(WasteImport.id.desc())
    return session.scalars(question.limit(20)).all()


def extent(session: Session, today: date) -> Sequence[tuple[str, str, int, date]]:
    """(district, stream, coming collections, last day) of what is stored."""
    question = (
        select(District.name, Collection.stream, func.count(), func.max(Collection.actual_on))
        .join(Collection, Collection.district_id == District.id)
        .where(Collection.actual_on >= today)
        .group_by(District.name, Collection.stream)
        .order_by(District.name, Collection.stream)
    )
    return [tuple(row) for row in session.execute(question)]  # type: ignore[misc]


def same_collection(session: Session, row: Collection) -> Collection | None:
    """A stored collection with the same identity."""
    return session.scalars(
        select(Collection).where(
            Collection.district_id == row.district_id,
            Collection.stream == row.stream,
            Collection.variant == row.variant,
            Collection.regular_on == row.regular_on,
            Collection.place == row.place,
            Collection.time == row.time,
        )
    ).first()


def collections_of_month(session: Session, district_id: int, first: date, last: date) -> Sequence[Collection]:
    """A district's collections between two days."""
    inside = Collection.actual_on.between(first, last)
    question = select(Collection).where(Collection.district_id == district_id, inside)
    return session.scalars(question.order_by(Collection.actual_on, Collection.stream, Collection.id)).all()
