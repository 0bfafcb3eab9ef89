"""The waiting list: a freed time is held for whoever waits longest, offered by mail, taken or passed on.

The old appointment is given back only when the new time is taken.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import booking, changes, letters
from webapp.blueprints.appointments.models import Appointment, Offer, WaitingEntry
from webapp.blueprints.appointments.queries import free, offers, visits
from webapp.blueprints.appointments.queries import waiting as queries
from webapp.blueprints.appointments.rules import states
from webapp.blueprints.appointments.rules import visits as rules
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.contact import ensure_email
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import outbox

GONE = N_("This offer is over.")
NO_SOONER = timedelta(hours=12)  # whoever gets the mail must be able to come


def join(
    session: Session, *, key: str, token_hash: str, wishes: Sequence[Wish], place_id: int, email: str, now: datetime,
    language: str, name: str = "", appointment: Appointment | None = None,
) -> WaitingEntry:  # fmt: skip
    """Take a place in the line, once for each form and each appointment."""
    known = queries.entry_by_key(session, key)
    if known is not None:
        return known
    rules.ensure_possible(wishes)
    email = ensure_email(email, "email")
    outbox.ensure_few(session, email, now)
    entry = WaitingEntry(
        key=key, token_hash=token_hash, place_id=place_id, name=name, email=email,
        wishes=[{"service_id": wish.service.id, "count": wish.count} for wish in wishes], language=language,
        appointment_id=appointment.id if appointment else None, created_at=now, state="waiting",
        until_on=local_date(appointment.starts_at) if appointment else rules.last_day(wishes, now),
    )  # fmt: skip
    session.add(entry)
    session.flush()
    _write(session, letters.WAITING, entry, now)
    return entry


def offer_times(session: Session, *, town: Town, now: datetime) -> int:
    """Go down the line and hold the first fitting time for each; answers how many offers went out."""
    count = 0
    for entry in queries.line(session, local_date(now)):
        wishes = wishes_of(session, entry)
        sooner_than = _limit(session, entry, now)
        if not wishes or sooner_than is None:
            entry.state = "ended"
            continue
        count += _offer(session, entry, wishes, sooner_than, town=town, now=now)
    return count


def take(session: Session, *, entry: WaitingEntry, town: Town, now: datetime) -> Appointment:
    """The offered time becomes the appointment; the old one is given back in the same deed. Taken twice is taken."""
    if known := queries.appointment_of(session, entry):
        return known
    offer = queries.open_offer(entry, now)
    held = visits.appointment_by_id(session, offer.appointment_id) if offer and offer.appointment_id else None
    if offer is None or held is None:
        raise Refusal(GONE)
    offer.state, entry.state = "taken", "served"
    old = visits.appointment_by_id(session, entry.appointment_id) if entry.appointment_id else None
    if old is None:  # the visitor fills in the rest at the address of the waiting list
        held.name, held.email, held.key, held.token_hash = entry.name, entry.email, entry.key, entry.token_hash
        return held
    at = held.starts_at
    _let_go(session, offer, held)
    return changes.move(session, appointment=old, starts_at=at, town=town, now=now)


def decline(session: Session, *, entry: WaitingEntry) -> WaitingEntry:
    """No, thank you: the time goes to the next, the place in the line stays."""
    for offer in entry.offers:
        if offer.state == "open":
            offer.state = "declined"
            _let_go(session, offer, visits.appointment_by_id(session, offer.appointment_id or 0))
    entry.state = "waiting"
    return entry


def leave(session: Session, *, entry: WaitingEntry) -> WaitingEntry:
    """Leave the line."""
    decline(session, entry=entry)
    entry.state = "ended"
    return entry


def end_offers(session: Session, now: datetime) -> int:
    """Offers nobody took in time go to the next."""
    found = queries.ended_offers(session, now)
    for offer in found:
        offer.state = "expired"
        _let_go(session, offer, offer.appointment)
        offer.entry.state = "waiting"
    return len(found)


def forget(session: Session, now: datetime) -> int:
    """Delete who waits no longer."""
    found = queries.over(session, local_date(now))
    for entry in found:
        leave(session, entry=entry)
        session.delete(entry)
    return len(found)


def wishes_of(session: Session, entry: WaitingEntry) -> list[Wish]:
    """What somebody waits for; services that are no longer offered are left out."""
    known = offers.services_by_id(session, [one["service_id"] for one in entry.wishes])
    return [Wish(known[one["service_id"]], one["count"]) for one in entry.wishes if one["service_id"] in known]


def _limit(session: Session, entry: WaitingEntry, now: datetime) -> datetime | None:
    """Only times before this are worth an offer; none if there is nothing left to wait for."""
    if entry.appointment_id is None:
        return now + timedelta(days=365)
    old = visits.appointment_by_id(session, entry.appointment_id)
    return old.starts_at if old and old.state in states.TO_COME else None


def _offer(
    session: Session, entry: WaitingEntry, wishes: list[Wish], before: datetime, *, town: Town, now: datetime
) -> int:
    first, last = local_date(now), min(entry.until_on, rules.last_day(wishes, now))
    found = free.free_times(session, wishes, entry.place_id, first, max(first, last), town=town, now=now)
    seen = {one.starts_at for one in entry.offers}
    times = [one for one in found.moments() if now + NO_SOONER <= one < before and one not in seen]
    if not times:
        return 0
    key = f"offer-{entry.id}-{len(entry.offers)}"
    held = booking.hold(
        session, key=key, token_hash=key, wishes=wishes, place_id=entry.place_id, starts_at=times[0], town=town,
        now=now, language=entry.language,
    )  # fmt: skip
    held.held_until = now + timedelta(hours=offers.preferences(session).offer_hours)
    offer = Offer(appointment_id=held.id, starts_at=times[0], valid_until=held.held_until, state="open")
    entry.offers.append(offer)
    entry.state = "offered"
    more = {"starts_at": times[0].isoformat(), "valid_until": held.held_until.isoformat()}
    _write(session, letters.OFFER, entry, now, **more)
    return 1


def _let_go(session: Session, offer: Offer, held: Appointment | None) -> None:
    if held is not None and held.state == states.HELD:
        offer.appointment_id = None
        session.delete(held)
        session.flush()


def _write(session: Session, kind: str, entry: WaitingEntry, now: datetime, **more: str) -> None:
    outbox.post(
        session, kind, to=entry.email, language=entry.language, now=now, about=f"waiting:{entry.id}",
        values={"key": entry.key} | more,
    )  # fmt: skip
