"""Which finds may be what somebody lost, in order, with reasons a clerk can read.

Words are compared by meaning (``words``), rare ones count more. Colour, brand and place help or disturb; the day
decides whether it can be at all. A private mark counts most, but no reason that a citizen may read speaks of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, sqrt
from typing import NamedTuple

from webapp.blueprints.lostfound.rules.words import colours, fold, meanings, split
from webapp.domain.i18n import N_
from webapp.domain.words import twisted

TOLERANCE = timedelta(days=3)  # people err about the day they lost something; what was found earlier is something else
A_WEEK = 7
FORGETTING = 30.0  # days after which a find is half as likely as one of the same day
LEAST_SCORE = 0.25  # chosen by the pairs in tests/lostfound/dev.txt: below, more are wrong than right
MOST = 5
SLIP, PART = 0.85, 0.6  # how much a misspelt word, and a word inside another one, is worth
SHORTEST_SLIP, SHORTEST_PART = 5, 4
LONG_NUMBER = 4  # digits: a frame number, not the size of a shoe
HALF = 0.5

WORDS, CATEGORY, BRAND, COLOUR, PLACE, DAY = 0.5, 0.1, 0.12, 0.06, 0.14, 0.08  # together 1
MARK = 0.5  # of what is missing to 1
OTHER_BRAND, OTHER_COLOUR = -0.12, -0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A thing as somebody described it. ``words`` may be shown to citizens, ``marks`` never (engraving, number).

    ``first_day`` to ``last_day`` is when it was lost or found, as exactly as people know.
    """

    id: int
    category: str
    words: str
    first_day: date
    last_day: date
    colour: str = ""
    brand: str = ""
    place: str = ""
    marks: str = ""


class Loss(Described):
    """What somebody misses."""

    __slots__ = ()


class Find(Described):
    """What somebody found."""

    __slots__ = ()


class Reason(NamedTuple):
    """Why two descriptions fit: a msgid with its values. A private one is for the desk alone."""

    message: str
    values: Mapping[str, str]
    private: bool = False


class Suggestion(NamedTuple):
    """The record that may belong here, between 0 and 1 how well it fits, and why."""

    id: int
    score: float
    reasons: Sequence[Reason]

    @property
    def public_reasons(self) -> list[Reason]:
        """The reasons a citizen may read."""
        return [one for one in self.reasons if not one.private]


def finds_for(loss: Loss, finds: Sequence[Find], most: int = MOST) -> list[Suggestion]:
    """The finds that may be this loss, best first.

    Where a citizen sees the order or how many there are, leave the marks out before (``replace(find, marks="")``):
    else trying marks would tell which one is right.
    """
    return _ranked(loss, [one for one in finds if is_possible(loss, one)], most)


def losses_for(find: Find, losses: Sequence[Loss], most: int = MOST) -> list[Suggestion]:
    """The losses that may be this find, best first."""
    return _ranked(find, [one for one in losses if is_possible(one, find)], most)


def is_possible(loss: Loss, find: Find) -> bool:
    """Nothing is found before it is lost, give or take what people remember."""
    return find.last_day >= loss.first_day - TOLERANCE


class _Fit(NamedTuple):
    """How well words fit, between 0 and 1, and which of the wanted ones did."""

    share: float
    said: Sequence[str]


Meanings = Mapping[str, tuple[float, str]]


def _ranked(wanted: Described, others: Sequence[Described], most: int) -> list[Suggestion]:
    words = _fits(_all_words(wanted), [_all_words(one) for one in others])
    places = _fits(meanings(wanted.place), [meanings(one.place) for one in others])
    judged = [_judged(wanted, one, words[at], places[at]) for at, one in enumerate(others)]
    good = [one for one in judged if one.score >= LEAST_SCORE]
    return sorted(good, key=lambda one: (-one.score, one.id))[:most]


def _all_words(thing: Described) -> Meanings:
    return meanings(f"{thing.words} {thing.brand}")


def _fits(wanted: Meanings, others: Sequence[Meanings]) -> list[_Fit]:
    """For each of the others how much of the meaning is shared; what few of them say counts more."""
    often = Counter(meaning for one in others for meaning in one)
    rarity = {meaning: log(1 + len(others) / often.get(meaning, 1)) for meaning in (*often, *wanted)}
    alike = {meaning: _alike(meaning, often) for meaning in wanted}
    total = _weight(wanted, rarity)
    return [_fit(wanted, one, alike, rarity, total) for one in others]


def _fit(
    wanted: Meanings,
    other: Meanings,
    alike: Mapping[str, Mapping[str, float]],
    rarity: Mapping[str, float],
    total: float,
) -> _Fit:
    shared, said = 0.0, []
    for meaning, (weight, word) in wanted.items():
        near = alike[meaning]
        found = [likeness * other[one][0] * rarity[one] for one, likeness in near.items() if one in other]
        if found:
            shared += weight * min(max(found), rarity[meaning])
            said.append(word)
    return _Fit(shared / sqrt(total * _weight(other, rarity)) if shared else 0.0, tuple(dict.fromkeys(said)))


def _weight(words: Meanings, rarity: Mapping[str, float]) -> float:
    return sum(weight * rarity[meaning] for meaning, (weight, _) in words.items())


def _alike(meaning: str, known: Mapping[str, int]) -> dict[str, float]:
    """The known meanings that are this one, its misspellings, or words it is part of; and how much alike."""
    parts = {one: PART for one in known if _is_part(meaning, one)}
    slips = {one: SLIP for one in known if _is_slip(meaning, one)}
    return parts | slips | ({meaning: 1.0} if meaning in known else {})


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_PART and (long.endswith(short) or long.startswith(short))


def _is_slip(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST_SLIP or not one.isalpha():
        return False
    return not twisted(one).isdisjoint(twisted(other))


def _judged(wanted: Described, other: Described, words: _Fit, place: _Fit) -> Suggestion:
    evidence = list(_evidence(wanted, other, words, place))
    score = max(0.0, min(sum(points for points, _ in evidence), 1.0))
    reasons = [reason for _, reason in evidence if reason]
    if _same_mark(wanted, other):
        score += MARK * (1 - score)
        reasons.append(Reason(N_("A private mark fits"), {}, private=True))
    return Suggestion(other.id, score, reasons)


def _evidence(wanted: Described, other: Described, words: _Fit, place: _Fit) -> Iterator[tuple[float, Reason | None]]:
    """What speaks for the other record or against it. Reasons name only words of the wanted one."""
    if words.said:
        yield WORDS * words.share, _reason(N_("Words that fit: %(said)s"), *words.said)
    if wanted.category == other.category:
        yield CATEGORY, _reason(N_("The same kind of thing"))
    brand, colour = _same_brand(wanted.brand, other.brand), _same_colour(wanted, other)
    if brand is not None:
        yield (BRAND, _reason(N_("The brand fits: %(said)s"), wanted.brand)) if brand else (OTHER_BRAND, None)
    if colour is not None:
        yield (COLOUR, _reason(N_("The colour fits"))) if colour else (OTHER_COLOUR, None)
    if place.said:
        yield PLACE * place.share, _reason(N_("The place fits: %(said)s"), *place.said)
    gap = _gap(wanted, other)
    yield DAY / (1 + gap / FORGETTING), _reason(N_("Lost and found within a week")) if gap <= A_WEEK else None


def _reason(message: str, *said: str) -> Reason:
    return Reason(message, {"said": ", ".join(said)} if said else {})


def _gap(one: Described, other: Described) -> int:
    """Days between loss and find; none if the spans touch."""
    return max((one.first_day - other.last_day).days, (other.first_day - one.last_day).days, 0)


def _same_brand(one: str, other: str) -> bool | None:
    """Whether two brands are one, also misspelt or in part (Boss, Hugo Boss); None if one is not known."""
    mine, theirs = _letters(one), _letters(other)
    if not mine or not theirs:
        return None
    return mine == theirs or _is_part(mine, theirs) or _is_slip(mine, theirs)


def _same_colour(one: Described, other: Described) -> bool | None:
    mine, theirs = (colours(thing.colour or thing.words) for thing in (one, other))
    return bool(mine & theirs) if mine and theirs else None


def _same_mark(one: Described, other: Described) -> bool:
    """Whether a private mark of one is told by the other, there among the marks or in its words."""
    pairs = ((one, other), (other, one))
    return any(_tells(f"{told.marks} {told.words}", teller.marks) for teller, told in pairs if teller.marks)


def _tells(text: str, mark: str) -> bool:
    wanted, told = _signs(mark), _signs(text)
    shared = wanted & told
    whole = len(_letters(mark)) > LONG_NUMBER and _letters(mark) in _letters(text)
    return whole or any(one.isdecimal() for one in shared) or len(shared) > HALF * len(wanted)


def _signs(text: str) -> frozenset[str]:
    """Names and long numbers of a mark: what few other things carry."""
    return frozenset(fold(one) for one in split(text) if len(one) >= LONG_NUMBER)


def _letters(text: str) -> str:
    return "".join(fold(one) for one in split(text))
