"""Musterstadt's appointments: two places, three counters, what people come for, a day that is under way, a week."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from webapp.blueprints.accounts.models import Person
from webapp.blueprints.accounts.queries import person_by_login
from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.actions import day as deeds
from webapp.blueprints.appointments.actions import hall as numbers
from webapp.blueprints.appointments.models import Appointment, Counter, Opening, Place, Service
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules.questions import CHOICE, Question
from webapp.blueprints.appointments.rules.states import ARRIVED, CALLED, DONE, MISSED
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.localtime import at_local, local, local_date
from webapp.domain.refusal import Refusal
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
TODAY = (  # minutes from now, name, service, people, what became of it
    (-150, "Karl Weber", "abholung", 1, (ARRIVED, CALLED, DONE)), (-120, "Anna Schmid", "beglaubigung", 2, (MISSED,)),
    (-95, "Murat Demir", "personalausweis", 1, (ARRIVED, CALLED, DONE)),
    (-60, "Ingrid Lang", "anmeldung", 2, (ARRIVED, CALLED, DONE)),
    (-20, "Greta Sommer", "reisepass", 1, (ARRIVED, CALLED)), (-10, "Ali Haddad", "personalausweis", 1, (ARRIVED,)),
    (10, "Sophie Kern", "fuehrungszeugnis", 1, (ARRIVED,)), (30, "Otto Baum", "abholung", 1, ()),
    (60, "Rosa Winter", "reisepass", 2, ()), (90, "Lukas Frank", "beglaubigung", 1, ()),
)  # fmt: skip
NUMBERS = ((-68, "abholung"), (-55, "beglaubigung"), (-14, "personalausweis"), (-8, "abholung"), (-3, "anmeldung"))
SERVED = -45  # whoever came before that is at home again
A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def plant(session: Session, town: Town, today: date, now: datetime) -> None:
    """Counters that open every morning and Thursday afternoon, eight services; who comes today and this week."""
    hall = Place(slug="rathaus", name="Rathaus", address="Marktplatz 1", directions="Bus 3, Haltestelle Markt",
                 access="Aufzug links vom Eingang, WC ohne Stufen", walk_ins=True)  # fmt: skip
    yard = Place(slug="bauhof", name="Bauhof", address="Industriestraße 5", access="Ohne Stufen, Parkplatz vor der Tür")
    desks = [_counter(name, hall, today) for name in HALL]
    office = [_counter(name, yard, today) for name in YARD]
    desks[0].kept_percent = 20
    for one in SERVICES:
        session.add(_service(*one, counters=office if one[0] == "bauberatung" else desks))
    session.flush()
    _open_day(session, desks, town=town, now=now)
    for nth, (name, slug, people, ahead, place) in enumerate(VISITORS):
        first, wish = today + timedelta(days=ahead), _wish(session, slug, people)
        moments = _free(session, wish, first, first + timedelta(days=10), town=town, now=now)
        if len(moments) > place:
            _book(session, name, wish, moments[place], key=f"demo-{nth}", town=town, now=now)


def _open_day(session: Session, desks: list[Counter], *, town: Town, now: datetime) -> None:
    """A day at the counter in its middle, whatever the time is; on a free day, the next working day to come."""
    day, clerk = local_date(now), person_by_login(session, "keller")
    while day.weekday() not in MORNINGS or free.holiday_check(town)(day):
        day += A_DAY
    middle = now if day == local_date(now) else at_local(day, time(10))
    if middle == now:
        hour = local(now).hour
        opens, closes = time(max(0, hour - 3)), time(min(23, hour + 3), 55)
        for desk in desks:
            desk.openings.append(Opening(
                weekday=day.weekday(), from_time=opens, to_time=closes, valid_from=day, valid_until=day
            ))  # fmt: skip
        session.flush()
        _draw_numbers(session, desks[1], town=town, now=now, by=clerk)
    for nth, (ahead, name, slug, people, steps) in enumerate(TODAY):
        wish = _wish(session, slug, people)
        moments = _free(session, wish, day, day, town=town, now=now - A_DAY)
        at = next((one for one in moments if one >= middle + ahead * MINUTE), None)
        if at:
            it = _book(session, name, wish, at, key=f"today-{nth}", town=town, now=now - A_DAY)
            _take_steps(session, it, steps if at <= now else steps[:1] * (middle == now), now=now, by=clerk)


def _take_steps(session: Session, it: Appointment, steps: tuple[str, ...], *, now: datetime, by: Person | None) -> None:
    """They come in time, wait two minutes, and are served as long as planned."""
    at = {ARRIVED: it.starts_at, CALLED: it.starts_at + 2 * MINUTE, DONE: it.ends_at, MISSED: it.ends_at}
    for step in steps:
        deeds.step(session, appointment=it, state=step, seen=it.state, by=by, now=min(at[step], now))


def _draw_numbers(session: Session, counter: Counter, *, town: Town, now: datetime, by: Person | None) -> None:
    """Five people without an appointment: two are served, three wait."""
    known = offers.services_by_slug(session, [slug for _, slug in NUMBERS])
    for nth, (ahead, slug) in enumerate(NUMBERS):
        at, wanted, key = now + ahead * MINUTE, str(known[slug].id), f"demo-number-{nth}"
        with suppress(Refusal):  # around midnight even this town hall is closed
            ticket = numbers.draw(session, place=counter.place, service_id=wanted, key=key, town=town, now=at)
            for button, seen, after in (("next", "", 3), ("done", f"t{ticket.id}.1", 9))[: 2 * (ahead < SERVED)]:
                at_press = at + after * MINUTE
                numbers.press(session, button=button, counter=counter, seen=seen, town=town, now=at_press, by=by)


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


def _wish(session: Session, slug: str, people: int) -> Wish:
    return Wish(offers.services_by_slug(session, [slug])[slug], people)


def _free(session: Session, wish: Wish, first: date, last: date, *, town: Town, now: datetime) -> list[datetime]:
    place_id = wish.service.counters[0].place_id
    return free.free_times(session, [wish], place_id, first, last, town=town, now=now).moments()


def _book(
    session: Session, name: str, wish: Wish, at: datetime, *, key: str, town: Town, now: datetime
) -> Appointment:  # fmt: skip
    it = booking.hold(
        session, key=key, token_hash=key, wishes=[wish], place_id=wish.service.counters[0].place_id, starts_at=at,
        town=town, now=now, language="de",
    )  # fmt: skip
    mail = name.split()[0].lower() + "@musterstadt.example"
    booking.fill_in(session, appointment=it, now=now, town=town, name=name, email=mail, phone="01234 5670")
    return booking.confirm(session, appointment=it, town=town, now=now)
