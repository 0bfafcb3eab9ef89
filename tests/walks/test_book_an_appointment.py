"""Erika books a passport for two and registers her flat: with a script and without."""

import pytest

from tests.tools.keyboard import Keyboard
from tests.walks.booking import choose, fill_in, press

TIMES = "/termine/zeiten?reisepass=2&anmeldung=1"
LISTEN = """() => { window.heard = []; const line = document.getElementById("status");
new MutationObserver(() => { if (line.textContent) window.heard.push(line.textContent.trim()); })
.observe(line, {childList: true, characterData: true, subtree: true}); }"""
LEFT_BEHIND = "[localStorage.length, sessionStorage.length, document.cookie]"


def book(page, a_while) -> None:
    """The whole way, with an address forgotten at first."""
    choose(page)
    fill_in(page, a_while, name="Erika Muster")
    assert "Bitte geben Sie Ihre E-Mail-Adresse an" in page.locator(".errors").inner_text()
    assert page.input_value("#name") == "Erika Muster"
    fill_in(page, a_while, email="erika@example.org")
    page.wait_for_url("**/pruefen")
    press(page)
    page.wait_for_selector("strong.number")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_two_passports_and_a_flat_with_a_forgotten_address_and_another_week(phone, a_while, script):
    page = phone(java_script_enabled=script)
    book(page, a_while)
    text = page.locator("main").inner_text()
    for words in ("Ihre Nummer:", "Reisepass beantragen, 2 Personen", "Wohnung anmelden", "140,00 €", "Marktplatz 1"):
        assert words in text
    assert "Bestätigung des Vermieters" in text


def test_nothing_typed_stays_behind_in_the_phone(phone, a_while):
    page = phone()
    book(page, a_while)
    page.get_by_role("link", name="Kontakt").click()
    assert page.evaluate(LEFT_BEHIND) == [0, 0, ""]
    assert page.context.cookies() == []


def test_another_week_is_announced_once_and_the_focus_stays_on_its_link(phone):
    keyboard = Keyboard(page := phone())
    page.goto(TIMES)
    page.evaluate(LISTEN)
    keyboard.go_to("Spätere Tage")
    for before in ("Mittwoch, 2. Dezember", "Mittwoch, 9. Dezember"):
        page.keyboard.press("Enter")
        page.get_by_text(before).wait_for()
        assert keyboard.look() == "Spätere Tage"
    page.wait_for_timeout(1_500)
    assert len(page.evaluate("window.heard")) == 2
    assert all(line.endswith("freie Zeiten") for line in page.evaluate("window.heard"))
