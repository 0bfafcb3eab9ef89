"""Addresses for letters and calendars: from the town's own address, never from a request somebody forged."""

from typing import Any

import segno
from flask import url_for
from markupsafe import Markup

from webapp.web.town import find_town


def outside(endpoint: str, **values: Any) -> str:
    """The whole address of a page, in the reader's language."""
    return find_town().address + url_for(endpoint, **values)


def qr(address: str) -> Markup:
    """The address as a picture for the camera of a phone, to stand inside a page."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(drawing)  # drawn by segno; the address becomes modules of a matrix, not text
