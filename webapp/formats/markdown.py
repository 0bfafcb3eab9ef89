"""Markdown to HTML that runs nothing: no HTML in the source, an allow-list on the way out."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

LONGEST = 100_000  # letters; the worst nonsense of that length takes one second, of twice that four
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": set[str](),
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"scope"},
}
OURS = re.compile(r"/bild/([0-9a-f]{64})\.webp")
MEANT = re.compile(r"([\\\[\]*_`<&])")  # signs that Markdown would read as its own


class Picture(NamedTuple):
    """A picture of ours in a text: the digest of its file, and the words for those who do not see it."""

    digest: str
    words: str


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    """A picture of ours; instead of a foreign one its words, for an image without address is no HTML."""
    if env.get("pictures", OURS).fullmatch(str(tokens[at].attrs.get("src", ""))):
        return renderer.image(tokens, at, options, env)
    return escapeHtml(renderer.renderInlineAsText(tokens[at].children, options, env))


PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
PARSER.add_render_rule("image", _picture)


def to_html(text: str, *, pictures: re.Pattern[str] = OURS) -> str:
    """The text as HTML fit for a page: headings from h2, only ``pictures`` of ours, links to web, mail and phone."""
    rendered = PARSER.render(text[:LONGEST], {"pictures": pictures})

    def ours(tag: str, attribute: str, value: str) -> str | None:
        """A foreign picture would tell its host who reads."""
        return value if (tag, attribute) != ("img", "src") or pictures.fullmatch(value) else None

    return nh3.clean(
        _ordered(rendered).replace("<th>", '<th scope="col">'),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        attribute_filter=ours,
    )


def pictures(text: str) -> Iterator[Picture]:
    """The pictures of ours that a text shows."""
    for block in PARSER.parse(text[:LONGEST]):
        for token in _flat(block.children or ()):
            found = OURS.fullmatch(str(token.attrs.get("src", ""))) if token.type == "image" else None
            if found:
                words = PARSER.renderer.renderInlineAsText(token.children, PARSER.options, {})  # type: ignore[attr-defined]
                yield Picture(found[1], words)


def picture_line(digest: str, words: str) -> str:
    """The line that puts a picture into a text; whatever its words hold, it is read as typed."""
    typed = MEANT.sub(r"\\\1", words)
    return f"![{typed}](/bild/{digest}.webp)"


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _ordered(html: str) -> str:
    """Headings from h2 on without a skipped level, whatever was typed: the page has the one h1."""
    level = 1

    def fitting(found: re.Match[str]) -> str:
        nonlocal level
        level = max(2, min(int(found[1]), level + 1, 4))
        return f"<h{level}>{found[2]}</h{level}>"

    return re.sub(r"<h([1-6])>(.*?)</h\1>", fitting, html, flags=re.DOTALL)
