"""The way to an organiser's calendar: the worker goes before the task's transaction, one calendar each time.

So a server that keeps us waiting holds up nothing but the next look of the alarm clock.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.rules.calendars import FETCHED_EVERY, Brought
from webapp.domain.internet import is_public
from webapp.domain.refusal import Refusal
from webapp.formats.ical_reader import NotACalendar, read_calendar
from webapp.work.fetching import NO_CALENDAR, Allowance, Limits, Stamp, fetch

PATIENCE = Limits(seconds=10)


def bring(
    reading: Callable[[], AbstractContextManager[Session]], now: datetime, *, allowed: Allowance = is_public
) -> Brought | None:  # fmt: skip
    """What stands at the address that was not asked for longest; none if no one is due."""
    with reading() as session:
        due = queries.feed_due(session, now - FETCHED_EVERY)
        if due is None:
            return None
        number, address, known = due.id, due.feed, Stamp(*due.feed_stamp)
    try:
        found = fetch(address, known, limits=PATIENCE, allowed=allowed)
        if found is None:
            return Brought(number)
        return Brought(number, read_calendar(found.content), found.stamp)
    except Refusal as no:
        return Brought(number, fault=no.message, values=no.values)
    except NotACalendar:
        return Brought(number, fault=NO_CALENDAR)
