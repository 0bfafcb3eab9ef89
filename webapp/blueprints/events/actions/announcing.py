"""Events from outside: announced by anybody, kept by organisers on a page of their own."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import keeping, letters
from webapp.blueprints.events.models import Event, Organiser
from webapp.blueprints.events.rules import events as rules
from webapp.domain.contact import ensure_email
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import outbox

LETTER_EVERY = timedelta(hours=1)  # to one organiser: nobody shall fill a stranger's letter box


def announce(
    session: Session, *, key: str, token_hash: str, name: str, email: str, network: str, language: str, now: datetime,
    **typed: Any,
) -> Event:  # fmt: skip
    """Anybody's event, for the desk to check. The same form again is the same event, and one letter."""
    known = queries.event_by_key(session, key)
    if known is not None:
        return known
    if not name:
        raise Refusal(N_("Please give your name."), "name")
    email = ensure_email(email, "email")
    outbox.ensure_few(session, email, now)
    rules.ensure_few(*queries.announced(session, network, email, now))
    made = _new(key, token_hash, now)
    made.name, made.email, made.network, made.language = name, email, network, language
    keeping.tell(session, made, typed, now)
    letters.write(session, letters.ANNOUNCED, made, now)
    return made


def correct(session: Session, *, event: Event, now: datetime, **typed: Any) -> Event:
    """Change it as long as nobody has checked it."""
    rules.ensure_open(event.state)
    keeping.tell(session, event, typed, now)
    return event


def take_back(session: Session, *, event: Event, now: datetime) -> Event:
    """Whoever announced it does not want it any more."""
    rules.ensure_open(event.state)
    event.state, event.changed_at = rules.WITHDRAWN, now
    session.flush()
    return event


def announce_own(
    session: Session, *, organiser: Organiser, key: str, token_hash: str, language: str, now: datetime, **typed: Any
) -> Event:  # fmt: skip
    """An organiser's event; of those the town trusts it is published at once."""
    known = queries.event_by_key(session, key)
    if known is not None:
        return known
    made = _new(key, token_hash, now)
    made.organiser_id, made.language = organiser.id, language
    if organiser.trusted:
        made.state = rules.PUBLISHED
    keeping.tell(session, made, typed, now)
    return made


def correct_own(session: Session, *, organiser: Organiser, event: Event, now: datetime, **typed: Any) -> Event:
    """An organiser changes its event. It stays where people find it; the desk looks at the change afterwards."""
    event.unseen = not organiser.trusted
    keeping.tell(session, event, typed, now)
    return event


def send_link(session: Session, *, email: str, language: str, now: datetime) -> bool:
    """A letter with the address of its page to every organiser of this e-mail address; nobody learns whether any."""
    for one in queries.organisers_by_email(session, ensure_email(email, "email")):
        if one.linked_at is None or one.linked_at + LETTER_EVERY < now:
            one.linked_at = now
            letters.write_organiser(session, one, now, language)
    return True


def _new(key: str, token_hash: str, now: datetime) -> Event:
    return Event(
        key=key, token_hash=token_hash, state=rules.SUBMITTED, origin=rules.CITIZEN, created_at=now, changed_at=now,
        name="", email="", network="",
    )  # fmt: skip
