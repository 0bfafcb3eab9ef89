"""What an appointment is, and what it may become."""

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

HELD, PENDING, BOOKED, ARRIVED, CALLED, DONE, MISSED, CANCELLED, EXPIRED = STATES = (
    "held", "pending", "booked", "arrived", "called", "done", "missed", "cancelled", "expired",
)  # fmt: skip
WORDS = {
    HELD: N_("held"), PENDING: N_("to be confirmed"), BOOKED: N_("booked"), ARRIVED: N_("has arrived"),
    CALLED: N_("called"), DONE: N_("done"), MISSED: N_("did not come"), CANCELLED: N_("cancelled"),
    EXPIRED: N_("not confirmed in time"),
}  # fmt: skip
NEXT = {
    HELD: {PENDING, BOOKED, EXPIRED},
    PENDING: {BOOKED, CANCELLED, EXPIRED},
    BOOKED: {ARRIVED, CALLED, DONE, MISSED, CANCELLED},
    ARRIVED: {BOOKED, CALLED, DONE, MISSED, CANCELLED},  # back to booked: the clerk pressed the wrong line
    CALLED: {ARRIVED, BOOKED, DONE, MISSED},
    DONE: {CALLED, ARRIVED, BOOKED},
    MISSED: {BOOKED, ARRIVED, CALLED, DONE},
    CANCELLED: set(),
    EXPIRED: set(),
}
TAKES_TIME = frozenset({HELD, PENDING, BOOKED, ARRIVED, CALLED, DONE, MISSED})
TO_COME = frozenset({PENDING, BOOKED})  # a citizen may still move or cancel these
OVER = frozenset({CANCELLED, EXPIRED})  # nobody comes; calendars that show it must hear of it
TIMED = frozenset({HELD, PENDING})  # these end by themselves at held_until


def ensure_next(state: str, wanted: str) -> None:
    """Refuse a change of state that makes no sense, such as cancelling a visit that took place."""
    if wanted not in NEXT[state]:
        raise Refusal(N_("This is no longer possible. Please look at the appointment again."))
