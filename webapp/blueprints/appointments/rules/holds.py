"""How long a time stays held, and how many one network may hold at once."""

from datetime import datetime, timedelta

from webapp.blueprints.appointments.rules.states import HELD, TIMED
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

AT_ONCE = 30  # held times of one network: a school class fits, a script that blocks the whole week does not
PER_HOUR = 100  # times one network chooses in an hour, booked or not
MOVES = 10  # each writes a letter
KEPT_DRAFT = timedelta(hours=2)  # what was typed outlives the held time, so that a slow typist loses nothing


def is_live(state: str, held_until: datetime | None, now: datetime) -> bool:
    """Whether the appointment has its time: held and unconfirmed ones only until their end."""
    return state not in TIMED or (held_until is not None and held_until > now)


def ensure_prolongable(state: str, held_until: datetime | None, prolonged: bool, now: datetime) -> None:
    """Refuse a second prolongation, and one that comes too late (WCAG 2.2, 2.2.1 asks for one)."""
    if state != HELD or prolonged or not is_live(state, held_until, now):
        raise Refusal(N_("This time cannot be held any longer. You can still send your entries."))


def ensure_not_hoarding(live: int, last_hour: int) -> None:
    """Refuse a network that takes more times than its people can need."""
    if live >= AT_ONCE or last_hour >= PER_HOUR:
        raise Refusal(N_("Very many times are being held from your network. Please try again later, or call us."))


def ensure_movable(moves: int) -> None:
    """Refuse to move once more what was moved very often: nobody shall fill a stranger's letter box."""
    if moves >= MOVES:
        raise Refusal(N_("This appointment was moved very often. Please call us."))


def ensure_few(booked: int, most: int) -> None:
    """Refuse an e-mail address that has many appointments to come."""
    if booked >= most:
        raise Refusal(
            N_("There are %(count)s appointments for this e-mail address already. Please cancel one, or call us."),
            "email",
            count=booked,
        )
