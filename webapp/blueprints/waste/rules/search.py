"""Finding a street among thousands from what people type: whole, begun, misspelt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from webapp.blueprints.waste.rules.addresses import AddressQuery, bare_key, street_key

CLOSE = (
    0.78  # similarity; measured on real directories: finds two wrong letters in twelve, keeps Amselweg from Ahornweg
)
SHORTEST_GUESS = 4  # letters; below, everything is similar to everything


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
    """The streets with their keys, made once."""

    records: Iterable[StreetRecord]
    entries: list[tuple[str, str, str, StreetRecord]] = field(init=False)

    def __post_init__(self) -> None:
        """Compute the keys."""
        self.entries = [
            (street_key(one.name), bare_key(one.name), street_key(one.locality), one) for one in self.records
        ]


def search(query: AddressQuery, index: StreetIndex) -> SearchResult:
    """The streets somebody may mean: with the very name, else beginning with it, containing it, or close to it."""
    typed, bare = query.key, bare_key(query.street)
    if not typed:
        return SearchResult()
    exact = [one for key, plain, _, one in index.entries if typed == key or bare == plain]
    exact = exact or [one for key, _, place, one in index.entries if place and typed in (key + place, place + key)]
    if exact:
        return SearchResult(_in_locality(exact, query.rest), exact=True)
    begun = [one for key, plain, _, one in index.entries if key.startswith(typed) or plain.startswith(bare)]
    inside = [one for key, plain, _, one in index.entries if typed in key or bare in plain]
    found = tuple(dict.fromkeys([*begun, *inside])) if len(typed) > 1 else tuple(begun)
    return SearchResult(found) if found else SearchResult(_close(typed, index), guessed=True)


def _in_locality(found: list[StreetRecord], rest: str) -> tuple[StreetRecord, ...]:
    """Only those of the locality that was typed as well, if one was."""
    typed = street_key(rest)
    there = [one for one in found if typed and one.locality and street_key(one.locality) in typed]
    return tuple(there or found)


def _close(typed: str, index: StreetIndex) -> tuple[StreetRecord, ...]:
    """Streets whose key is nearly the typed one; difflib, because typing mistakes are few and the list is short."""
    if len(typed) < SHORTEST_GUESS:
        return ()
    scored = []
    matcher = SequenceMatcher(b=typed)
    for key, _, _, one in index.entries:
        matcher.set_seq1(key)
        if (
            matcher.real_quick_ratio() >= CLOSE
            and matcher.quick_ratio() >= CLOSE
            and (score := matcher.ratio()) >= CLOSE
        ):
            scored.append((-score, one.name, one))
    return tuple(one for _, _, one in sorted(scored, key=lambda row: row[:2]))
