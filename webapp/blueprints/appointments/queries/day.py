"""Questions at the counter: who comes on a day, and whom somebody looks for."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from webapp.blueprints.appointments.models import Appointment, Closure, Counter, Opening, Place
from webapp.blueprints.appointments.queries.free import closes, closures_between, lives
from webapp.blueprints.appointments.rules.states import CANCELLED, HELD
from webapp.domain.localtime import at_local
from webapp.domain.references import clean_number
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

A_DAY = timedelta(days=1)
SHORTEST_NUMBER = 4  # digits of a telephone number that are worth a search
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST = 30  # lines of a search; more is no answer


def counters(session: Session) -> Sequence[Counter]:
    """All counters with their places, by place and name."""
    question = select(Counter).join(Counter.place).options(joinedload(Counter.place)).where(Counter.active)
    return session.scalars(question.order_by(Place.name, Counter.name)).all()


def visit(session: Session, appointment_id: int) -> Appointment | None:
    """One appointment somebody booked, with place, counter and concerns."""
    question = _whole().where(Appointment.id == appointment_id, Appointment.state != HELD)
    return session.scalars(question).unique().one_or_none()


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


def closed_visits(session: Session, visits: Sequence[Appointment]) -> set[int]:
    """Ids of the visits, in order of time, that lie in a closure of their counter, place or town."""
    if not visits:
        return set()
    closures = closures_between(session, visits[0].starts_at, max(one.ends_at for one in visits))
    return {one.id for one in visits if any(_closes(closure, one) for closure in closures)}


def next_visit_at(session: Session, after: date, now: datetime) -> datetime | None:
    """When somebody comes for the first time after this day."""
    later = Appointment.starts_at >= at_local(after + A_DAY, time())
    return session.scalar(select(func.min(Appointment.starts_at)).where(later, Appointment.state != HELD, lives(now)))


def counter_by_feed(session: Session, feed_hash: str) -> Counter | None:
    """The counter whose calendar has this address."""
    question = select(Counter).options(joinedload(Counter.place)).where(Counter.feed_hash == feed_hash)
    return session.scalars(question).one_or_none()


def visits_of_feed(session: Session, counter: Counter, since: datetime, now: datetime) -> Sequence[Appointment]:
    """Who comes to a counter from then on, and who cancelled: calendars must hear of it."""
    question = _whole().where(
        Appointment.counter_id == counter.id, Appointment.starts_at >= since, Appointment.state != HELD,
        or_(lives(now), Appointment.state == CANCELLED),
    )  # fmt: skip
    return session.scalars(question.order_by(Appointment.starts_at)).unique().all()


def found(session: Session, wanted: str) -> Sequence[Appointment]:
    """Appointments of this number, or whose name, e-mail or telephone holds what was typed; the latest first."""
    digits = "".join(sign for sign in wanted if sign.isdecimal())
    fits = [Appointment.number == clean_number(wanted), Appointment.email.icontains(wanted, autoescape=True)]
    fits.append(and_(*(_in_name(word) for word in wanted.split())))
    if len(digits) >= SHORTEST_NUMBER:
        fits.append(_digits(Appointment.phone).contains(digits))
    question = _whole().where(Appointment.state != HELD, Appointment.forgotten_at.is_(None), or_(*fits))
    return session.scalars(question.order_by(Appointment.starts_at.desc()).limit(MOST)).unique().all()


def history(session: Session, appointment: Appointment) -> Sequence[AuditEntry]:
    """What was done with an appointment, in order; looking is no deed."""
    question = select(AuditEntry).where(
        AuditEntry.subject == Appointment.__tablename__, AuditEntry.subject_id == str(appointment.id),
        AuditEntry.verb != "looked at",
    )  # fmt: skip
    return session.scalars(question.order_by(AuditEntry.id)).all()


def is_letter_written(session: Session, about: str, kind: str, *, since: datetime = LONG_AGO) -> bool:
    """Whether such a letter was written since then."""
    question = select(func.count()).where(Letter.about == about, Letter.kind == kind, Letter.created_at > since)
    return bool(session.scalar(question))


def openings(session: Session) -> Sequence[Opening]:
    """When the counters are open."""
    return session.scalars(select(Opening).join(Opening.counter).where(Counter.active)).all()


def _closes(closure: Closure, visit: Appointment) -> bool:
    here = closes(closure, visit.place_id, visit.counter_id)
    return here and closure.starts_at < visit.ends_at and visit.starts_at < closure.ends_at


def _in_name(word: str) -> ColumnElement[bool]:
    """SQLite tells ö from Ö, so the word is also tried as names are written."""
    return or_(*(Appointment.name.icontains(one, autoescape=True) for one in {word, word.title()}))


def _digits(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    plain: Any = column
    for sign in " /-().":
        plain = func.replace(plain, sign, "")
    return cast(ColumnElement[str], plain)


def _whole() -> Select[Appointment]:
    return select(Appointment).options(
        joinedload(Appointment.place), joinedload(Appointment.counter), joinedload(Appointment.concerns)
    )
