"""Questions about what the office decides."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import FoundPreferences, FoundText
from webapp.store.outbox import Letter


def preferences(session: Session) -> FoundPreferences:
    """What the town decided; the row is made with the tables."""
    return session.get_one(FoundPreferences, 1)


def own_texts(session: Session, language: str) -> dict[str, str]:
    """The text blocks the town has written anew in a language."""
    return {one.block: one.text for one in session.scalars(select(FoundText).where(FoundText.language == language))}


def words_of(session: Session, block: str, language: str) -> tuple[FoundPreferences, str]:
    """What the town decided, and its own words for a text block in this language; empty if they are as delivered."""
    mine = (FoundText.block == block) & (FoundText.language == language)
    decided, text = session.execute(select(FoundPreferences, FoundText.text).outerjoin(FoundText, mine)).one()
    return decided, text or ""


def just_written(session: Session, draft: Letter, since: datetime) -> bool:
    """Whether the very same letter was written since then."""
    same = select(Letter).where(Letter.to == draft.to, Letter.kind == draft.kind, Letter.created_at >= since)
    return any(one.values == draft.values for one in session.scalars(same))
