"""Markdown to HTML that runs nothing: no HTML in the source, an allow-list on the way out."""

import re

import nh3
from markdown_it import MarkdownIt

LONGEST = 200_000  # letters; deeply nested nonsense of more would take seconds
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"}, "th": {"scope"}}
PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def to_html(text: str) -> str:
    """The text as HTML fit for a page: headings from h2, pictures only from /bild/, links to web, mail and phone."""
    rendered = PARSER.render(text[:LONGEST])
    return nh3.clean(
        _ordered(rendered).replace("<th>", '<th scope="col">'),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        attribute_filter=_only_ours,
    )


def _ordered(html: str) -> str:
    """Headings from h2 on without a skipped level, whatever was typed: the page has the one h1."""
    level = 1

    def fitting(found: re.Match[str]) -> str:
        nonlocal level
        level = max(2, min(int(found[1]), level + 1, 4))
        return f"<h{level}>{found[2]}</h{level}>"

    return re.sub(r"<h([1-6])>(.*?)</h\1>", fitting, html, flags=re.DOTALL)


def _only_ours(tag: str, attribute: str, value: str) -> str | None:
    """Pictures come from our own store: a foreign one would tell its host who reads."""
    if tag == "img" and attribute == "src" and not re.fullmatch(r"/bild/[0-9a-f]{64}\.webp", value):
        return None
    return value
