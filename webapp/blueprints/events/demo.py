"""Musterstadt's year: what comes every week and every month, feasts, concerts, matches; some moved, some cancelled."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.events.actions import announcing, keeping
from webapp.blueprints.events.models import Event, Organiser, Venue
from webapp.blueprints.events.rules.rhythm import MONTHLY, WEEKLY

YEAR = 365
FOUR_WEEKS = 28  # a fifth Thursday does not come every month
VENUES = (  # name, address, step-free, toilet, hearing loop, parking, in words
    ("Bürgerhaus", "Marktplatz 3", True, True, True, True, "Aufzug vom Hof aus, Klingel neben der Tür"),
    ("Sportplatz am Bach", "Am Bach 12", True, False, False, True, "Geteerter Weg bis zur Tribüne"),
    ("Kirche St. Martin", "Kirchplatz 1", True, False, True, False, "Rampe am Seiteneingang"),
    ("Feuerwehrhaus", "Industriestraße 2", True, True, False, True, ""),
    ("Alte Schule", "Schulstraße 5", False, False, False, False, "Acht Stufen am Eingang, kein Aufzug"),
    ("Gemeindebücherei", "Lindenstraße 4", True, True, False, False, ""),
)
ORGANISERS = (
    ("Gemeinde Musterstadt", "", True), ("TSV Musterstadt", "tsv", True), ("Liederkranz Musterstadt", "chor", False),
    ("Pfarrei St. Martin", "pfarrei", False), ("Freiwillige Feuerwehr", "feuerwehr", True),
    ("Kulturverein Alte Schule", "kultur", False), ("Gemeindebücherei", "", True), ("Landfrauen", "landfrauen", False),
)  # fmt: skip
SERIES: tuple[Any, ...] = (  # title, kind, venue, organiser, first day from now, weekday, from, to, rhythm, every, more
    ("Chorprobe des Liederkranzes", "club", 4, 2, -28, 2, "19:30", "21:00", WEEKLY, 1, {}),
    ("Wochenmarkt", "feast", 0, 0, -25, 5, "08:00", "13:00", WEEKLY, 1, {"free": True}),
    ("Eltern-Kind-Turnen", "sport", 1, 1, -27, 3, "15:30", "16:30", WEEKLY, 1, {"for_children": True}),
    ("Vorlesestunde für Kinder ab vier", "learning", 5, 6, -26, 4, "16:00", "16:45", WEEKLY, 2,
     {"for_children": True, "free": True}),
    ("Seniorencafé", "club", 0, 7, -20, 3, "14:30", "17:00", MONTHLY, 1, {"price": "Kaffee und Kuchen 4 €"}),
    ("Sitzung des Gemeinderats", "civic", 0, 0, -18, 1, "19:00", "", MONTHLY, 1, {"free": True}),
    ("Übung der Jugendfeuerwehr", "club", 3, 4, -24, 4, "17:30", "19:00", WEEKLY, 2, {"for_children": True}),
    ("Reparaturcafé", "club", 4, 5, -16, 5, "14:00", "17:00", MONTHLY, 1, {"free": True}),
    ("Sprachtreff: Deutsch für alle", "learning", 5, 6, -23, 0, "18:00", "19:30", WEEKLY, 1, {"free": True}),
    ("Yoga am Morgen", "sport", 0, 1, -22, 1, "09:00", "10:00", WEEKLY, 1, {"price": "5 € je Stunde"}),
)  # fmt: skip
SINGLES: tuple[Any, ...] = (  # titles, kind, venue, organiser, from now, days between, weekday, from, to, more
    ("TSV Musterstadt gegen SV {}", "Oberdorf Unterdorf Bachheim Neukirch Steinfeld Waldau Altmühl Rotbach Hohenau "
     "Lindach Talheim Moosbach Kirchau Seefeld", "sport", 1, 1, 4, 24, 6, "15:00", "16:45",
     {"price": "4 €, Kinder frei"}),
    ("Konzert: {}", "Blasmusik Orgelwerke Jazz-Trio Kammerchor Liederabend Gospelchor Streichquartett Volksmusik "
     "Saxophonquartett Gitarrenabend Kinderchor", "culture", 2, 2, 11, 31, 5, "19:00", "21:00", {"price": "10 €"}),
    ("Kino im Bürgerhaus: {}", "Dokumentarfilm Familienfilm Stummfilm Krimi Komödie Heimatfilm Trickfilm Filmklassiker "
     "Kurzfilme Musikfilm Naturfilm", "culture", 0, 5, 8, 30, 4, "20:00", "22:15", {"price": "6 €"}),
    ("Vortrag: {}", "Obstbaumschnitt Wärmepumpe Patientenverfügung Imkern Balkonkraftwerk Ortsgeschichte Sternenhimmel "
     "Kompost Vogelzug Pflegegrade Digitalfunk Wildbienen", "learning", 4, 7, 6, 29, 2, "19:00", "20:30",
     {"free": True}),
    ("Gottesdienst: {}", "Erntedank Kirchweih Martinsandacht Advent Christmette Sternsinger Lichtmess Kreuzweg "
     "Osternacht Maiandacht Bittgang Firmung Patrozinium", "church", 2, 3, 5, 27, 6, "10:00", "11:15", {"free": True}),
    ("Ferienprogramm: {}", "Töpfern Kanufahrt Waldspiele Kochen Basteln Zirkus Schatzsuche Bienenbesuch Radtour "
     "Schnupperschießen Übernachtung Theaterwerkstatt", "learning", 0, 0, 20, 28, 1, "10:00", "15:00",
     {"for_children": True, "price": "8 €", "registration": "https://ferien.musterstadt.example/"}),
    ("Kindertheater: {}", "Rumpelstilzchen Frau-Holle Kasperl Bremer-Stadtmusikanten Die-kleine-Hexe Aschenputtel "
     "Räuber-und-Gendarm Der-gestiefelte-Kater Rotkäppchen Zwerg-Nase", "culture", 0, 5, 13, 33, 6, "15:00", "16:00",
     {"for_children": True, "price": "5 €"}),
    ("Lesung: {}", "Krimi-aus-der-Region Mundart Gedichte Reisebericht Briefe Kurzgeschichten Debütroman Sagen",
     "culture", 5, 6, 17, 41, 3, "19:30", "21:00", {"price": "7 €, ermäßigt 4 €"}),
    ("Wanderung: {}", "Bachtal Mühlenweg Burgruine Weinberge Drei-Kapellen Moorpfad Panoramaweg Nachtwanderung",
     "sport", 0, 7, 10, 42, 6, "09:30", "13:00", {"free": True}),
)  # fmt: skip
FEASTS = (  # title, from now, weekday, days, from, to
    ("Weihnachtsmarkt auf dem Marktplatz", 12, 4, 3, "", ""), ("Dorffest", 210, 5, 2, "", ""),
    ("Kirchweih", 305, 5, 4, "", ""), ("Tag der offenen Tür der Feuerwehr", 160, 6, 1, "10:00", "17:00"),
    ("Maibaumaufstellen", 150, 4, 1, "13:00", "20:00"),
    ("Flohmarkt rund um das Bürgerhaus", 120, 5, 1, "08:00", "16:00"),
    ("Faschingsumzug", 75, 1, 1, "14:00", "17:00"), ("Sonnwendfeuer", 205, 5, 1, "20:00", "23:30"),
    ("Ausstellung: Musterstadt in alten Bildern", 40, 5, 14, "", ""), ("Blutspende", 30, 0, 1, "16:00", "20:00"),
    ("Neujahrsempfang", 43, 6, 1, "11:00", "13:00"),
)  # fmt: skip
ABOUT = "Alle sind herzlich willkommen. Für Essen und Getränke ist gesorgt."


def plant(session: Session, today: date, now: datetime) -> None:
    """Six venues, eight organisers, a year of 120 events; two dates cancelled, two moved, two events to be checked."""
    places = [_venue(*one) for one in VENUES]
    holders = [_organiser(*one) for one in ORGANISERS]
    session.add_all([*places, *holders])
    session.flush()
    made = [
        _keep(session, number, one | {"venue_id": places[one["venue_id"]].id,
                                      "organiser_id": holders[one["organiser_id"]].id}, now)
        for number, one in enumerate([*_series(today), *_singles(today), *_feasts(today)])
    ]  # fmt: skip
    _disturb(session, made, now)
    _announce(session, today, now)


def _venue(name: str, address: str, *facts: Any) -> Venue:
    return Venue(name=name, address=address, **dict(zip(VENUE_FACTS, facts, strict=True)))


VENUE_FACTS = ("step_free", "toilet", "hearing_loop", "parking", "access")


def _organiser(name: str, box: str, trusted: bool) -> Organiser:
    key = f"demo-{name}"
    email = f"{box}@musterstadt.example" if box else ""
    return Organiser(key=key, token_hash=key, name=name, email=email, trusted=trusted)


def _series(today: date) -> Iterator[dict[str, Any]]:
    for title, kind, venue, organiser, ahead, weekday, starts, ends, repeats, every, more in SERIES:
        first = _on(today, ahead, weekday)
        if repeats == MONTHLY and first.day > FOUR_WEEKS:
            first -= timedelta(days=7)
        yield _told(title, kind, venue, organiser, first, starts, ends) | {"repeats": repeats, "every": every} | more


def _singles(today: date) -> Iterator[dict[str, Any]]:
    for pattern, names, kind, venue, organiser, ahead, between, weekday, starts, ends, more in SINGLES:
        for nth, name in enumerate(names.split()):
            day = _on(today, (ahead + nth * between) % YEAR, weekday)
            title = pattern.format(name.replace("-", " "))
            yield _told(title, kind, venue, organiser, day, starts, ends) | more


def _feasts(today: date) -> Iterator[dict[str, Any]]:
    for title, ahead, weekday, days, starts, ends in FEASTS:
        first = _on(today, ahead, weekday)
        last = first + timedelta(days=days - 1) if days > 1 else None
        yield _told(title, "feast", 0, 0, first, starts, ends) | {"last_on": last, "free": True, "about": ABOUT}


def _on(today: date, ahead: int, weekday: int) -> date:
    """The next such weekday from so many days ahead on."""
    day = today + timedelta(days=ahead)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _told(title: str, kind: str, venue: int, organiser: int, day: date, starts: str, ends: str) -> dict[str, Any]:
    return {
        "title": title, "about": "", "category": kind, "venue_id": venue, "place": "", "organiser_id": organiser,
        "price": "", "free": False, "for_children": False, "registration": "", "link": "", "first_on": day,
        "last_on": None, "starts": _clock(starts), "ends": _clock(ends), "repeats": "once", "every": 1,
        "until_on": None, "except_on": [],
    }  # fmt: skip


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _keep(session: Session, number: int, told: dict[str, Any], now: datetime) -> Event:
    key = f"demo-event-{number}"
    return keeping.keep(session, event=None, seen=0, by=None, now=now, key=key, token_hash=key, **told)


def _disturb(session: Session, made: list[Event], now: datetime) -> None:
    """The choir's leader is ill, the market makes room for the feast, a match waits for the rain to end."""
    choir, market, match, cinema = made[0], made[1], made[10], made[40]
    for event, ahead, note in ((choir, 1, "Die Chorleiterin ist krank."), (market, 3, "Feiertag")):
        day = [one.regular_on for one in event.dates if one.starts_at > now][ahead]
        keeping.cancel(session, event=event, day=day, note=note, by=None, now=now)
    for event, later, note in ((match, 2, "Der Platz ist zu nass."), (cinema, 1, "Der Saal ist belegt.")):
        day = event.dates[0].regular_on
        to_on = day + timedelta(days=later)
        keeping.move(
            session, event=event, day=day, to_on=to_on, starts=event.starts, ends=event.ends, note=note, by=None,
            now=now,
        )  # fmt: skip


def _announce(session: Session, today: date, now: datetime) -> None:
    """Two citizens have announced something; the desk has not looked at it yet."""
    for nth, (title, name) in enumerate((("Hofflohmarkt im Ahornweg", "Lena Vogel"), ("Skatturnier", "Otto Brandt"))):
        key, told = f"demo-announced-{nth}", _told(title, "club", 0, 0, _on(today, 20 + nth, 5), "10:00", "")
        told |= {"venue_id": None, "place": "Ahornweg 4"}
        del told["organiser_id"]
        announcing.announce(
            session, key=key, token_hash=key, name=name, email=f"{name.split()[0].lower()}@musterstadt.example",
            network="", language="de", now=now, **told,
        )  # fmt: skip
