"""What the desk sees of the offer: everything, retired or not, and the bookings a change may push aside."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.blueprints.appointments.models import Appointment, Closure, Concern, Counter, Place, Service
from webapp.blueprints.appointments.queries.free import lives
from webapp.blueprints.appointments.rules.states import CANCELLED, HELD, TO_COME
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter


def all_services(session: Session) -> Sequence[Service]:
    """Every service with its counters, those that are offered first."""
    question = select(Service).options(joinedload(Service.counters))
    order = (Service.active.desc(), Service.area, Service.name)
    return session.scalars(question.order_by(*order)).unique().all()


def whole_service(session: Session, service_id: int) -> Service | None:
    """One service with its counters."""
    question = select(Service).where(Service.id == service_id).options(joinedload(Service.counters))
    return session.scalars(question).unique().one_or_none()


def known_areas(session: Session) -> Sequence[str]:
    """The areas of life that are in use."""
    return session.scalars(select(Service.area).distinct().order_by(Service.area)).all()


def all_places(session: Session) -> Sequence[Place]:
    """Every place, those in use first."""
    return session.scalars(select(Place).order_by(Place.active.desc(), Place.name)).all()


def all_counters(session: Session) -> Sequence[Counter]:
    """Every counter with its place and opening rules, in the order of places."""
    question = select(Counter).join(Counter.place).options(joinedload(Counter.place), joinedload(Counter.openings))
    return session.scalars(question.order_by(Place.name, Counter.name, Counter.id)).unique().all()


def whole_counter(session: Session, counter_id: int) -> Counter | None:
    """One counter with its place and opening rules."""
    question = select(Counter).where(Counter.id == counter_id)
    question = question.options(joinedload(Counter.place), joinedload(Counter.openings))
    return session.scalars(question).unique().one_or_none()


def counters_by_id(session: Session, ids: Collection[int]) -> Sequence[Counter]:
    """These counters with their opening rules."""
    question = select(Counter).where(Counter.id.in_(ids)).options(joinedload(Counter.openings))
    return session.scalars(question.order_by(Counter.id)).unique().all()


def is_name_taken(session: Session, row: Service | Place | Counter) -> bool:
    """Whether another one people can choose is called the same (counters: at the same place)."""
    table = type(row)
    question = select(func.count()).where(table.name == row.name, table.active, table.id != (row.id or 0))
    if isinstance(row, Counter):
        question = question.where(Counter.place_id == row.place_id)
    with session.no_autoflush:
        return bool(session.scalar(question))


def is_slug_taken(session: Session, table: type[Service] | type[Place], slug: str) -> bool:
    """Whether a service, or a place, has this address."""
    return bool(session.scalar(select(func.count()).where(table.slug == slug)))


def closures_to_come(session: Session, now: datetime) -> Sequence[Closure]:
    """Closures that are not over yet, the next first."""
    return session.scalars(select(Closure).where(Closure.ends_at > now).order_by(Closure.starts_at)).all()


def same_closure(session: Session, one: Closure) -> Closure | None:
    """A closure of the same span for the same town, place or counter."""
    question = select(Closure).where(Closure.starts_at == one.starts_at, Closure.ends_at == one.ends_at)
    scope = (
        Closure.place_id.is_not_distinct_from(one.place_id),
        Closure.counter_id.is_not_distinct_from(one.counter_id),
    )
    return session.scalars(question.where(*scope)).first()


def visits_to_come(session: Session, now: datetime) -> Sequence[Appointment]:
    """Held, unconfirmed and booked visits that are not over, with everything a decision needs to know."""
    able = selectinload(Appointment.concerns).joinedload(Concern.service).joinedload(Service.counters)
    question = (
        select(Appointment)
        .where(Appointment.state.in_({HELD, *TO_COME}), lives(now), Appointment.ends_at > now)
        .options(joinedload(Appointment.place), joinedload(Appointment.counter), able.load_only(Counter.id))
    )
    return session.scalars(question.order_by(Appointment.starts_at, Appointment.id)).all()


def letters_about(session: Session, kind: str, slugs: Collection[str]) -> dict[str, datetime]:
    """When a letter of this kind was last written about each of these."""
    question = select(Letter.about, func.max(Letter.created_at)).where(Letter.kind == kind, Letter.about.in_(slugs))
    rows = session.execute(question.group_by(Letter.about))
    return {row[0]: row[1] for row in rows}


def visits_to_call(
    session: Session, now: datetime, settled: Collection[str], to_call: Collection[str]
) -> Sequence[tuple[Appointment, str]]:
    """Visits to come without an e-mail address whose last settling, by the desk, has to be told: (visit, the verb)."""
    done = (
        select(AuditEntry.subject_id, func.max(AuditEntry.id).label("last"))
        .where(AuditEntry.subject == Appointment.__tablename__, AuditEntry.verb.in_(settled))
        .group_by(AuditEntry.subject_id)
        .subquery()
    )
    question = (
        select(Appointment, AuditEntry.verb)
        .join(done, done.c.subject_id == cast(Appointment.id, String))
        .join(AuditEntry, AuditEntry.id == done.c.last)
        .where(AuditEntry.verb.in_(to_call), AuditEntry.person_id.is_not(None))
        .where(Appointment.ends_at > now, Appointment.email == "", Appointment.state.in_({CANCELLED, *TO_COME}))
        .options(selectinload(Appointment.concerns), joinedload(Appointment.place))
    )
    return [(one, verb) for one, verb in session.execute(question.order_by(Appointment.starts_at))]
