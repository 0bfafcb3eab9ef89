"""Deeds at the counter: each press of a button is a small one, and a second press changes nothing."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import booking, letters
from webapp.blueprints.appointments.models import Appointment, Counter
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.rules import day as rules
from webapp.blueprints.appointments.rules import states
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit
from webapp.store.sessions import hashed

TOKEN_BYTES = 24  # 192 bits
JUST_NOW = timedelta(minutes=2)  # whoever presses again so soon pressed twice


def step(
    session: Session, *, appointment: Appointment, state: str, seen: str, by: Any, now: datetime
) -> Appointment:  # fmt: skip
    """Confirmed, arrived, called, done, did not come, or one step back; ``seen`` is the state the clerk looked at."""
    if appointment.state == state:
        return appointment
    rules.ensure_step(appointment, state, seen, now)
    if seen == states.PENDING:
        booking.activate(session, appointment=appointment, now=now)
    _stamp(appointment, state, now)
    appointment.state = state
    label, changes = appointment.number or "", {"state": [seen, state]}
    audit.record(session, "changed", appointment, by=by, now=now, label=label, changes=changes)
    return appointment


def book(
    session: Session, *, key: str, token_hash: str, wishes: Sequence[Wish], place_id: int, starts_at: datetime,
    channel: str, town: Town, now: datetime, language: str, by: Any, **details: Any,
) -> Appointment:  # fmt: skip
    """Book for somebody on the phone or at the counter, in one deed; the same form again is the same appointment."""
    it = booking.hold(
        session, key=key, token_hash=token_hash, wishes=wishes, place_id=place_id, starts_at=starts_at, town=town,
        now=now, language=language, channel=channel,
    )  # fmt: skip
    if it.state == states.HELD:
        booking.fill_in(session, appointment=it, now=now, town=town, **details)
        booking.confirm(session, appointment=it, town=town, now=now, by=by)
    return it


def note(session: Session, *, appointment: Appointment, internal_note: str, by: Any, now: datetime) -> Appointment:
    """Keep what colleagues should know. The log says that, not what."""
    if appointment.internal_note != internal_note:
        appointment.internal_note = internal_note
        audit.record(session, "changed", appointment, by=by, now=now, label=appointment.number or "")
    return appointment


def send_again(session: Session, *, appointment: Appointment, by: Any, now: datetime) -> Appointment:
    """Send the confirmation once more; pressed twice, one letter leaves."""
    if appointment.state != states.BOOKED or not appointment.email:
        raise Refusal(N_("There is no confirmation to send: no e-mail address, or the visit is over."))
    if not queries.is_letter_written(session, appointment.slug, letters.CONFIRMED, since=now - JUST_NOW):
        letters.write(session, letters.CONFIRMED, appointment, now)
        audit.record(session, "sent again", appointment, by=by, now=now, label=appointment.number or "")
    return appointment


def renew_feed(session: Session, *, counter: Counter, by: Any, now: datetime) -> str:
    """A new secret for the counter's calendar; only its hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    counter.feed_hash = hashed(token)
    audit.record(session, "changed", counter, by=by, now=now, label=counter.name, changes={"feed": ["", "new"]})
    return token


def end_feed(session: Session, *, counter: Counter, by: Any, now: datetime) -> Counter:
    """The address of the counter's calendar is worth nothing any more."""
    if counter.feed_hash:
        counter.feed_hash = ""
        audit.record(session, "changed", counter, by=by, now=now, label=counter.name, changes={"feed": ["on", "off"]})
    return counter


def _stamp(appointment: Appointment, state: str, now: datetime) -> None:
    """Note when it came so far; a step back forgets what came later."""
    if state == states.MISSED:
        return
    order = (states.BOOKED, *rules.STAMPS)
    for later in order[order.index(state) + 1 :]:
        setattr(appointment, rules.STAMPS[later], None)
    if order.index(state) < order.index(states.DONE):
        appointment.calls = int(state == states.CALLED)
    if state in rules.STAMPS and getattr(appointment, rules.STAMPS[state]) is None:
        setattr(appointment, rules.STAMPS[state], now)
    called_at = appointment.called_at
    appointment.first_called_at = called_at and (appointment.first_called_at or called_at)
