"""Addresses for letters and calendars: from the town's own address, never from a request somebody forged."""

from typing import Any

from flask import url_for

from webapp.web.town import find_town


def outside(endpoint: str, **values: Any) -> str:
    """The whole address of a page, in the reader's language."""
    return find_town().address + url_for(endpoint, **values)
