"""What the public may learn of a find: coarse words, a week, a part of the town. Nothing an owner could prove with."""

import re
from datetime import date, timedelta

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.words import SHORTEST_WORD, words_of

TELLING = re.compile(r"\d(?:[ ./-]?\d){4,}|\d\s*(?:€|Euro\b)|@", re.IGNORECASE)  # numbers, amounts of money, addresses


def ensure_coarse(text: str, field: str) -> None:
    """Refuse public words that hold a serial or telephone number, an amount of money or an e-mail address."""
    if TELLING.search(text):
        raise Refusal(
            N_("Everybody can read this. Please write no numbers, amounts of money or addresses here."), field
        )


def week_of(day: date) -> date:
    """The Monday of the week in which something was found; the day itself is for the owner to say."""
    return day - timedelta(days=day.weekday())


def beginnings_of(*texts: str) -> set[str]:
    """All beginnings of the words of public texts: whoever types ``fahr`` finds ``Fahrrad``."""
    words = {word for text in texts for word in words_of(text)}
    return {word[:length] for word in words for length in range(SHORTEST_WORD, len(word) + 1)}


def wanted(typed: str, *, most: int = 5) -> list[str]:
    """The words somebody searches, each once, the longest first; more than a handful narrow nothing."""
    return sorted(dict.fromkeys(words_of(typed)), key=len, reverse=True)[:most]


def register_number(year: int, number: int) -> str:
    """``2026-17``, as it stands in the register, in addresses and on the label."""
    return f"{year}-{number}"
