"""Letters wait here: one row each, written in the transaction of the deed it tells of.

So there is no deed without its letter and no letter without its deed. ``work.postman`` carries them later; the row's
id is the Message-ID, so whoever gets a letter twice after a power cut can tell.
"""

from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import JSON, CheckConstraint, CursorResult, Index, String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.contact import ensure_email
from webapp.store.base import Model

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
    leased_until: Mapped[datetime | None]
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


def withdraw(session: Session, about: str, kind: str) -> int:
    """Keep back the letters of this kind about a thing that have not left yet; answers how many.

    One that is on its way just now is not tried again; if it arrives all the same, the postman notes that it did.
    """
    session.flush()
    question = update(Letter).where(Letter.about == about, Letter.kind == kind, Letter.state.in_((WAITING, SENDING)))
    return cast(CursorResult[Any], session.execute(question.values(state=WITHDRAWN))).rowcount
