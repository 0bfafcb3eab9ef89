"""Erika finds something for Saturday and announces her flea market: with JavaScript and without it."""

import re

import pytest
from playwright.sync_api import expect

from tests.tools.keyboard import Keyboard


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request, chromium):
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def test_from_the_square_to_the_own_calendar(page, town):
    page.goto(town)
    page.get_by_role("link", name="Was ist los?").click()
    page.get_by_text("Nur manche Veranstaltungen zeigen").click()
    page.get_by_label("Art").select_option("culture")
    page.get_by_label("für Kinder").check()
    page.get_by_role("button", name="Diese zeigen").click()
    page.locator(".happenings a").first.click()
    expect(page).to_have_title(re.compile("Kindertheater"))
    expect(page.get_by_text("Ohne Stufen")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="In meinen Kalender").click()
    assert file.value.suggested_filename == "termine.ics"


def test_a_day_of_the_month_is_found_on_the_narrowest_phone(page, town):
    page.goto(f"{town}/veranstaltungen")
    page.get_by_role("link", name="Monat").click()
    day = page.get_by_role("cell").get_by_role("link").first
    page.goto(town + day.get_attribute("href"))
    assert page.locator(".happenings li").count() >= 1


def test_a_flea_market_is_announced_and_corrected(page, town):
    page.goto(f"{town}/veranstaltungen/vorschlagen")
    page.get_by_label("Was findet statt?").fill("Hofflohmarkt")
    page.get_by_label("Tag", exact=True).fill("24.12.")
    page.get_by_label("Raum oder anderer Ort").fill("Ahornweg 4")
    page.get_by_label("Vor- und Nachname").fill("Erika Muster")
    page.wait_for_timeout(3_100)  # nobody types faster, says the trap
    page.get_by_role("button", name="Jetzt melden").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte füllen Sie dieses Feld aus.")
    page.get_by_label("E-Mail-Adresse").fill("erika@example.org")
    page.wait_for_timeout(3_100)
    page.get_by_role("button", name="Jetzt melden").click()
    page.get_by_role("link", name="Ändern").click()
    page.get_by_label("Beginn").fill("10 Uhr")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("dl")).to_contain_text("10:00 Uhr")


def test_paul_finds_the_next_event_by_keyboard_alone(chromium, town):
    paul = Keyboard(chromium.new_page())
    paul.page.goto(f"{town}/veranstaltungen")
    paul.open(paul.page.locator(".happenings a").first.inner_text())
    assert re.search(r"/veranstaltungen/\d", paul.page.url)
    assert paul.page.locator("main p.next time").is_visible()
    paul.page.close()
