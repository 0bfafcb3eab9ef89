"""Templates: no style, no script, no handler; what is marked safe is listed with its reason."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "webapp/templates"
FORBIDDEN = (
    r"\sstyle=",
    r"\son[a-z]+=",
    r"hx-on",
    r"js:",
    r"<script(?![^>]*\ssrc=)",
    r'hx-trigger="[^"]*\[',
    r"hx-boost",
    r"hx-disable",
)
SAFE = {
    "components/crest.html": "an SVG the administrator put into the town's folder, checked when the town is loaded",
    "accounts/staff/totp.html": "the QR code drawn by segno from our own address",
    "waste/place.html": "a fixed attribute",
    "waste/staff/_nav.html": "a fixed attribute",
}


def templates():
    return [
        (str(path.relative_to(FOLDER)), path.read_text(encoding="utf-8")) for path in sorted(FOLDER.rglob("*.html"))
    ]


def test_nothing_in_a_template_needs_an_unsafe_policy():
    wrong = [f"{name}: {word}" for name, text in templates() for word in FORBIDDEN if re.search(word, text)]
    assert wrong == []


def test_only_what_is_listed_is_marked_safe():
    assert {name for name, text in templates() if re.search(r"\|\s*safe", text)} <= set(SAFE)


def test_words_come_from_the_catalogue():
    """German letters in a template are words somebody forgot to translate."""
    names = re.compile(r"gerade 2-40|ab 16|[^\x00-\x7f]*(?:—|–|…|·|→|“|”|„|“|×)")
    wrong = [
        f"{name}: {line.strip()[:60]}"
        for name, text in templates()
        for line in text.splitlines()
        if re.search("[äöüßÄÖÜ]", names.sub("", re.sub(r"_\([^)]*\)", "", line)))
    ]
    assert wrong == []
