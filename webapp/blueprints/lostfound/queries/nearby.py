"""Questions about neighbouring towns and what was found there."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import FoundNeighbour, NeighbourFind
from webapp.blueprints.lostfound.rules.neighbours import STALE

MOST = 50  # lines below our own; a longer list is better searched there


def neighbour_due(session: Session, before: datetime) -> FoundNeighbour | None:
    """The neighbour who was not asked for longest, if that was before this moment; new ones first."""
    due = FoundNeighbour.asked_at.is_(None) | (FoundNeighbour.asked_at <= before)
    order = (FoundNeighbour.asked_at.is_not(None), FoundNeighbour.asked_at, FoundNeighbour.id)
    return session.scalars(select(FoundNeighbour).where(due).order_by(*order).limit(1)).one_or_none()


def neighbours(session: Session) -> Sequence[tuple[FoundNeighbour, int]]:
    """All neighbours, and how many of their finds we keep."""
    count = func.count(NeighbourFind.id)
    question = select(FoundNeighbour, count).outerjoin(NeighbourFind).group_by(FoundNeighbour.id)
    return [(one, many) for one, many in session.execute(question.order_by(FoundNeighbour.name))]


def neighbour_by_feed(session: Session, feed: str) -> FoundNeighbour | None:
    """The neighbour with this address."""
    return session.scalars(select(FoundNeighbour).where(FoundNeighbour.feed == feed)).one_or_none()


def names_shown(session: Session, now: datetime) -> Sequence[str]:
    """The neighbours whose list is fresh."""
    return session.scalars(select(FoundNeighbour.name).where(_fresh(now)).order_by(FoundNeighbour.name)).all()


def names_stale(session: Session, now: datetime) -> Sequence[str]:
    """The neighbours whose list has become too old to be shown."""
    old = FoundNeighbour.asked_at.is_not(None) & ~func.coalesce(_fresh(now), False)
    return session.scalars(select(FoundNeighbour.name).where(old).order_by(FoundNeighbour.name)).all()


def nearby_finds(
    session: Session, *, category: str, words: Sequence[str], since: date | None, now: datetime, today: date
) -> Sequence[tuple[NeighbourFind, str]]:
    """What neighbours have published, and where; the newest first, of this kind and with these words."""
    question = select(NeighbourFind, FoundNeighbour.name).join(FoundNeighbour)
    question = question.where(_fresh(now), NeighbourFind.until_on >= today)
    if category:
        question = question.where(NeighbourFind.category == category)
    if since:
        question = question.where(NeighbourFind.week >= since)
    for word in words:
        question = question.where(NeighbourFind.words.contains(word, autoescape=True))
    newest = (NeighbourFind.week.desc(), NeighbourFind.id.desc())
    return [(find, name) for find, name in session.execute(question.order_by(*newest).limit(MOST))]


def _fresh(now: datetime) -> ColumnElement[bool]:
    return FoundNeighbour.fetched_at > now - STALE
