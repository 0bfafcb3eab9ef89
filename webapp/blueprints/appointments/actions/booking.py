"""From a chosen time to a booked appointment: hold, fill in, confirm; a second press of a button changes nothing."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import cells, letters
from webapp.blueprints.appointments.models import Appointment, Concern, Counter
from webapp.blueprints.appointments.queries import free, offers, visits
from webapp.blueprints.appointments.rules import holds, questions, states
from webapp.blueprints.appointments.rules import visits as rules
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.i18n import N_
from webapp.domain.references import new_number
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit, outbox

OVER = N_("Your time is no longer held, and somebody else took it. Please choose another one. Your entries are kept.")


def hold(
    session: Session, *, key: str, token_hash: str, wishes: Sequence[Wish], place_id: int, starts_at: datetime,
    town: Town, now: datetime, language: str, network: str = "", channel: str = free.ONLINE,
) -> Appointment:  # fmt: skip
    """Hold a time for some minutes. The same form again is the same appointment, at the time chosen last."""
    known = visits.appointment_by_key(session, key)
    if known is not None and known.state != states.HELD:
        return known
    rules.ensure_possible(wishes)
    if network and not (known and holds.is_live(known.state, known.held_until, now)):
        holds.ensure_not_hoarding(*visits.holds_of(session, network, now))
    counter = free_counter(session, wishes, place_id, starts_at, town=town, now=now, channel=channel, known=known)
    mine = known or Appointment(
        key=key, token_hash=token_hash, state=states.HELD, channel=channel, network=network, language=language,
        created_at=now, prolonged=False, sequence=0,
    )  # fmt: skip
    mine.held_until = now + timedelta(minutes=offers.preferences(session).hold_minutes)
    mine.prolonged = False
    mine.concerns = [Concern(service=wish.service, count=wish.count) for wish in wishes]
    session.add(mine)
    place(session, mine, wishes, counter, starts_at, now)
    return mine


def place(
    session: Session, appointment: Appointment, wishes: Sequence[Wish], counter: Counter, at: datetime, now: datetime
) -> None:
    """Put an appointment at a counter and a time; refuse if the database knows somebody was faster."""
    visit = rules.visit(wishes, now)
    appointment.counter, appointment.place = counter, counter.place
    appointment.starts_at, appointment.changed_at = at, now
    appointment.ends_at = at + timedelta(minutes=visit.minutes)
    appointment.busy_until = appointment.ends_at + timedelta(minutes=visit.buffer)
    cells.take(session, appointment, now)


def fill_in(
    session: Session, *, appointment: Appointment, now: datetime, town: Town, name: str, email: str, phone: str,
    needs: Sequence[str] = (), answers: dict[str, str] | None = None, remark: str = "",
) -> Appointment:  # fmt: skip
    """Keep what the citizen typed with the held time, also when that has ended meanwhile."""
    wishes = wishes_of(appointment)
    if not name:
        raise Refusal(N_("Please give your name."), "name")
    email = ensure_email(email, "email") if email else ""
    phone = ensure_phone(phone, "phone") if phone else ""
    rules.ensure_reachable(_contact_of(appointment), email, phone)
    appointment.answers = questions.ensure_answered(_asked(wishes), answers or {})
    appointment.name, appointment.email, appointment.phone = name, email, phone
    appointment.needs, appointment.remark = list(needs), remark
    if not _has_time(session, appointment, now):
        with suppress(Refusal), session.begin_nested():  # if the time is gone, the entries wait for another one
            _hold_anew(session, appointment, town=town, now=now)
    return appointment


def keep_time(session: Session, appointment: Appointment, *, town: Town, now: datetime) -> None:
    """A held time that has ended, or was closed meanwhile, is held anew if one is free then; else refuse."""
    if not _has_time(session, appointment, now):
        _hold_anew(session, appointment, town=town, now=now)


def _has_time(session: Session, appointment: Appointment, now: datetime) -> bool:
    live = holds.is_live(appointment.state, appointment.held_until, now)
    return live and not free.is_closed(session, appointment)


def _hold_anew(session: Session, appointment: Appointment, *, town: Town, now: datetime) -> None:
    wishes, at = with_counters(session, wishes_of(appointment)), appointment.starts_at
    try:
        counter = free_counter(
            session, wishes, appointment.place_id, at, town=town, now=now,
            channel=appointment.channel, known=appointment,
        )  # fmt: skip
    except Refusal:
        raise Refusal(OVER) from None
    appointment.held_until = now + timedelta(minutes=offers.preferences(session).hold_minutes)
    place(session, appointment, wishes, counter, at, now)


def prolong(session: Session, *, appointment: Appointment, now: datetime) -> Appointment:
    """Hold the time once more as long."""
    holds.ensure_prolongable(appointment.state, appointment.held_until, appointment.prolonged, now)
    appointment.prolonged = True
    appointment.held_until = (appointment.held_until or now) + timedelta(
        minutes=offers.preferences(session).hold_minutes
    )
    return appointment


def confirm(session: Session, *, appointment: Appointment, town: Town, now: datetime, by: Any = None) -> Appointment:
    """Book what is held. Pressed twice, it is the same appointment; a letter goes out once."""
    if appointment.state != states.HELD:
        return appointment
    _ensure_complete(appointment)
    keep_time(session, appointment, town=town, now=now)
    wanted = offers.preferences(session)
    online = appointment.channel == free.ONLINE
    if online and appointment.email:
        holds.ensure_few(visits.count_to_come(session, appointment.email, now), wanted.per_email)
        outbox.ensure_few(session, appointment.email, now)
    appointment.number = _free_number(session)
    if wanted.activation and online and appointment.email:
        appointment.state = states.PENDING
        appointment.held_until = now + timedelta(minutes=wanted.activation_minutes)
        letters.write(session, letters.ACTIVATE, appointment, now, valid_until=appointment.held_until.isoformat())
    else:
        _book(session, appointment, now)
    audit.record(session, "booked", appointment, by=by, now=now, label=appointment.number)
    return appointment


def activate(session: Session, *, appointment: Appointment, now: datetime) -> Appointment:
    """The click in the mail: now the appointment counts. A second click finds it booked."""
    if appointment.state == states.PENDING:
        if not holds.is_live(appointment.state, appointment.held_until, now):
            raise Refusal(N_("The time to confirm is over. Please book a new appointment."))
        _book(session, appointment, now)
    return appointment


def wishes_of(appointment: Appointment) -> list[Wish]:
    """What the visit is for."""
    return [Wish(one.service, one.count) for one in appointment.concerns]


def _contact_of(appointment: Appointment) -> str:
    """As the services ask on the web; whoever calls or stands here may have only a telephone."""
    return rules.contact_of(wishes_of(appointment)) if appointment.channel == free.ONLINE else "either"


def _asked(wishes: Sequence[Wish]) -> list[questions.Question]:
    return [one for wish in wishes for one in questions.read(wish.service.questions)]


def _ensure_complete(appointment: Appointment) -> None:
    """The concerns may be others than when the entries were made."""
    rules.ensure_reachable(_contact_of(appointment), appointment.email, appointment.phone)
    questions.ensure_answered(_asked(wishes_of(appointment)), appointment.answers)


def _book(session: Session, appointment: Appointment, now: datetime) -> None:
    appointment.state, appointment.booked_at, appointment.changed_at = states.BOOKED, now, now
    appointment.held_until = None
    letters.write(session, letters.CONFIRMED, appointment, now)


def free_counter(
    session: Session, wishes: Sequence[Wish], place_id: int, at: datetime,
    *, town: Town, now: datetime, channel: str, known: Appointment | None = None,
) -> Counter:  # fmt: skip
    """The least busy counter that is free then; the services of the wishes know their counters."""
    but = known.id if known else None
    found = free.free_counters(session, wishes, place_id, at, town=town, now=now, channel=channel, but=but)
    if not found:
        raise Refusal(cells.TAKEN, "starts_at")
    return found[0]


def with_counters(session: Session, wishes: Sequence[Wish]) -> list[Wish]:
    """The same wishes, their services loaded with counters, places and opening rules."""
    known = offers.services_by_id(session, [wish.service.id for wish in wishes])
    return [Wish(known[wish.service.id], wish.count) for wish in wishes]


def _free_number(session: Session) -> str:
    number = new_number()
    while visits.is_number_taken(session, number):
        number = new_number()
    return number
