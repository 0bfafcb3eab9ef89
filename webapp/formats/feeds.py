"""Records to Atom (RFC 4287) and JSON Feed 1.1, for readers and for the search of neighbouring towns.

Everything in the bytes comes from the records: asked twice, the same bytes leave, so an ETag holds.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from webapp.formats.letters import one_line, writable

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed as a whole. ``url`` is the page people read, ``feed_url`` the feed's own address in this format.

    ``updated_at`` is the moment of its last change, also of an entry that left; ``author`` is the town.
    """

    id: str
    title: str
    url: str
    feed_url: str
    updated_at: datetime
    author: str
    language: str = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One record in a feed. ``id`` stays the same for ever (see ``tag``), ``summary`` is plain text, never HTML.

    ``extra`` rides along in JSON alone, for machines that know it; its names begin with an underscore.
    """

    id: str
    title: str
    url: str
    published_at: datetime
    updated_at: datetime
    summary: str = ""
    categories: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


def tag(host: str, since: date, *parts: object) -> str:
    """A tag URI (RFC 4151): who (``host``) named it, a day on which the name was theirs, and what it is."""
    return f"tag:{host.lower()},{since:%Y-%m-%d}:{'/'.join(quote(str(part), safe='') for part in parts)}"


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> bytes:
    """The feed as Atom, newest first."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", one_line(feed.title))
    _add(root, "updated", _moment(feed.updated_at))
    _add(SubElement(root, "author"), "name", one_line(feed.author))
    SubElement(root, "link", rel="self", type=ATOM, href=_address(feed.feed_url))
    SubElement(root, "link", rel="alternate", type="text/html", href=_address(feed.url))
    for one in _newest_first(entries):
        _add_entry(root, one)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def json_feed(feed: Feed, entries: Iterable[FeedEntry]) -> bytes:
    """The feed as JSON Feed 1.1, newest first."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title),
        "home_page_url": _address(feed.url),
        "feed_url": _address(feed.feed_url),
        "language": feed.language,
        "authors": [{"name": one_line(feed.author)}],
        "items": [_item(one) for one in _newest_first(entries)],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _newest_first(entries: Iterable[FeedEntry]) -> Sequence[FeedEntry]:
    by_id = sorted(entries, key=lambda one: one.id)
    return sorted(by_id, key=lambda one: one.published_at, reverse=True)


def _add_entry(root: Element, one: FeedEntry) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "id", one.id)
    _add(entry, "title", one_line(one.title))
    _add(entry, "published", _moment(one.published_at))
    _add(entry, "updated", _moment(one.updated_at))
    SubElement(entry, "link", rel="alternate", type="text/html", href=_address(one.url))
    if one.summary:
        _add(entry, "summary", writable(one.summary))
    for category in one.categories:
        SubElement(entry, "category", term=one_line(category))


def _item(one: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": one.id,
        "url": _address(one.url),
        "title": one_line(one.title),
        "content_text": writable(one.summary or one.title),  # an item must have content
        "date_published": _moment(one.published_at),
        "date_modified": _moment(one.updated_at),
    }
    tags = {"tags": [one_line(category) for category in one.categories]} if one.categories else {}
    return item | tags | dict(one.extra)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(at: datetime) -> str:
    """RFC 3339. Refuses a time without zone with ``ValueError``: nobody knows which moment it means."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _address(address: str) -> str:
    return "".join(writable(address).split())
