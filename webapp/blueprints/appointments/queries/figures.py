"""What figures are made of: visits and numbers without people, and the next free time of each service."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment, Service, Ticket
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules import slots, visits
from webapp.blueprints.appointments.rules.figures import Fact, WalkIn
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.localtime import at_local, local_date
from webapp.domain.town import Town

A_DAY = timedelta(days=1)


def facts(session: Session, first: date, last: date) -> list[Fact]:
    """The visits from the first to the last day; people may be forgotten already."""
    question = select(
        Appointment.channel, Appointment.state, Appointment.booked_at, Appointment.starts_at, Appointment.arrived_at,
        Appointment.called_at, Appointment.done_at, Appointment.first_called_at,
    ).where(
        Appointment.starts_at >= at_local(first, time()), Appointment.starts_at < at_local(last + A_DAY, time())
    )  # fmt: skip
    return [Fact(*row) for row in session.execute(question)]


def walk_ins(session: Session, first: date, last: date) -> list[WalkIn]:
    """The numbers drawn from the first to the last day."""
    question = select(Ticket.drawn_at, Ticket.called_at, Ticket.done_at, Ticket.first_called_at).where(
        Ticket.day.between(first, last)
    )
    return [WalkIn(*row) for row in session.execute(question)]


def days_to_next_free(session: Session, *, town: Town, now: datetime) -> list[tuple[Service, int | None]]:
    """For each service how many days ahead the next time is free on the web, none if there is none at all."""
    services, today = offers.offered_with_desks(session), local_date(now)
    end = at_local(today + timedelta(days=max((one.window_days for one in services), default=0) + 1), time())
    counters = {desk.id: desk for one in services for desk in one.counters if desk.active and desk.place.active}
    desks = free.as_desks(counters.values(), free.closures_between(session, now, end))
    busy = free.busy_between(session, list(counters), now - A_DAY, end, now=now)
    found = []
    for service in services:
        mine = {desk.id for desk in service.counters}
        able = [desk for desk in desks if desk.id in mine]
        found.append((service, _days_ahead(service, able, busy, town=town, now=now)))
    return found


def _days_ahead(
    service: Service, desks: Sequence[slots.Desk], busy: Sequence[slots.Busy], *, town: Town, now: datetime
) -> int | None:  # fmt: skip
    """Day by day: the answer mostly lies near."""
    visit, today = visits.visit([Wish(service, 1)], now), local_date(now)
    search = slots.Search(desks, visit, busy, free.holiday_check(town), now)
    days = range(service.window_days + 1)
    return next((ahead for ahead in days if search.on(today + timedelta(days=ahead)).counters), None)
