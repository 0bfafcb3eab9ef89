"""Who waits, what was offered."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.blueprints.appointments.models import Appointment, Offer, WaitingEntry
from webapp.blueprints.appointments.queries import visits


def entry_by_token(session: Session, token_hash: str) -> WaitingEntry | None:
    """The place in the line of whoever holds the address."""
    return session.scalars(_whole().where(WaitingEntry.token_hash == token_hash)).one_or_none()


def entry_by_key(session: Session, key: str) -> WaitingEntry | None:
    """The place in the line this form has made already."""
    return session.scalars(_whole().where(WaitingEntry.key == key)).one_or_none()


def line(session: Session, today: date) -> Sequence[WaitingEntry]:
    """Those who wait without an open offer, longest first."""
    question = _whole().where(WaitingEntry.state == "waiting", WaitingEntry.until_on >= today)
    return session.scalars(question.order_by(WaitingEntry.created_at, WaitingEntry.id).limit(100)).all()


def ended_offers(session: Session, now: datetime) -> Sequence[Offer]:
    """Open offers nobody took in time."""
    question = select(Offer).where(Offer.state == "open", Offer.valid_until <= now)
    return session.scalars(question.options(joinedload(Offer.entry), joinedload(Offer.appointment))).all()


def over(session: Session, today: date) -> Sequence[WaitingEntry]:
    """Places in the line nobody needs any more."""
    question = _whole().where((WaitingEntry.until_on < today) | WaitingEntry.state.in_(("served", "ended")))
    return session.scalars(question.limit(200)).all()


def open_offer(entry: WaitingEntry, now: datetime) -> Offer | None:
    """The offer this person may take now."""
    return next((one for one in entry.offers if one.state == "open" and one.valid_until > now), None)


def appointment_of(session: Session, entry: WaitingEntry) -> Appointment | None:
    """The appointment at the time that was offered and taken; none for whoever still waits."""
    if entry.state != "served":
        return None
    if entry.appointment_id:
        return visits.appointment_by_id(session, entry.appointment_id)
    return visits.appointment_by_key(session, entry.key)


def _whole() -> Select[WaitingEntry]:
    return select(WaitingEntry).options(selectinload(WaitingEntry.offers))
