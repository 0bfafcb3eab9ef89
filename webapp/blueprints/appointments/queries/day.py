"""Questions at the counter: who comes on a day, and whom somebody looks for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.blueprints.appointments.models import Appointment, Counter, Place
from webapp.blueprints.appointments.queries.free import lives
from webapp.blueprints.appointments.rules.states import HELD
from webapp.domain.localtime import at_local

A_DAY = timedelta(days=1)


def counters(session: Session) -> Sequence[Counter]:
    """All counters with their places, by place and name."""
    question = select(Counter).join(Counter.place).options(joinedload(Counter.place)).where(Counter.active)
    return session.scalars(question.order_by(Place.name, Counter.name)).all()


def visits_of_days(
    session: Session, first: date, last: date, *, place_id: int | None, counter_id: int | None, now: datetime
) -> Sequence[Appointment]:  # fmt: skip
    """Who comes from the first to the last day, in order of time; held times and cancelled ones are left out."""
    question = _whole().where(
        Appointment.starts_at >= at_local(first, time()), Appointment.starts_at < at_local(last + A_DAY, time()),
        Appointment.state != HELD, lives(now),
    )  # fmt: skip
    if place_id:
        question = question.where(Appointment.place_id == place_id)
    if counter_id:
        question = question.where(Appointment.counter_id == counter_id)
    return session.scalars(question.order_by(Appointment.starts_at, Appointment.id)).unique().all()


def _whole() -> Select[Appointment]:
    return select(Appointment).options(
        joinedload(Appointment.place), joinedload(Appointment.counter), selectinload(Appointment.concerns)
    )
