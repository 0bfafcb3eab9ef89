"""An organiser's calendar: read, looked at, taken over. Nothing appears before somebody saw what it changes."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.models import Event, EventDate, EventImport, Organiser, Venue
from webapp.blueprints.events.rules import calendars as rules
from webapp.blueprints.events.rules.calendars import Brought, Difference, Offer
from webapp.blueprints.events.rules.events import CATEGORIES, IMPORT, PUBLISHED
from webapp.blueprints.events.rules.rhythm import LISTED
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.formats.ical_reader import CalendarContent
from webapp.store import audit


def start(
    session: Session, *, organiser_id: int | None, category: str, content: CalendarContent | None, file: str,
    now: datetime,
) -> EventImport:  # fmt: skip
    """Keep what was read as a preview; ``content`` is none if the file was no calendar."""
    if not organiser_id:
        raise Refusal(N_("Please choose whose calendar it is."), "organiser_id")
    if category not in CATEGORIES:
        raise Refusal(N_("Please choose what kind of event it is."), "category")
    if content is None:
        raise Refusal(N_("This is no calendar we can read. Please choose a file that ends in .ics."), "file")
    items = rules.stored(content.items, local_date(now))
    if not items:
        raise Refusal(N_("There is no event to come in this calendar."), "file")
    made = EventImport(
        organiser_id=organiser_id, category=category, file=file[:200], items=items, unreadable=content.unreadable,
        created_at=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def difference(session: Session, one: EventImport, now: datetime) -> Difference:
    """What taking it over would change."""
    wanted = rules.offers(one.items)
    ours = queries.imported(session, one.organiser_id)
    mine = {event.id for event in ours.values()}
    begins = [time.occurrence.starts_at for offer in wanted for time in offer.times]
    rows = queries.same_moments(session, begins)
    others = [(row.event.title, row.starts_at) for row in rows if row.event_id not in mine]
    return rules.compare(wanted, ours, others, now)


def apply(session: Session, *, one: EventImport, sure: bool, by: Any, now: datetime) -> EventImport:
    """Take it over; where much would vanish, only after a second yes."""
    _ensure_open(one)
    found = difference(session, one, now)
    if found.needs_second_yes and not sure:
        raise Refusal(N_("Many known events are missing in this calendar. Please tick that this is right."), "sure")
    venues = queries.venues(session)
    made = [_new(one, offer, now) for offer in found.new]
    for event, offer in zip(made, found.new, strict=True):
        _write(session, event, offer, venues, now)
    for event, offer in found.changed:
        _write(session, event, offer, venues, now)
    for event in found.gone:
        for row in rules.to_come(event, now):
            event.dates.remove(row)
    session.flush()
    one.state, one.applied_at, one.made = "applied", now, [event.id for event in made]
    if one.followed:
        one.organiser.feed_agreed = True
    counts = {"new": [0, len(found.new)], "changed": [0, len(found.changed)], "gone": [0, len(found.gone)]}
    audit.record(session, "imported", one, by=by, now=now, label=one.file, changes=counts)
    return one


def brought(session: Session, one: EventImport) -> tuple[list[Event], list[Event]]:
    """What an import brought and is still there: what nobody has changed since, and what somebody has."""
    events = queries.events_by_id(session, one.made)
    untouched = [event for event in events if one.applied_at and rules.is_untouched(event, one.applied_at)]
    return untouched, [event for event in events if event not in untouched]


def undo(session: Session, *, one: EventImport, by: Any, now: datetime) -> EventImport:
    """Remove what it brought; what somebody changed since then stays, and so does what was there before."""
    rules.ensure_open_to_regret(one, now)
    untouched, changed = brought(session, one)
    for event in untouched:
        session.delete(event)
    one.state = "undone"
    counts = {"gone": [0, len(untouched)], "kept": [0, len(changed)]}
    audit.record(session, "took back the import", one, by=by, now=now, label=one.file, changes=counts)
    return one


def step(session: Session, brought: Brought | None, now: datetime) -> int:
    """Follow a fetched calendar. The first time, and when much is missing, somebody looks at it before."""
    it = session.get(Organiser, brought.organiser_id) if brought else None
    if brought is None or it is None:
        return 0
    it.feed_at, it.feed_fault = now, {}
    if brought.fault:
        it.feed_fault = {"message": brought.fault, "values": dict(brought.values)}
    if brought.content is None:
        return 0
    it.feed_stamp = list(brought.stamp)
    one = queries.open_preview(session, it.id) or EventImport(organiser_id=it.id, file=it.feed, followed=True)
    one.items, one.unreadable = rules.stored(brought.content.items, local_date(now)), brought.content.unreadable
    one.category, one.created_at, one.state, one.organiser = it.feed_category, now, "preview", it
    session.add(one)
    session.flush()
    if it.feed_agreed and not difference(session, one, now).needs_second_yes:
        apply(session, one=one, sure=False, by=None, now=now)
    return 1


def drop(session: Session, *, one: EventImport) -> EventImport:
    """Throw the preview away."""
    _ensure_open(one)
    one.state = "dropped"
    session.flush()
    return one


def _ensure_open(one: EventImport) -> None:
    if one.state != "preview":
        raise Refusal(rules.FINISHED)


def _new(one: EventImport, offer: Offer, now: datetime) -> Event:
    key = f"import-{sha256(f'{one.organiser_id}|{offer.uid}'.encode()).hexdigest()[:48]}"
    return Event(
        key=key, token_hash=key, organiser_id=one.organiser_id, source_uid=offer.uid, category=one.category,
        state=PUBLISHED, origin=IMPORT, repeats=LISTED, created_at=now, changed_at=now, dates=[],
    )  # fmt: skip


def _write(session: Session, event: Event, offer: Offer, venues: Sequence[Venue], now: datetime) -> None:
    first = offer.times[0].plan
    event.title, event.about, event.place, event.link = offer.title, offer.about, offer.place, offer.link
    event.venue_id = next((one.id for one in venues if offer.place.startswith(one.name)), None)
    event.first_on, event.starts, event.ends, event.changed_at = first.first_on, first.starts, first.ends, now
    session.add(event)
    known = {row.regular_on: row for row in event.dates}
    for time in offer.times:
        row = known.pop(time.regular_on, None)
        if row is None:
            row = EventDate(regular_on=time.regular_on, sequence=-1, cancelled=False, note="")
            event.dates.append(row)
        _place(row, time, now)
    for row in rules.to_come(event, now):
        if row in known.values():
            event.dates.remove(row)


def _place(row: EventDate, time: rules.Time, now: datetime) -> None:
    found = time.occurrence
    if row.regular_at is None or not row.is_moved_by_hand:
        row.starts_at, row.ends_at = found.starts_at, found.ends_at
    row.told_at, row.regular_at, row.all_day = found.starts_at, time.regular_at, time.plan.starts is None
    row.cancelled = row.cancelled or time.cancelled
    row.sequence, row.changed_at = row.sequence + 1, now
