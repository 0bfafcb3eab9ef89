"""What happens by itself: held times end, freed times are offered, reminders go out, people are forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import changes, letters, waiting
from webapp.blueprints.appointments.queries import visits
from webapp.domain.town import Town


def end_holds(session: Session, now: datetime) -> int:
    """Give back what was held and never booked."""
    return changes.end_holds(session, now)


def offer_freed_times(session: Session, now: datetime, town: Town) -> int:
    """Offer free times to those who wait, one after another."""
    return waiting.end_offers(session, now) + waiting.offer_times(session, town=town, now=now)


def remind(session: Session, now: datetime) -> int:
    """Write to those whose visit is near."""
    found = visits.to_remind(session, now)
    for one in found:
        letters.write(session, letters.REMINDER, one, now)
        one.reminded_at = now
    return len(found)


def forget_people(session: Session, now: datetime) -> int:
    """Blank who came and who waited; keep what it was for."""
    return changes.forget_people(session, now) + waiting.forget(session, now)
