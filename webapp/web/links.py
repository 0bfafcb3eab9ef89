"""Addresses: of the pages every menu names; for letters and calendars from the town's own, never a forged request's."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import request, url_for
from markupsafe import Markup

from webapp.formats.qr import drawing
from webapp.web.i18n import gettext, language
from webapp.web.town import find_town


def outside(endpoint: str, **values: Any) -> str:
    """The whole address of a page, in the reader's language."""
    return find_town().address + url_for(endpoint, **values)


def webcal(address: str) -> str:
    """The same address as calendars open it: to subscribe, not to read."""
    return "webcal://" + address.split("://", 1)[1]


def subscription(address: str, download: str) -> dict[str, str]:
    """The ways to a feed: ``https`` to copy, ``webcal``, Google's page to subscribe, and the ``download``."""
    google = "https://calendar.google.com/calendar/r?cid=" + quote(webcal(address), safe="")
    return {"https": address, "webcal": webcal(address), "google": google, "download": download}


def entry(title: str, endpoint: str) -> dict[str, str]:
    """A line of a menu: the words for a page that needs no further choice, and its address."""
    label, url = _entry(title, endpoint, language(), request.script_root)
    return {"label": label, "url": url}


@lru_cache(maxsize=1024)
def _entry(title: str, endpoint: str, _language: str, _root: str) -> tuple[str, str]:
    return gettext(title), url_for(endpoint)


def qr(address: str) -> Markup:
    """The address as a picture for the camera of a phone, to stand inside a page."""
    return Markup(drawing(address))  # the address becomes modules of a matrix, not text
