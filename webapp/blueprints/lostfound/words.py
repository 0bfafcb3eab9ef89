"""How templates say what the rules know by key."""

from typing import Any

from webapp.blueprints.lostfound.rules import categories, states
from webapp.web.i18n import translate


def state_words(state: str) -> str:
    """``kept for its owner``"""
    return translate(states.WORDS[state])


def place_words(kind: str) -> str:
    """``in a bus, a train or at its stops``"""
    return translate(states.PLACE_WORDS[kind])


WORDS: dict[str, Any] = {
    "found_kinds": lambda: [(key, translate(one.name)) for key, one in categories.CATEGORIES.items()],
    "found_kind": lambda key: translate(categories.CATEGORIES[key].name),
    "found_traits": lambda item: categories.published(item.traits, item.shown),
    "trait_words": lambda key: translate(categories.TRAITS[key][0]),
    "found_state": state_words,
    "found_place": place_words,
}
