"""Erika finds her bin: in a real browser, with JavaScript, without it, and by keyboard alone."""

import pytest

from tests.tools.browser import next_page
from tests.tools.keyboard import Keyboard


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request, chromium):
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 700})
    yield context.new_page()
    context.close()


def test_from_the_start_page_to_the_subscription(page, town):
    page.goto(town)
    page.get_by_role("link", name="Welche Tonne ist dran?").click()
    page.get_by_label("Straße und Hausnummer").fill("Hauptstr. 50")
    page.get_by_role("button", name="Termine zeigen").click()
    page.wait_for_url("**/ort/hauptstrasse.50")
    page.get_by_role("link", name="In meinem Kalender abonnieren").click()
    page.get_by_label("Papier").uncheck()
    page.get_by_label("Erinnerung").select_option("18")
    page.get_by_role("button", name="Adresse anpassen").click()
    address = page.get_by_label("Adresse zum Kopieren").input_value()
    assert "erinnerung=18" in address
    assert "nur=paper" not in address
    answer = page.request.get(address.replace(address.split("/abfall/")[0], town))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"


def test_a_remembered_street_stands_on_the_start_page_until_forgotten(page, town):
    page.goto(f"{town}/abfall/ort/lindenstrasse")
    with next_page(page):
        page.get_by_role("button", name="Meine Straße merken").click()
    page.goto(town)
    assert page.get_by_text("Lindenstraße").is_visible()
    page.goto(f"{town}/abfall/ort/lindenstrasse")
    with next_page(page):
        page.get_by_role("button", name="Meine Straße vergessen").click()
    page.goto(town)
    assert page.get_by_text("Lindenstraße").count() == 0


def test_suggestions_come_while_typing_and_are_announced_once(chromium, town):
    page = chromium.new_page()
    page.goto(f"{town}/abfall")
    page.get_by_label("Straße und Hausnummer").press_sequentially("Ring", delay=60)
    page.get_by_role("link", name="Ringstraße Oberdorf").wait_for()
    assert page.evaluate("document.activeElement.id") == "adresse"
    assert page.get_by_role("status").inner_text() == "2 Straßen gefunden."
    assert page.url.endswith("/abfall")
    page.close()


def test_the_whole_errand_needs_no_mouse(chromium, town):
    keys = Keyboard(chromium.new_page(base_url=town))
    keys.page.goto("/abfall")
    assert keys.press("Tab") == "Zum Inhalt"
    keys.press("Enter")
    assert keys.press("Tab") == "Straße und Hausnummer"
    keys.type("Lindenstraße")
    keys.send()
    keys.open("In meinem Kalender abonnieren")
    keys.go_to("Papier")
    keys.press("Space")
    keys.open("Adresse anpassen")
    assert "nur=paper" not in keys.page.get_by_label("Adresse zum Kopieren").input_value()
    keys.page.close()
