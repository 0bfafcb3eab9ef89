"""The list of the day by mail, for a town hall that starts the morning with its inbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules.day import initials
from webapp.blueprints.appointments.rules.slots import is_open_on
from webapp.domain.localtime import local_date
from webapp.domain.town import Town
from webapp.store import outbox

DAILY = "appointments.daily"


def daily_list(session: Session, now: datetime, town: Town) -> int:
    """Write the list on each morning a counter opens or somebody comes; answers how many letters."""
    to, today = offers.preferences(session).daily_list_to, local_date(now)
    about = f"day:{today}"
    if not to or queries.is_letter_written(session, about, DAILY):
        return 0
    visits = queries.visits_of_days(session, today, today, place_id=None, counter_id=None, now=now)
    if not visits and not _is_open(session, today, town):
        return 0
    values = {"day": today.isoformat(), "visits": [_line(one) for one in visits]}
    outbox.post(session, DAILY, to=to, language="de", values=values, now=now, about=about)
    return 1


def _is_open(session: Session, today: date, town: Town) -> bool:
    rules = queries.openings(session)
    return not free.holiday_check(town)(today) and any(is_open_on(rule, today) for rule in rules)


def _line(one: Appointment) -> dict[str, Any]:
    """No names beyond initials: mail lies open in many inboxes."""
    return {
        "starts_at": one.starts_at.isoformat(),
        "counter": one.counter.name,
        "who": initials(one.name),
        "concerns": [[concern.service.name, concern.count] for concern in one.concerns],
        "needs": one.needs,
    }
