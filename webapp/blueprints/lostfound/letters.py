"""Letters about finds as people read them."""

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.rules import blocks
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.domain.money import euros
from webapp.store.outbox import Letter
from webapp.web import clock
from webapp.web.dates import numeric_day
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
RECEIPTS = MappingProxyType(  # who a letter of the desk is written to, and the page of theirs
    {blocks.FINDER: "lostfound.announced", blocks.CLAIMANT: "lostfound.receipt", blocks.LOSER: "lostfound.loss"}
)


def letter(name: str) -> Callable[[Letter], Draft]:
    """How letters of this name are written: template ``lostfound/mail/<name>.md``."""

    def write(letter: Letter) -> Draft:
        return Draft(f"lostfound/mail/{name}.md", _context(letter.values, PAGES[name]))

    return write


def written(letter: Letter) -> Draft:
    """A letter of the desk: the subject is the block's, the words are the clerk's."""
    values, endpoint = letter.values, RECEIPTS[letter.values["role"]]
    more = {
        "subject": translate(blocks.BLOCKS[values["block"]].subject),
        "link": outside(endpoint, token=token_of(values["key"])),
    }
    return Draft("lostfound/mail/written.md", values | more)


def places(item: FoundItem, *, collect_weeks: int) -> dict[str, str]:
    """What is filled into a text block about this find, in the language of the reader."""
    today, reward = clock.today(), steps.reward_of(item).cents
    collect_by = item.collect_by or max(item.kept_until, today) + timedelta(weeks=collect_weeks)
    return {
        blocks.NUMBER: item.label or "–", blocks.KIND: translate(CATEGORIES[item.category].name),
        blocks.UNTIL: numeric_day(item.kept_until), blocks.ANSWER_BY: numeric_day(today + blocks.ANSWER),
        blocks.FOUND_ON: numeric_day(item.found_on), blocks.COLLECT_BY: numeric_day(collect_by),
        blocks.REWARD: "" if reward is None else euros(0 if item.waives_reward else reward),
        blocks.EXPENSES: euros(steps.expenses(item)),
    }  # fmt: skip


LETTERS = {name: letter(name) for name in PAGES} | {"written": written}


def _context(values: dict[str, Any], endpoint: str) -> dict[str, Any]:
    collect_by = values.get("collect_by")
    return values | {
        "kind": translate(CATEGORIES[values["category"]].name),
        "until": date.fromisoformat(values["until"]),
        "collect_by": date.fromisoformat(collect_by) if collect_by else None,
        "link": outside(endpoint, token=token_of(values["key"])),
    }
