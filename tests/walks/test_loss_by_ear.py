"""Paul has lost his keys and reports it by ear, from the kinds of things to the receipt."""

import pytest

from tests.tools.reader import Reader

HEARD = """
heading, Was für eine Sache ist es?, level 1
link, Fahrrad
link, Schlüssel

heading, Verlust melden: Schlüssel, level 1
textbox, Was ist es?
textbox, An welchem Tag haben Sie es verloren?, Zum Beispiel 24.11. Wenn Sie unsicher sind: der letzte Tag, an dem Sie es hatten.
textbox, Wo ungefähr? (freiwillig)
textbox, Was daran hängt oder dazugehört (freiwillig)
textbox, Marke (freiwillig)
textbox, Wie viele und welche (freiwillig)
textbox, Merkmale, Schäden oder Aufkleber (freiwillig)
Warum fragen wir das? Was Sie verloren haben
textbox, Vor- und Nachname
Warum fragen wir das? Name
textbox, E-Mail-Adresse, Eine E-Mail-Adresse oder eine Telefonnummer genügt.
Warum fragen wir das? E-Mail-Adresse
textbox, Telefon
Warum fragen wir das? Telefon
button, Verlust melden

heading, Verlust melden: Schlüssel, level 1
alert
heading, Bitte prüfen Sie Ihre Eingaben, level 2
link, An welchem Tag haben Sie es verloren? Bitte füllen Sie dieses Feld aus.
textbox, An welchem Tag haben Sie es verloren?, Zum Beispiel 24.11. Wenn Sie unsicher sind: der letzte Tag, an dem Sie es hatten. Bitte füllen Sie dieses Feld aus., invalid
textbox, E-Mail-Adresse, Eine E-Mail-Adresse oder eine Telefonnummer genügt. Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an., invalid
button, Verlust melden

heading, Ihre Meldung, level 1
Ihre Nummer:
{number}
Schlüsselbund
Wir vergleichen jeden Fund mit Ihrer Meldung, bis 23.05.2027.
button, Ich habe es wieder
button, Meldung zurückziehen
Heben Sie die Adresse dieser Seite auf oder notieren Sie die Nummer. Ein Passwort brauchen Sie nicht.
"""


@pytest.fixture
def paul(phone):
    """At the question what kind of thing it is."""
    reader = Reader(phone())
    reader.page.goto("/fundbuero/verlust")
    reader.begin()
    arrive(reader)
    return reader


def test_the_whole_report_is_heard(paul, a_while):
    paul.read_to("link, Schlüssel")
    follow(paul)
    paul.read_to("textbox, Was ist es?")
    paul.ask("reader.type('Schlüsselbund')")
    paul.read_to("textbox, Vor- und Nachname")
    paul.ask("reader.type('Paul Berg')")
    a_while()
    paul.read_to("button, Verlust melden")
    follow(paul)
    put_right_what_is_missing(paul)
    a_while()
    follow(paul)
    paul.read_to("Heben Sie die Adresse")
    number = paul.page.locator("strong.number").inner_text()
    assert paul.transcript == [line for line in HEARD.format(number=number).splitlines() if line]


def arrive(paul) -> None:
    paul.transcript.append(paul.jump_to("level 1", by="Heading"))


def follow(paul) -> None:
    """Press Enter; the page that comes is begun at its heading."""
    paul.follow()
    arrive(paul)


def put_right_what_is_missing(paul) -> None:
    """The summary names the day, not merely "this field"; an address or a telephone number is enough."""
    paul.read_to("link, An welchem Tag")
    paul.find("textbox, An welchem Tag")
    paul.ask("reader.type('20.11.')")
    paul.find("textbox, E-Mail-Adresse")
    paul.ask("reader.type('paul@example.org')")
    paul.find("button, Verlust melden")
