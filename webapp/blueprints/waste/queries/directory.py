"""Streets and districts as the clerk keeps them."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from webapp.blueprints.waste.models import Assignment, Collection, District, OldAddress, Street

PAGE = 100


def streets(session: Session, word: str = "", page: int = 1) -> Sequence[Street]:
    """A page of streets whose name or locality holds the word, one more than a page tells that there are more."""
    question = select(Street).options(selectinload(Street.assignments)).order_by(Street.name, Street.locality)
    if word:
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        question = question.where(or_(Street.name.ilike(pattern), Street.locality.ilike(pattern)))
    return session.scalars(question.offset((page - 1) * PAGE).limit(PAGE + 1)).all()


def street_named(session: Session, name: str, locality: str) -> Street | None:
    """The street of exactly this name and locality."""
    return session.scalars(select(Street).where(Street.name == name, Street.locality == locality)).one_or_none()


def whole_street(session: Session, street_id: int) -> Street | None:
    """A street with its assignments."""
    question = select(Street).where(Street.id == street_id).options(selectinload(Street.assignments))
    return session.scalars(question).one_or_none()


def is_slug_taken(session: Session, slug: str) -> bool:
    """Whether an address of ours says this already, now or in earlier times."""
    return bool(session.scalar(select(Street.id).where(Street.slug == slug)) or session.get(OldAddress, slug))


def district_named(session: Session, name: str) -> District | None:
    """The district of this name."""
    return session.scalars(select(District).where(District.name == name)).one_or_none()


def districts_with_counts(session: Session) -> Sequence[tuple[District, int, int]]:
    """(district, lines of the street list, dates)."""
    lines = select(Assignment.district_id, func.count().label("lines")).group_by(Assignment.district_id).subquery()
    dates = select(Collection.district_id, func.count().label("dates")).group_by(Collection.district_id).subquery()
    question = (
        select(District, func.coalesce(lines.c.lines, 0), func.coalesce(dates.c.dates, 0))
        .outerjoin(lines, lines.c.district_id == District.id)
        .outerjoin(dates, dates.c.district_id == District.id)
        .order_by(District.name)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(question)]


def all_streets(session: Session) -> dict[tuple[str, str], Street]:
    """Every street with its assignments, by name and locality."""
    question = select(Street).options(selectinload(Street.assignments))
    return {(one.name, one.locality): one for one in session.scalars(question)}


def assigned_streams(session: Session) -> tuple[list[str], list[tuple[str | None, str]]]:
    """(names of streets, (street or none, stream) of each line): for finding what was forgotten."""
    streets = [name for (name,) in session.execute(select(Street.name).where(Street.retired_at.is_(None)).distinct())]
    lines = (
        select(Street.name, Assignment.stream)
        .select_from(Assignment)
        .outerjoin(Street, Assignment.street_id == Street.id)
    )
    return streets, [(name, stream) for name, stream in session.execute(lines)]


def town_wide(session: Session) -> Sequence[Assignment]:
    """The lines for all streets that are not named."""
    return session.scalars(select(Assignment).where(Assignment.street_id.is_(None))).all()
