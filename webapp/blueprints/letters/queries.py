"""Questions about letters."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from webapp.blueprints.letters import rules
from webapp.store.outbox import Letter

PAGE = 50


def letters(session: Session, *, state: str, address: str, page: int) -> Sequence[Letter]:
    """A page of letters, newest first; one row more than a page tells that there is another."""
    question = select(Letter).order_by(Letter.created_at.desc(), Letter.id)
    if state:
        question = question.where(Letter.state == state)
    if address:
        question = question.where(Letter.to.icontains(address, autoescape=True))
    return session.scalars(question.offset((page - 1) * PAGE).limit(PAGE + 1)).all()


def refused_count(today: date) -> ScalarSelect[int]:  # noqa: ARG001 - as every such question
    """Question: how many letters no mail server takes."""
    return select(func.count()).where(Letter.state == rules.REFUSED).scalar_subquery()
