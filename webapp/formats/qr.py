"""QR codes (ISO/IEC 18004) as drawings that stand inside a page, and labels to print and stick on things."""

from collections.abc import Iterable
from itertools import groupby
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

import segno

from webapp.formats.letters import one_line

WIDTH, HEIGHT = 62, 29  # millimetres of a common roll; the code fills the left
TEXT_AT = 30
ONE_LINE = 20  # letters, of the size below
NUMBER_SIZE, TEXT_SIZE, LINE_HEIGHT = 4.2, 2.7, 3.8
MOST_LINES = 5
QUIET = 4  # light modules around the code, without which cameras do not find it


def drawing(text: str) -> str:
    """The code alone, as large as its place."""
    drawn: str = segno.make(text, error="m", micro=False).svg_inline(
        scale=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return drawn


def label(address: str, number: str, lines: Iterable[str]) -> str:
    """A label: the code of an address, beside it a large number and up to five short lines below."""
    drawn = Element("svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": f"{WIDTH}mm", "height": f"{HEIGHT}mm"})
    drawn.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "class": "label", "font-family": "sans-serif"}
    SubElement(drawn, "rect", width="100%", height="100%", fill="#fff")
    size, path = _modules(address)
    SubElement(drawn, "path", d=path, transform=f"scale({HEIGHT / size:.4f})")
    _write(drawn, NUMBER_SIZE, 6.5, one_line(number), {"font-weight": "bold"})
    short = [part for line in lines for part in wrap(one_line(line), ONE_LINE)]
    for row, line in enumerate(short[:MOST_LINES]):
        _write(drawn, TEXT_SIZE, 11.5 + row * LINE_HEIGHT, line, {})
    return tostring(drawn, encoding="unicode")


def _modules(text: str) -> tuple[int, str]:
    """How many modules the code is wide with its margin, and its dark ones as one path."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET))
    steps = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            steps += [f"M{x} {y}h{length}v1h-{length}z"] if dark else []
            x += length
    return len(rows), "".join(steps)


def _write(drawn: Element, size: float, baseline: float, text: str, more: dict[str, str]) -> None:
    place = {"x": f"{TEXT_AT}", "y": f"{baseline:g}", "font-size": f"{size:g}"}
    SubElement(drawn, "text", place | more).text = text
