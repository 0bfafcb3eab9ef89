"""How templates say what the rules know by key."""

from typing import Any

from webapp.blueprints.lostfound.rules import categories, claims, states
from webapp.domain.i18n import N_
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


def state_words(state: str) -> str:
    """``kept for its owner``"""
    return translate(states.WORDS[state])


def place_words(kind: str) -> str:
    """``in a bus, a train or at its stops``"""
    return translate(states.PLACE_WORDS[kind])


def buttons_of(item: Any) -> list[tuple[str, str]]:
    """(deed, words of its button) for what one press can do now."""
    return [(deed, translate(DEEDS[deed])) for deed in states.deeds(item.state, item.path) if deed in DEEDS]


WORDS: dict[str, Any] = {
    "found_kinds": lambda: [(key, translate(one.name)) for key, one in categories.CATEGORIES.items()],
    "found_kind": lambda key: translate(categories.CATEGORIES[key].name),
    "found_traits": lambda item: categories.published(item.traits, item.shown),
    "trait_words": lambda key: translate(categories.TRAITS[key][0]),
    "found_state": state_words,
    "found_states": lambda: [(key, translate(words)) for key, words in states.WORDS.items()],
    "found_place": place_words,
    "found_buttons": buttons_of,
    "found_heir": lambda who: translate(HEIRS[who]),
    "found_leaves": lambda item: bool({"return", "give"} & set(states.deeds(item.state, item.path))),
    "claim_words": lambda state: translate(claims.CLAIM_WORDS[state]),
}
