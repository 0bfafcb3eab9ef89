"""Erika finds work at the building yard, applies with a paper, and thinks otherwise: with JavaScript and without it."""

import re

import pytest
from playwright.sync_api import expect

from tests.tools.keyboard import Keyboard
from tests.vacancies.board import pdf

CV = {"name": "Lebenslauf.pdf", "mimeType": "application/pdf"}


def find_the_yard(page) -> None:
    """By the filter of the list."""
    page.get_by_text("Liste eingrenzen").click()
    page.get_by_label("Bereich").select_option("yard")
    page.get_by_role("button", name="Zeigen").click()
    expect(page.locator(".vacancies a")).to_have_text("Fachkraft für den Bauhof (m/w/d)")
    page.locator(".vacancies a").click()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_from_the_filter_to_the_receipt_and_back(phone, a_while, script):
    page = phone(java_script_enabled=script)
    page.goto("/stellen")
    find_the_yard(page)
    page.get_by_role("link", name="Online bewerben").click()
    page.get_by_label("Vor- und Nachname").fill("Erika Muster")
    page.get_by_label("E-Mail-Adresse").fill("erika@example.org")
    a_while()
    page.get_by_role("button", name="Weiter: Unterlagen").click()
    page.get_by_label("PDF-Datei").set_input_files(CV | {"buffer": pdf()})
    page.get_by_role("button", name="Datei hinzufügen").click()
    expect(page.locator(".choices bdi")).to_have_text("Lebenslauf.pdf")
    page.get_by_role("button", name="Bewerbung absenden").click()
    expect(page.locator("strong.number")).to_have_text(re.compile(r"^[A-Z0-9]{3}-[A-Z0-9]{3}$"))
    page.get_by_role("link", name="Bewerbung zurücknehmen").click()
    page.get_by_role("button", name="Bewerbung zurücknehmen").click()
    expect(page.get_by_text("Ihre Angaben und Unterlagen sind gelöscht.")).to_be_visible()


def test_paul_applies_by_keyboard_alone(phone, a_while):
    paul = Keyboard(phone())
    paul.page.goto("/stellen")
    paul.open("Erzieherin")
    paul.open("Online bewerben")
    for label, words in (("Vor- und Nachname", "Paul Berg"), ("E-Mail-Adresse", "paul@example.org")):
        paul.go_to(label)
        paul.type(words)
    a_while()
    paul.open("Weiter: Unterlagen")
    paul.open("Bewerbung absenden")
    expect(paul.page.locator("strong.number")).to_be_visible()
