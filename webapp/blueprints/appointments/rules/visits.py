"""What a visit is made of: concerns and how many people, how long it takes, how soon and how far ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from webapp.blueprints.appointments.rules.slots import Visit
from webapp.domain.i18n import N_
from webapp.domain.localtime import at_local, local_date
from webapp.domain.refusal import Refusal

LONGEST = 480  # minutes: a longer visit is planned on the phone
LAST_MINUTE = time(23, 59)
NEEDS = {
    "interpreter": N_("an interpreter"),
    "step_free": N_("a way without steps"),
    "sign_language": N_("sign language"),
    "help": N_("help with reading or writing"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A service (``models.Service``, or anything with its numbers), for so many people."""

    service: Any
    count: int

    @property
    def minutes(self) -> int:
        """How long it takes: each person the service's time, or the visit as a whole."""
        return int(self.service.minutes) * (self.count if self.service.per_person else 1)


def minutes_of(wishes: Iterable[Wish]) -> int:
    """How long the visit takes."""
    return sum(wish.minutes for wish in wishes)


def fee_of(wishes: Iterable[Wish]) -> int:
    """What it costs, in cents."""
    return sum(int(wish.service.fee_cents) * wish.count for wish in wishes)


def ensure_possible(wishes: Sequence[Wish]) -> None:
    """Refuse a visit without a concern, for more people than the service allows, or longer than a working day."""
    if not wishes:
        raise Refusal(N_("Please choose what you come for."))
    for wish in wishes:
        if not 1 <= wish.count <= wish.service.max_count:
            raise Refusal(
                N_("“%(service)s” can be booked for 1 to %(most)s people. For more please call us."),
                service=wish.service.name,
                most=wish.service.max_count,
            )
    if minutes_of(wishes) > LONGEST:
        raise Refusal(N_("That is more than one visit can hold. Please book two appointments, or call us."))


def visit(wishes: Sequence[Wish], now: datetime, *, at_the_desk: bool = False) -> Visit:
    """The visit as the search for times needs it. At the desk the lead time does not matter."""
    lead = 0 if at_the_desk else max(wish.service.lead_hours for wish in wishes)
    return Visit(
        minutes=minutes_of(wishes),
        buffer=max(wish.service.buffer_minutes for wish in wishes),
        earliest=now + timedelta(hours=lead),
        latest=at_local(last_day(wishes, now), LAST_MINUTE),
    )


def last_day(wishes: Iterable[Wish], now: datetime) -> date:
    """The last day that can be booked today; tomorrow it is one more."""
    return local_date(now) + timedelta(days=min(int(wish.service.window_days) for wish in wishes))


def contact_of(wishes: Iterable[Wish]) -> str:
    """How the town must be able to reach the visitor: ``email``, ``phone``, ``either`` or ``both``."""
    asked = {str(wish.service.contact) for wish in wishes} - {"either"}
    if not asked:
        return "either"
    return asked.pop() if len(asked) == 1 else "both"


def ensure_reachable(wanted: str, email: str, phone: str) -> None:
    """Refuse a visitor nobody could tell that the office is closed."""
    if wanted in {"email", "both"} and not email:
        raise Refusal(N_("Please give your e-mail address: we send the confirmation there."), "email")
    if wanted in {"phone", "both"} and not phone:
        raise Refusal(N_("Please give a telephone number for this concern."), "phone")
    if wanted == "either" and not (email or phone):
        raise Refusal(N_("Please give an e-mail address or a telephone number."), "email")
