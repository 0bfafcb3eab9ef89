"""Words people type and words that stand somewhere, brought to one form in which they meet."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
BETWEEN = re.compile(r"[\W_]+")
SILENT = re.compile(r"(?<=[aou])e")
LONGEST_TEXT, LONGEST_WORD, SHORTEST_WORD = 100, 40, 2  # letters of what is typed; one letter is in everything
MOST_WORDS = 6  # more narrow nothing
LEAST_INSIDE = 4  # letters found inside a word: Pass in Reisepass, but not Rad in Parade
SHORTEST_GUESS = 5  # one wrong letter in a shorter word makes another word: Hose, Hase
VERY, NAMED, SAID, INSIDE, MEANT, NOT = 5, 4, 3, 2, 1, 0  # how well a text fits; meant: but for a slip of the pen


def folded(text: str) -> str:
    """Small letters, umlauts written out, accents gone: the form in which names and titles are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return plain
    for umlaut, letters in UMLAUTS:
        plain = plain.replace(umlaut, letters)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


@lru_cache(maxsize=2_000)  # a town's texts; a search reads all of them
def key(text: str) -> str:
    """The words of a text, each after a space, as all spellings have them: Mühle, Muehle and Muhle are `` muhle``.

    What begins a word still begins it here, for only the second of two letters goes.
    """
    words = BETWEEN.sub(" ", SILENT.sub("", folded(text))).strip()
    return f" {words}" if words else ""


def words_of(text: str) -> list[str]:
    """The single words of a text in that form, none longer than a column that keeps them."""
    return [word[:LONGEST_WORD] for word in key(text).split() if len(word) >= SHORTEST_WORD]


@lru_cache(maxsize=20_000)
def twisted(word: str) -> frozenset[str]:
    """The word and all it becomes without one letter, but for the first, which people get right.

    Two words that share one of them are one slip of the pen apart: a letter wrong, missing, too much, or in the wrong
    order. It finds what ``difflib`` finds at a hundredth of the time (measured by ``make bench``).
    """
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))})


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody searches: as it was typed, the words of it, and whether there were more of them."""

    typed: str = ""
    words: tuple[str, ...] = ()
    cut: bool = False

    @classmethod
    def read(cls, typed: str) -> "Sought":
        """What to look for; nothing, if no word is long enough."""
        line = " ".join(typed.split())
        words = tuple(dict.fromkeys(words_of(line[:LONGEST_TEXT])))
        return cls(line[:LONGEST_TEXT], words[:MOST_WORDS], len(line) > LONGEST_TEXT or len(words) > MOST_WORDS)

    def fits(self, title: str, more: str = "") -> int:
        """How well a text fits: its title is the very word, all words begin words of it, stand inside, or are meant."""
        named = key(title)
        if not self.words or named == " " + " ".join(self.words):
            return VERY if self.words else NOT
        begun = [f" {word}" for word in self.words]
        if all(one in named for one in begun):
            return NAMED
        said = named + key(more)
        if all(one in said for one in begun):
            return SAID
        inside = (word if len(word) >= LEAST_INSIDE else f" {word}" for word in self.words)
        if all(one in said for one in inside):
            return INSIDE
        there = said.split()
        return MEANT if all(_is_meant(word, there) for word in self.words) else NOT

    def best(self, rows: Iterable[T], texts: Callable[[T], tuple[str, str]], most: int) -> list[tuple[T, int]]:
        """The rows that fit best by their (title, more), each with how well; equals stay in their order."""
        scored = ((one, self.fits(*texts(one))) for one in rows)
        return sorted((pair for pair in scored if pair[1]), key=lambda pair: -pair[1])[:most]


def _is_meant(typed: str, there: Iterable[str]) -> bool:
    """Whether one of these words becomes the typed one by a slip."""
    if len(typed) < SHORTEST_GUESS:
        return False
    like = (one for one in there if one[0] == typed[0] and abs(len(one) - len(typed)) <= 1)
    return any(not twisted(typed).isdisjoint(twisted(one)) for one in like)
