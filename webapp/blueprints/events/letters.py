"""Letters about events as people read them."""

from collections.abc import Callable
from typing import Any

from webapp.store.outbox import Letter
from webapp.web.feature import Draft
from webapp.web.keys import token_of
from webapp.web.links import outside

NAMES = ("announced", "published", "not_published", "own_page")


def letter(name: str) -> Callable[[Letter], Draft]:
    """How letters of this name are written: template ``events/mail/<name>.md``."""

    def write(letter: Letter) -> Draft:
        return Draft(f"events/mail/{name}.md", _context(letter.values))

    return write


LETTERS = {name: letter(name) for name in NAMES}


def _context(values: dict[str, Any]) -> dict[str, Any]:
    token, links = token_of(values["key"]), {"own_url": "", "announced_url": "", "event_url": ""}
    if "id" in values:
        links["announced_url"] = outside("events_own.announced", token=token)
        links["event_url"] = outside("events.show", event_id=values["id"])
    else:
        links["own_url"] = outside("events_own.own", token=token)
    return values | links
