"""What happens by itself: rhythms are planned ahead, calendars are followed, people are forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import imports, keeping
from webapp.blueprints.events.rules.calendars import Brought
from webapp.blueprints.events.rules.events import KEPT, NETWORK_KEPT, QUIET
from webapp.domain.localtime import local_date


def plan_ahead(session: Session, now: datetime) -> int:
    """Write the dates that have come within reach; answers how many."""
    count = 0
    for event in queries.endless(session, local_date(now)):
        before = len(event.dates)
        keeping.write_dates(event, now, touched=False)
        count += len(event.dates) - before
    return count


def follow_calendars(session: Session, now: datetime, brought: Brought | None) -> int:
    """Keep the events of organisers in step with the calendar their errand brought."""
    return imports.step(session, brought, now)


def forget_people(session: Session, now: datetime) -> int:
    """Blank who announced an event that is long over; answers how many."""
    found = queries.to_forget(session, now - KEPT)
    for one in found:
        one.name = one.email = one.reason = ""
        one.token_hash = f"forgotten-{one.id}"
    return len(found)


def forget_organisers(session: Session, now: datetime) -> int:
    """Blank the address of organisers nothing was heard of for long, and end their links; answers how many."""
    found = queries.quiet_organisers(session, now - QUIET)
    for one in found:
        one.email, one.token_hash = "", f"forgotten-{one.id}"
    return len(found)


def forget_networks(session: Session, now: datetime) -> int:
    """Blank the networks events came from an hour ago."""
    found = queries.networks_of_old(session, now - NETWORK_KEPT)
    for one in found:
        one.network = ""
    return len(found)
