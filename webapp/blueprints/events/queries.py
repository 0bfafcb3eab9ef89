"""Questions about events; a list, a month and a feed are one question each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from webapp.blueprints.events.models import Event, EventDate, EventImport, Organiser, Venue
from webapp.blueprints.events.rules.events import PUBLISHED, SUBMITTED, WITHDRAWN
from webapp.blueprints.events.rules.rhythm import MOST_DAYS
from webapp.blueprints.events.rules.wish import Wish

AN_HOUR = timedelta(hours=1)
INSTANT = timedelta(seconds=1)  # an event without an end is over when it begins, and still belongs to its own moment
LONGEST = timedelta(days=MOST_DAYS + 1)  # nothing that goes on began earlier: so the index of beginnings is enough


def dates(
    session: Session, wish: Wish, first: datetime, before: datetime | None = None, *, most: int | None = None
) -> Sequence[EventDate]:
    """Published dates that go on at ``first`` or later and begin ``before``, with event, venue and organiser."""
    whole = contains_eager(EventDate.event)
    question = (
        _published(select(EventDate), wish)
        .options(whole.contains_eager(Event.venue), whole.joinedload(Event.organiser))
        .where(EventDate.starts_at > first - LONGEST, EventDate.ends_at > first - INSTANT)
        .order_by(EventDate.starts_at, EventDate.id)
    )
    if before:
        question = question.where(EventDate.starts_at < before)
    return session.scalars(question.limit(most)).all()


class Coming(NamedTuple):
    """An event with its next date that takes place; none, if all that are left are cancelled."""

    id: int
    title: str
    about: str
    category: str
    place: str
    venue: str
    organiser: str
    changed_at: datetime
    next_at: datetime | None


def coming_events(session: Session, now: datetime) -> list[Coming]:
    """Published events with dates to come, each once, the next first."""
    takes_place = func.min(case((EventDate.cancelled.is_(False), EventDate.starts_at)))
    names = func.coalesce(Venue.name, ""), func.coalesce(Organiser.name, "")
    question = (
        select(Event.id, Event.title, Event.about, Event.category, Event.place, *names, Event.changed_at, takes_place)
        .join(Event.dates).outerjoin(Event.venue).outerjoin(Event.organiser)
        .where(Event.state == PUBLISHED, EventDate.starts_at > now - LONGEST, EventDate.ends_at > now - INSTANT)
        .group_by(Event.id, Venue.name, Organiser.name)
        .order_by(func.min(EventDate.starts_at), Event.id)
    )  # fmt: skip
    return [Coming(*row) for row in session.execute(question)]


def stamp(session: Session, wish: Wish, first: datetime) -> tuple[Any, ...]:
    """When one of the dates from then on last changed, then which they are and how often they did: a feed's version."""
    counted = func.max(EventDate.changed_at), func.count(), func.sum(EventDate.id), func.sum(EventDate.sequence)
    question = _published(select(*counted), wish).where(EventDate.ends_at > first - INSTANT)
    return tuple(session.execute(question).one())


def _published(question: Select[*tuple[Any, ...]], wish: Wish) -> Select[*tuple[Any, ...]]:
    question = question.select_from(EventDate).join(EventDate.event).outerjoin(Event.venue)
    question = question.where(Event.state == PUBLISHED)
    wanted = {
        Event.venue_id: wish.venue, Event.category: wish.category, Event.organiser_id: wish.organiser,
        Event.id: wish.event,
    }  # fmt: skip
    ticks = {Event.free: wish.free, Event.for_children: wish.children, Venue.step_free: wish.step_free}
    question = question.where(*(column == value for column, value in wanted.items() if value))
    return question.where(*(column.is_(True) for column, ticked in ticks.items() if ticked))


def event_by_id(session: Session, event_id: int) -> Event | None:
    """An event with its dates, venue and organiser."""
    return session.scalars(_whole().where(Event.id == event_id)).unique().one_or_none()


def event_by_key(session: Session, key: str) -> Event | None:
    """The event this form has announced already."""
    return session.scalars(_whole().where(Event.key == key)).unique().one_or_none()


def event_by_token(session: Session, token_hash: str) -> Event | None:
    """The event of the address its announcer holds."""
    return session.scalars(_whole().where(Event.token_hash == token_hash)).unique().one_or_none()


def _whole() -> Select[Event]:
    together = joinedload(Event.venue), joinedload(Event.organiser), selectinload(Event.dates)
    return select(Event).options(*together)


def events_by_id(session: Session, numbers: Sequence[int]) -> Sequence[Event]:
    """These events, by title."""
    return session.scalars(_whole().where(Event.id.in_(numbers)).order_by(Event.title)).unique().all()


def events_of(session: Session, organiser: Organiser) -> Sequence[Event]:
    """What an organiser has announced, newest first."""
    question = _whole().where(Event.organiser_id == organiser.id, Event.state != WITHDRAWN)
    return session.scalars(question.order_by(Event.id.desc())).unique().all()


def own_event(session: Session, organiser: Organiser, event_id: int) -> Event | None:
    """An organiser's own event that it may change: not one a calendar brings."""
    question = _whole().where(Event.id == event_id, Event.organiser_id == organiser.id, Event.state != WITHDRAWN)
    return session.scalars(question.where(Event.source_uid.is_(None))).unique().one_or_none()


def events_at(session: Session, venue: Venue) -> Sequence[Event]:
    """What takes place at a venue."""
    return session.scalars(_whole().where(Event.venue_id == venue.id)).unique().all()


def to_check(session: Session) -> Sequence[Event]:
    """What waits for the desk, longest first."""
    return session.scalars(_whole().where(_waits()).order_by(Event.created_at)).unique().all()


def _waits() -> ColumnElement[bool]:
    return or_(Event.state == SUBMITTED, Event.unseen & (Event.state == PUBLISHED))


def count_to_check(today: date) -> ScalarSelect[int]:  # noqa: ARG001 - as every such question
    """Question: how many events and fetched calendars wait for the desk."""
    events = select(func.count()).select_from(Event).where(_waits())
    calendars = select(func.count()).where(EventImport.state == "preview", EventImport.followed.is_(True))
    return select(events.scalar_subquery() + calendars.scalar_subquery()).scalar_subquery()


def desk_events(session: Session, now: datetime, word: str) -> Sequence[Event]:
    """Events with a date to come, by title; ``word`` finds past ones too."""
    question = _whole().where(Event.state != SUBMITTED)
    if word:
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        question = question.where(Event.title.ilike(pattern))
    else:
        question = question.where(Event.dates.any(EventDate.ends_at >= now))
    return session.scalars(question.order_by(Event.title, Event.id)).unique().all()


def announced(session: Session, network: str, email: str, now: datetime) -> tuple[int, int]:
    """How many events this network announced in the last hour, and how many of this address wait."""
    lately = select(func.count()).where(Event.network == network, Event.network != "", Event.created_at > now - AN_HOUR)
    waiting = select(func.count()).where(Event.email == email, Event.state == SUBMITTED)
    return int(session.scalar(lately) or 0), int(session.scalar(waiting) or 0)


def venues(session: Session) -> Sequence[Venue]:
    """Every venue."""
    return session.scalars(select(Venue).order_by(Venue.name)).all()


def organisers(session: Session) -> Sequence[Organiser]:
    """Every organiser."""
    return session.scalars(select(Organiser).order_by(Organiser.name)).all()


def organiser_by_token(session: Session, token_hash: str) -> Organiser | None:
    """The organiser of the address it holds."""
    return session.scalars(select(Organiser).where(Organiser.token_hash == token_hash)).one_or_none()


def organisers_by_email(session: Session, email: str) -> Sequence[Organiser]:
    """Who gets letters there."""
    return session.scalars(select(Organiser).where(Organiser.email == email).order_by(Organiser.id)).all()


def is_name_taken(session: Session, kind: type[Venue | Organiser], name: str, but: int | None) -> bool:
    """Whether another venue or organiser has this name."""
    question = select(kind.id).where(kind.name == name, kind.id != (but or 0))
    return session.scalar(question.limit(1)) is not None


def endless(session: Session, today: date) -> Sequence[Event]:
    """Published events with a rhythm that goes on."""
    goes_on = or_(Event.until_on.is_(None), Event.until_on >= today)
    question = _whole().where(Event.state == PUBLISHED, Event.repeats.not_in(("once", "listed")), goes_on)
    return session.scalars(question).unique().all()


def to_forget(session: Session, over_before: datetime) -> Sequence[Event]:
    """Events whose announcer is still known though the last date or the refusal is long past, checked or not."""
    question = select(Event).where(or_(Event.name != "", Event.email != ""))
    is_over = ~Event.dates.any(EventDate.ends_at >= over_before)
    refused = (Event.state == WITHDRAWN) & (Event.changed_at < over_before)
    return session.scalars(question.where(or_(is_over, refused))).all()


def quiet_organisers(session: Session, since: datetime) -> Sequence[Organiser]:
    """Organisers whose address is still known though since then nothing of theirs took place and no link was sent."""
    own = select(Event.id).join(Event.dates).where(Event.organiser_id == Organiser.id)
    question = select(Organiser).where(Organiser.email != "", Organiser.feed == "")
    silent = or_(Organiser.linked_at < since, Organiser.linked_at.is_(None) & own.exists())
    return session.scalars(question.where(silent, ~own.where(EventDate.ends_at >= since).exists())).all()


def networks_of_old(session: Session, before: datetime) -> Sequence[Event]:
    """Events that still know a network they came from."""
    return session.scalars(select(Event).where(Event.network != "", Event.created_at < before)).all()


def imported(session: Session, organiser_id: int) -> dict[str, Event]:
    """What was imported from an organiser's calendar, by its name there."""
    question = _whole().where(Event.organiser_id == organiser_id, Event.source_uid.is_not(None))
    return {str(one.source_uid): one for one in session.scalars(question).unique()}


def same_moments(session: Session, starts: Sequence[datetime]) -> Sequence[EventDate]:
    """Dates that begin at one of these moments, with their events: to find what is known already."""
    whole = joinedload(EventDate.event)
    return session.scalars(select(EventDate).options(whole).where(EventDate.starts_at.in_(starts))).all()


def feed_due(session: Session, before: datetime) -> Organiser | None:
    """The organiser whose calendar was not asked for longest, if that is long enough."""
    is_due = or_(Organiser.feed_at.is_(None), Organiser.feed_at <= before)
    question = select(Organiser).where(Organiser.feed != "", is_due)
    return session.scalars(question.order_by(Organiser.feed_at, Organiser.id).limit(1)).one_or_none()


def open_preview(session: Session, organiser_id: int) -> EventImport | None:
    """The fetched calendar of an organiser nobody has looked at yet."""
    question = select(EventImport).where(EventImport.organiser_id == organiser_id, EventImport.state == "preview")
    question = question.where(EventImport.followed.is_(True)).options(joinedload(EventImport.organiser))
    return session.scalars(question.limit(1)).one_or_none()


def previews(session: Session) -> Sequence[EventImport]:
    """Fetched calendars somebody should look at."""
    question = select(EventImport).where(EventImport.state == "preview", EventImport.followed.is_(True))
    return session.scalars(question.options(joinedload(EventImport.organiser))).all()


def import_by_id(session: Session, import_id: int) -> EventImport | None:
    """An import with its organiser."""
    question = select(EventImport).where(EventImport.id == import_id).options(joinedload(EventImport.organiser))
    return session.scalars(question).one_or_none()


def past_imports(session: Session) -> Sequence[EventImport]:
    """The last imports."""
    question = select(EventImport).options(joinedload(EventImport.organiser)).order_by(EventImport.id.desc())
    return session.scalars(question.limit(10)).all()
