"""Appointments: by the form that made them, by the address the citizen holds, by who holds how many."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from webapp.blueprints.appointments.models import Appointment, Concern, Service
from webapp.blueprints.appointments.queries.free import lives
from webapp.blueprints.appointments.rules.states import HELD, TO_COME

AN_HOUR = timedelta(hours=1)


def appointment_by_key(session: Session, key: str) -> Appointment | None:
    """The appointment this form has made already."""
    return session.scalars(_whole().where(Appointment.key == key)).unique().one_or_none()


def appointment_by_token(session: Session, token_hash: str) -> Appointment | None:
    """The appointment of whoever holds the address, with place, counter and concerns."""
    return session.scalars(_whole().where(Appointment.token_hash == token_hash)).unique().one_or_none()


def appointment_by_id(session: Session, appointment_id: int) -> Appointment | None:
    """One appointment with place, counter and concerns."""
    return session.scalars(_whole().where(Appointment.id == appointment_id)).unique().one_or_none()


def is_number_taken(session: Session, number: str) -> bool:
    """Whether an appointment has this number."""
    return bool(session.scalar(select(func.count()).where(Appointment.number == number)))


def holds_of(session: Session, network: str, now: datetime) -> tuple[int, int]:
    """(times this network holds now, times it chose in the last hour, booked or not)."""
    mine = Appointment.network == network
    live = select(func.count()).where(mine, Appointment.state == HELD, lives(now)).scalar_subquery()
    hour = select(func.count()).where(mine, Appointment.created_at > now - AN_HOUR).scalar_subquery()
    here, lately = session.execute(select(live, hour)).one()
    return int(here), int(lately)


def count_to_come(session: Session, email: str, now: datetime) -> int:
    """How many appointments this e-mail address has to come."""
    question = select(func.count()).where(
        Appointment.email == email, Appointment.state.in_(TO_COME), Appointment.starts_at > now, lives(now)
    )
    return session.scalar(question) or 0


def to_remind(session: Session, now: datetime) -> Sequence[Appointment]:
    """Booked appointments whose earliest reminder is due and was not written."""
    hours = (
        select(func.max(Service.reminder_hours))
        .join(Concern, Concern.service_id == Service.id)
        .where(Concern.appointment_id == Appointment.id)
        .scalar_subquery()
    )
    question = (
        _whole()
        .add_columns(hours.label("hours"))
        .where(
            Appointment.state == "booked", Appointment.reminded_at.is_(None), Appointment.email != "",
            Appointment.starts_at > now, Appointment.starts_at < now + timedelta(days=15),
        )
    )  # fmt: skip
    rows = session.execute(question.order_by(Appointment.starts_at)).unique()
    return [one for one, ahead in rows if ahead and one.starts_at - timedelta(hours=ahead) <= now]


def ended_holds(session: Session, now: datetime) -> Sequence[Appointment]:
    """Held and unconfirmed appointments whose time is over."""
    question = select(Appointment).where(Appointment.state.in_((HELD, "pending")), Appointment.held_until <= now)
    return session.scalars(question.order_by(Appointment.id)).all()


def to_forget(session: Session, before: datetime, ended_before: datetime) -> Sequence[Appointment]:
    """Appointments whose person nobody needs to know any more: the visit is over, or it was cancelled for a day."""
    question = select(Appointment).where(
        Appointment.forgotten_at.is_(None), (Appointment.ends_at < before) | (Appointment.cancelled_at < ended_before)
    )
    return session.scalars(question.order_by(Appointment.id).limit(200)).all()


def _whole() -> Select[Appointment]:
    return select(Appointment).options(
        joinedload(Appointment.place), joinedload(Appointment.counter), joinedload(Appointment.concerns)
    )
