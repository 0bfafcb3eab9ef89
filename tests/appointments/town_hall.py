"""A small town hall for the stories: one place, two counters, a passport and an identity card."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from tests.conftest import NOW
from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.models import Appointment, Counter, Opening, Place, Service
from webapp.blueprints.appointments.queries import offers
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.localtime import at_local
from webapp.domain.town import Town

TUESDAY = date(2026, 11, 24)
MUSTERSTADT = Town("musterstadt", "Musterstadt", ("musterstadt.example",), "http://musterstadt.example", "BY")


def furnish(session: Session, *, counters: int = 2, **service: object) -> None:
    """The town hall, open Monday to Friday from 8 to 12, and what people come for."""
    hall = Place(slug="rathaus", name="Rathaus", address="Marktplatz 1", directions="Bus 3, Haltestelle Markt")
    desks = [Counter(name=f"Schalter {number}", place=hall) for number in range(1, counters + 1)]
    for desk in desks:
        desk.openings = [
            Opening(weekday=day, from_time=time(8), to_time=time(12), valid_from=date(2026, 1, 5)) for day in range(5)
        ]
    passport = {"minutes": 20, "fee_cents": 7000, "documents": "Altes Dokument\nBiometrisches Foto"} | service
    session.add_all(
        [
            Service(slug="reisepass", name="Reisepass", area="Ausweise", counters=desks, **passport),
            Service(slug="meldung", name="Wohnung anmelden", area="Wohnen", counters=desks[:1], minutes=15),
        ]
    )
    session.flush()


def at(clock: str, day: date = TUESDAY) -> datetime:
    """A moment by the clock of the town hall."""
    return at_local(day, time.fromisoformat(clock))


def held(session: Session, starts_at: datetime, *, key: str = "erika", count: int = 1, **more: object) -> Appointment:
    """A held time for a passport, as the form would hold it."""
    service = offers.services_by_slug(session, ["reisepass"])["reisepass"]
    known = {"now": NOW, "town": MUSTERSTADT, "language": "de", "place_id": service.counters[0].place_id} | more
    wishes = [Wish(service, count)]
    return booking.hold(session, key=key, token_hash=f"hash-{key}", wishes=wishes, starts_at=starts_at, **known)


def booked(session: Session, starts_at: datetime, *, key: str = "erika", now: datetime = NOW) -> Appointment:
    """A booked passport for somebody with an e-mail address."""
    it = held(session, starts_at, key=key, now=now)
    booking.fill_in(
        session, appointment=it, now=now, town=MUSTERSTADT, name=key.title(), email=f"{key}@example.org", phone=""
    )
    return booking.confirm(session, appointment=it, now=now, town=MUSTERSTADT)
