"""Questions of the desk about the register."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from webapp.blueprints.lostfound.models import Claim, FoundItem, Party, Sale
from webapp.blueprints.lostfound.rules import states
from webapp.blueprints.lostfound.rules.claims import OPEN
from webapp.blueprints.pages.models import Picture
from webapp.store.audit import AuditEntry
from webapp.store.files import StoredFile

MOST = 50  # lines of a search; more is no answer
A_WORKLIST = 100


def item_by_key(session: Session, key: str) -> FoundItem | None:
    """The find this form has made already."""
    return session.scalars(_with_people().where(FoundItem.key == key)).unique().one_or_none()


def number_of_twin(session: Session, since: datetime, facts: Mapping[str, Any]) -> str:
    """The number of what was taken in since then in the same words."""
    same = (getattr(FoundItem, name) == facts[name] for name in ("category", "title", "area", "found_on"))
    question = select(FoundItem).where(FoundItem.created_at > since, FoundItem.number.is_not(None), *same)
    twin = session.scalars(question).first()
    return twin.label if twin else ""


def whole_item(session: Session, item_id: int) -> FoundItem | None:
    """A find with everything the desk shows of it."""
    question = _with_people().where(FoundItem.id == item_id)
    everything = (
        joinedload(FoundItem.handover), joinedload(FoundItem.sale), joinedload(FoundItem.expenses),
    )  # fmt: skip
    return session.scalars(question.options(*everything)).unique().one_or_none()


def item_by_token(session: Session, token_hash: str) -> FoundItem | None:
    """The find of the finder who holds this address."""
    return session.scalars(_with_people().where(FoundItem.token_hash == token_hash)).unique().one_or_none()


def next_number(session: Session, year: int) -> int:
    """The next number of the register of a year."""
    with session.no_autoflush:  # the find that gets it is not whole yet
        return (session.scalar(select(func.max(FoundItem.number)).where(FoundItem.year == year)) or 0) + 1


def count_announced(session: Session) -> int:
    """How many announced finds wait for somebody to look at them."""
    return session.scalar(select(func.count()).where(FoundItem.state == states.ANNOUNCED)) or 0


def worklist(session: Session, today: date) -> Sequence[FoundItem]:
    """Finds somebody has to do something about, the oldest first: announced, claimed, due, waiting for a person."""
    question = select(FoundItem).where(_waits(today)).options(selectinload(FoundItem.claims))
    return session.scalars(question.order_by(FoundItem.kept_until, FoundItem.id).limit(A_WORKLIST)).all()


def count_waiting(today: date) -> ScalarSelect[int]:
    """Question: how many finds stand on the worklist."""
    return select(func.count()).select_from(FoundItem).where(_waits(today)).scalar_subquery()


def _waits(today: date) -> ColumnElement[bool]:
    claimed = exists().where(Claim.item_id == FoundItem.id, Claim.state == OPEN)
    late = FoundItem.state.in_((states.DUE, states.ANNOUNCED, states.RESERVED, states.TOWNS, states.REGISTERED))
    uncollected = (FoundItem.state == states.OFFERED) & (FoundItem.collect_by < today)
    over = (FoundItem.state == states.LISTED) & FoundItem.sale.has(Sale.sold_on <= today)
    return or_(late, uncollected, over, claimed) & FoundItem.state.in_(states.OPEN)


def found(session: Session, wanted: str, state: str) -> Sequence[FoundItem]:
    """Finds of this number, or whose words, place or storage hold what was typed; the newest first."""
    question = select(FoundItem)
    if state:
        question = question.where(FoundItem.state == state)
    year, _, number = wanted.replace("/", "-").partition("-")
    if year.isdecimal() and number.isdecimal():
        question = question.where(FoundItem.year == int(year[:4]), FoundItem.number == int(number[:6]))
    else:
        columns = (FoundItem.title, FoundItem.area, FoundItem.place, FoundItem.storage, FoundItem.note)
        for word in wanted.split():
            fits = {word, word.title(), word.lower()}
            question = question.where(or_(*(one.icontains(fit, autoescape=True) for one in columns for fit in fits)))
    return session.scalars(question.order_by(FoundItem.id.desc()).limit(MOST)).all()


def published_items(session: Session) -> Sequence[FoundItem]:
    """What citizens may find, the newest first."""
    question = select(FoundItem).where(FoundItem.state == states.PUBLISHED)
    return session.scalars(question.order_by(FoundItem.id.desc())).all()


def kept_items(session: Session) -> Sequence[FoundItem]:
    """What may still go back to its owner."""
    question = select(FoundItem).where(FoundItem.state.in_((states.REGISTERED, states.PUBLISHED, states.DUE)))
    return session.scalars(question.order_by(FoundItem.id.desc())).all()


def register_of(session: Session, year: int) -> Sequence[FoundItem]:
    """The register of a year in the order of its numbers."""
    question = select(FoundItem).options(joinedload(FoundItem.handover)).where(FoundItem.year == year)
    return session.scalars(question.order_by(FoundItem.number)).unique().all()


def history(session: Session, item: FoundItem) -> Sequence[AuditEntry]:
    """What was done with a find, in order; looking is no deed."""
    question = select(AuditEntry).where(
        AuditEntry.subject == FoundItem.__tablename__, AuditEntry.subject_id == str(item.id),
        AuditEntry.verb != "looked at",
    )  # fmt: skip
    return session.scalars(question.order_by(AuditEntry.id)).all()


def expired(session: Session, today: date) -> Sequence[FoundItem]:
    """Finds whose keeping period is over, still kept for their owner."""
    kept = FoundItem.state.in_((states.REGISTERED, states.PUBLISHED))
    return session.scalars(_with_people().where(kept, FoundItem.kept_until < today)).unique().all()


def parties_to_forget(session: Session, closed_before: date) -> Sequence[Party]:
    """Finders and receivers of finds that have been closed for long enough."""
    return session.scalars(select(Party).join(Party.item).where(FoundItem.closed_on < closed_before)).all()


def items_to_forget(session: Session, closed_before: date) -> Sequence[FoundItem]:
    """Finds that have been closed for long and still hold words or a photo that may tell of somebody."""
    old = (FoundItem.closed_on < closed_before, FoundItem.forgotten_at.is_(None))
    return session.scalars(select(FoundItem).where(*old)).all()


def photo_of(session: Session, item_id: int) -> StoredFile | None:
    """The photo of a find, published or not, for the desk."""
    question = select(StoredFile).join(FoundItem, FoundItem.photo == StoredFile.digest).where(FoundItem.id == item_id)
    return session.scalars(question.options(undefer(StoredFile.content))).one_or_none()


def photo_nobody_uses(session: Session, digest: str) -> StoredFile | None:
    """The stored photo, if neither a find nor a page shows it any more."""
    used = exists().where(FoundItem.photo == digest) | exists().where(Picture.digest == digest)
    return session.scalars(select(StoredFile).where(StoredFile.digest == digest, ~used)).one_or_none()


def _with_people() -> Select[FoundItem]:
    return select(FoundItem).options(joinedload(FoundItem.parties), joinedload(FoundItem.claims))
