"""Every page in a real browser: axe finds nothing, nothing overflows, no console line, valid HTML."""

import datetime
import re

import pytest

from tests.house.pages import CITIZEN, DESK, LOCALES
from tests.tools import html
from tests.tools.browser import axe
from webapp.blueprints.accounts.demo import PASSWORD

YEAR = datetime.datetime.now(datetime.UTC).year
LOOKS = ({"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
         {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}})  # fmt: skip
HARMLESS = re.compile(r"Autofocus processing|status of 4\d\d")  # Chromium's own lines for an error page


def visited(chromium, town, paths, prepare=None, **look):
    """(path, page) for each path in one window that says what goes wrong in it."""
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", **look)
    page = context.new_page()
    said = []
    page.on("console", lambda line: said.append(line.text) if not HARMLESS.search(line.text) else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    if prepare:
        prepare(page)
    for path in paths:
        page.goto(town + path.format(year=YEAR))
        yield path, page
        assert said == [], (path, said)
    context.close()


def sign_in(town):
    def prepare(page):
        page.goto(f"{town}/verwaltung/anmelden")
        page.fill("#login", "admin")
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/verwaltung")

    return prepare


def overflow(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.parametrize("look", LOOKS, ids=["phone-light", "desk-dark"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_citizen_page_has_no_barrier(chromium, town, locale, look):
    found = {}
    for path, page in visited(chromium, town, [locale + path for path in CITIZEN], **look):
        if problems := axe(page) + (["overflow"] if overflow(page) else []):
            found[path] = problems
    assert found == {}


@pytest.mark.parametrize("look", LOOKS, ids=["phone-light", "desk-dark"])
def test_a_page_of_the_desk_has_no_barrier(chromium, town, look):
    found = {}
    for path, page in visited(chromium, town, DESK, sign_in(town), **look):
        if problems := axe(page) + (["overflow"] if overflow(page) else []):
            found[path] = problems
    assert found == {}


def test_forced_colours_and_enlarged_text_lose_nothing(chromium, town):
    look = {"forced_colors": "active", "viewport": {"width": 256, "height": 600}}
    found = {}
    for path, page in visited(chromium, town, CITIZEN, **look):
        colours = ("color-contrast",)  # here the person's own colours count, and axe still reads ours
        if problems := axe(page, but=colours) + (["overflow"] if overflow(page) else []):
            found[path] = problems
    assert found == {}


def test_every_page_is_valid_html(chromium, town, tmp_path):
    pages = [(path, None) for path in [locale + path for locale in LOCALES for path in CITIZEN]]
    context = chromium.new_context()
    page = context.new_page()
    sign_in(town)(page)
    for number, path in enumerate([path for path, _ in pages] + list(DESK)):
        answer = context.request.get(town + path.format(year=YEAR))
        name = re.sub(r"\W+", "-", path).strip("-") or "start"
        (tmp_path / f"{number:03}-{name}.html").write_text(answer.text(), encoding="utf-8")
    context.close()
    found = html.faults(tmp_path)
    assert found == [], "\n".join(found)


def test_the_year_prints_on_one_sheet(chromium, town):
    page = chromium.new_page()
    page.goto(f"{town}/abfall/ort/lindenstrasse/jahr/{YEAR}")
    pdf = page.pdf(format="A4", print_background=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
