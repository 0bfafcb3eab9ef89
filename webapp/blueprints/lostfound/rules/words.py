"""German words about things, reduced to what they mean: spelling, endings, compounds and synonyms stand aside."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from webapp.blueprints.lostfound.rules.vocabulary import COLOUR_WORDS, SORTS, STOP, SYNONYMS
from webapp.domain.words import twisted

HEAD, MODIFIER = 1.0, 0.5  # a Fahrradhelm is a helmet first, and has to do with bicycles
SHORTEST_HEAD = 3  # as folded: "ur" of Uhr ends too many other words
SHORTEST_MODIFIER = 3
SHORTEST_GUESS = 7  # one wrong letter in a shorter word makes another word: Hose, Hase; Leder, Lieder
MOST_KEPT = 20_000  # single words, so that 5,000 finds are read in half a second
WORD = re.compile(r"[^\W\d_]+|\d+")
SOUNDS = (
    (r"(?<![aeq])ue|(?<=g)ue", "u"),  # Schluessel; but blaue, neue, quer
    (r"ae", "a"),
    (r"oe", "o"),
    (r"ph", "f"),
    (r"c?k|c(?!h)", "k"),
    (r"t?z", "z"),
    (r"dt|th", "t"),
    (r"y", "i"),
    (r"(?<=i)e(?!u)", ""),  # Spiegel, Spigel
    (r"(?<=[aeiou])h(?![aeiou])", ""),  # Fahrrad, Farad
    (r"([a-z])\1+", r"\1"),  # Schlüsel
)
ENDINGS = re.compile(r"(?<=...)(?:e[nmrs]|[ens])$")
SMALL = re.compile(r"(?<=...)(?:chen|lein)$")  # Mützchen; but Drachen
JOINTS = re.compile(r"(?<=...)(?:e?n|e?s)$")  # Blume-n-muster, Damen-rad, Verein-s-band


@lru_cache(maxsize=MOST_KEPT)
def fold(word: str) -> str:
    """The word as it sounds: one case, no accents, no doubled or silent letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(one for one in plain if not unicodedata.combining(one))
    for pattern, sound in SOUNDS:
        folded = re.sub(pattern, sound, folded)
    return folded


def split(text: str) -> list[str]:
    """The words and numbers of a text."""
    return WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=MOST_KEPT)
def meaning(word: str) -> Mapping[str, float]:
    """What a word means, and how much each part of it counts; nothing for words that say nothing."""
    folded = fold(word)
    if folded in STOPPED or (len(folded) < len("xy") and not folded.isdecimal()):
        return {}
    forms = (folded, ENDINGS.sub("", folded), SMALL.sub("", folded))
    known = next((KNOWN[one] for one in forms if one in KNOWN), None)
    if known:
        return {known: HEAD} | ({KINDS[known]: HEAD} if known in KINDS else {})
    return next((parts for one in forms if (parts := _compound(one))), {_guessed(folded) or forms[1]: HEAD})


def meanings(text: str) -> dict[str, tuple[float, str]]:
    """What a text speaks of: meaning → (how much it counts, the word that said it)."""
    found: dict[str, tuple[float, str]] = {}
    for word in split(text):
        for one, weight in meaning(word).items():
            if weight > found.get(one, (0.0, ""))[0]:
                found[one] = (weight, word)
    return found


def colours(text: str) -> frozenset[str]:
    """The families of colour a text names: dunkelblau is blue, türkis is blue and green."""
    return frozenset(family for word in split(text) for family in _families(word))


@lru_cache(maxsize=MOST_KEPT)
def _families(word: str) -> frozenset[str]:
    return frozenset(family for name, family in COLOURS if fold(word).endswith(name))


def _compound(word: str) -> dict[str, float]:
    """Herrenfahrrad is a Fahrrad for Herren: the longest known end counts most."""
    for at in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
        if head := KNOWN.get(word[at:]):
            rest = word[:at]
            before = KNOWN.get(rest) or KNOWN.get(JOINTS.sub("", rest)) or ENDINGS.sub("", JOINTS.sub("", rest))
            return {before: MODIFIER, head: HEAD}
    return {}


def _guessed(word: str) -> str | None:
    """The known word somebody meant who wrote one letter wrong."""
    if len(word) < SHORTEST_GUESS:
        return None
    return next((SLIPS[one] for one in sorted(twisted(word)) if one in SLIPS), None)


def _known() -> dict[str, str]:
    """Every word of the synonyms, as it sounds, with what it stands for; the first line that has it counts."""
    known: dict[str, str] = {}
    for line in SYNONYMS.strip().splitlines():
        words = [fold(word) for word in line.split()]
        for word in words:
            known.setdefault(word, words[0])
            known.setdefault(ENDINGS.sub("", word), words[0])
    return known


def _kinds() -> dict[str, str]:
    """What a word is a kind of: Dackel, Hund."""
    lines = [[fold(word) for word in line.split()] for line in SORTS.strip().splitlines()]
    return {kind: whole for whole, *kinds in lines for kind in kinds}


STOPPED = frozenset(fold(word) for word in STOP.split())
KINDS = _kinds()
KNOWN = _known() | {kind: kind for kind in KINDS}
SLIPS = {slip: meant for word, meant in KNOWN.items() if len(word) > SHORTEST_GUESS for slip in twisted(word)}
COLOURS = tuple((fold(word), family) for family, words in COLOUR_WORDS.items() for word in words.split())
