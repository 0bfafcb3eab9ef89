"""What neighbouring towns publish of their finds: which address may be asked, what of the answer is believed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.rules.publication import week_of
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.words import key
from webapp.formats.letters import one_line

OURS = "_lost_property"  # our own words in a JSON Feed (1.1: such a name begins with an underscore)
FETCHED_EVERY = timedelta(hours=1)
STALE = timedelta(days=2)  # after it nobody is sent to the neighbour for what may be gone
MOST_NEIGHBOURS, MOST_FINDS, MOST_BYTES = 10, 500, 500_000
TITLE, ADDRESS = 80, 500  # letters of the columns
NUMBER = re.compile(r"\d{4}-\d{1,6}")
AT_HOME = {"127.0.0.1", "localhost"}  # a second town on the same computer, to try it out
NO_LIST = N_("At this address lies no list of finds. Please copy the address that ends with funde.json.")


class NoList(ValueError):
    """What came is no list of finds of a portal like ours."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """One find of a neighbour, as far as it is public there."""

    number: str
    category: str
    title: str
    area: str
    week: date
    until_on: date
    url: str

    @property
    def words(self) -> str:
        """What it is searched by: its own words, and what people call such things."""
        return key(f"{self.title} {self.area} {CATEGORIES[self.category].words} {self.number}")[:400]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an errand to a neighbour came back with: a list, a fault, or neither if nothing is new."""

    neighbour_id: int
    finds: tuple[Nearby, ...] | None = None
    stamp: tuple[str, str] = ("", "")
    fault: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def ensure_address(typed: str, *, demo: bool) -> str:
    """The address of a neighbour's list: secret on its way; in a demo town also one of this very computer."""
    try:
        parts = urlsplit(typed.strip())
        known = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        known = False
    safe = known and (parts.scheme == "https" or (demo and is_at_home(typed.strip())))
    if not safe or len(typed) > ADDRESS:
        raise Refusal(N_("Please give the whole address. It begins with https:// and ends with funde.json."), "feed")
    return typed.strip()


def is_at_home(address: str) -> bool:
    """Whether an address leads to this very computer, without secrecy: only demo towns keep such a one."""
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in AT_HOME


def looks_like_list(content: bytes) -> bool:
    """Whether these first bytes may be JSON with braces."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_list(content: bytes, address: str) -> tuple[Nearby, ...]:
    """The finds of a neighbour's list, each number once; what is not as we write it is left out. Raises NoList."""
    try:
        items = json.loads(content.decode("utf-8-sig"))["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NoList from None
    if not isinstance(items, list):
        raise NoList
    found = {one.number: one for one in _believed(items[:MOST_FINDS], address)}
    if items and not found:
        raise NoList
    return tuple(found.values())


def _believed(items: list[Any], address: str) -> Iterator[Nearby]:
    for item in items:
        try:
            yield _find(item, address)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue


def _find(item: Any, address: str) -> Nearby:
    about = item[OURS]
    number, category = about["number"], about["category"]
    week, until = date.fromisoformat(about["week"]), date.fromisoformat(about["until"])
    title = _line(item["title"])
    if not title or not number.isascii() or not NUMBER.fullmatch(number):
        raise ValueError(number)
    return Nearby(
        number=number, category=category if category in CATEGORIES else "other", title=title,
        area=_line(about["area"]), week=week_of(week), until_on=until, url=_page(item["url"], address),
    )  # fmt: skip


def _line(text: str) -> str:
    """A line without signs nobody sees, which could turn the words around."""
    return one_line("".join(sign if sign.isprintable() else " " for sign in text))[:TITLE].strip()


def _page(url: str, address: str) -> str:
    """The neighbour's own page of the find: nobody is sent anywhere else."""
    there, here = urlsplit(url), urlsplit(address)
    if (
        (there.scheme, there.netloc.lower()) != (here.scheme, here.netloc.lower())
        or len(url) > ADDRESS
        or not url.isprintable()
    ):
        raise ValueError(url)
    return url
