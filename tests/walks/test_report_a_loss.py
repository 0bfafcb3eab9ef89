"""Erika has lost her rucksack: she reports it, sees her number, and withdraws when it turns up; with script and without."""

import pytest
from playwright.sync_api import expect

from tests.tools.browser import barriers
from tests.tools.keyboard import Keyboard

NUMBER = "main strong.number"


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request, phone):
    return phone(java_script_enabled=request.param)


def describe(page) -> None:
    """The questions about the thing and about her, without a way to reach her."""
    page.get_by_label("Was ist es?").fill("Rucksack mit Aufnäher")
    page.get_by_label("An welchem Tag").fill("21.11.")
    page.get_by_label("Vor- und Nachname").fill("Erika Muster")


def test_from_the_square_to_the_receipt_and_back_by_the_link_alone(page, a_while):
    page.goto("/")
    page.get_by_role("link", name="Etwas verloren oder gefunden").click()
    page.get_by_role("link", name="Ich habe etwas verloren").click()
    page.get_by_role("link", name="Tasche oder Rucksack").click()
    describe(page)
    a_while()
    page.get_by_role("button", name="Verlust melden").click()
    expect(page.get_by_role("alert")).to_contain_text("E-Mail-Adresse oder eine Telefonnummer")
    expect(page.get_by_label("Was ist es?")).to_have_value("Rucksack mit Aufnäher")
    page.get_by_label("Telefon", exact=False).fill("01234 5670")
    a_while()
    page.get_by_role("button", name="Verlust melden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Meldung")
    number, link = page.locator(NUMBER).inner_text(), page.url
    page.goto("/fundbuero")
    page.goto(link)
    expect(page.locator(NUMBER)).to_have_text(number)
    page.get_by_role("button", name="Meldung zurückziehen").click()
    expect(page.get_by_text("Diese Meldung ist beendet")).to_be_visible()


def test_what_is_told_at_once_may_be_hers(page, a_while):
    page.goto("/fundbuero/verlust?art=bicycle")
    page.get_by_label("Was ist es?").fill("Herrenrad, dunkel")
    page.get_by_label("An welchem Tag").fill("15.11.")
    page.get_by_label("Wo ungefähr?").fill("Freibad")
    page.get_by_label("Farbe").fill("blau")
    page.get_by_label("Vor- und Nachname").fill("Erika Muster")
    page.get_by_label("E-Mail-Adresse").fill("erika@example.org")
    a_while()
    page.get_by_role("button", name="Verlust melden").click()
    expect(page.get_by_role("heading", name="Das könnte Ihres sein")).to_be_visible()
    page.get_by_role("link", name="Herrenrad, dunkel").click()
    expect(page.get_by_role("link", name="Das gehört mir")).to_be_visible()


def test_paul_reports_and_withdraws_by_keyboard_alone(phone, a_while):
    paul = Keyboard(phone())
    paul.page.goto("/fundbuero")
    paul.open("Ich habe etwas verloren")
    paul.open("Schlüssel")
    for label, words in (("Was ist es?", "Schlüsselbund"), ("An welchem Tag", "20.11."), ("Vor- und Nachname", "Paul Berg"),
                         ("E-Mail-Adresse", "paul@example.org")):  # fmt: skip
        paul.go_to(label)
        paul.type(words)
    a_while()
    paul.open("Verlust melden")
    assert paul.page.locator(NUMBER).is_visible()
    assert barriers(paul.page) == []
    paul.open("Meldung zurückziehen")
    expect(paul.page.get_by_text("Diese Meldung ist beendet")).to_be_visible()
