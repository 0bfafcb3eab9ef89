"""Every page in a real browser: no barrier in any language and look, no console line, valid HTML."""

import datetime
import re

import pytest

from tests.house.pages import CITIZEN, DESK, DESK_LOCALES, ERRORS, LOCALES
from tests.tools import html
from tests.tools.browser import LOOKS, barriers, sign_in

YEAR = datetime.datetime.now(datetime.UTC).year
PARTS = 3  # of the pages: each is a test of its own, so that two cores share them
HARMLESS = re.compile(r"Autofocus processing|status of [45]\d\d")  # Chromium's own lines for an error page


@pytest.fixture(scope="module")
def window(chromium, town):
    """One window of the administrator, its address line, and what the console says in it."""
    context = chromium.new_context(base_url=town)
    page = context.new_page()
    said = []
    page.on("console", lambda line: said.append(line.text) if not HARMLESS.search(line.text) else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    yield page, said
    context.close()


def found_on(window, paths, looks=LOOKS) -> dict[str, list[str]]:
    """What is wrong on each of these pages."""
    page, said = window
    found = {}
    for path in paths:
        page.goto(path.format(year=YEAR))
        if problems := barriers(page, looks) + said:
            found[path] = [*problems]
        said.clear()
    return found


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("locale", LOCALES)
def test_a_citizen_page_has_no_barrier(window, locale, part):
    assert found_on(window, [locale + path for path in CITIZEN[part::PARTS]]) == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_an_error_has_no_barrier(window, locale):
    assert found_on(window, [locale + path for path in ERRORS]) == {}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("locale", DESK_LOCALES)
def test_a_page_of_the_desk_has_no_barrier(window, town, locale, part):
    page, _ = window
    sign_in(page, town)
    assert found_on(window, [locale + path for path in DESK[part::PARTS]], LOOKS[:1] if locale else LOOKS) == {}


def test_every_page_is_valid_html(window, town, tmp_path):
    page, _ = window
    sign_in(page, town)
    everywhere = [locale + path for locale in LOCALES for path in CITIZEN + ERRORS]
    for number, path in enumerate([*everywhere, *(locale + path for locale in DESK_LOCALES for path in DESK)]):
        answer = page.context.request.get(path.format(year=YEAR))
        name = re.sub(r"\W+", "-", path).strip("-") or "start"
        (tmp_path / f"{number:03}-{name}.html").write_text(answer.text(), encoding="utf-8")
    found = html.faults(tmp_path)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("path", ["/abfall/ort/lindenstrasse/jahr/{year}", "/veranstaltungen/woche/{year}-12-15"])
def test_the_year_of_waste_and_the_week_of_events_print_on_one_sheet(window, path):
    page, _ = window
    page.goto(path.format(year=YEAR))
    pdf = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
