"""Deeds at the counter: each press of a button is a small one, and a second press changes nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import letters
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.rules import day as rules
from webapp.blueprints.appointments.rules import states
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit

JUST_NOW = timedelta(minutes=2)  # whoever presses again so soon pressed twice


def step(
    session: Session, *, appointment: Appointment, state: str, seen: str, by: Any, now: datetime
) -> Appointment:  # fmt: skip
    """Arrived, called, done, did not come, or one step back; ``seen`` is the state the clerk looked at."""
    if appointment.state == state:
        return appointment
    rules.ensure_step(appointment, state, seen, now)
    _stamp(appointment, state, now)
    appointment.state = state
    label, changes = appointment.number or "", {"state": [seen, state]}
    audit.record(session, "changed", appointment, by=by, now=now, label=label, changes=changes)
    return appointment


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
    if not queries.is_letter_fresh(session, appointment.slug, letters.CONFIRMED, now - JUST_NOW):
        letters.write(session, letters.CONFIRMED, appointment, now)
        audit.record(session, "sent again", appointment, by=by, now=now, label=appointment.number or "")
    return appointment


def _stamp(appointment: Appointment, state: str, now: datetime) -> None:
    """Note when it came so far; a step back forgets what came later."""
    if state == states.MISSED:
        return
    order = (states.BOOKED, *rules.STAMPS)
    for later in order[order.index(state) + 1 :]:
        setattr(appointment, rules.STAMPS[later], None)
    if state in rules.STAMPS and getattr(appointment, rules.STAMPS[state]) is None:
        setattr(appointment, rules.STAMPS[state], now)
