"""What letters about events know."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events.models import Event, Organiser
from webapp.store import outbox

ANNOUNCED, PUBLISHED, REFUSED, ORGANISER = (
    "events.announced", "events.published", "events.not_published", "events.own_page",
)  # fmt: skip


def write(session: Session, kind: str, event: Event, now: datetime) -> None:
    """A letter to whoever announced the event; what the desk made itself needs none."""
    if event.email:
        session.flush()  # a new event needs its number
        values = {"key": event.key, "id": event.id, "title": event.title, "name": event.name, "reason": event.reason}
        _post(session, kind, event.email, event.language, values, now, f"event:{event.id}")


def write_organiser(session: Session, organiser: Organiser, now: datetime, language: str = "de") -> None:
    """The address of the organiser's own page."""
    values = {"key": organiser.key, "name": organiser.name}
    _post(session, ORGANISER, organiser.email, language, values, now, f"event_organiser:{organiser.id}")


def _post(
    session: Session, kind: str, to: str, language: str, values: dict[str, Any], now: datetime, about: str
) -> None:  # fmt: skip
    outbox.post(session, kind, to=to, language=language, values=values, now=now, about=about)
