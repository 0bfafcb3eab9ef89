"""Musterstadt seeks people: five vacancies, one to be checked, one of last year, and who applied."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.accounts.models import Person
from webapp.blueprints.accounts.queries import person_by_login
from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import adverts, applying, cases
from webapp.blueprints.vacancies.models import Employer, Vacancy
from webapp.blueprints.vacancies.rules import adverts as rules
from webapp.domain.town import Town

A_DAY = timedelta(days=1)
OFFICES = ("Rathaus", "Kinderhaus Lindenhof", "Bauhof", "Freiwillige Feuerwehr")
VACANCIES: tuple[dict[str, Any], ...] = (
    {"office": "Kinderhaus Lindenhof", "title": "Erzieherin oder Erzieher (m/w/d)", "field": "children",
     "hours": rules.EITHER, "weekly_hours": "30 bis 39 Stunden", "pay_group": "S 8a TVöD-SuE",
     "pay_from": 3250, "pay_to": 4350, "days": 24,
     "intro": "Im Kinderhaus spielen 48 Kinder in drei Gruppen. Sie begleiten die Kleinen in der Krippe.",
     "duties": "Kinder von 1 bis 3 Jahren begleiten\nEltern beraten\nFeste planen",
     "wishes": "Abschluss als staatlich anerkannte Fachkraft\nFreude am Draußensein",
     "benefits": "Fünf Tage Fortbildung im Jahr\nKrippenplatz für Ihr Kind\nZusatzrente",
     "criteria": "Abschluss\nErfahrung mit Kindern unter 3\nGespräch"},
    {"office": "Bauhof", "title": "Fachkraft für den Bauhof (m/w/d)", "field": "yard", "hours": rules.FULL,
     "weekly_hours": "39 Stunden", "pay_group": "E 5 TVöD", "pay_from": 2950, "pay_to": 3600, "days": 17,
     "intro": "Unser Bauhof hält Wege, Spielplätze und Brunnen in Ordnung. Im Winter räumen Sie Schnee.",
     "duties": "Grünflächen pflegen\nSpielplätze prüfen\nWinterdienst fahren",
     "wishes": "Ausbildung in einem Handwerk\nFührerschein C1 oder die Lust, ihn zu machen",
     "benefits": "Arbeitskleidung\nDienstrad\nFreitags ab 12 Uhr frei",
     "criteria": "Handwerk\nFührerschein\nErfahrung im Winterdienst"},
    {"office": "Rathaus", "title": "Ausbildung in der Verwaltung (m/w/d)", "field": "office", "kind": rules.TRAINING,
     "hours": rules.FULL, "weekly_hours": "39 Stunden", "pay_group": "TVAöD", "pay_from": 1218, "pay_to": 1314,
     "days": 66,
     "intro": "Drei Jahre lernen Sie jedes Amt kennen. Danach übernehmen wir Sie gern.",
     "duties": "Menschen am Schalter beraten\nBriefe und Bescheide schreiben\nIm Blockunterricht lernen",
     "wishes": "Mittlerer Schulabschluss\nFreude an Sprache", "benefits": "30 Tage Urlaub\nTablet für die Schule"},
    {"office": "Rathaus", "title": "Sachbearbeitung im Bürgerbüro (m/w/d)", "field": "office", "hours": rules.PART,
     "weekly_hours": "19,5 Stunden", "pay_group": "E 6 TVöD", "pay_from": 1530, "pay_to": 1850,
     "days": 31, "limited": 420,
     "intro": "Sie vertreten eine Kollegin in der Elternzeit. Vormittags sind Sie am Schalter.",
     "duties": "Ausweise und Pässe beantragen\nWohnungen anmelden\nTermine vorbereiten",
     "wishes": "Ausbildung in der Verwaltung oder im Büro", "benefits": "Feste Vormittage\nArbeit zu Fuß erreichbar"},
    {"office": "Freiwillige Feuerwehr", "title": "Mitmachen in der Feuerwehr (m/w/d)", "field": "rescue",
     "kind": rules.VOLUNTARY, "hours": rules.PART, "weekly_hours": "Übung jeden zweiten Montag", "days": 180,
     "intro": "Wir sind 42 Frauen und Männer von 16 bis 63 Jahren. Sie lernen alles bei uns.",
     "duties": "Helfen, wenn es brennt oder stürmt\nÜben\nFeste ausrichten", "wishes": "Zeit am Montagabend",
     "benefits": "Ausbildung und Kleidung\nVersicherung\nGute Gesellschaft", "online": False},
)  # fmt: skip
LETTER = "Guten Tag, ich wohne seit zwei Jahren in Musterstadt und arbeite gern draußen."


def plant(session: Session, town: Town, today: date, now: datetime) -> None:
    """Offices, five vacancies, a bakery whose vacancy waits to be checked, two applications for the building yard."""
    by = person_by_login(session, "keller")
    here = {"street": town.street, "postcode": town.postcode, "place": town.name, "homepage": town.address}
    offices = {name: Employer(name=name, **here) for name in OFFICES}
    session.add_all(offices.values())
    session.flush()
    wanted = queries.preferences(session)
    wanted.local_employers = True
    kept = [
        _offer(session, offices, dict(one), closing=wanted.closing, today=today, by=by, now=now) for one in VACANCIES
    ]
    _bakery(session, town, today=today, now=now, closing=wanted.closing)
    _apply(session, kept[1], "Jonas Keil", by=by, now=now)
    _apply(session, kept[1], "Fatma Yilmaz", by=by, now=now)


def _offer(
    session: Session, offices: dict[str, Employer], one: dict[str, Any], *, closing: str, today: date,
    by: Person | None, now: datetime,
) -> Vacancy:  # fmt: skip
    office, days, limited = offices[one.pop("office")], one.pop("days"), one.pop("limited", None)
    typed: dict[str, Any] = {"kind": rules.JOB, "online": True, "contact_name": "Frau Keller"}
    typed |= {"contact_phone": "01234 567-0", "employer_id": office.id, "closing": closing}
    typed |= {"deadline_on": today + days * A_DAY} | one
    typed["limited_until"] = today + limited * A_DAY if limited else None
    return adverts.keep(session, vacancy=None, seen=0, publish=True, by=by, now=now, **typed)


def _bakery(session: Session, town: Town, *, today: date, now: datetime, closing: str) -> None:
    bakery = Employer(name="Bäckerei Ähre", local=True, street="Hauptstraße 4", postcode=town.postcode, place=town.name,
                      email="baeckerei@musterstadt.example")  # fmt: skip
    session.add(bakery)
    adverts.send_in(
        session, employer=bakery, vacancy=None, now=now, title="Verkauf am Morgen (m/w/d)", kind=rules.JOB,
        field="trade", hours=rules.PART, pay_group="Tarif des Bäckerhandwerks", duties="Brot und Kuchen verkaufen",
        closing=closing, deadline_on=today + 40 * A_DAY,
    )  # fmt: skip


def _apply(session: Session, vacancy: Vacancy, name: str, *, by: Person | None, now: datetime) -> None:
    key = f"demo-{name}"
    about: dict[str, Any] = {
        "email": "bewerbung@musterstadt.example",
        "phone": "",
        "message": LETTER,
        "disabled": False,
    }
    about |= {"network": "", "language": "de", "now": now, "name": name}
    it = applying.begin(session, key=key, token_hash=key, vacancy=vacancy, **about)
    applying.send(session, application=it, now=now)
    if by:
        points = dict(zip(rules.lines(vacancy.criteria), (4, 3, 5), strict=True))
        cases.note(session, application=it, note="", points=points, by=by, now=now)
