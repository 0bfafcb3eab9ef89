"""The hall: numbers and arrived visitors of today, open counters, and who holds which address."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, load_only
from sqlalchemy.sql.base import ExecutableOption

from webapp.blueprints.appointments.models import Appointment, Counter, Place, Service, Ticket
from webapp.blueprints.appointments.queries.free import as_desks, closures_between, holiday_check
from webapp.blueprints.appointments.rules import hall as rules
from webapp.blueprints.appointments.rules import slots, states
from webapp.blueprints.appointments.rules.hall import Guest, Hall
from webapp.domain.intervals import Span, without
from webapp.domain.localtime import at_local, local_date
from webapp.domain.town import Town

SHOWN = (
    Appointment.number,
    Appointment.state,
    Appointment.counter_id,
    Appointment.starts_at,
    Appointment.ends_at,
    Appointment.arrived_at,
    Appointment.called_at,
    Appointment.calls,
    Appointment.done_at,
)  # no name: the hall calls numbers
A_DAY = timedelta(days=1)
AS_GUEST = {
    states.BOOKED: rules.EXPECTED, states.ARRIVED: rules.WAITING, states.CALLED: rules.CALLED,
    states.DONE: rules.DONE, states.MISSED: rules.GONE,
}  # fmt: skip


def place_by_token(session: Session, token_hash: str) -> Place | None:
    """The place whose tablet and screen have this address, while its numbers are switched on."""
    return session.scalars(select(Place).where(_opens(token_hash))).one_or_none()


def ticket_by_key(session: Session, key: str, day: date) -> Ticket | None:
    """The number of whoever holds its address; on another day the address opens nothing."""
    return session.scalars(select(Ticket).where(Ticket.key == key, Ticket.day == day)).one_or_none()


def ticket_at(session: Session, token_hash: str, key: str, day: date) -> Ticket | None:
    """The number as the tablet of its own place shows it."""
    question = select(Ticket).join(Place, Place.id == Ticket.place_id).where(_opens(token_hash))
    return session.scalars(question.where(Ticket.key == key, Ticket.day == day)).one_or_none()


def last_number(session: Session, place_id: int, day: date) -> int:
    """The highest number drawn at a place on a day."""
    return session.scalar(select(func.max(Ticket.number)).where(Ticket.place_id == place_id, Ticket.day == day)) or 0


def hall_counters(session: Session) -> Sequence[Counter]:
    """The counters of all places that draw numbers, with what they can do."""
    question = select(Counter).join(Counter.place).where(Counter.active, Place.active, Place.walk_ins)
    return session.scalars(question.options(*_whole()).order_by(Place.name, Counter.id)).unique().all()


def counters_of(session: Session, place_id: int) -> Sequence[Counter]:
    """The counters of a place with services and opening rules."""
    question = select(Counter).where(Counter.active, Counter.place_id == place_id)
    return session.scalars(question.options(*_whole()).order_by(Counter.id)).unique().all()


def spans_today(
    session: Session, counters: Sequence[Counter], town: Town, now: datetime
) -> dict[int, list[Span[int]]]:  # fmt: skip
    """When each counter is still open today, in minutes: opening rules without holidays, closures and the past."""
    day = local_date(now)
    if holiday_check(town)(day):
        return {}
    closures = closures_between(session, now, at_local(day + A_DAY, time()))
    past = (0, slots.minutes(now))
    return {
        desk.id: without(slots.open_spans(desk.openings, day), [past, *desk.closed])
        for desk in as_desks(counters, closures)
    }


def hall_of(session: Session, place_id: int, counters: Sequence[Counter], town: Town, now: datetime) -> Hall:
    """The hall at this moment."""
    spans, minute = spans_today(session, counters, town, now), slots.minutes(now)
    closes = {key: slots.moment(left[0][1]) for key, left in spans.items() if left and left[0][0] <= minute}
    names = {one.id: one.name for one in counters}
    services = {one.id: frozenset(service.id for service in one.services) for one in counters}
    return Hall(now, guests(session, place_id, local_date(now)), names, closes, services)


def services_now(counters: Sequence[Counter], hall: Hall) -> list[Service]:
    """What the open counters can do, by area of life and name; nobody draws a number for a counter that opens later."""
    open_desks = (desk for desk in counters if desk.id in hall.closes)
    found = {one.id: one for desk in open_desks for one in desk.services if one.active and not one.by_invitation}
    return sorted(found.values(), key=lambda one: (one.area, one.name))


def guests(session: Session, place_id: int, day: date) -> list[Guest]:
    """Everybody of this day at a place: with a number, or with an appointment."""
    return [*_with_number(session, place_id, day), *_with_appointment(session, place_id, day)]


def _with_number(session: Session, place_id: int, day: date) -> list[Guest]:
    question = select(Ticket, Service.minutes).outerjoin(Service).where(Ticket.place_id == place_id, Ticket.day == day)
    return [
        Guest(
            f"t{one.id}", str(one.number), one.state, one.drawn_at, minutes or rules.OTHER_MINUTES, one.service_id,
            one.counter_id, None, one.called_at, one.calls, one.done_at,
        )
        for one, minutes in session.execute(question.order_by(Ticket.number))
    ]  # fmt: skip


def _with_appointment(session: Session, place_id: int, day: date) -> list[Guest]:
    question = select(Appointment).where(
        Appointment.place_id == place_id, Appointment.state.in_(AS_GUEST),
        Appointment.starts_at >= at_local(day, time()), Appointment.starts_at < at_local(day + A_DAY, time()),
    )  # fmt: skip
    return [
        Guest(
            f"a{one.id}", one.number or "", AS_GUEST[one.state], one.arrived_at or one.starts_at,
            int((one.ends_at - one.starts_at) / rules.MINUTE), None, one.counter_id, one.starts_at,
            one.called_at, one.calls, one.done_at,
        )
        for one in session.scalars(question.options(load_only(*SHOWN)).order_by(Appointment.starts_at))
    ]  # fmt: skip


def _opens(token_hash: str) -> ColumnElement[bool]:
    return and_(Place.hall_hash == token_hash, Place.hall_hash != "", Place.walk_ins, Place.active)


def _whole() -> tuple[ExecutableOption, ...]:
    return joinedload(Counter.place), joinedload(Counter.services), joinedload(Counter.openings)
