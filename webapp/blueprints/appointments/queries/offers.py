"""What is offered: services with their counters, places and opening rules."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from webapp.blueprints.appointments.models import Counter, Place, Preferences, Service


def preferences(session: Session) -> Preferences:
    """What the town decided; the row is made with the tables."""
    return session.get_one(Preferences, 1)


def offered_services(session: Session) -> Sequence[Service]:
    """Services the desk can book, by area of life and name."""
    return session.scalars(_offered().order_by(Service.area, Service.name)).all()


def listed_services(session: Session) -> Sequence[Service]:
    """Services everybody can book; what no counter can do is not offered yet."""
    question = _offered().where(~Service.by_invitation, Service.counters.any())
    return session.scalars(question.order_by(Service.area, Service.name)).all()


def services_by_invitation(session: Session) -> Sequence[Service]:
    """Services only the invited book."""
    return session.scalars(_offered().where(Service.by_invitation).order_by(Service.name)).all()


def services_with_counters(session: Session) -> Sequence[Service]:
    """Services that can be booked, with the counters that do them."""
    question = _offered().options(joinedload(Service.counters)).order_by(Service.area, Service.name)
    return session.scalars(question).unique().all()


def offered_with_desks(session: Session) -> Sequence[Service]:
    """Services that can be booked, with all the search for times needs."""
    return session.scalars(_with_desks(_offered()).order_by(Service.area, Service.name)).unique().all()


def services_by_slug(session: Session, slugs: Collection[str]) -> dict[str, Service]:
    """Offered services by slug, with all the search for times needs: counters, their places and openings."""
    question = _with_desks(_offered().where(Service.slug.in_(slugs)))
    return {one.slug: one for one in session.scalars(question).unique()} if slugs else {}


def services_by_id(session: Session, ids: Collection[int]) -> dict[int, Service]:
    """Services by id, offered or not any more, with all the search for times needs."""
    question = _with_desks(select(Service).where(Service.id.in_(ids)))
    return {one.id: one for one in session.scalars(question).unique()} if ids else {}


def places(session: Session) -> Sequence[Place]:
    """Places people come to."""
    return session.scalars(select(Place).where(Place.active).order_by(Place.name)).all()


def _offered() -> Select[Service]:
    return select(Service).where(Service.active)


def _with_desks(question: Select[Service]) -> Select[Service]:
    counters = joinedload(Service.counters)
    return question.options(counters.joinedload(Counter.place), counters.joinedload(Counter.openings))
