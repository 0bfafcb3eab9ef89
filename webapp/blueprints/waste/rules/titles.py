"""Titles as companies write them, taken apart: what it is, which variant, moved or cancelled, one stream or several."""

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from webapp.blueprints.waste.rules.streams import classify
from webapp.blueprints.waste.rules.wording import (
    CANCELLED,
    DISTRICT,
    LEADING_MARK,
    MOVED,
    MOVED_IN_BRACKETS,
    PICTURES,
    PREFIX,
    SEPARATOR,
    STAR,
    STREET,
    SUFFIX,
    VARIANT,
    Bin,
    bin_of,
    tour_of,
)
from webapp.domain.words import folded

MOST_TITLE = 200  # letters; no title is longer, and patterns take their time
MOBILE = frozenset({"hazardous", "electronics"})  # vans with a place and an hour; bins stand at home
SIGNS = re.compile(r"(\W{8})\W+")  # no title needs more in a row; patterns would try each anew
ENDINGS = re.compile(
    r"(?<=[a-zäöü])(m(?:ü|u|ue)ll|abf(?:a|ä)lle?|tonnen?|gut|beh(?:ä|ae)lter|container|s(?:a|ä)cke?)\b", re.IGNORECASE
)
STEM = re.compile(r"(?:rest|bio|(?:alt)?papier|haus|sperr|gr(?:ü|ue)n|garten|wertstoff)-", re.IGNORECASE)
TWICE = re.compile(r"\b(\w+)(?:\s*[/,&+]\s*\1\b)+")  # Restmüll/Restmüll-50%: the whole and one of its variants
BIN_WORD = re.compile(r"(tonnen?|s(?:a|ä)cke?|container|beh(?:ä|ae)lter)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleParts:
    """One stream of one title. ``text`` is what the clerk sees; ``stream`` none if the title names none.

    ``marker`` holds the file's own words if they say that the day was moved.
    """

    text: str
    stream: str | None
    variant: str | None = None
    marker: str | None = None
    cancelled: bool = False
    time: str | None = None
    place: str | None = None
    district: str | None = None


@lru_cache(maxsize=4_000)
def parts_of(title: str, address: str = "", ending: str = "") -> tuple[TitleParts, ...]:
    """The title cleaned, once for each stream it names.

    ``address`` is the place the file was made for and ``ending`` what all its titles end with: both are decoration.
    """
    text = _tidy(SIGNS.sub(r"\1", PICTURES.sub("", html.unescape(title[:MOST_TITLE]))))
    text, marker = _unmarked(text.removesuffix(ending).strip() or text)
    cancelled = CANCELLED.search(text) is not None
    text = _tidy(CANCELLED.sub(" ", text)) if cancelled else text
    text, district = _bare(text, address)
    text, time, place = tour_of(text)
    text, where = _without_street(text)
    found = TitleParts("", None, None, marker, cancelled, time, place or where, district)
    return tuple(
        replace(found, text=_shown(piece, title), stream=classify(piece), variant=variant)
        for piece, variant in _pieces(text)
    )


def variant_of(text: str) -> str | None:
    """Size, rhythm, service or sticker of a bin, as the title says it."""
    found = [match[0].strip(" ()-") for match in VARIANT.finditer(text)]
    if re.search(r"container", text, re.IGNORECASE) and not re.search(r"tonne", text, re.IGNORECASE) and classify(text):
        found.insert(0, "Container")
    if re.match(r"saison", text, re.IGNORECASE) and "Saison" not in found:
        found.insert(0, "Saison")
    return " ".join(dict.fromkeys(found)) or None


def base_of(text: str) -> tuple[str, str]:
    """(title, number at its end): ``Restabfall 3`` is the third tour of ``Restabfall``, where a file holds several."""
    found = re.fullmatch(r"(.*?\D)\s+(\d{1,2})", text)
    return (found[1].strip(), found[2]) if found and not VARIANT.search(text) else (text, "")


def is_mobile(title: str) -> bool:
    """Whether a van comes for it, to a place and for an hour."""
    return classify(title) in MOBILE or re.search(r"mobil\b", folded(title)) is not None


def _unmarked(text: str) -> tuple[str, str | None]:
    """The title without the words that say it was moved, and these words."""
    for pattern in (MOVED_IN_BRACKETS, LEADING_MARK, MOVED):
        found = pattern.search(text)
        if found and _tidy(pattern.sub(" ", text, count=1)):
            return _tidy(pattern.sub(" ", text, count=1)), found[0].strip(" /,;:()[]!*-–")
    if STAR.search(text):
        return _tidy(STAR.sub("", text)), "*"
    return text, None


def _bare(text: str, address: str) -> tuple[str, str | None]:
    """Without prefixes, suffixes and the address the file is for; and the district the title names."""
    before = None
    while before != text:
        before = text
        text = _tidy(SUFFIX.sub("", PREFIX.sub("", text))) or text
        if address and folded(text).endswith(folded(address)):
            cut = _tidy(text[: len(text) - len(address)]).strip(" ,(-–")
            text = cut if cut and folded(text[len(cut) :]).strip(" ,(-–") == folded(address) else text
    found = DISTRICT.search(text)
    if not found:
        return text, None
    apart = found["open"] or found["dash"]
    return (_tidy(text[: found.start()] + text[found.end() :]) or text) if apart else text, found["name"]


def _without_street(text: str) -> tuple[str, str | None]:
    """A street behind the bin is the resident's; behind a van it is where the van stops."""
    found = STREET.search(text)
    head = _tidy(text[: found.start()]) if found else ""
    if not found or not (classify(head) or bin_of(head)):
        return text, None
    return head, found["street"].strip(" ()") if is_mobile(head) else None


def _pieces(text: str) -> list[tuple[str, str | None]]:
    """(piece, variant) for each stream, where a title names two or more; else the whole title."""
    words = _words_of(text)
    groups: list[tuple[Bin, str]] = []
    separator = ""
    for piece, following in words:
        what = bin_of(piece)
        place = _home(groups, what)
        if place is None:
            groups.append((what, piece))
        else:
            known, said = groups[place]
            groups[place] = (known or what, f"{said}{separator if place == len(groups) - 1 else ' / '}{piece}")
        separator = following
    if len({what for what, _ in groups if what}) < 2:
        return [(text, variant_of(text))]
    pieces = _completed([said for _, said in groups])
    return [(piece, None if TWICE.search(piece) else variant_of(piece)) for piece in pieces]


def _words_of(text: str) -> list[tuple[str, str]]:
    """(piece, separator behind it); what stands in brackets stays together."""
    found, start = [], 0
    for match in SEPARATOR.finditer(text):
        if match["sign"]:
            found.append((text[start : match.start()].strip(), match[0]))
            start = match.end()
    pieces = [(piece, sign) for piece, sign in [*found, (text[start:].strip(), "")] if piece]
    return pieces if len(pieces) > 1 else _side_by_side(text)


def _side_by_side(text: str) -> list[tuple[str, str]]:
    """``Restmüll Bio`` and ``Gelber Sack - Papier``: only where every piece names a bin of its own."""
    for pattern in (r"\s+[-–]\s+", r"\s+[-–]\s+|(?<!ige[rns])\s+"):
        pieces = re.split(pattern, text)
        if all(bin_of(piece) for piece in pieces) and len(pieces) > 1:
            return [(piece, " - ") for piece in pieces]
    return [(text, "")]


def _home(groups: list[tuple[Bin, str]], what: Bin) -> int | None:
    """The group a piece belongs to: its own, or the last one if it names nothing new."""
    for number, (known, _) in enumerate(groups):
        if what and known and known.same_as(what):
            return number
    if groups and (not what or not groups[-1][0]):
        return len(groups) - 1
    return None


def _completed(pieces: list[str]) -> list[str]:
    """``Rest-`` beside ``Biomüll wöchentlich`` is ``Restmüll wöchentlich``; ``Gelbe`` beside ``Blaue Tonne`` is a bin."""
    last = pieces[-1]
    ending, word = ENDINGS.search(last), BIN_WORD.search(last)
    variants = " ".join(match[0] for match in VARIANT.finditer(last))
    whole = []
    for piece in pieces:
        if ending and STEM.fullmatch(piece):
            piece = f"{piece[:-1]}{ending[0].casefold()} {variants}".strip()
        elif word and re.fullmatch(r"\w+e[rns]?", piece) and not classify(f"{piece}."):
            piece = f"{piece} {word[0].capitalize()}"
        whole.append(piece)
    return whole


def _shown(piece: str, title: str) -> str:
    return re.sub(rf"{TWICE.pattern}(?!-)", r"\1", _tidy(piece)) or _tidy(title) or "?"


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,)])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:-–/!|")


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, spaces and signs."""
    return re.sub(r"\W", "", folded(one)) == re.sub(r"\W", "", folded(other))
