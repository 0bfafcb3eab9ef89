"""An event from the first word to the last date: kept, published, moved, cancelled, each with a way back."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import letters
from webapp.blueprints.events.models import Event, EventDate
from webapp.blueprints.events.rules import events as rules
from webapp.blueprints.events.rules.rhythm import (
    AHEAD,
    ONCE,
    Occurrence,
    Plan,
    ensure_plan,
    occurrence_on,
    occurrences,
    plan_of,
)  # fmt: skip
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store import audit
from webapp.store.changes import change, ensure_newest

ADDRESSES = ("registration", "link")


def tell(session: Session, event: Event, typed: dict[str, Any], now: datetime) -> dict[str, list[Any]]:
    """Write down what was typed and plan the dates; answers what is different now. Refuses what nobody could find."""
    rules.ensure_told(**{name: typed[name] for name in ("title", "category", "venue_id", "place")})
    typed = typed | {name: rules.ensure_address(typed[name], name) for name in ADDRESSES}
    typed["except_on"] = sorted(day.isoformat() for day in typed["except_on"])
    changes = change(event, typed)
    ensure_plan(plan_of(event))
    if changes:
        event.changed_at = now
    session.add(event)
    write_dates(event, now, touched=bool(changes))
    return changes


def keep(session: Session, *, event: Event | None, seen: int, by: Any, now: datetime, **typed: Any) -> Event:
    """A new event of the desk, published at once, or any event changed."""
    ensure_newest(event, seen)
    key, token_hash = typed.pop("key"), typed.pop("token_hash")
    if event is None and (known := queries.event_by_key(session, key)):
        return known  # the button was pressed twice
    kept = event or Event(
        key=key, token_hash=token_hash, state=rules.PUBLISHED, origin=rules.DESK, created_at=now, changed_at=now
    )
    changes = tell(session, kept, typed, now)
    verb = "changed" if event else "added"
    audit.record(session, verb, kept, by=by, now=now, label=kept.title, changes=changes)
    return kept


def preview(_session: Session, *, now: datetime, **typed: Any) -> list[Occurrence]:
    """The dates that what was typed would mean; nothing is kept."""
    names = ("first_on", "last_on", "starts", "ends", "repeats", "every", "until_on", "except_on")
    plan = Plan(**{name: typed[name] for name in names} | {"except_on": tuple(typed["except_on"])})
    ensure_plan(plan)
    return list(occurrences(plan, max(plan.first_on, local_date(now)) + AHEAD))


def write_dates(event: Event, now: datetime, *, touched: bool) -> None:
    """Bring the dates in line with the plan. What was moved or cancelled one by one stays so; what is past stays."""
    horizon = max(event.first_on, local_date(now)) + AHEAD
    wanted = occurrences(plan_of(event), horizon)
    known = {one.regular_on: one for one in event.dates}
    sequence = max((one.sequence for one in event.dates), default=0)
    for one in wanted:
        row = known.pop(one.regular_on, None) or (known.popitem()[1] if event.repeats == ONCE and known else None)
        if row is not None and max(row.ends_at, one.ends_at) < now:
            continue
        if row is None:
            row = EventDate(regular_on=one.regular_on, sequence=sequence, changed_at=now, cancelled=False, note="")
            event.dates.append(row)
        elif touched:
            row.sequence, row.changed_at = row.sequence + 1, now
        _place(row, one, all_day=event.starts is None)
    for gone in known.values():
        if gone.starts_at >= now:
            event.dates.remove(gone)


def _place(row: EventDate, one: Occurrence, *, all_day: bool) -> None:
    """A row moved by hand keeps its time, unless the plan has come to the same."""
    if row.regular_at is None or not row.is_moved:
        row.starts_at, row.ends_at = one.starts_at, one.ends_at
    row.regular_at, row.all_day = one.starts_at, all_day


def publish(session: Session, *, event: Event, by: Any, now: datetime) -> Event:
    """Everybody may see it; whoever announced it is told, once. What its organiser changed since is looked at."""
    if event.state != rules.PUBLISHED:
        event.state, event.reason, event.changed_at = rules.PUBLISHED, "", now
        letters.write(session, letters.PUBLISHED, event, now)
        audit.record(session, "published", event, by=by, now=now, label=event.title)
    event.unseen = False
    return event


def withdraw(session: Session, *, event: Event, note: str, by: Any, now: datetime) -> Event:
    """Not published, or no longer; whoever announced it reads why. It can be published again."""
    if event.state != rules.WITHDRAWN:
        event.state, event.reason, event.changed_at = rules.WITHDRAWN, note, now
        letters.write(session, letters.REFUSED, event, now)
        audit.record(session, "withdrawn", event, by=by, now=now, label=event.title)
    return event


def cancel(session: Session, *, event: Event, day: date | None, note: str, by: Any, now: datetime) -> Event:
    """One date does not take place, or (without a day) none that is to come."""
    for one in _dates(event, day, now):
        if not one.cancelled or one.note != note:
            one.cancelled, one.note = True, note
            _touch(one, now)
    audit.record(session, "cancelled", event, by=by, now=now, label=_label(event, day))
    return event


def revive(session: Session, *, event: Event, day: date | None, by: Any, now: datetime) -> Event:
    """It takes place after all, as planned: one date, or all to come."""
    for one in _dates(event, day, now):
        if one.cancelled or one.is_moved_by_hand:
            planned = _planned(event, one)
            one.cancelled, one.note, one.all_day = False, "", event.starts is None
            one.starts_at, one.ends_at = planned.starts_at, planned.ends_at
            _touch(one, now)
    audit.record(session, "revived", event, by=by, now=now, label=_label(event, day))
    return event


def move(
    session: Session, *, event: Event, day: date, to_on: date, starts: time | None, ends: time | None, note: str,
    by: Any, now: datetime,
) -> Event:  # fmt: skip
    """One date takes place at another time; people read from when it was moved."""
    (one,) = _dates(event, day, now)
    last_on = to_on + (event.last_on - event.first_on) if event.last_on else None
    plan = Plan(first_on=to_on, last_on=last_on, starts=starts, ends=ends)
    ensure_plan(plan)
    found = occurrence_on(plan, to_on)
    if found.ends_at < now:  # a slip in the year: the date would be gone from every list, and the way back with it
        raise Refusal(N_("Please give a day that is not over yet."), "to_on")
    one.starts_at, one.ends_at, one.all_day = found.starts_at, found.ends_at, starts is None
    one.cancelled, one.note = False, note
    _touch(one, now)
    audit.record(session, "moved", event, by=by, now=now, label=_label(event, day))
    return event


def touch(event: Event, now: datetime) -> None:
    """Something people see has changed, though no date has: calendars shall fetch it anew."""
    for one in event.dates:
        _touch(one, now)


def _touch(one: EventDate, now: datetime) -> None:
    one.sequence, one.changed_at = one.sequence + 1, now


def _dates(event: Event, day: date | None, now: datetime) -> list[EventDate]:
    found = [one for one in event.dates if (one.regular_on == day if day else one.ends_at >= now)]
    if not found:
        raise Refusal(N_("This date is no longer there. Please look at the event again."))
    return found


def _planned(event: Event, one: EventDate) -> Occurrence:
    """As the plan has it; a date of an imported calendar goes back to the moment it has there."""
    if one.told_at:
        return Occurrence(one.regular_on, one.told_at, one.told_at + (one.ends_at - one.starts_at))
    return occurrence_on(plan_of(event), event.first_on if event.repeats == ONCE else one.regular_on)


def _label(event: Event, day: date | None) -> str:
    return f"{event.title}, {day.isoformat()}" if day else event.title
