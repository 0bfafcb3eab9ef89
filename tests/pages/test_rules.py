"""When a text shows, what it is called, what changed: no database, no clock."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.blueprints.pages import differences, rules
from webapp.blueprints.pages.texts import IN_LAND, first_text, languages_of
from webapp.domain.town import LAENDER, Town
from webapp.formats.markdown import to_html

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Text:
    """A version as the rules see it."""

    number: int
    publish_at: datetime | None = NOON
    until_at: datetime | None = None
    state: str = rules.PUBLISHED
    language: str = "de"


@pytest.mark.parametrize(("after", "seen"), [(-1, None), (0, 1), (1, 2), (2, 1), (3, None)])
def test_the_newest_text_whose_time_has_come_shows(after, seen):
    texts = [Text(1, NOON, NOON + 3 * HOUR), Text(2, NOON + HOUR, NOON + 2 * HOUR), Text(3, NOON, state=rules.DRAFT)]
    shown = rules.showing(texts, NOON + after * HOUR)
    assert (shown.number if shown else None) == seen


def test_a_later_plan_is_overtaken_only_by_a_newer_text_that_stays():
    plan = Text(1, NOON + HOUR)
    assert rules.overtaken(Text(2), [plan]) == [plan]
    assert rules.overtaken(Text(2, until_at=NOON + HOUR), [plan]) == []
    assert rules.overtaken(Text(2, language="en"), [plan]) == []
    assert rules.overtaken(Text(2, state=rules.DRAFT), [plan]) == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Unser Freibad", "unser-freibad"),
        ("Straße & Müll", "strasse-muell"),
        ("  ", "seite"),
        ("Ö" * 99, "oe" * 40),
        ("日本", "seite"),
    ],
)
def test_an_address_is_made_of_the_title(title, slug):
    assert rules.slug_of(title) == slug


def test_what_changed_is_found_quickly_in_a_long_list():
    before = ["Titel", *(f"Zeile {at} mit der Zahl {at * 7919 % 1000}" for at in range(1500))]
    after = ["Titel", *(f"Zeile {at} mit der Zahl {at * 7907 % 1000}" for at in range(1500))]
    begun = time.perf_counter()
    assert len(differences._changed(before, after)) == differences.SHOWN
    assert time.perf_counter() - begun < 2
    assert differences._changed(["Alt", "gleich"], ["Neu", "gleich"]) == [("-", "Alt"), ("+", "Neu")]


@pytest.mark.parametrize("land", LAENDER)
@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, *_ in rules.FIXED for code in languages_of(kind)])
def test_every_land_gets_first_texts_without_a_gap(kind, code, land):
    town = Town(
        "m",
        "Musterstadt",
        (),
        "https://m.example",
        land,
        phone="01234 567",
        email="rathaus@m.example",
        street="Markt 1",
        postcode="99999",
    )
    title, text = first_text(kind, town, date(2026, 11, 23), code)
    assert title
    assert "#" not in title
    assert "{" not in text
    assert "…" not in text
    assert "<h2>" in to_html(text)
    assert kind != "accessibility" or (IN_LAND[land].split(" ", 1)[1] in text and "23.11.2026" in text)


def test_olena_reads_what_the_law_asks_for_in_her_language():
    for kind in ("imprint", "privacy", "accessibility", "contact"):
        assert languages_of(kind) == ["ar", "en", "uk", "de"]
