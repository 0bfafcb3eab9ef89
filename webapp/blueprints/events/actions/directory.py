"""Venues and organisers as the desk keeps them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import keeping, letters
from webapp.blueprints.events.models import Organiser, Venue
from webapp.blueprints.events.rules.events import ensure_address
from webapp.domain.contact import ensure_email
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit
from webapp.store.changes import change, ensure_newest


def keep_venue(
    session: Session, *, venue: Venue | None, seen: int, by: Any, now: datetime, **typed: Any
) -> Venue:  # fmt: skip
    """A new venue, or an old one changed; calendars learn of its new name."""
    ensure_newest(venue, seen)
    kept = venue or Venue()
    changes = _keep(session, kept, typed, verb="changed" if venue else "added", by=by, now=now)
    if venue and changes:
        for event in queries.events_at(session, venue):
            keeping.touch(event, now)
    return kept


def keep_organiser(
    session: Session, *, organiser: Organiser | None, seen: int, key: str, token_hash: str, by: Any, now: datetime,
    **typed: Any,
) -> Organiser:  # fmt: skip
    """A new organiser, or an old one changed."""
    ensure_newest(organiser, seen)
    if typed["email"]:
        typed["email"] = ensure_email(typed["email"], "email")
    typed["web"] = ensure_address(typed["web"], "web")
    typed["feed"] = ensure_address(typed["feed"].replace("webcal://", "https://", 1), "feed")
    kept = organiser or Organiser(key=key, token_hash=token_hash)
    if typed["feed"] != kept.feed:  # another calendar: somebody looks at it first
        kept.feed_agreed, kept.feed_at, kept.feed_stamp, kept.feed_fault = False, None, [], {}
    _keep(session, kept, typed, verb="changed" if organiser else "added", by=by, now=now)
    return kept


def send_page(session: Session, *, organiser: Organiser, by: Any, now: datetime) -> Organiser:
    """Send the organiser the address of its page."""
    if not organiser.email:
        raise Refusal(N_("Please give an e-mail address first."), "email")
    letters.write_organiser(session, organiser, now)
    organiser.linked_at = now
    audit.record(session, "invited", organiser, by=by, now=now, label=organiser.name)
    return organiser


def renew_page(
    session: Session, *, organiser: Organiser, key: str, token_hash: str, by: Any, now: datetime
) -> Organiser:  # fmt: skip
    """A new address for its page; the old one opens nothing any more."""
    organiser.key, organiser.token_hash = key, token_hash
    audit.record(session, "renewed the address", organiser, by=by, now=now, label=organiser.name)
    return organiser


def _keep(
    session: Session, row: Venue | Organiser, typed: dict[str, Any], *, verb: str, by: Any, now: datetime
) -> dict[str, list[Any]]:  # fmt: skip
    if queries.is_name_taken(session, type(row), typed["name"], row.id):
        raise Refusal(N_("There is one with this name already. Please choose another name."), "name")
    changes = change(row, typed)
    session.add(row)
    audit.record(session, verb, row, by=by, now=now, label=row.name, changes=changes)
    return changes
