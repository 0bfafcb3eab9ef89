"""Neighbouring towns join the search, their lists are taken over, and all of it goes when they leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import FoundNeighbour, NeighbourFind
from webapp.blueprints.lostfound.queries import nearby as queries
from webapp.blueprints.lostfound.rules import neighbours as rules
from webapp.blueprints.lostfound.rules.neighbours import Brought
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit


def add(session: Session, *, name: str, feed: str, demo: bool, by: Any, now: datetime) -> FoundNeighbour:
    """Search with this town as well; its list is fetched within minutes."""
    address = rules.ensure_address(feed, demo=demo)
    if queries.neighbour_by_feed(session, address) is not None:
        raise Refusal(N_("This neighbour is on the list already."), "feed")
    if len(queries.neighbours(session)) >= rules.MOST_NEIGHBOURS:
        raise Refusal(N_("Ten neighbours are enough. Please remove one first."))
    it = FoundNeighbour(name=name, feed=address)
    session.add(it)
    audit.record(session, "added", it, by=by, now=now, label=name)
    return it


def remove(session: Session, *, neighbour: FoundNeighbour, by: Any, now: datetime) -> FoundNeighbour:
    """Search without this town; the copies of its finds go as well."""
    audit.record(session, "removed", neighbour, by=by, now=now, label=neighbour.name)
    _clear(session, neighbour)
    session.delete(neighbour)
    return neighbour


def take_over(session: Session, brought: Brought | None, now: datetime) -> int:
    """Replace what we keep of a neighbour by what the errand brought; answers how many finds came."""
    it = session.get(FoundNeighbour, brought.neighbour_id) if brought else None
    if brought is None or it is None:
        return 0
    it.asked_at, it.fault, it.fault_values = now, brought.fault, dict(brought.values)
    if brought.fault:
        return 0
    it.fetched_at = now
    if brought.finds is None:
        return 0
    it.etag, it.last_modified = brought.stamp
    _clear(session, it)
    session.add_all(_copy(it, one) for one in brought.finds)
    return len(brought.finds)


def _clear(session: Session, neighbour: FoundNeighbour) -> None:
    session.execute(delete(NeighbourFind).where(NeighbourFind.neighbour_id == neighbour.id))


def _copy(neighbour: FoundNeighbour, one: rules.Nearby) -> NeighbourFind:
    return NeighbourFind(
        neighbour_id=neighbour.id, number=one.number, category=one.category, title=one.title, area=one.area,
        week=one.week, until_on=one.until_on, url=one.url, words=one.words,
    )  # fmt: skip
