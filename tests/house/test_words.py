"""Every sentence is translated: German wholly, the other languages wholly where citizens read."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from webapp.domain.town import LANGUAGES

ROOT = Path(__file__).parents[2]
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.md", "jinja2")]
OPTIONS = {name: {"trimmed": "true"} for name in ("templates/**.html", "templates/**.md")}
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "_l": None}
SHOWN = (
    "Imprint",
    "Privacy",
    "Accessibility",
    "Easy language",
    "Contact",
    "Waste",
    "Which bin is next?",
    "Dates for your street, also in your calendar",
    "Waste from A to Z, and who takes it",
    "Search and contents",
    "event calendar party club leisure",
    "finds missing lost property office",
    "rubbish recycling throw away sort",
    "rubbish waste collection dates",
    "town hall office hours booking registry office",
    "work training apply career",
    "More",
    "Everybody",
    "Address",
    "Title",
    "One thing in each line.",
    "Please write the day like 24.11.2026.",
    "Please write the time like 9:40.",
    "Please give a number from %(min)s to %(max)s.",
    "Please shorten this to %(max)d characters.",
    "Please choose from the list.",
    "Please write a whole number, like 3.",
    "Please check this entry.",
    "Please name the pay group, for example E 6 TVöD (Directive (EU) 2023/970).",
    "The sentence about severely disabled people is missing (SGB IX § 165).",
    "The end is before the beginning. Please change one of them.",
)  # by forms that citizens fill in as well
DESK = re.compile(
    r"/staff/|staff\.py|staff/|accounts/|forms\.py|actions|/rules/(?!streams|purposes)|rules\.py|audit|formats/(?!images)|fields\.py|store/|work/|/feature|health/"
)
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def words() -> dict[object, bool]:
    """Every message of the code, and whether citizens read it."""
    found: dict[object, bool] = {}
    for name, _, message, _, _ in extract_from_dir(ROOT / "webapp", METHODS, OPTIONS, KEYWORDS):
        key = message[0] if isinstance(message, tuple) else message
        found[key] = found.get(key, False) or not DESK.search(name) or key in SHOWN
    return found


def catalogue(code: str) -> Catalog:
    path = ROOT / f"translations/{code}/LC_MESSAGES/messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=code)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_nothing_is_left_in_english(code):
    kept = catalogue(code)
    missing = []
    for key, for_citizens in words().items():
        found = kept.get(key)
        told = (
            found is not None
            and not found.fuzzy
            and all(found.string if isinstance(found.string, tuple) else [found.string])
        )
        if not told and (for_citizens or code == "de"):
            missing.append(key)
    assert missing == []


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_placeholders_survive_translation(code):
    wrong = []
    for message in catalogue(code):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
        for text in texts if message.id else ():
            if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                wrong.append(message.id)
            if text and isinstance(message.id, str) and set(PLACEHOLDER.findall(text)) != wanted:
                wrong.append(message.id)
    assert wrong == []


def drop_desk_words(code: str) -> None:
    """Take what only the desk reads, and nobody translated, out of a language for citizens."""
    known, kept = words(), catalogue(code)
    for one in list(kept):
        if one.id and not known.get(one.id if isinstance(one.id, str) else one.id[0]) and not any(one.string):
            kept.delete(one.id)
    path = ROOT / f"translations/{code}/LC_MESSAGES/messages.po"
    with path.open("wb") as file:
        write_po(file, kept, width=0)


if __name__ == "__main__":
    for language in set(LANGUAGES) - {"de", "en"}:
        drop_desk_words(language)
