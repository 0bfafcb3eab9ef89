"""Deeds at the counter: each press of a button is a small one, and a second press changes nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.rules import day as rules
from webapp.blueprints.appointments.rules import states
from webapp.store import audit


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


def _stamp(appointment: Appointment, state: str, now: datetime) -> None:
    """Note when it came so far; a step back forgets what came later."""
    if state == states.MISSED:
        return
    order = (states.BOOKED, *rules.STAMPS)
    for later in order[order.index(state) + 1 :]:
        setattr(appointment, rules.STAMPS[later], None)
    if state in rules.STAMPS and getattr(appointment, rules.STAMPS[state]) is None:
        setattr(appointment, rules.STAMPS[state], now)
