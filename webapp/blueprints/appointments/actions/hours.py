"""When counters are open: rules added, changed, ended, removed and copied; closures, planned or sudden."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.blueprints.appointments.actions.conflicts import Decisions, deciding
from webapp.blueprints.appointments.models import Closure, Counter, Opening
from webapp.blueprints.appointments.queries import setup
from webapp.blueprints.appointments.rules.preview import ensure_sound
from webapp.domain.i18n import N_
from webapp.domain.localtime import at_local
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit
from webapp.store.changes import change, ensure_newest

A_DAY = timedelta(days=1)
NAMES = ("weekday", "from_time", "to_time", "every_weeks", "valid_from", "valid_until")


def keep_opening(
    session: Session, *, counter: Counter, opening: Opening | None, seen: int, decisions: Decisions, town: Town,
    by: Any, now: datetime, **typed: Any,
) -> Opening:  # fmt: skip
    """A new rule of a counter, or an old one changed or ended."""
    ensure_newest(counter, seen)
    kept = opening or Opening()
    with deciding(session, decisions, town=town, by=by, now=now):
        changes = change(kept, typed)
        ensure_sound(kept, [one for one in counter.openings if one is not kept])
        if opening is None:
            counter.openings.append(kept)
        _touch(counter)
    audit.record(session, "changed" if opening else "added", kept, by=by, now=now, label=counter.name, changes=changes)
    return kept


def remove_opening(
    session: Session, *, counter: Counter, opening: Opening, seen: int, decisions: Decisions, town: Town, by: Any,
    now: datetime,
) -> Counter:  # fmt: skip
    """A rule goes."""
    ensure_newest(counter, seen)
    audit.record(session, "removed", opening, by=by, now=now, label=counter.name)
    with deciding(session, decisions, town=town, by=by, now=now):
        counter.openings.remove(opening)
        _touch(counter)
    return counter


def copy_openings(
    session: Session, *, counter: Counter, counters: Sequence[int], decisions: Decisions, town: Town, by: Any,
    now: datetime,
) -> int:  # fmt: skip
    """Other counters get the same rules in place of their own; answers how many counters."""
    others = [one for one in setup.counters_by_id(session, counters) if one is not counter]
    if not others:
        raise Refusal(N_("Please choose at least one other counter."), "counters")
    with deciding(session, decisions, town=town, by=by, now=now):
        for other in others:
            other.openings = [Opening(**{name: getattr(one, name) for name in NAMES}) for one in counter.openings]
            _touch(other)
    for other in others:
        audit.record(session, "changed", other, by=by, now=now, label=f"{counter.name} > {other.name}")
    return len(others)


def close(
    session: Session, *, scope: str, from_on: date, from_time: time | None, until_on: date | None,
    until_time: time | None, reason: str, decisions: Decisions, town: Town, by: Any, now: datetime,
) -> Closure:  # fmt: skip
    """Close the town hall, a place (``place-1``) or a counter (``counter-1``); whole days where no time is given.

    Sent twice, it is one closure.
    """
    kind, _, number = scope.partition("-")
    closure = Closure(
        starts_at=at_local(from_on, from_time or time()), ends_at=_end(until_on or from_on, until_time), reason=reason
    )
    if kind in {"place", "counter"}:
        setattr(closure, f"{kind}_id", int(number))
    if closure.starts_at >= closure.ends_at or closure.ends_at <= now:
        raise Refusal(N_("The end must come after the beginning, and not lie in the past."), "until_on")
    known = setup.same_closure(session, closure)
    if known is not None:
        return known
    with deciding(session, decisions, town=town, by=by, now=now):
        session.add(closure)
    audit.record(session, "added", closure, by=by, now=now, label=reason or scope)
    return closure


def open_again(session: Session, *, closure: Closure, by: Any, now: datetime) -> Closure:
    """A closure was a mistake, or ends early: times can be booked again. Cancelled visits stay cancelled."""
    audit.record(session, "removed", closure, by=by, now=now, label=closure.reason)
    session.delete(closure)
    return closure


def _end(day: date, at: time | None) -> datetime:
    """The given time; without one the whole day counts."""
    return at_local(day, at) if at else at_local(day + A_DAY, time())


def _touch(counter: Counter) -> None:
    """Rules have no version of their own: two clerks who change those of one counter meet at the counter's."""
    flag_modified(counter, "name")
