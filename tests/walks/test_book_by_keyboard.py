"""Paul books from the first page to the receipt with the keys alone, and always sees where he is."""

import pytest

from tests.tools.keyboard import Keyboard


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_whole_booking_needs_no_mouse(phone, a_while, script):
    paul = Keyboard(phone(java_script_enabled=script))
    paul.page.goto("/")
    choose_concerns(paul)
    choose_a_time(paul, script)
    type_details(paul, a_while)
    arrive(paul, "Angaben prüfen")
    paul.open("buchen")
    arrive(paul, "Ihr Termin")
    paul.open("Verschieben")
    arrive(paul, "Termin verschieben")


def arrive(paul, heading: str) -> None:
    """Another page has come; its first link leads past the menus."""
    assert paul.page.locator("h1").inner_text() == heading
    assert paul.press("Tab") == "Zum Inhalt"
    paul.press("Enter")


def choose_concerns(paul) -> None:
    """From the first page to a passport for two and a flat."""
    arrive(paul, "Was können wir für Sie tun?")
    paul.open("Termin buchen")
    arrive(paul, "Termin buchen")
    paul.go_to("Anliegen suchen")
    paul.type("Urlaub")
    paul.send()
    arrive(paul, "Termin buchen")
    paul.open("Reisepass beantragen")
    arrive(paul, "Reisepass beantragen")
    paul.go_to("Für wie viele Personen?")
    paul.press("ArrowDown")
    paul.go_to("Noch etwas beim selben Besuch?")
    paul.press("Enter")
    paul.go_to("Wohnung anmelden")
    paul.press("ArrowDown")
    paul.open("Freie Zeiten zeigen")


def choose_a_time(paul, script: bool) -> None:
    """Another week, then the second time of its first day."""
    arrive(paul, "Zeit wählen")
    paul.go_to("Spätere Tage")
    if script:
        paul.press("Enter")
        paul.page.locator("#earlier").wait_for()
        assert paul.look() == "Spätere Tage"  # the other week came, and the focus stayed
        paul.go_to(" Uhr", key="Shift+Tab")
    else:
        paul.send()
        arrive(paul, "Zeit wählen")
        paul.go_to(" Uhr")
    paul.press("Space")
    second = paul.press("ArrowDown")
    assert paul.page.locator("input:checked").evaluate("one => one.parentNode.textContent.trim()") == second
    paul.open("Weiter mit dieser Zeit")


def type_details(paul, a_while) -> None:
    """The e-mail address is forgotten: the list of errors has the focus, and its link leads to the field."""
    arrive(paul, "Ihre Angaben")
    paul.go_to("Vor- und Nachname")
    paul.type("Paul Berg")
    a_while()
    paul.send()
    assert paul.look().startswith("Bitte prüfen Sie Ihre Eingaben")
    assert paul.press("Tab") == "Bitte geben Sie Ihre E-Mail-Adresse an: Dorthin schicken wir die Bestätigung."
    assert paul.press("Enter") == "E-Mail-Adresse"
    paul.type("paul@example.org")
    a_while()
    paul.send()
