"""What the town hall offers, as the desk keeps it: services, places, counters, preferences. Nothing is deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions.conflicts import Decisions, deciding
from webapp.blueprints.appointments.models import Counter, Place, Preferences, Service
from webapp.blueprints.appointments.queries import setup
from webapp.blueprints.appointments.rules import questions as asking
from webapp.blueprints.appointments.rules.services import slug_of
from webapp.domain.contact import ensure_email
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit
from webapp.store.changes import change, ensure_newest

RESERVED = frozenset({"zeiten", "t", "warteliste", "w"})  # addresses below /termine that are no service


def keep_service(
    session: Session, *, service: Service | None, seen: int, counters: Sequence[int],
    questions: Sequence[asking.Question], decisions: Decisions, town: Town, by: Any, now: datetime, **typed: Any,
) -> Service:  # fmt: skip
    """A new service, or an old one changed. Its address stays the one others link to."""
    asking.ensure_askable(questions)
    ensure_newest(service, seen)
    kept = service or Service(slug=_free_slug(session, Service, typed["name"]), counters=[])
    with deciding(session, decisions, town=town, by=by, now=now):
        changes = change(kept, typed | {"questions": [one.stored() for one in questions]})
        before, kept.counters = sorted(one.name for one in kept.counters), list(setup.counters_by_id(session, counters))
        ensure_own_name(session, kept)
        session.add(kept)
    after = sorted(one.name for one in kept.counters)
    changes |= {"counters": [before, after]} if before != after else {}
    verb = "changed" if service else "added"
    audit.record(session, verb, kept, by=by, now=now, label=kept.name, changes=changes)
    return kept


def keep_place(
    session: Session, *, place: Place | None, seen: int, by: Any, now: datetime, **typed: Any
) -> Place:  # fmt: skip
    """A new place, or an old one changed."""
    ensure_newest(place, seen)
    row = place or Place(slug=_free_slug(session, Place, typed["name"]))
    _keep(session, row, typed, verb="changed" if place else "added", by=by, now=now)
    return row


def keep_counter(
    session: Session, *, counter: Counter | None, seen: int, by: Any, now: datetime, **typed: Any
) -> Counter:  # fmt: skip
    """A new counter, or an old one changed."""
    ensure_newest(counter, seen)
    row = counter or Counter()
    _keep(session, row, typed, verb="changed" if counter else "added", by=by, now=now)
    return row


def retire(
    session: Session, *, thing: Service | Place | Counter, seen: int, decisions: Decisions, town: Town, by: Any,
    now: datetime,
) -> Service | Place | Counter:  # fmt: skip
    """Nobody can choose it any more. Bookings of a service stay; those at a counter are decided."""
    ensure_newest(thing, seen)
    with deciding(session, decisions, town=town, by=by, now=now):
        thing.active = False
    audit.record(session, "retired", thing, by=by, now=now, label=thing.name)
    return thing


def bring_back(session: Session, *, thing: Service | Place | Counter, by: Any, now: datetime) -> Any:
    """It can be chosen again."""
    thing.active = True
    audit.record(session, "brought back", thing, by=by, now=now, label=thing.name)
    return thing


def keep_preferences(session: Session, *, row: Preferences, seen: int, by: Any, now: datetime, **typed: Any) -> Any:
    """What the town decides about its appointments."""
    ensure_newest(row, seen)
    if typed["daily_list_to"]:
        typed["daily_list_to"] = ensure_email(typed["daily_list_to"], "daily_list_to")
    audit.record(session, "changed", row, by=by, now=now, changes=change(row, typed))
    return row


def ensure_own_name(session: Session, row: Service | Place | Counter) -> None:
    """Refuse a second one of the same name: people could not tell them apart, and a double click makes no two."""
    if setup.is_name_taken(session, row):
        raise Refusal(N_("There is one with this name already. Please choose another name."), "name")


def _keep(session: Session, row: Place | Counter, typed: dict[str, Any], *, verb: str, by: Any, now: datetime) -> None:
    changes = change(row, typed)
    ensure_own_name(session, row)
    session.add(row)
    audit.record(session, verb, row, by=by, now=now, label=row.name, changes=changes)


def _free_slug(session: Session, table: type[Service] | type[Place], name: str) -> str:
    wanted = slug_of(name)
    if wanted in RESERVED:
        raise Refusal(N_("This name would make an address we need ourselves. Please add a word."), "name")
    free, number = wanted, 2
    while setup.is_slug_taken(session, table, free):
        free, number = f"{wanted}-{number}", number + 1
    return free
