"""Paul finds his bin by ear. What the screen reader speaks stands here word for word."""

import pytest

from tests.tools.reader import Reader

FIELD = "textbox, Straße und Hausnummer, Zum Beispiel: Hauptstraße 12a"


@pytest.fixture
def reader(phone):
    page = phone()
    page.goto("/")
    return Reader(page)


def at_the_field(reader) -> None:
    """From the start page to the field, by the link that says what one gets."""
    reader.begin()
    reader.jump_to("Welche Tonne ist dran?", by="Link")
    reader.follow()
    reader.jump_to("Abfallkalender, level 1", by="Heading")
    assert reader.read_on(6)[-1] == FIELD


def test_the_next_collection_is_heard_right_after_the_name_of_the_street(reader):
    at_the_field(reader)
    reader.ask("reader.type('Lindenstraße 5')")
    reader.follow()
    reader.jump_to("heading, Lindenstraße 5, level 1", by="Heading")
    assert reader.read_on(9) == [
        "region, Nächste Abfuhren",
        "paragraph", "Morgen, Dienstag, 24. November:", "Gelbe Tonne, Gelber Sack",
        "paragraph", "Übermorgen, Mittwoch, 25. November:", "Restmüll",
    ]  # fmt: skip


def test_a_moved_date_is_heard_with_its_regular_day_and_the_reason(reader):
    at_the_field(reader)
    reader.ask("reader.type('Lindenstraße 5')")
    reader.follow()
    reader.jump_to("Lindenstraße 5", by="Heading")
    assert "verschoben von Montag, 29. März 2027: Ostermontag" in reader.read_on(24)


def test_suggestions_are_counted_aloud_and_leave_him_in_the_field(reader):
    at_the_field(reader)
    reader.ask("reader.type('Ring')")
    reader.page.get_by_text("2 Straßen gefunden.").first.wait_for(state="attached")
    assert reader.heard()[-1] == "polite: 2 Straßen gefunden."
    assert reader.page.evaluate("document.activeElement.id") == "adresse"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("Quatschgasse 5", "Diese Straße kennen wir nicht"), ("Ring 5", "Bitte wählen Sie Ihre Straße")],
)
def test_an_unclear_street_is_answered_under_a_heading_of_its_own(reader, typed, answer):
    at_the_field(reader)
    reader.ask(f"reader.type('{typed}')")
    reader.follow()
    assert reader.jump_to(answer, by="Heading") == f"heading, {answer}, level 2"
