"""Labels on found things: what is printed is read back by another program, as the phone of a clerk would."""

import re

import defusedxml.ElementTree
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from webapp.formats.qr import HEIGHT, MOST_LINES, ONE_LINE, WIDTH, drawing, label

ADDRESS = "https://musterstadt.example/verwaltung/fundbuero/2026-014"
SVG = "{http://www.w3.org/2000/svg}"
DOT = 10  # to a millimetre: about 250 dpi
STEP = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def printed(svg: str) -> Image.Image:
    """The label on paper: only what the drawing says."""
    root = defusedxml.ElementTree.fromstring(svg)
    paper = Image.new("L", (WIDTH * DOT, HEIGHT * DOT), 255)
    path = root.find(f"{SVG}path")
    scale = float(path.get("transform").removeprefix("scale(").rstrip(")")) * DOT
    steps = STEP.findall(path.get("d"))
    assert "".join(f"M{x} {y}h{run}v1h-{run}z" for x, y, run in steps) == path.get("d")
    for x, y, run in (map(int, step) for step in steps):
        corners = [round(part * scale) for part in (x, y, x + run, y + 1)]
        ImageDraw.Draw(paper).rectangle([*corners[:2], corners[2] - 1, corners[3] - 1], fill=0)
    return paper


def words(svg: str) -> list[str]:
    return [one.text for one in defusedxml.ElementTree.fromstring(svg).iterfind(f"{SVG}text")]


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?schluessel={'k' * 43}", "otpauth://totp/ä?secret=ABC"])
def test_a_phone_reads_the_address_from_the_label(address):
    (code,) = zxingcpp.read_barcodes(printed(label(address, "2026-014", ["Keller, Regal 3"])))
    assert (code.text, code.format) == (address, zxingcpp.BarcodeFormat.QRCode)


def test_the_label_says_number_place_and_day():
    assert words(label(ADDRESS, "2026-014", ["Keller, Regal 3", "2. März 2026"])) == [
        "2026-014",
        "Keller, Regal 3",
        "2. März 2026",
    ]


def test_a_long_place_is_broken_and_never_runs_off_the_paper():
    found = words(label(ADDRESS, "2026-014", ["Lager im Keller des Alten Bauhofs, Regal 3, Fach oben links", "x" * 90]))
    assert len(found) == 1 + MOST_LINES
    assert all(len(line) <= ONE_LINE for line in found)


def test_markup_and_control_signs_stay_harmless_words():
    assert words(label(ADDRESS, "<b>\x00 & \ud800", ['"><script>'])) == ["<b> &", '"><script>']


def test_the_code_inside_a_page_carries_no_text_of_its_own():
    svg = drawing('https://a.example/"><script>')
    assert "script" not in svg
    assert svg.startswith("<svg")
