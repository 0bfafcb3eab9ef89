"""What the staff does with letters."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.letters import rules
from webapp.store import audit, outbox
from webapp.store.audit import Named
from webapp.store.outbox import Letter


def send_again(session: Session, *, letter: Letter, by: Named, now: datetime) -> Letter:
    """The same words as a new letter; a refused one is settled by it."""
    rules.ensure_can_go_again(letter.state, forgotten=is_forgotten(letter, now))
    given: dict[str, Any] = {"to": letter.to, "language": letter.language, "values": letter.values}
    again = outbox.post(session, letter.kind, **given, about=letter.about, now=now)
    if letter.state == rules.REFUSED:
        letter.state = rules.WITHDRAWN
    audit.record(session, "sent again", again, by=by, now=now, label=letter.kind)
    return again


def withdraw(session: Session, *, letter: Letter, by: Named, now: datetime) -> Letter:
    """Keep a letter back, or put a refused one aside."""
    rules.ensure_can_be_withdrawn(letter.state)
    letter.state = rules.WITHDRAWN
    audit.record(session, "withdrawn", letter, by=by, now=now, label=letter.kind)
    return letter


def send_trial(session: Session, *, email: str, language: str, by: Named, now: datetime) -> Letter:
    """A letter that only shows that letters arrive."""
    letter = outbox.post(session, "letters.trial", to=email, language=language, values={"by": by.name}, now=now)
    audit.record(session, "sent a trial", letter, by=by, now=now, label=letter.kind)
    return letter


def is_forgotten(letter: Letter, now: datetime) -> bool:
    """Whether the content of this letter is gone."""
    return rules.is_forgotten(letter.state, letter.sent_at or letter.created_at, now)
