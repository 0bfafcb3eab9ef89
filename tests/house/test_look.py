"""The look: small, readable by everybody, and never in the way. Measured, not felt."""

import re
from pathlib import Path

import brotli
import pytest

from webapp.domain.colours import NIGHT, PAPER, contrast
from webapp.domain.town import COLOUR, COLOUR_DARK
from webapp.web import assets

HOUSE = Path(__file__).parents[2] / "webapp"
PORTAL, DESK, WASTE, HALL, EVENTS, ERROR = (
    HOUSE / "static" / "css" / name
    for name in ("portal.css", "desk.css", "waste.css", "hall.css", "events.css", "error.css")
)
PHYSICAL = r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?:float|text-align): (?:left|right)"
TEXT = (("ink", "paper", 7), ("ink", "card", 7), ("soft", "paper", 7), ("soft", "card", 7), ("on", "sky", 7))
MARKS = (("town", "paper", 4.5), ("brick", "paper", 4.5), ("brick", "card", 4.5), ("edge", "paper", 3))


def colours(scheme: str) -> dict[str, str]:
    """The colours of ``light`` or ``dark``, by their names in the stylesheet."""
    text = PORTAL.read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")[:2]
    found = dict(re.findall(r"--(\w+): (#\w{6})", light if scheme == "light" else dark[:600]))
    return {"sky": found["town"]} | found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "least"), [*TEXT, *MARKS])
def test_what_is_written_can_be_read(scheme, one, other, least):
    palette = colours(scheme)
    assert contrast(palette[one], palette[other]) >= least


def test_the_village_of_the_footer_stands_before_the_paper(chromium, town):
    page = chromium.new_page(base_url=town)
    page.goto("/termine")
    drawn = page.locator("footer .village")
    assert drawn.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.close()


def test_the_stylesheet_and_the_town_agree_on_their_colours():
    light, dark = colours("light"), colours("dark")
    assert (light["paper"], light["town"]) == (PAPER, COLOUR)
    assert (dark["paper"], dark["town"]) == (NIGHT, COLOUR_DARK)


@pytest.mark.parametrize(
    ("file", "most"),
    [(PORTAL, 3_500), (DESK, 1_200), (WASTE, 1_200), (HALL, 900), (EVENTS, 900), (ERROR, 300)],
)
def test_a_stylesheet_costs_less_than_a_second_on_the_worst_line(file, most):
    _, sent = assets._file(f"css/{file.name}")
    assert len(brotli.compress(sent, quality=11)) <= most


@pytest.mark.parametrize("file", [PORTAL, DESK, WASTE, HALL, EVENTS, ERROR])
def test_nothing_covers_the_page_and_everything_mirrors(file):
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"position: (?:sticky|fixed)", text)
    assert not re.findall(PHYSICAL, text)
    assert "!important" not in text


def test_the_village_is_one_short_path():
    path = re.search(r"mask: url\(.+? d='([^']+)'", PORTAL.read_text(encoding="utf-8"))[1]
    assert len(path) <= 600
    assert path.count('"') == 0
