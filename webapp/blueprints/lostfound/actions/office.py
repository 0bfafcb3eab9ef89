"""What the office decides: deadlines, texts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import FoundPreferences, FoundText
from webapp.blueprints.lostfound.queries import office as queries
from webapp.store import audit
from webapp.store.changes import change, ensure_newest


def set_preferences(session: Session, *, seen: int, by: Any, now: datetime, **typed: Any) -> FoundPreferences:
    """The deadlines the town sets itself; lists that are announced keep theirs."""
    it = queries.preferences(session)
    ensure_newest(it, seen)
    changes = change(it, typed)
    audit.record(session, "changed", it, by=by, now=now, changes=changes)
    return it


def keep_texts(
    session: Session, *, language: str, texts: Mapping[str, str], delivered: Mapping[str, str], by: Any, now: datetime
) -> list[str]:
    """Keep the blocks that differ from what is delivered; an empty one is as delivered again. Answers those changed."""
    before = queries.own_texts(session, language)
    wanted = {block: text for block, text in texts.items() if text and text != delivered[block]}
    changed = sorted(block for block in delivered if before.get(block) != wanted.get(block))
    for block in changed:
        row = session.get(FoundText, (block, language))
        if block not in wanted:
            session.delete(row)
        elif row is None:
            session.add(FoundText(block=block, language=language, text=wanted[block]))
        else:
            row.text = wanted[block]
    if changed:
        audit.record(session, "changed", FoundText.__tablename__, by=by, now=now, label=", ".join((language, *changed)))
    return changed
