"""Streets and house numbers as people and disposal companies write them, brought to one form for matching."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from webapp.domain.words import folded

T = TypeVar("T")

SHORT = {  # whole words, after folding
    "bgm": "buergermeister", "buergerm": "buergermeister", "st": "sankt", "dr": "doktor", "prof": "professor",
    "pl": "platz", "gr": "grosse", "kl": "kleine", "str": "strasse",
}  # fmt: skip
NUMBER = re.compile(
    r"(\d{1,4})\s*(?:([a-z]{1,2})(?![a-z])|(1/2|1/4|3/4))?(?:\s*[-/+]\s*(\d{1,4})\s*([a-z])?)?", re.IGNORECASE
)
HOUSE = r"\d{1,4}(?:\s*[a-z]{1,2})?(?:\s*[-/+]\s*\d{1,4}(?:\s*[a-z])?)?(?:\s+[13]/[24])?"
TAIL = re.compile(rf"^(?P<street>.*[^\W\d_].*?)(?:\s+|(?<=[a-zäöüß.]))(?P<number>{HOUSE})$", re.IGNORECASE)
HEAD = re.compile(rf"^(?P<number>{HOUSE})\s+(?P<street>[^\W\d_].*)$", re.IGNORECASE)
INNER = re.compile(rf"(?<=[^\W\d_]|\.)\s+({HOUSE})\s+(?=[^\W\d_]{{3}})", re.IGNORECASE)
POSTCODE = re.compile(r"\b\d{5}\b\s*[^\d,]*")


def street_key(text: str) -> str:
    """The form in which spellings of one street meet: ``Haupt-Str.`` and ``Hauptstraße`` are both ``hauptstrasse``."""
    plain = re.sub(r"\bstr(\.|\b)", "strasse ", re.sub(r"(?<=\w)str(\.|\b)", "strasse ", folded(text)))
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return "".join(SHORT.get(word, word) for word in words)


def bare_key(text: str) -> str:
    """The key with umlauts as people without them type: ``Mühlweg`` as ``muhlweg``."""
    plain = text.casefold().replace("ä", "a").replace("ö", "o").replace("ü", "u")
    return street_key(plain)


def slug_of(text: str) -> str:
    """A street as part of an address: ``Bürgermeister-Haller-Weg`` becomes ``buergermeister-haller-weg``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")[:120] or "strasse"


@dataclass(frozen=True, slots=True, order=True)
class HouseNumber:
    """``12a`` is (12, "a"); ``2-4`` is (2, "", 4). Ordered as along the street."""

    number: int
    suffix: str = ""
    upto: int | None = None

    @property
    def ends(self) -> tuple["HouseNumber", ...]:
        """The first and the last number of a house that bears several."""
        return (self,) if self.upto is None else (self, HouseNumber(self.upto))

    def __str__(self) -> str:
        """As it is written on a house."""
        gap = " " if self.suffix[:1].isdecimal() else ""  # 3 1/2
        return f"{self.number}{gap}{self.suffix}" + (f"-{self.upto}" if self.upto else "")


def parse_house_number(text: str) -> HouseNumber | None:
    """The house number of ``12 a``, ``12A``, ``2-4``, ``7 1/2``; none if it is no number."""
    found = NUMBER.fullmatch(text.strip().strip(".,").replace("½", " 1/2"))
    if found is None:
        return None
    first, letters, part, last, _ = found.groups()
    upto = int(last) if last and int(last) > int(first) else None
    return HouseNumber(int(first), (letters or part or "").lower(), upto)


@dataclass(frozen=True, slots=True)
class AddressQuery:
    """What somebody typed, taken apart: the street, perhaps the number, perhaps the rest (a locality, the town)."""

    text: str
    street: str
    number: HouseNumber | None = None
    rest: str = ""

    @property
    def key(self) -> str:
        """The street's form for matching."""
        return street_key(self.street)


def parse_address(text: str) -> AddressQuery:
    """Take ``Hauptstr. 12 a``, ``12a Hauptstraße`` or ``99999 Musterstadt, Hauptstr.12`` apart."""
    plain = unicodedata.normalize("NFKC", text).replace("½", " 1/2").replace("1⁄2", " 1/2")
    parts = [" ".join(POSTCODE.sub("", part).split()) for part in plain.split(",")]
    parts = [part for part in parts if part]
    for place, part in enumerate(parts):
        street, number = _apart(part)
        if number is None and place + 1 < len(parts) and (number := parse_house_number(parts[place + 1])):
            return AddressQuery(text, street, number, ", ".join(parts[:place] + parts[place + 2 :]))
        if number is not None:
            return AddressQuery(text, street, number, ", ".join(parts[:place] + parts[place + 1 :]))
    return AddressQuery(text, parts[0] if parts else "", rest=", ".join(parts[1:]))


def with_commas(text: str) -> str:
    """``Lindenstr. 3 Musterstadt`` as ``Lindenstr. 3, Musterstadt``: on a phone people leave commas out."""
    return INNER.sub(r" \1, ", text)


def _apart(part: str) -> tuple[str, HouseNumber | None]:
    for shape in (TAIL, HEAD):
        found = shape.match(part)
        if found and (number := parse_house_number(found["number"])):
            return found["street"].strip(), number
    return part, None


@dataclass(frozen=True, slots=True)
class NumberRange:
    """House numbers from one to another, both included and both open if none, on one side of the street or on both."""

    from_: HouseNumber | None = None
    to: HouseNumber | None = None
    parity: str = "all"

    def holds(self, number: HouseNumber) -> bool:
        """Whether the number lies in the range; ``12`` as the end takes ``12a`` in, ``12a`` leaves ``12b`` out."""
        if (self.parity == "even" and number.number % 2) or (self.parity == "odd" and number.number % 2 == 0):
            return False
        if self.from_ and (number.number, number.suffix) < (self.from_.number, self.from_.suffix):
            return False
        if self.to is None:
            return True
        end = (self.to.number, self.to.suffix or "\uffff")
        return (number.number, number.suffix) <= end

    @property
    def width(self) -> float:
        """How many numbers it holds; open ranges are endless, one side counts half."""
        if self.from_ is None and self.to is None and self.parity == "all":
            return float("inf")
        if self.from_ is None or self.to is None:
            return 1e6 if self.parity == "all" else 5e5
        span = self.to.number - self.from_.number + 1 - 0.01 * bool(self.from_.suffix or self.to.suffix)
        return float(span if self.parity == "all" or span <= 1 else span / 2)


@dataclass(frozen=True, slots=True)
class NumberRule(Generic[T]):
    """What holds for a range of numbers."""

    numbers: NumberRange
    answer: T


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """Two rules hold with equal right and say different things."""

    answers: tuple[T, ...]


def most_specific(rules: Iterable[NumberRule[T]], number: HouseNumber) -> T | Ambiguous[T] | None:
    """What the narrowest range that holds the number says; none if no range holds it."""
    fitting = [rule for rule in rules if rule.numbers.holds(number)]
    if not fitting:
        return None
    narrowest = min(rule.numbers.width for rule in fitting)
    answers = tuple(dict.fromkeys(rule.answer for rule in fitting if rule.numbers.width == narrowest))
    return answers[0] if len(answers) == 1 else Ambiguous(answers)


def parse_ranges(text: str) -> list[NumberRange]:
    """Ranges as directories write them: ``1 - 15``, ``16 - Ende``, ``14, 18-30``, ``gerade 2-40``, ``ab 7``."""
    words = unicodedata.normalize("NFKC", text).casefold()
    parity = (
        "odd" if re.search(r"\bungerade|\bu\b", words) else "even" if re.search(r"\bgerade|\bg\b", words) else "all"
    )
    words = re.sub(r"(?<=[\da-z])\s*/\s*(?=\d+\s*[a-z]?\s*-)", ",", words)
    words = (
        re.sub(r"\(?\b(un)?gerade\w*\b\)?|\bnr\.?|\bhausnummern?\b", " ", words).replace("bis", "-").replace("–", "-")
    )
    found: Sequence[NumberRange] = [
        one for part in re.split(r"[,;]|\bund\b|\bu\.", words) if (one := _range(part.strip(), parity))
    ]
    return list(found) or ([NumberRange(parity=parity)] if parity != "all" or "alle" in words else [])


def _range(part: str, parity: str) -> NumberRange | None:
    if single := parse_house_number(part):
        if single.upto is None:
            return NumberRange(single, single)
        return NumberRange(HouseNumber(single.number, single.suffix), HouseNumber(single.upto), parity)
    if found := re.fullmatch(r"(?:ab\s*)?(\d+\s*[a-z]?)\s*-?\s*(?:ende|ff\.?)?", part):
        return NumberRange(parse_house_number(found[1]), None, parity)
    if found := re.fullmatch(r"-\s*(\d+\s*[a-z]?)", part):
        return NumberRange(None, parse_house_number(found[1]), parity)
    if found := re.fullmatch(r"(\d+\s*[a-z]?)\s*-\s*(\d+\s*[a-z]?)", part):
        return NumberRange(parse_house_number(found[1]), parse_house_number(found[2]), parity)
    return None


def written(numbers: NumberRange) -> str:
    """The range as ``parse_ranges`` reads it: ``1-40``, ``ab 16``, ``gerade 2-40``."""
    side = {"even": "gerade ", "odd": "ungerade "}.get(numbers.parity, "")
    if numbers.from_ and numbers.to:
        return side + (str(numbers.from_) if numbers.from_ == numbers.to else f"{numbers.from_}-{numbers.to}")
    return side.strip() + (f" ab {numbers.from_}" if numbers.from_ else f" bis {numbers.to}" if numbers.to else "")
