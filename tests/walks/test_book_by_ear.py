"""Paul books by ear, from the concern to the receipt. What the screen reader speaks stands here word for word."""

import pytest

from tests.tools.reader import Reader
from webapp.blueprints.appointments.models import Counter
from webapp.blueprints.appointments.queries import offers

HEARD = """
heading, Kopie beglaubigen, level 1
Etwa 10 Minuten je Person. Gebühr: 5,00 € je Person.
heading, Bitte bringen Sie mit, level 2
Original und Kopie
heading, Ihr Besuch, level 2
combobox, Für wie viele Personen?, 1, has popup listbox, not expanded
Noch etwas beim selben Besuch?
button, Freie Zeiten zeigen

heading, Wohin möchten Sie kommen?, level 1
group, Orte
radio, Bauhof Industriestraße 5, checked, position 1, set size 2
radio, Rathaus Marktplatz 1, not checked, position 2, set size 2
button, Freie Zeiten zeigen

heading, Zeit wählen, level 1
Schritt 1 von 3
Kopie beglaubigen
Etwa 10 Minuten · Gebühr: 5,00 €
Rathaus, Marktplatz 1
link, Anderer Ort
textbox, Ab welchem Tag?, placeholder 23.11.
combobox, Tageszeit, has popup listbox, not expanded
button, Zeigen
129 freie Zeiten
group, Montag, 23. November
11 freie Zeiten
radio, 12:00 Uhr, not checked, position 1, set size 129
polite: 144 freie Zeiten
group, Montag, 30. November
24 freie Zeiten
radio, 8:00 Uhr, not checked, position 1, set size 144
radio, 8:10 Uhr, not checked, position 2, set size 144
radio, 8:20 Uhr, not checked, position 3, set size 144
button, Weiter mit dieser Zeit

heading, Ihre Angaben, level 1
Schritt 2 von 3
region, Montag, 30. November, 8:20 Uhr
heading, Montag, 30. November, 8:20 Uhr, level 2
Rathaus, Marktplatz 1
Wir halten diese Zeit für Sie frei bis 10:10 Uhr.
link, Andere Zeit
textbox, Vor- und Nachname
Warum fragen wir das? Name
textbox, E-Mail-Adresse, Für die Bestätigung.
Warum fragen wir das? E-Mail-Adresse
textbox, Telefon (freiwillig)
Warum fragen wir das? Telefon
group, Brauchen Sie etwas? (freiwillig), Wir bereiten es für Sie vor.
checkbox, einen Dolmetscher, not checked
checkbox, einen Weg ohne Stufen, not checked
checkbox, Gebärdensprache, not checked
checkbox, Hilfe beim Lesen oder Schreiben, not checked
Warum fragen wir das? Was Sie brauchen
textbox, Nachricht an das Amt (freiwillig), Bitte schreiben Sie nichts über Krankheiten oder über andere Menschen.
Warum fragen wir das? Nachricht an das Amt
button, Angaben prüfen

heading, Ihre Angaben, level 1
alert
heading, Bitte prüfen Sie Ihre Eingaben, level 2
link, Bitte geben Sie Ihre E-Mail-Adresse an: Dorthin schicken wir die Bestätigung.
Schritt 2 von 3
region, Montag, 30. November, 8:20 Uhr
heading, Montag, 30. November, 8:20 Uhr, level 2
Rathaus, Marktplatz 1
Wir halten diese Zeit für Sie frei bis 10:10 Uhr.
link, Andere Zeit
textbox, Vor- und Nachname, Paul Berg
Warum fragen wir das? Name
textbox, E-Mail-Adresse, Für die Bestätigung. Bitte geben Sie Ihre E-Mail-Adresse an: Dorthin schicken wir die Bestätigung., invalid
button, Angaben prüfen

heading, Angaben prüfen, level 1
Schritt 3 von 3
region, Montag, 30. November, 8:20 Uhr
heading, Montag, 30. November, 8:20 Uhr, level 2
Rathaus, Marktplatz 1
Wir halten diese Zeit für Sie frei bis 10:10 Uhr.
link, Andere Zeit
Kopie beglaubigen
Etwa 10 Minuten · Gebühr: 5,00 €
Name
Paul Berg
E-Mail-Adresse
paul@example.org
link, Meine Angaben ändern
button, Länger freihalten
button, Montag, 30. November, 8:20 Uhr buchen

heading, Ihr Termin, level 1
Ihre Nummer:
{number}
Montag, 30. November, 8:20 Uhr
Kopie beglaubigen
Etwa 10 Minuten · Gebühr: 5,00 €
Rathaus, Marktplatz 1
Bus 3, Haltestelle Markt
Aufzug links vom Eingang, WC ohne Stufen
heading, Bitte bringen Sie mit, level 2
Original und Kopie
heading, Was Sie tun können, level 2
link, In meinen Kalender eintragen
Oder abonnieren, dann zeigt sich eine Verschiebung von selbst:
link, abonnieren
link, Verschieben
link, Absagen
link, Sagen Sie mir, wenn früher etwas frei wird
Heben Sie die Adresse dieser Seite auf oder notieren Sie die Nummer. Ein Passwort brauchen Sie nicht. Wir haben alles an paul@example.org geschickt.
"""


@pytest.fixture
def paul(phone, hall):
    """He wants a copy certified; here that is done in the town hall and in the yard."""
    app, _ = hall
    with app.database(app.towns.by_slug["musterstadt"]).writing() as session:
        yard = session.query(Counter).filter_by(name="Bauamt").one()
        copies = offers.services_by_slug(session, ["beglaubigung"])["beglaubigung"]
        copies.counters.append(yard)
    reader = Reader(phone())
    reader.page.goto("/termine/beglaubigung")
    reader.begin()
    return reader


def test_the_whole_booking_is_heard(paul, a_while):
    hear_the_places(paul)
    hear_the_times(paul)
    hear_the_details(paul, a_while)
    press(paul, "buchen")
    paul.read_to("Heben Sie die Adresse")
    number = paul.page.locator("strong.number").inner_text()
    assert paul.transcript == [line for line in HEARD.format(number=number).splitlines() if line]


def press(paul, words: str) -> None:
    """Read on to it and press it; the page that comes is begun at its heading."""
    paul.read_to(words)
    paul.follow()
    arrive(paul)


def arrive(paul) -> None:
    paul.transcript.append(paul.jump_to("level 1", by="Heading"))


def hear_the_places(paul) -> None:
    """One concern, two places: the town hall."""
    arrive(paul)
    press(paul, "button, Freie Zeiten zeigen")
    paul.read_to("radio, Rathaus")
    paul.ask("reader.act()")
    press(paul, "button, Freie Zeiten zeigen")


def hear_the_times(paul) -> None:
    """Another week, which is announced; then the third time of its first day."""
    paul.read_to("radio")
    paul.jump_to("Spätere Tage", by="Link")
    paul.ask("void reader.press('Enter')")
    paul.page.locator("#earlier").wait_for()
    paul.transcript.append(paul.heard()[-1])
    for _ in ("the day", "the times"):
        paul.jump_to("form", by="Form")
    paul.read_to("radio, 8:20 Uhr")
    paul.ask("reader.act()")
    paul.find("button, Weiter mit dieser Zeit")
    paul.follow()
    arrive(paul)


def hear_the_details(paul, a_while) -> None:
    """A name, no address: the error comes first, and again at its field."""
    paul.read_to("textbox, Vor- und Nachname")
    paul.ask("reader.type('Paul Berg')")
    a_while()
    press(paul, "button, Angaben prüfen")
    paul.read_to("textbox, E-Mail-Adresse")
    paul.ask("reader.type('paul@example.org')")
    a_while()
    paul.find("button, Angaben prüfen")
    paul.follow()
    arrive(paul)
