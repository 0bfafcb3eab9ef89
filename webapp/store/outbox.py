"""Letters wait here: one row each, written in the transaction of the deed it tells of.

So there is no deed without its letter and no letter without its deed. ``work.postman`` carries them later; the row's
id is the Message-ID, so whoever gets a letter twice after a power cut can tell.
"""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    CursorResult,
    Delete,
    Index,
    String,
    Update,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.contact import ensure_email
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store.base import Model

A_DAY = timedelta(days=1)
LETTERS_A_DAY = 20  # to one address: five appointments confirmed, moved and cancelled again
WAITING, SENDING, SENT, REFUSED, WITHDRAWN = STATES = ("waiting", "sending", "sent", "refused", "withdrawn")


class Letter(Model):
    """What one person is told about one thing; ``values`` is all its template needs."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due", "state", "due_at"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    to: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(5))
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    about: Mapped[str] = mapped_column(String(80), default="", index=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str] = mapped_column(String(80), default="")
    leased_until: Mapped[datetime | None]  # until then nobody takes it: it is on its way, or rests after a failed try
    sent_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(500), default="")


def post(
    session: Session,
    kind: str,
    *,
    to: str,
    language: str,
    values: dict[str, Any],
    now: datetime,
    about: str = "",
    due_at: datetime | None = None,
) -> Letter:
    """Put a letter of this kind (``feature.name``) into the outbox; it leaves after the commit, or when it is due.

    ``values`` must fit JSON; ``about`` names the thing, so ``withdraw`` finds the letter. Refuses a second address.
    """
    letter = Letter(id=uuid4().hex, kind=kind, to=ensure_email(to, "email"), language=language, values=values)
    letter.about, letter.created_at, letter.due_at = about, now, due_at or now
    session.add(letter)
    session.info["posted"] = True  # whoever commits may wake the postman
    return letter


def ensure_few(session: Session, to: str, now: datetime) -> None:
    """Refuse what would write one more letter to an address that got many today: it may be a stranger's."""
    question = select(func.count()).where(Letter.to == to, Letter.created_at > now - A_DAY)
    if (session.scalar(question) or 0) >= LETTERS_A_DAY:
        raise Refusal(N_("Many letters went to this e-mail address today already. Please call us."), "email")


def withdraw(session: Session, about: str, kind: str) -> int:
    """Keep back the letters of this kind about a thing that have not left yet; answers how many.

    One that is on its way just now is not tried again; if it arrives all the same, the postman notes that it did.
    """
    session.flush()
    unsent = Letter.state.in_((WAITING, SENDING))
    question = update(Letter).where(Letter.about == about, Letter.kind == kind, unsent)
    return _count(session, question.values(state=WITHDRAWN))


def forget(session: Session, about: str) -> int:
    """Delete what was written about a thing; answers how many. One that is on its way just now is kept back instead."""
    session.flush()
    gone = _count(session, delete(Letter).where(Letter.about == about, Letter.state != SENDING))
    session.execute(update(Letter).where(Letter.about == about).values(state=WITHDRAWN, values={}))
    return gone


def oldest_due(session: Session, now: datetime) -> datetime | None:
    """Since when the letter waits that should have left first."""
    question = select(func.min(Letter.due_at)).where(Letter.state.in_((WAITING, SENDING)), Letter.due_at <= now)
    return session.scalar(question)


def is_due(session: Session, now: datetime) -> bool:
    """Whether a postman would find a letter now."""
    return session.scalar(select(Letter.id).where(_free(now)).limit(1)) is not None


def claim(session: Session, holder: str, now: datetime, lease: timedelta) -> Letter | None:
    """Take the letter that is due longest; for the time of the lease it is this holder's alone."""
    first = select(Letter.id).where(_free(now)).order_by(Letter.due_at, Letter.id).limit(1).scalar_subquery()
    taken = {"state": SENDING, "holder": holder, "leased_until": now + lease, "tries": Letter.tries + 1}
    return session.scalars(update(Letter).where(Letter.id == first).values(**taken).returning(Letter)).one_or_none()


def note_sent(session: Session, letter: Letter, now: datetime) -> bool:
    """It has left, even if somebody withdrew it meanwhile. False if another holder took it over."""
    return _settle(session, letter, (SENDING, WITHDRAWN), state=SENT, sent_at=now, fault="")


def put_off(session: Session, letter: Letter, until: datetime, fault: str) -> bool:
    """It could not leave; it is tried again then."""
    return _settle(session, letter, (SENDING,), state=WAITING, leased_until=until, fault=fault)


def note_refused(session: Session, letter: Letter, fault: str) -> bool:
    """It will never leave like this; the staff is told."""
    return _settle(session, letter, (SENDING,), state=REFUSED, fault=fault)


def _free(now: datetime) -> ColumnElement[bool]:
    rested = Letter.leased_until.is_(None) | (Letter.leased_until <= now)
    return Letter.state.in_((WAITING, SENDING)) & (Letter.due_at <= now) & rested


def _settle(session: Session, letter: Letter, states: tuple[str, ...], *, fault: str, **values: Any) -> bool:
    """Only the holder may tell how it went: a postman who slept past his lease changes nothing."""
    mine = update(Letter).where(Letter.id == letter.id, Letter.holder == letter.holder, Letter.state.in_(states))
    return _count(session, mine.values(fault=fault[:500], **values)) == 1


def _count(session: Session, question: Update | Delete) -> int:
    return cast(CursorResult[Any], session.execute(question)).rowcount
