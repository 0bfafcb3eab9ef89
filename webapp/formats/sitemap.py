"""Addresses to a sitemap (sitemaps.org, protocol 0.9), for machines that search."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from xml.sax.saxutils import escape

MOST = 50_000  # addresses of one file (sitemaps.org/protocol.html); its 50 MB are ten times as much as they take


@dataclass(frozen=True, slots=True)
class Address:
    """A page: where it is, and the day it last changed, if somebody knows."""

    url: str
    changed_on: date | None = None


def to_xml(addresses: Iterable[Address]) -> str:
    """The sitemap: whole addresses, each once, in the order given; what does not fit into one file is left out."""
    once: dict[str, Address] = {}
    for one in addresses:
        once.setdefault(one.url, one)
    lines = [_line(one) for one in islice(once.values(), MOST)]
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{space}">', *lines, "</urlset>\n"))


def _line(one: Address) -> str:
    changed = f"<lastmod>{one.changed_on.isoformat()}</lastmod>" if one.changed_on else ""
    return f"<url><loc>{escape(one.url)}</loc>{changed}</url>"
