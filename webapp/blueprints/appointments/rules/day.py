"""The day at the counter: what a visit may become next, what a step back is, what wants to be seen first."""

from datetime import datetime, timedelta
from typing import Any

from webapp.blueprints.appointments.rules import states
from webapp.blueprints.appointments.rules.states import ARRIVED, BOOKED, CALLED, DONE, MISSED, PENDING
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal

STEPS = {
    PENDING: (BOOKED,),
    BOOKED: (ARRIVED, CALLED, DONE, MISSED),
    ARRIVED: (CALLED, DONE, MISSED),
    CALLED: (DONE, MISSED),
    DONE: (),
    MISSED: (ARRIVED,),
}  # the buttons of a line, the likeliest first
BUTTONS = {
    BOOKED: N_("Confirm for the visitor"), ARRIVED: N_("Arrived"), CALLED: N_("Call"), DONE: N_("Done"),
    MISSED: N_("Did not come"),
}  # fmt: skip
STAMPS = {ARRIVED: "arrived_at", CALLED: "called_at", DONE: "done_at"}  # in the order of a visit
GRACE = timedelta(minutes=10)  # so late is still polite, so long one waits gladly

LATE, WAITS, LONG = "late", "waits", "long"
FIRST = {
    LATE: N_("is late"),
    WAITS: N_("waits for long"),
    LONG: N_("takes longer than planned"),
}  # what wants to be seen first


def steps(visit: Any, now: datetime) -> tuple[str, ...]:
    """What the visit may become by a press of a button; before its day only confirmed."""
    return () if _is_to_come(visit, now) else STEPS.get(visit.state, ())


def state_before(visit: Any) -> str | None:
    """The state a step back leads to, none where there is no way back."""
    if visit.state not in STEPS or visit.state in {PENDING, BOOKED}:
        return None
    reached = [state for state, stamp in STAMPS.items() if getattr(visit, stamp) and state != visit.state]
    return reached[-1] if reached else BOOKED


def ensure_step(visit: Any, wanted: str, seen: str, now: datetime) -> None:
    """Refuse a step from a state the clerk did not see, one that makes no sense, and one before the day."""
    if visit.state != seen:
        raise Refusal(N_("Somebody has changed this line meanwhile. Please look again."))
    if seen not in STEPS or wanted not in STEPS:
        raise Refusal(N_("This is no longer possible. Please look at the appointment again."))
    if _is_to_come(visit, now):
        raise Refusal(N_("This visit is still to come."))
    states.ensure_next(seen, wanted)


def _is_to_come(visit: Any, now: datetime) -> bool:
    """Whether it is too early for its buttons; who cannot open the mail may confirm on the phone at any time."""
    return visit.state != PENDING and local_date(visit.starts_at) > local_date(now)


def first_to_see(visit: Any, now: datetime) -> str:
    """Why a line stands on top: somebody is late, waits for long, or sits longer than planned; else empty."""
    if visit.state == BOOKED and visit.starts_at + GRACE <= now:
        return LATE
    if visit.state == ARRIVED and max(visit.starts_at, visit.arrived_at) + GRACE <= now:
        return WAITS
    if visit.state == CALLED and visit.ends_at + GRACE <= now:
        return LONG
    return ""


def initials(name: str) -> str:
    """``E. M.`` for Erika Muster: enough to recognise, too little to gossip."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
