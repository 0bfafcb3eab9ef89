"""Deeds of the hall: draw a number, leave the line, call, call again, finish, one step back; a second press of a
button changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment, Counter, Place, Ticket
from webapp.blueprints.appointments.queries import hall as halls
from webapp.blueprints.appointments.rules import hall as rules
from webapp.blueprints.appointments.rules import states
from webapp.blueprints.appointments.rules.hall import CALLED, DONE, GONE, WAITING, Guest, Hall
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit

TRIES = 3  # two tablets may want the same number; the database lets one of them have it
AS_STATE = {
    "t": {WAITING: WAITING, CALLED: CALLED, DONE: DONE, GONE: GONE},
    "a": {WAITING: states.ARRIVED, CALLED: states.CALLED, DONE: states.DONE, GONE: states.MISSED},
}  # how a number and an appointment call what became of a guest
KINDS: dict[str, type[Any]] = {"t": Ticket, "a": Appointment}


def draw(session: Session, *, place: Place, service_id: str | None, key: str, town: Town, now: datetime) -> Ticket:
    """The next number of the day. The same form again is the same number."""
    day = local_date(now)
    if known := halls.ticket_by_key(session, key, day):
        return known
    counters = halls.counters_of(session, place.id)
    hall = halls.hall_of(session, place.id, counters, town, now)
    service = next((one for one in halls.services_now(counters, hall) if str(one.id) == service_id), None)
    rules.ensure_open(hall)
    rules.ensure_time_left(hall, service.minutes if service else rules.OTHER_MINUTES, service.id if service else None)
    for _ in range(TRIES):
        number = halls.last_number(session, place.id, day) + 1
        ticket = Ticket(key=key, place_id=place.id, service_id=service and service.id, day=day, number=number)
        ticket.drawn_at = now
        try:
            with session.begin_nested():
                session.add(ticket)
        except IntegrityError:
            continue
        return ticket
    raise Refusal(N_("Somebody was quicker. Please press once more."))


def leave(session: Session, *, ticket: Ticket, now: datetime) -> Ticket:  # noqa: ARG001 - as every deed
    """Whoever waits no longer gives the place in line to the others."""
    if ticket.state == WAITING:
        ticket.state, ticket.done_at = GONE, now
    return ticket


@dataclass(frozen=True, slots=True)
class Turn:
    """A press of a button at a counter: who is served there, and what the hall looks like."""

    session: Session
    hall: Hall
    counter: Counter
    current: Guest | None
    by: Any


def press(session: Session, *, button: str, counter: Counter, seen: str, town: Town, now: datetime, by: Any) -> None:
    """What a button of the counter does. ``seen`` is whom the clerk's page showed: pressed twice, it happens once."""
    hall = halls.hall_of(session, counter.place_id, [counter], town, now)
    current = rules.served_at(hall, counter.id)
    if seen == rules.mark(current):
        BUTTONS[button](Turn(session, hall, counter, current, by))


def _call_next(turn: Turn) -> None:
    """Call whoever is first for this counter; whom it served until now is done."""
    services = {one.id for one in turn.counter.services}
    line = rules.line_of(turn.hall, turn.counter.id, services)
    guest = next((one for one in line if claim(turn.session, one, turn.counter.id, turn.hall.now)), None)
    if guest is None:
        raise Refusal(N_("Nobody waits for this counter."))
    if turn.current:
        _finish(turn)
    _note(turn, guest, CALLED)


def claim(session: Session, guest: Guest, counter_id: int, now: datetime) -> bool:
    """Whether this counter is the one that calls: the database itself looks whether the guest still waits."""
    kind = KINDS[guest.key[0]]
    waiting, called = (AS_STATE[guest.key[0]][state] for state in (WAITING, CALLED))
    asked = update(kind).where(kind.id == int(guest.key[1:]), kind.state == waiting)
    found = session.execute(
        asked.values(state=called, counter_id=counter_id, called_at=now, first_called_at=now, calls=1)
    )
    return bool(found.rowcount)  # type: ignore[attr-defined]


def _call_again(turn: Turn) -> None:
    """The same guest once more."""
    if turn.current:
        _become(turn, turn.current, CALLED, called_at=turn.hall.now, calls=turn.current.calls + 1)


def _finish(turn: Turn) -> None:
    """The guest is served; the counter takes a breath."""
    if turn.current:
        _become(turn, turn.current, DONE, done_at=turn.hall.now)


def _give_up(turn: Turn) -> None:
    """Nobody came, although called several times."""
    if turn.current:
        rules.ensure_called_enough(turn.current)
        _become(turn, turn.current, GONE, done_at=turn.hall.now)


def _step_back(turn: Turn) -> None:
    """Whom the counter calls goes back to the place in line; else whom it finished last is at the counter again."""
    last = rules.last_served_at(turn.hall, turn.counter.id)
    if turn.current:
        kept = {} if turn.current.starts_at else {"counter_id": None}
        _become(turn, turn.current, WAITING, called_at=None, first_called_at=None, calls=0, **kept)
    elif last:
        _become(turn, last, CALLED, done_at=None)


BUTTONS = {
    "next": _call_next, "again": _call_again, "done": _finish, "gone": _give_up, "back": _step_back,
}  # fmt: skip


def _become(turn: Turn, guest: Guest, state: str, **changes: Any) -> None:
    record = turn.session.get_one(KINDS[guest.key[0]], int(guest.key[1:]))
    for name, value in {"state": AS_STATE[guest.key[0]][state], **changes}.items():
        setattr(record, name, value)
    _note(turn, guest, state)


def _note(turn: Turn, guest: Guest, state: str) -> None:
    """Visits of citizens are in the log; numbers are nobody's."""
    if guest.starts_at and guest.state != state:
        record = turn.session.get_one(Appointment, int(guest.key[1:]))
        record.changed_at = turn.hall.now
        changes = {"state": [AS_STATE["a"][guest.state], record.state]}
        audit.record(turn.session, "changed", record, by=turn.by, now=turn.hall.now, label=guest.label, changes=changes)


def open_hall(session: Session, *, place: Place, token_hash: str, now: datetime, by: Any) -> Place:
    """Numbers are drawn at this place, at a new address; an older address opens nothing any more."""
    if place.hall_hash != token_hash:
        verb = "renewed the address" if place.walk_ins else "switched on"
        place.walk_ins, place.hall_hash = True, token_hash
        audit.record(session, verb, place, by=by, now=now, label=place.name)
    return place


def close_hall(session: Session, *, place: Place, now: datetime, by: Any) -> Place:
    """No numbers at this place any more; the address opens nothing."""
    if place.walk_ins:
        place.walk_ins, place.hall_hash = False, ""
        audit.record(session, "switched off", place, by=by, now=now, label=place.name)
    return place
