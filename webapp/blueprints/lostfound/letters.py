"""Letters about finds as people read them."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Any

from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.store.outbox import Letter
from webapp.web.feature import Draft
from webapp.web.i18n import translate
from webapp.web.keys import token_of
from webapp.web.links import outside

PAGES = MappingProxyType(  # kind of letter to the page it leads to
    {
        "announced": "lostfound.announced", "offered": "lostfound.announced", "returned": "lostfound.announced",
        "claimed": "lostfound.receipt", "accepted": "lostfound.receipt", "refused": "lostfound.receipt",
        "reported": "lostfound.loss", "matched": "lostfound.loss", "ending": "lostfound.loss",
    }
)  # fmt: skip


def letter(name: str) -> Callable[[Letter], Draft]:
    """How letters of this name are written: template ``lostfound/mail/<name>.md``."""

    def write(letter: Letter) -> Draft:
        return Draft(f"lostfound/mail/{name}.md", _context(letter.values, PAGES[name]))

    return write


LETTERS = {name: letter(name) for name in PAGES}


def _context(values: dict[str, Any], endpoint: str) -> dict[str, Any]:
    collect_by = values.get("collect_by")
    return values | {
        "kind": translate(CATEGORIES[values["category"]].name),
        "until": date.fromisoformat(values["until"]),
        "collect_by": date.fromisoformat(collect_by) if collect_by else None,
        "link": outside(endpoint, token=token_of(values["key"])),
    }
