"""Pages whose address only the demo town knows: in a browser, and on the scales."""

import re
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.appointments.test_weight import Booker, soup_of
from tests.house.pages import LOCALES
from tests.tools import html
from tests.tools.browser import LOOKS, barriers, next_page, sign_in
from webapp.blueprints.lostfound.rules.blocks import LONGEST

WHOLE, PAGE = 20_000, 14_600  # bytes


@pytest.fixture(scope="module")
def page(chromium, town):
    context = chromium.new_context(base_url=town)
    yield context.new_page()
    context.close()


def first_find(page, locale: str) -> str:
    page.goto(f"{locale}/fundbuero")
    return page.locator("main .dates a").first.get_attribute("href")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_find_and_the_claim_to_it_have_no_barrier(page, locale, tmp_path):
    find = first_find(page, locale)
    for nth, path in enumerate((find, f"{find}/anspruch")):
        page.goto(path)
        assert barriers(page, LOOKS if not locale else LOOKS[:1]) == [], path
        Path(tmp_path / f"{nth}.html").write_text(page.context.request.get(path).text(), encoding="utf-8")
    assert html.faults(tmp_path) == []


def test_reporting_a_loss_fits_into_twenty_kilobytes(town):
    phone = Booker(town)
    phone.open("/fundbuero")
    phone.open("/fundbuero/verlust")
    form = soup_of(phone.open("/fundbuero/verlust?art=bicycle"))
    time.sleep(3)  # what people need at least to type
    again = soup_of(
        phone.send(form, "/fundbuero/verlust?art=bicycle", title="Mein Rad", lost_on="", name="Erika Muster")
    )
    typed = {"lost_on": "1.11.", "email": "erika@example.org"}
    phone.send(again, "/fundbuero/verlust?art=bicycle", **typed)
    assert BeautifulSoup(phone.follow(), "html.parser").select_one("strong.number")
    assert phone.body + phone.squeezed <= WHOLE, (phone.body, phone.squeezed)


def test_a_find_without_javascript_and_mail_is_claimed(chromium, town):
    context = chromium.new_context(base_url=town, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{first_find(page, '')}/anspruch")
    page.fill("#story", "Auf dem Weg zum Markt.")
    page.fill("#name", "Erika Muster")
    page.fill("#phone", "01234 5670")
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Anspruch")
    context.close()


def test_the_longest_letter_prints_on_one_sheet(chromium, town):
    context = chromium.new_context(base_url=town)
    page = context.new_page()
    sign_in(page, town)
    page.goto("/verwaltung/fundbuero/57/brief/finder-57/reminder")
    page.get_by_label("Ihr Text").fill(("Bitte holen Sie es bald ab. " * 99)[:LONGEST].strip())
    with next_page(page):
        page.get_by_role("button", name="Zum Drucken").click()
    expect(page.locator("main address")).to_contain_text("Paul Berg")
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
    context.close()
