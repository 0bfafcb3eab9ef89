"""How the desk says what the rules know by key."""

from datetime import date
from typing import Any

from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.rules import blocks, claims, states
from webapp.blueprints.lostfound.staff import SETTINGS
from webapp.domain.i18n import N_
from webapp.web.access import person
from webapp.web.i18n import translate

DEEDS = {
    "register": N_("It is here: take it in"), "decline": N_("It was never handed in"), "publish": N_("Publish"),
    "hide": N_("Take off the web"), "release": N_("Not collected: free again"), "offer": N_("Offer it to the finder"),
    "take": N_("It is the town's now"), "unlist": N_("Take off the list"), "destroy": N_("Destroyed"),
    "donate": N_("Given away"), "use": N_("Used by the town"), "forward": N_("Sent back to its authority"),
}  # fmt: skip
HEIRS = {
    states.FINDER: N_("the finder (§ 973 BGB)"), states.TOWN: N_("the town (§ 976 BGB)"),
    states.NOBODY: N_("nobody: it may be sold after a public notice (§§ 978–980 BGB)"),
}  # fmt: skip


def buttons_of(item: FoundItem, today: date) -> list[tuple[str, str]]:
    """(deed, words of its button) for what one press can do now, and the law allows."""
    return [(deed, translate(DEEDS[deed])) for deed in steps.pressable(item, today)]


WORDS: dict[str, Any] = {
    "found_states": lambda: [(key, translate(words)) for key, words in states.WORDS.items()],
    "found_buttons": buttons_of,
    "found_heir": lambda who: translate(HEIRS[who]),
    "found_leaves": lambda item: states.may_leave(item.state, item.path),
    "found_settings_here": lambda: person().may(SETTINGS),
    "block_words": lambda block: translate(blocks.BLOCKS[block].name) if block in blocks.BLOCKS else block,
    "role_words": lambda role: translate(blocks.ROLE_WORDS[role]),
    "claim_words": lambda state: translate(claims.CLAIM_WORDS[state]),
}
