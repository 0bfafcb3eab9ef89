"""What letters about an appointment know: the facts as they were when the deed was done."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.rules import states
from webapp.blueprints.appointments.rules.visits import Wish, fee_of
from webapp.store import outbox

CONFIRMED, ACTIVATE, MOVED = "appointments.confirmed", "appointments.activate", "appointments.moved"
CANCELLED, CLOSED, REMINDER = "appointments.cancelled", "appointments.closed", "appointments.reminder"
WAITING, OFFER = "appointments.waiting", "appointments.offer"


def write(session: Session, kind: str, appointment: Appointment, now: datetime, **more: Any) -> None:
    """A letter to the visitor, who may have given no e-mail address."""
    if appointment.email:
        values = facts(appointment) | more
        about, language = appointment.slug, appointment.language
        outbox.post(session, kind, to=appointment.email, language=language, values=values, now=now, about=about)


def facts(appointment: Appointment) -> dict[str, Any]:
    """The appointment as plain values; times are ISO 8601 in UTC."""
    wishes = [Wish(one.service, one.count) for one in appointment.concerns]
    return {
        "key": appointment.key,
        "number": appointment.number,
        "name": appointment.name,
        "starts_at": appointment.starts_at.isoformat(),
        "ends_at": appointment.ends_at.isoformat(),
        "changed_at": appointment.changed_at.isoformat(),
        "sequence": appointment.sequence,
        "cancelled": appointment.state in states.OVER,
        "concerns": [[one.service.name, one.count] for one in wishes],
        "documents": documents(wishes),
        "fee_cents": fee_of(wishes),
        "place": {"name": appointment.place.name, "address": appointment.place.address,
                  "directions": appointment.place.directions, "access": appointment.place.access},
    }  # fmt: skip


def documents(wishes: list[Wish]) -> list[str]:
    """What to bring, each thing once."""
    lines = (line.strip() for wish in wishes for line in wish.service.documents.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
