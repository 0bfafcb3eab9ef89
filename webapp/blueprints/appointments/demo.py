"""Musterstadt's appointments: two places, three counters, what people come for, and a believable week."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.models import Counter, Opening, Place, Service
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules.questions import CHOICE, Question
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.localtime import local_date
from webapp.domain.town import Town

MORNINGS, LONG_DAY = (0, 1, 2, 3, 4), 3
HALL, YARD = ("Schalter 1", "Schalter 2"), ("Bauamt",)
SERVICES = (  # slug, name, area, minutes, cents, most, other words, documents
    ("personalausweis", "Personalausweis beantragen", "Ausweise und Pässe", 15, 3700, 5, "Perso, ID",
     "Alter Ausweis\nBiometrisches Foto, nicht älter als 1 Jahr"),
    ("reisepass", "Reisepass beantragen", "Ausweise und Pässe", 20, 7000, 5, "Pass, Kinderpass, Urlaub",
     "Alter Pass oder Ausweis\nBiometrisches Foto, nicht älter als 1 Jahr\nBei Kindern: Zustimmung beider Eltern"),
    ("abholung", "Ausweis oder Pass abholen", "Ausweise und Pässe", 5, 0, 5, "", "Alter Ausweis oder Pass"),
    ("fuehrungszeugnis", "Führungszeugnis beantragen", "Ausweise und Pässe", 10, 1300, 1, "Polizeiliches", "Ausweis"),
    ("anmeldung", "Wohnung anmelden oder ummelden", "Umzug", 15, 0, 6, "Meldeamt, Ummeldung, Umzug",
     "Ausweise aller, die umziehen\nBestätigung des Vermieters"),
    ("beglaubigung", "Kopie beglaubigen", "Urkunden", 10, 500, 5, "Zeugnis, Abschrift", "Original und Kopie"),
    ("eheschliessung", "Heirat anmelden", "Familie", 45, 6500, 1, "Trauung, Standesamt, Hochzeit",
     "Ausweise\nGeburtsurkunden"),
    ("bauberatung", "Beratung zum Bauen", "Bauen", 30, 0, 1, "Bauantrag, Garage, Carport", "Lageplan, falls vorhanden"),
)  # fmt: skip
VISITORS = (  # name, service, people, days ahead, nth free time
    ("Erika Muster", "reisepass", 2, 1, 3), ("Paul Berg", "personalausweis", 1, 1, 6),
    ("Olena Koval", "anmeldung", 3, 1, 9), ("Heinz Brandt", "abholung", 1, 1, 14),
    ("Maria Huber", "beglaubigung", 1, 2, 2), ("Jonas Keil", "bauberatung", 1, 2, 1),
    ("Fatma Yilmaz", "personalausweis", 2, 3, 4), ("Lena und Tim Ott", "eheschliessung", 1, 4, 2),
)  # fmt: skip


def plant(session: Session, town: Town, today: date, now: datetime) -> None:
    """Counters that open every morning and Thursday afternoon, eight services, eight visitors."""
    hall = Place(slug="rathaus", name="Rathaus", address="Marktplatz 1", directions="Bus 3, Haltestelle Markt",
                 access="Aufzug links vom Eingang, WC ohne Stufen", walk_ins=True)  # fmt: skip
    yard = Place(slug="bauhof", name="Bauhof", address="Industriestraße 5", access="Ohne Stufen, Parkplatz vor der Tür")
    desks = [_counter(name, hall, today) for name in HALL]
    office = [_counter(name, yard, today) for name in YARD]
    desks[0].kept_percent = 20
    for one in SERVICES:
        session.add(_service(*one, counters=office if one[0] == "bauberatung" else desks))
    session.flush()
    for nth, visitor in enumerate(VISITORS):
        _book(session, *visitor, key=f"demo-{nth}", town=town, now=now)


def _counter(name: str, place: Place, today: date) -> Counter:
    since = today - timedelta(days=today.weekday() + 28)
    mornings = [Opening(weekday=day, from_time=time(8), to_time=time(12), valid_from=since) for day in MORNINGS]
    late = Opening(weekday=LONG_DAY, from_time=time(14), to_time=time(18), valid_from=since)
    return Counter(name=name, place=place, openings=[*mornings, late])


def _service(
    slug: str, name: str, area: str, minutes: int, cents: int, most: int, other: str, documents: str,
    *, counters: list[Counter],
) -> Service:  # fmt: skip
    asked = []
    if slug == "eheschliessung":
        why = "Ein Standesbeamter kann auch im Garten trauen."
        asked = [Question("Wo möchten Sie heiraten?", CHOICE, ("Trauzimmer", "Rathausgarten"), why=why).stored()]
    return Service(
        slug=slug, name=name, area=area, minutes=minutes, fee_cents=cents, max_count=most, synonyms=other,
        documents=documents, counters=counters, questions=asked, buffer_minutes=5 if minutes > 20 else 0,
        contact="phone" if slug == "bauberatung" else "email",
    )  # fmt: skip


def _book(
    session: Session, name: str, slug: str, people: int, ahead: int, nth: int, *, key: str, town: Town, now: datetime
) -> None:
    wish = Wish(offers.services_by_slug(session, [slug])[slug], people)
    first, place_id = local_date(now) + timedelta(days=ahead), wish.service.counters[0].place_id
    last = first + timedelta(days=10)
    moments = free.free_times(session, [wish], place_id, first, last, town=town, now=now).moments()
    if len(moments) <= nth:
        return
    it = booking.hold(
        session, key=key, token_hash=key, wishes=[wish], place_id=place_id, starts_at=moments[nth], town=town, now=now,
        language="de",
    )  # fmt: skip
    mail = name.split()[0].lower() + "@musterstadt.example"
    booking.fill_in(session, appointment=it, now=now, town=town, name=name, email=mail, phone="01234 5670")
    booking.confirm(session, appointment=it, town=town, now=now)
