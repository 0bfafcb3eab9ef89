"""After the booking: move it in one deed, cancel it, forget who came."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import cells, letters
from webapp.blueprints.appointments.actions.booking import free_counter, place, wishes_of, with_counters
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import offers, visits
from webapp.blueprints.appointments.rules import holds, states
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit, outbox

CANCELLED_FOR = timedelta(days=1)
AN_HOUR = timedelta(hours=1)


def move(
    session: Session, *, appointment: Appointment, starts_at: datetime, town: Town, now: datetime,
    by: Any = None, message: str = "", channel: str | None = None,
) -> Appointment:  # fmt: skip
    """Take the new time and give the old one back, in one deed: if the new one is gone, the old one stays."""
    ensure_open(appointment, now, by)
    if starts_at == appointment.starts_at:
        return appointment  # the button was pressed twice
    if not by:
        holds.ensure_movable(appointment.sequence)
        outbox.ensure_few(session, appointment.email, now)
    wishes, before = with_counters(session, wishes_of(appointment)), appointment.starts_at
    counter = free_counter(
        session, wishes, appointment.place_id, starts_at, town=town, now=now,
        channel=channel or appointment.channel, known=appointment,
    )  # fmt: skip
    place(session, appointment, wishes, counter, starts_at, now)
    appointment.sequence += 1
    appointment.reminded_at = None
    outbox.withdraw(session, appointment.slug, letters.REMINDER)
    letters.write(session, letters.MOVED, appointment, now, before=before.isoformat(), message=message)
    audit.record(session, "moved", appointment, by=by, now=now, label=appointment.number or "",
                 changes={"starts_at": [before.isoformat(), starts_at.isoformat()]})  # fmt: skip
    return appointment


def cancel(
    session: Session, *, appointment: Appointment, now: datetime, reason: str = "", by: Any = None, message: str = ""
) -> Appointment:
    """Give the time back to others. Cancelled twice is cancelled."""
    if appointment.state == states.CANCELLED:
        return appointment
    ensure_open(appointment, now, by)
    states.ensure_next(appointment.state, states.CANCELLED)
    cells.free(session, appointment)
    appointment.state, appointment.cancel_reason = states.CANCELLED, reason
    appointment.cancelled_at = appointment.changed_at = now
    appointment.sequence += 1
    outbox.withdraw(session, appointment.slug, letters.REMINDER)
    letters.write(session, letters.CANCELLED, appointment, now, by_town=by is not None, message=message)
    audit.record(session, "cancelled", appointment, by=by, now=now, label=appointment.number or "")
    return appointment


def ensure_open(appointment: Appointment, now: datetime, by: Any) -> None:
    """Refuse to change what is over; the town hall may still put right what began today."""
    live = holds.is_live(appointment.state, appointment.held_until, now)
    if not live or (appointment.state not in states.TO_COME and not (by and appointment.state == states.ARRIVED)):
        raise Refusal(N_("This appointment can no longer be changed. Please call us."))
    if not by and appointment.starts_at <= now:
        raise Refusal(N_("This appointment has begun already. Please call us."))


def end_holds(session: Session, now: datetime) -> int:
    """Give back the times of holds and unconfirmed bookings that have ended; answers how many.

    What somebody typed stays a while longer than the time: whoever types slowly goes on where he was.
    """
    found = visits.ended_holds(session, now)
    for one in found:
        cells.free(session, one)
        if one.state == states.PENDING:
            one.state, one.cancelled_at, one.changed_at = states.EXPIRED, now, now
            one.sequence += 1
        elif one.held_until and one.held_until + holds.KEPT_DRAFT <= now:
            session.delete(one)
    _forget_networks(session, now)
    return len(found)


def _forget_networks(session: Session, now: datetime) -> None:
    """Only the last hour of a network counts against hoarding; of a booking no more than that is kept."""
    old = (Appointment.network != "", Appointment.state.not_in(states.TIMED), Appointment.created_at <= now - AN_HOUR)
    session.execute(update(Appointment).where(*old).values(network=""))


def forget_people(session: Session, now: datetime) -> int:
    """Blank who came, keep what it was for: figures need no names. Answers how many."""
    kept = timedelta(days=offers.preferences(session).keep_days)
    found = visits.to_forget(session, now - kept, now - CANCELLED_FOR)
    for one in found:
        one.name = one.email = one.phone = one.remark = one.internal_note = one.cancel_reason = one.network = ""
        one.answers, one.needs, one.number = {}, [], None
        one.token_hash = f"forgotten-{one.id}"
        one.forgotten_at = now
    return len(found)
