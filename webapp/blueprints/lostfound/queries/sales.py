"""Questions about public lists."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from webapp.blueprints.lostfound.models import FoundItem, Sale
from webapp.blueprints.lostfound.rules import states


def sale_by_key(session: Session, key: str) -> Sale | None:
    """The list this form has made already."""
    return session.scalars(select(Sale).where(Sale.key == key)).one_or_none()


def listable(session: Session, item_ids: Sequence[int] | None = None) -> Sequence[FoundItem]:
    """Finds that may be put on a list, of these or of all: the town's own, and what § 979 BGB lets it sell."""
    own = (FoundItem.state == states.TOWNS) & (FoundItem.place_kind == states.ELSEWHERE)
    others = (FoundItem.state == states.DUE) & (FoundItem.place_kind != states.ELSEWHERE)
    question = select(FoundItem).where(own | others, FoundItem.category != "documents")
    if item_ids is not None:
        question = question.where(FoundItem.id.in_(item_ids))
    return session.scalars(question.order_by(FoundItem.id)).all()


def sale_by_id(session: Session, sale_id: int) -> Sale | None:
    """One list with its finds."""
    return session.scalars(_whole().where(Sale.id == sale_id)).one_or_none()


def all_sales(session: Session) -> Sequence[Sale]:
    """All lists, the newest first."""
    return session.scalars(_whole().order_by(Sale.id.desc())).all()


def sales_to_come(session: Session, today: date) -> Sequence[Sale]:
    """Lists everybody may read: until the day of the sale."""
    return session.scalars(_whole().where(Sale.sold_on >= today).order_by(Sale.sold_on)).all()


def _whole() -> Select[Sale]:
    return select(Sale).options(selectinload(Sale.items))
