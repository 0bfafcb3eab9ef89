"""Sessions live here, not in the cookie: logging out ends them, and nothing typed sits readable in a browser."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.base import Model

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)  # one write a minute at most keeps reading pages cheap


class StoredSession(Model):
    """One browser of one person, known by the hash of its random key."""

    __tablename__ = "stored_session"
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def new_key() -> str:
    """A random key of 192 bits for a cookie."""
    return secrets.token_urlsafe(24)


def hashed(key: str) -> str:
    """What the database keeps of a key: enough to recognise it, too little to use it."""
    return hashlib.sha256(key.encode()).hexdigest()


def find(session: Session, key: str, now: datetime) -> StoredSession | None:
    """The session of this key, unless it slept or lived too long."""
    row = session.get(StoredSession, hashed(key))
    if row is None or row.seen_at + IDLE < now or row.created_at + ABSOLUTE < now:
        return None
    return row


def save(session: Session, key: str, content: dict[str, Any], *, now: datetime, browser: str, is_new: bool) -> None:
    """Write a session's content. Only a new key makes a row: a session that was ended meanwhile stays ended."""
    row = session.get(StoredSession, hashed(key))
    if row is None and not is_new:
        return
    if row is None:
        row = StoredSession(key_hash=hashed(key), created_at=now, browser=browser[:200])
        session.add(row)
    person = content.get("_user_id")
    row.person_id, row.seen_at, row.content = int(person) if person else None, now, content


def end(session: Session, key: str) -> None:
    """Forget one session."""
    session.execute(delete(StoredSession).where(StoredSession.key_hash == hashed(key)))


def end_all(session: Session, person_id: int, *, but: str | None = None) -> None:
    """Forget every session of a person, except the one with this hash."""
    session.execute(
        delete(StoredSession).where(StoredSession.person_id == person_id, StoredSession.key_hash != (but or ""))
    )


def of_person(session: Session, person_id: int) -> list[StoredSession]:
    """The open sessions of a person, newest first."""
    question = select(StoredSession).where(StoredSession.person_id == person_id)
    return list(session.scalars(question.order_by(StoredSession.seen_at.desc())))


def forget_expired(session: Session, now: datetime) -> int:
    """Delete what nobody can use any more; answers how many."""
    question = delete(StoredSession).where(
        (StoredSession.seen_at < now - IDLE) | (StoredSession.created_at < now - ABSOLUTE)
    )
    return int(session.execute(question).rowcount)  # type: ignore[attr-defined]
