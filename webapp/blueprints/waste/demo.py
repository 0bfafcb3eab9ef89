"""Musterstadt's waste: two districts, thirty streets, a year and a half of dates, and where things go."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import ANY, Assignment, Collection, District, DropOff, Item, Street
from webapp.blueprints.waste.rules.addresses import slug_of
from webapp.blueprints.waste.rules.rhythm import Rhythm, planned_days
from webapp.blueprints.waste.rules.shifts import apply, prefill
from webapp.domain.town import Town

NORTH = "Ahornweg Am Anger Am Bach Amselweg Bahnhofstraße Birkenweg Blumenstraße Brunnengasse Buchenweg Dorfstraße"
SOUTH = "Eichenweg Erlenweg Finkenweg Gartenstraße Goethestraße Kirchplatz Lindenstraße Marktplatz Mühlweg Schulstraße"
TWO_WORDS = ("Am Anger", "Am Bach")
PLANS = (  # stream, weekday, every weeks, week offset, season
    ("residual", 1, 2, 0, None),
    ("bio", 3, 2, 1, None),
    ("paper", 2, 4, 1, None),
    ("recyclable", 0, 4, 2, None),
    ("green", 5, 4, 0, ((3, 15), (11, 15))),
)
HOURS = [{"weekday": day, "from": "14:00", "to": "17:00"} for day in (2, 4)] + [
    {"weekday": 5, "from": "09:00", "to": "12:00"}
]
ITEMS = (
    ("Aluminiumfolie", "Alufolie", "recyclable", ""),
    ("Autobatterie", "Starterbatterie", None, "Händler nehmen sie zurück. Das Pfand bekommen Sie dort wieder."),
    ("Backpapier", "", "residual", ""),
    (
        "Batterien",
        "Akkus, Knopfzellen",
        "hazardous",
        "In jedem Geschäft, das Batterien verkauft, steht eine Sammelbox.",
    ),
    ("Eierschalen", "", "bio", ""),
    ("Energiesparlampe", "Leuchtstoffröhre", "hazardous", "Bitte nicht zerbrechen."),
    ("Glühbirne", "Halogenlampe", "residual", ""),
    ("Kaffeesatz", "Filtertüte", "bio", "Mit Filter in die Biotonne."),
    ("Kassenzettel", "Bon, Quittung", "residual", "Das Papier ist beschichtet."),
    ("Laub", "Blätter", "green", ""),
    ("Matratze", "", "bulky", ""),
    ("Milchkarton", "Saftkarton, Tetrapak", "recyclable", "Leer genügt, spülen ist nicht nötig."),
    ("Pizzakarton", "", "paper", "Sauber in die Papiertonne, fettig in den Restmüll."),
    ("Schuhe", "", "textile", "Paarweise zusammenbinden."),
    ("Weihnachtsbaum", "Christbaum, Tannenbaum", "xmas_tree", "Ohne Schmuck und Lametta."),
    ("Windeln", "", "residual", ""),
    ("Zahnbürste", "", "residual", "Elektrische Zahnbürsten gehören zum Elektroschrott."),
)


def plant(session: Session, town: Town, today: date, now: datetime) -> None:
    """Districts, streets, dates for this and the next year, the A to Z and two places that take waste."""
    districts = {name: District(name=name) for name in ("Bezirk Nord", "Bezirk Süd")}
    session.add_all(districts.values())
    session.flush()
    _plant_streets(session, *districts.values())
    for offset, district in enumerate(districts.values()):
        for year in (today.year, today.year + 1):
            _plant_dates(session, town, district, year, offset, now)
    _plant_special(session, districts["Bezirk Nord"], today, now)
    _plant_guide(session)


def _plant_streets(session: Session, north: District, south: District) -> None:
    for names, district in ((NORTH, north), (SOUTH, south)):
        for word in TWO_WORDS if district is north else ():
            names = names.replace(word, word.replace(" ", "_"))
        for name in (one.replace("_", " ") for one in names.split()):
            _add_street(session, name, "", Assignment(district_id=district.id, stream=ANY))
    _add_street(
        session,
        "Hauptstraße",
        "",
        Assignment(district_id=north.id, from_number=1, to_number=40),
        Assignment(district_id=south.id, from_number=41),
    )
    for locality, district in (("Oberdorf", north), ("Unterdorf", south)):
        _add_street(session, "Ringstraße", locality, Assignment(district_id=district.id, stream=ANY))


def _add_street(session: Session, name: str, locality: str, *assignments: Assignment) -> None:
    slug = slug_of(f"{name} {locality}".strip())
    session.add(Street(name=name, locality=locality, slug=slug, assignments=list(assignments)))


def _plant_dates(session: Session, town: Town, district: District, year: int, offset: int, now: datetime) -> None:
    shifts = prefill(year, town.land)
    for stream, weekday, weeks, week, season in PLANS:
        first = date(2026, 1, 5) + timedelta(days=(weekday + offset) % 6, weeks=week)
        season_from, season_to = season or (None, None)
        rhythm = Rhythm(district.name, stream, "", first.weekday(), weeks, first, season_from, season_to)
        for regular_on, actual_on, reason in apply(planned_days(rhythm, year), shifts):
            session.add(
                _collection(district, stream, regular_on, now, actual_on=actual_on, reason=reason or "", origin="plan")
            )


def _plant_special(session: Session, district: District, today: date, now: datetime) -> None:
    """The van for hazardous waste: a place and a time, so a resident can walk there."""
    day = today + timedelta(days=(5 - today.weekday()) % 7 + 7)
    session.add(
        _collection(district, "hazardous", day, now, time="10:00-11:30", place="Parkplatz am Freibad", origin="manual")
    )


def _collection(district: District, stream: str, regular_on: date, now: datetime, **more: object) -> Collection:
    known = {"actual_on": regular_on} | more
    return Collection(district_id=district.id, stream=stream, regular_on=regular_on, changed_at=now, **known)


def _plant_guide(session: Session) -> None:
    yard = DropOff(
        name="Wertstoffhof", address="Industriestraße 5", takes="Sperrmüll, Altholz, Metall, Elektrogeräte", hours=HOURS
    )
    glass = DropOff(
        name="Glascontainer am Bahnhof",
        address="Bahnhofstraße 1",
        takes="Glas, nach Farben getrennt",
        hours=[{"weekday": day, "from": "07:00", "to": "20:00"} for day in range(6)],
        note="Nicht nachts, die Nachbarn danken.",
    )
    session.add_all([yard, glass])
    session.add_all(
        Item(name=name, synonyms=other, stream=stream, advice=advice) for name, other, stream, advice in ITEMS
    )
    session.add(Item(name="Kühlschrank", synonyms="Gefrierschrank", dropoff=yard, advice="Die Annahme ist kostenlos."))
    session.add(Item(name="Marmeladenglas", synonyms="Flaschen, Einmachglas", dropoff=glass, advice="Ohne Deckel."))
