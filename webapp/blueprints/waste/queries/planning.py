"""What is planned: rhythms and the holiday table of a year."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import HolidayShift, Rhythm


def rhythms(session: Session) -> Sequence[Rhythm]:
    """Every rhythm, by district."""
    return session.scalars(select(Rhythm).order_by(Rhythm.district_id, Rhythm.stream, Rhythm.variant, Rhythm.id)).all()


def shifts_of(session: Session, year: int) -> Sequence[HolidayShift]:
    """The rows of a year's holiday table, in order of days."""
    inside = HolidayShift.from_on.between(date(year, 1, 1), date(year, 12, 31))
    return session.scalars(select(HolidayShift).where(inside).order_by(HolidayShift.from_on)).all()
