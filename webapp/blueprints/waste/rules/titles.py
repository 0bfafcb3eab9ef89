"""Titles as companies write them, taken apart: what it is, which variant, moved or cancelled, one stream or several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.blueprints.waste.rules.streams import classify, folded

PREFIX = re.compile(
    r"^\s*(abfuhrtermin erinnerung f(ü|ue)r|erinnerung( f(ü|ue)r| an)?|abfuhrtermin(e)?( f(ü|ue)r)?|abfallkalender"
    r"|abfuhr(?: der| von| f(ü|ue)r)?|leerung(?: der)?|entsorgung|abholung(?: der| von)?|termin|müllabfuhr)\s*[:\-–]?\s+(?=\S)|^\s*(abfuhr|leerung|entsorgung|abholung|achtung|hinweis|abfallkalender)\s*:\s*",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    r"\s*(//\s*gem|[-–]\s*abholtermin|[-–]\s*abfuhrtermin|wird abgeholt\.?|werden abgeholt\.?|\(abholzeit\)|\(\s*\)|am \d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?)\s*$",
    re.IGNORECASE,
)
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")
MOVED = re.compile(
    r"\s*/?\s*!*\s*(termin-?verschiebung|feiertags-?verschiebung|verschobene[rn]? termin|\(?(vor|nach)?verlegt\)?|\(?verschoben\)?|\(?nachgeholt\)?|\(?vorgezogen\)?|ersatztermin)\s*!*",
    re.IGNORECASE,
)
STAR = re.compile(r"\s+\*+$|\*+$")
CANCELLED = re.compile(
    r"\s*[:\-–(]?\s*(entf(ä|ae)llt|f(ä|ae)llt aus|abgesagt|ausgefallen|keine abfuhr)\)?\s*[:!\-–]*\s*", re.IGNORECASE
)
SIZE = (
    r"(?:ab\s*)?\d{2,4}\s?(?:l|liter)?\s?[-–]\s?\d{2,4}\s?(?:l|liter)\b"
    r"|(?:ab\s*)?\d{1,2}(?:[.,]?\d{2,3})?\s?(?:l|liter|ltr)(?![a-zäöü])|\b1[.]?100\b|\b\d{2,3}(?=\s\d\d-w)"
)
RHYTHM = (
    r"\(?\b(?:\d{1,2}\s?[-–]?\s?)?(?:wöchentlich\w*|woechentlich\w*|wöchentl\.|wö\.)\)?|\(?\b\d{1,2}[-–\s]?(?:täglich\w*|taeglich\w*|tägl\.?|tg\.)\)?"
    r"|\(?\bmonatlich\)?|\(\d\s?w\)|\b\d\s?w\b|\bjede\s+(?:gerade|ungerade)?\s*woche\b|\b(?:un)?gerade (?:kw|woche)\b|\bregelabfuhr\b"
)
SERVICE = r"\bvollservice\b|\bteilservice\b|\bfür wohnanlagen\b|\bauf abruf\b|\b\w+er aufkleber\b|\btyp [a-z]\b|\bsaison\b|\b50\s?%"
VARIANT = re.compile(f"({SIZE}|{RHYTHM}|{SERVICE})", re.IGNORECASE)
HOURS = re.compile(
    r"(\d{1,2})[:.]\s?(\d\d)\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})[:.]\s?(\d\d)\s*(?:uhr)?", re.IGNORECASE
)
ADDRESS = re.compile(r"\s*(?:,|-|–)\s*[A-ZÄÖÜ][\w.\-äöüß ]*?\s\d{1,4}\s?[a-z]?\s*$")
SPLIT = re.compile(r"\s*(?:/|,|;|&|\+|\bund\b|\bu\.)\s*")


@dataclass(frozen=True, slots=True)
class TitleParts:
    """One stream of one title. ``text`` is what the clerk sees; ``stream`` none if the title names none."""

    text: str
    stream: str | None
    variant: str | None = None
    moved: bool = False
    cancelled: bool = False
    time: str | None = None
    place: str | None = None


def parts_of(title: str, address: str = "") -> list[TitleParts]:
    """The title cleaned, once for each stream it names. ``address`` is the file's own place, which is decoration."""
    moved, cancelled = bool(MOVED.search(title) or STAR.search(title)), bool(CANCELLED.search(title))
    clean = CANCELLED.sub(" ", STAR.sub("", MOVED.sub("", PICTURES.sub("", title))))
    clean, time, place = _tour(_bare(clean, address))
    found = TitleParts(_tidy(clean) or _tidy(title), classify(clean), None, moved, cancelled, time, place)
    several = list(_split(found.text))
    if len(several) > 1:
        return [replace(found, text=text, stream=stream, variant=variant_of(text)) for text, stream in several]
    return [replace(found, variant=variant_of(found.text))]


def variant_of(text: str) -> str | None:
    """Size, rhythm, service or sticker of a bin, as the title says it."""
    found = [match.strip(" ()") for match in VARIANT.findall(text)]
    if re.search(r"container", text, re.IGNORECASE) and not re.search(r"tonne", text, re.IGNORECASE) and classify(text):
        found.insert(0, "Container")
    return " ".join(dict.fromkeys(found)) or None


def base_of(text: str) -> tuple[str, str]:
    """(title, number at its end): ``Restabfall 3`` is the third tour of ``Restabfall``, where a file holds several."""
    found = re.fullmatch(r"(.*?\D)\s+(\d{1,2})", text)
    return (found[1].strip(), found[2]) if found and not VARIANT.search(text) else (text, "")


def _bare(text: str, address: str) -> str:
    """Without prefixes, suffixes and the street the file is for."""
    before = None
    while before != text:
        before = text
        text = SUFFIX.sub("", PREFIX.sub("", text)).strip()
        if address:
            text = (
                re.sub(rf"\s*[,(\-–]*\s*{re.escape(address)}\s*\)?\s*$", "", text, flags=re.IGNORECASE).strip()
                or before
            )
    shorter = ADDRESS.sub("", text)
    return shorter if classify(shorter) and shorter != text and "," not in shorter else text


def _tour(text: str) -> tuple[str, str | None, str | None]:
    """A mobile collection tells its hours and its place in the title."""
    hours = HOURS.search(text)
    if not hours:
        return text, None, None
    start, end = f"{int(hours[1]):02}:{hours[2]}", f"{int(hours[3]):02}:{hours[4]}"
    rest = (text[: hours.start()] + text[hours.end() :]).strip()
    head, _, tail = re.sub(r"[,\s]+\)?$", "", rest).partition(
        "(" if "(" in rest and ":" not in rest.split("(")[0] else ":"
    )
    place = tail.strip(" ,)") if classify(head) and tail.strip(" ,)") else None
    return (
        (head if place else rest),
        f"{start}-{end}",
        place + ")" if place and place.count("(") > place.count(")") else place,
    )


def _split(text: str) -> Iterator[tuple[str, str | None]]:
    """(part, stream) for a title that names at least two different streams; else nothing worth splitting."""
    parts = [part for part in SPLIT.split(re.sub(r"\([^)]*\)", "", text)) if part.strip()]
    named: dict[str, str] = {}
    for part in parts:
        stream = classify(part)
        if stream:
            named.setdefault(stream, part.strip())
    if len(named) > 1:
        yield from ((part, stream) for stream, part in named.items())
    else:
        yield text, classify(text)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:-–/")


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, spaces and signs."""
    return re.sub(r"\W", "", folded(one)) == re.sub(r"\W", "", folded(other))
