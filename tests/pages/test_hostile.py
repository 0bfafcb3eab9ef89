"""Whatever is pasted into a field of the pages desk, nobody's browser runs it, and no stranger learns who reads."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.pages.test_pages import DESK, NASTY, write
from webapp.formats import markdown

MORE = (
    "<a\thref=javascript:alert(1)>x</a>", "[x](\x01javascript:alert(1))", "[x](java&Tab;script:alert(1))", "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)", '[x](https://a "onmouseover=alert(1)")', "![x](x\"onerror=alert(1))", "`<img src=x onerror=alert(1)>`",
    "<!--><img src=x onerror=alert(1)>-->", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```\n</code></pre><script>alert(1)</script>\n```", "|<script>|\n|-|\n|<svg/onload=alert(1)>|", "![<svg onload=alert(1)>](/bild/x)",
    "[a](feed:javascript:1)", "![x](//evil.example/p.png)", "<p hx-on:load=alert(1)>", "\"><script>alert(1)</script>", "</title><script>alert(1)</script>",
)  # fmt: skip
KNOWN = {name for tag in markdown.ATTRIBUTES.values() for name in tag} | {"rel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)  # as a browser reads it, after dropping tabs and line ends


def check_article(html: str) -> None:
    """Only tags and attributes of the list, no address that runs, no picture from elsewhere."""
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in markdown.TAGS, tag
        assert set(tag.attrs) <= KNOWN, tag
        scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", tag.get("href", "")))
        assert not scheme or scheme[1].lower() in {"http", "https", "mailto", "tel"}, tag
        assert tag.name != "img" or markdown.OURS.fullmatch(tag["src"]), tag


@pytest.mark.parametrize("text", NASTY + MORE)
def test_markdown_lets_only_the_list_through(text):
    check_article(markdown.to_html(f"Guten Tag\n\n{text}\n"))


@pytest.mark.parametrize("text", NASTY + MORE)
def test_no_screen_runs_what_a_field_holds(keller, erika, text):
    page = keller.follow(write(keller, title=text, body=text, in_menu="y"))
    number = page.request.path.rsplit("/", 1)[1]
    preview = write(keller, do="preview", title=text, body=text)
    screens = [
        page,
        preview,
        keller.get(DESK),
        keller.get(f"{DESK}/{number}/verlauf"),
        erika.get("/"),
        erika.get("/en"),
    ]
    for screen in screens:
        soup = BeautifulSoup(screen.data, "html.parser")
        assert all(script.get("src", "").startswith("/static/") for script in soup.select("script"))
        assert not soup.select("iframe, object, base, svg[onload], img[src^=http], main style, form[action*=evil]")
        assert not [
            tag for tag in soup.select("article, article *") if any(name.startswith("hx-") for name in tag.attrs)
        ]


def test_a_picture_from_elsewhere_becomes_its_words():
    assert (
        markdown.to_html("Am ![Brunnen & Co](https://evil.example/p.png) rechts")
        == "<p>Am Brunnen &amp; Co rechts</p>\n"
    )


def test_headings_leave_no_step_out():
    html = markdown.to_html("# Eins\n\n#### Zwei\n\n###### Drei\n\n# Vier")
    assert re.findall(r"<h(\d)", html) == ["2", "3", "4", "2"]


@pytest.mark.parametrize(
    "words", ["Ein ] [ Schild", "a *b* _c_ `d`", "\\", "x](javascript:alert(1)) ![y", "<b> & &amp;"]
)
def test_the_line_of_a_picture_is_read_as_typed(words):
    line = markdown.picture_line("0" * 64, words)
    assert list(markdown.pictures(line)) == [("0" * 64, words)]
