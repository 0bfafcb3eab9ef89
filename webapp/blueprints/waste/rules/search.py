"""Finding a street among thousands from what people type: whole, begun, misspelt."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice

from webapp.blueprints.waste.rules.addresses import AddressQuery, bare_key, street_key

CLOSE = (
    0.78  # similarity; measured on real directories: finds two wrong letters in twelve, keeps Amselweg from Ahornweg
)
SHORTEST_GUESS = 4  # letters; below, everything is similar to everything
MOST = 50  # streets found; nobody reads more
GRAM = 3  # letters of the pieces by which a street is found again
COMMON = 200  # streets; a piece that more of them share ("str") tells little
CANDIDATES = 80  # streets compared letter by letter with what may be misspelt


@dataclass(frozen=True, slots=True)
class StreetRecord:
    """A street of the town."""

    id: int
    name: str
    locality: str
    slug: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Streets in the order of likeness. ``exact``: all bear the very name; ``guessed``: none does, these come close."""

    streets: tuple[StreetRecord, ...] = ()
    exact: bool = False
    guessed: bool = False


@dataclass(slots=True)
class StreetIndex:
    """The streets with their keys, made once: a county's 20,000 are searched like a village's hundred."""

    records: Iterable[StreetRecord]
    entries: list[tuple[str, str, StreetRecord]] = field(init=False)
    names: dict[str, list[int]] = field(init=False, default_factory=dict)
    places: dict[str, list[int]] = field(init=False, default_factory=dict)
    grams: dict[str, list[int]] = field(init=False, default_factory=dict)
    starts: list[tuple[str, int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Compute the keys and by which pieces each street is found."""
        self.entries = [(street_key(one.name), bare_key(one.name), one) for one in self.records]
        for number, (key, bare, one) in enumerate(self.entries):
            place = street_key(one.locality)
            for name in {key, bare}:
                self.names.setdefault(name, []).append(number)
                self.starts.append((name, number))
            for name in {key + place, place + key} if place else ():
                self.places.setdefault(name, []).append(number)
            for gram in _grams(key) | _grams(bare):
                self.grams.setdefault(gram, []).append(number)
        self.starts.sort()

    def beginning(self, typed: str) -> Iterable[int]:
        """Streets that begin so."""
        for name, number in islice(self.starts, bisect_left(self.starts, (typed,)), None):
            if not name.startswith(typed):
                return
            yield number

    def holding(self, typed: str) -> Iterable[int]:
        """Streets with these letters somewhere inside; too few letters are inside everything."""
        known = [self.grams.get(gram, []) for gram in _grams(typed)]
        rarest = min(known, key=len, default=[])
        return (number for number in rarest if typed in self.entries[number][0] or typed in self.entries[number][1])

    def alike(self, typed: str) -> list[int]:
        """Streets that share most pieces with what was typed; pieces that many share count only if no other does."""
        known = [self.grams[gram] for gram in _grams(typed) if gram in self.grams]
        telling = [numbers for numbers in known if len(numbers) <= COMMON] or sorted(known, key=len)[:1]
        shared = Counter(number for numbers in telling for number in numbers)
        return [number for number, _ in shared.most_common(CANDIDATES)]


def search(query: AddressQuery, index: StreetIndex) -> SearchResult:
    """The streets somebody may mean: with the very name, else beginning with it, containing it, or close to it."""
    typed, bare = query.key, bare_key(query.street)
    if not typed:
        return SearchResult()
    exact = sorted({*index.names.get(typed, ()), *index.names.get(bare, ())}) or index.places.get(typed, [])
    if exact:
        return SearchResult(_in_locality(_streets(exact, index), query.rest), exact=True)
    begun = sorted({*islice(index.beginning(typed), MOST), *islice(index.beginning(bare), MOST)})
    inside = sorted({*islice(index.holding(typed), MOST), *islice(index.holding(bare), MOST)})
    found = _streets(dict.fromkeys([*begun, *inside]), index)
    return SearchResult(found[:MOST]) if found else SearchResult(_close(typed, index), guessed=True)


def _grams(key: str) -> set[str]:
    return {key[place : place + GRAM] for place in range(max(1, len(key) - GRAM + 1))}


def _streets(numbers: Iterable[int], index: StreetIndex) -> tuple[StreetRecord, ...]:
    return tuple(index.entries[number][2] for number in numbers)


def _in_locality(found: tuple[StreetRecord, ...], rest: str) -> tuple[StreetRecord, ...]:
    """Only those of the locality that was typed as well, if one was."""
    typed = street_key(rest)
    there = tuple(one for one in found if typed and one.locality and street_key(one.locality) in typed)
    return there or found


def _close(typed: str, index: StreetIndex) -> tuple[StreetRecord, ...]:
    """Streets whose key is nearly the typed one."""
    if len(typed) < SHORTEST_GUESS:
        return ()
    matcher = SequenceMatcher(b=typed)
    scored = []
    for key, _, one in (index.entries[number] for number in index.alike(typed)):
        matcher.set_seq1(key)
        if (
            matcher.real_quick_ratio() >= CLOSE
            and matcher.quick_ratio() >= CLOSE
            and (score := matcher.ratio()) >= CLOSE
        ):
            scored.append((-score, one.name, one))
    return tuple(one for _, _, one in sorted(scored, key=lambda row: row[:2]))
