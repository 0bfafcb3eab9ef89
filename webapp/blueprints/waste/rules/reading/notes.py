"""What descriptions tell: markup taken off, the hours and the place of a van found, decoration left out."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile

from webapp.blueprints.waste.rules.streams import classify
from webapp.blueprints.waste.rules.titles import same_words
from webapp.blueprints.waste.rules.wording import CANCELLED, MOVED, VARIANT, hours_of
from webapp.domain.words import folded
from webapp.formats.days import day_at

MOSTLY = 0.6  # a text at most events is decoration
SHORT = 60  # letters of a place that stands alone
MOST_WORDS = 2_000  # letters of a description in which a stop is looked for
NEAR = timedelta(days=15)  # no collection is moved further
FROM_DAY = re.compile(
    r"(?:\b(?:an)?statt(?: am| vom)?|anstelle(?: von| vom)?|(?:verschoben|verlegt|vorverlegt|vorgezogen|nachgeholt|verschiebung|verlegung) vo[nm]"
    r"|f(?:ü|ue)r(?: den)?|regul(?:ä|ae)r(?: am|er termin)?|eigentlich(?: am)?|urspr(?:ü|ue)nglich(?:er termin)?(?: am)?"
    r"|\bvom(?=\s.{3,40}?\sauf\b))\s*:?\s*(?:de[nmr]\s+)?",
    re.IGNORECASE,
)
NEWS = re.compile(
    r"versch|verleg|feiertag|vorgezogen|nachgeholt|statt|entf|ausfall|bitte|achtung|\d[:.]\d\d\s*(uhr|-|–)|\d uhr",
    re.IGNORECASE,
)
CALLED_OFF = re.compile(
    rf"^\W*(?:(?:der|die)\s+)?(?:termin|abfuhr|leerung|sammlung)?\s*{CANCELLED.pattern}", re.IGNORECASE
)
EMPTY = re.compile(
    r"^\W*((abfuhr|abholung|entsorgung|leerung|m(ü|ue)llabfuhr|erinnerung|abfallkalender|termin)\W*)*$",
    re.IGNORECASE,
)
TAGS = re.compile(r"(?:(?:[#@]\w+|\d+)(?:\s+|$|(?=[#@])))+")
BOUNDARY = re.compile(r"\s+[-–|]\s+|\s*\|\s+|\s*//\s*|,\s+|\s*\(")


@lru_cache(maxsize=1_000)
def plain(text: str) -> str:
    """The text without markup; a new line where the markup began one."""
    lines = re.sub(r"<(?:br|p|div|li)\b[^>]{0,200}>", "\n", text, flags=re.IGNORECASE)
    bare = html.unescape(re.sub(r"<[^<>]{1,300}>", " ", lines))
    return "\n".join(line for one in bare.replace("\x96", "–").split("\n") if (line := " ".join(one.split())))


@lru_cache(maxsize=1_000)
def stop_of(text: str, title: str) -> tuple[str | None, str | None]:
    """(hours, place) of a van, if the text tells of exactly one stop."""
    found = {
        (hours[0], _place(line[: hours[1][0]], line[hours[1][1] :], title))
        for line in dict.fromkeys(plain(text[:MOST_WORDS]).split("\n"))
        if (hours := hours_of(line))
    }
    times = {one for one, _ in found}
    if len(times) != 1 or sum(1 for _ in re.finditer(r"\d[:.]\d\d", text)) > 2 * len(found) + 2:
        return None, None
    places = {place for _, place in found if place}
    return times.pop(), max(places, key=len) if len({folded(one) for one in places}) == 1 else None


def _place(before: str, after: str, title: str) -> str:
    """What stands before or behind the hours, without the title and words that only join."""
    spots = []
    for text in (after, before):
        bare = re.sub(re.escape(title), "", text, flags=re.IGNORECASE)
        bare = re.sub(
            r"nicht vergessen!?|\b(?:jeweils|von|ab)\s*$|^\s*(?:jeweils|von)\b", "", bare, flags=re.IGNORECASE
        )
        bare = re.sub(r"^[\s,;:(\-–]+|[\s,;:(\-–.]+$", "", bare)
        spots.append(bare + ")" if bare.count("(") > bare.count(")") else _unclosed(bare))
    return next((spot for spot in spots if spot), "")


def _unclosed(text: str) -> str:
    return text.rstrip(") ") if text.count(")") > text.count("(") else text


def remainder(description: str, summary: str, title: str) -> str:
    """What a description says beyond the title."""
    text = " ".join(plain(description).split())
    for known in (summary, title):
        if len(known) > 1 and folded(known) in folded(text):
            text = re.sub(rf"(?<!\w){re.escape(known)}(?![\w-])", " ", text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"nicht vergessen!?\s*$", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", text).strip(" ,;:-–()/")


def common_texts(texts: Sequence[str], count: int) -> set[str]:
    """Texts that most events bear."""
    return {text for text, often in Counter(texts).items() if text and often > max(3, MOSTLY * count)}


def is_decoration(description: str, rest: str, title: str) -> bool:
    """Whether a description says the title again in more words, or nothing; ``rest`` is what it says beyond the title."""
    if len(rest) < 3 or EMPTY.match(rest) or same_words(rest, title) or TAGS.fullmatch(rest):
        return True
    return folded(title) in folded(description) and not NEWS.search(rest)


def moved_from(text: str, day: date) -> date | None:
    """The regular day, if the words say it; a day without a year is the nearest such day."""
    for found in FROM_DAY.finditer(text[:MOST_WORDS]):
        near = [
            one for year in (day.year - 1, day.year, day.year + 1)
            if (one := day_at(text, found.end(), year)) and abs(one - day) < NEAR
        ]  # fmt: skip
        if near:
            return min(near, key=lambda one: abs(one - day)) if day not in near else None
    return None


def is_called_off(description: str) -> bool:
    """Whether a description begins with the news that the collection does not happen."""
    return CALLED_OFF.match(plain(description)) is not None


def common_ending(titles: Iterable[str]) -> str:
    """What all the different titles of a file end with, from a dash, comma or bracket on: its street, its town."""
    different = sorted(set(titles))
    if len(different) < 2:
        return ""
    low, high = min(title[::-1] for title in different), max(title[::-1] for title in different)
    shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False)))[::-1]
    found = BOUNDARY.search(shared)
    ending = shared[found.start() :] if found else ""
    says = classify(ending) or VARIANT.search(ending) or MOVED.search(ending) or CANCELLED.search(ending)
    return "" if says or any(title == ending for title in different) else ending
