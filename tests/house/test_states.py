"""Pages that only a deed brings about: errors, previews, receipts. They have no barrier either."""

import pytest

from tests.tools import html
from tests.tools.browser import barriers, sign_in

TABLE = "Datum;Abfuhrart;Bezirk\n05.01.2027;Restmüll;Bezirk Nord\n12.01.2027;Blaue Tonne;Bezirk Nord\n"
STREETS = "Straße;Hausnummern;Bezirk\nNeue Gasse;1-15;Bezirk Nord\nRingstraße;;Bezirk Süd\n"


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """A folder for what the deeds were answered with; in the end all of it is valid HTML."""
    folder = tmp_path_factory.mktemp("answers")
    yield folder
    found = html.faults(folder)
    assert found == [], "\n".join(found)


@pytest.fixture
def desk(chromium, town, answers):
    """A page of the administrator, who checks every state on the way."""
    context = chromium.new_context(base_url=town)
    page = context.new_page()
    sign_in(page, town)
    yield page
    context.close()


@pytest.fixture
def press(desk, answers):
    """Press a button and look whether what comes has a barrier; its source is kept for the validator."""

    def pressed(name: str) -> None:
        with desk.expect_navigation() as came:
            desk.get_by_role("button", name=name, exact=True).first.click()
        (answers / f"{len(list(answers.iterdir())):03}.html").write_text(came.value.text(), encoding="utf-8")
        assert barriers(desk) == [], desk.url

    return pressed


def upload(page, path: str, field: str, text: str) -> None:
    page.goto(path)
    page.set_input_files(field, {"name": "datei.csv", "mimeType": "text/csv", "buffer": text.encode()})


def test_an_import_from_the_file_to_undo(desk, press):
    desk.goto("/verwaltung/abfall/import")
    press("Dateien lesen")
    upload(desk, "/verwaltung/abfall/import", "#files", TABLE)
    press("Dateien lesen")
    if desk.locator("select[name=meaning]").count():
        desk.locator("select[name=meaning]").select_option("paper")
        press("Entscheidungen merken")
    if desk.locator("#sure").count():
        press("In den Kalender übernehmen")
        desk.check("#sure")
    press("In den Kalender übernehmen")
    press("Diesen Import zurücknehmen")


def test_a_street_directory_from_the_file_to_undo(desk, press):
    upload(desk, "/verwaltung/abfall/strassen/import", "#file", STREETS)
    press("Datei lesen")
    press("Spalten merken")
    press("In das Straßenverzeichnis übernehmen")
    press("Diesen Import zurücknehmen")


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/verwaltung/seiten/neu", "Veröffentlichen"),
        ("/verwaltung/seiten/bilder", "Bild hinzufügen"),
        ("/verwaltung/personen/neu", "Hinzufügen und einladen"),
        ("/verwaltung/konto", "Passwort ändern"),
        ("/verwaltung/abfall/termine/neu", "Hinzufügen"),
        ("/verwaltung/abfall/planung/neu", "Speichern"),
        ("/verwaltung/abfall/strassen/neu", "Speichern"),
        ("/verwaltung/abfall/wegweiser/wort/neu", "Speichern"),
        ("/verwaltung/stellen/neu", "Veröffentlichen"),
        ("/verwaltung/stellen/betriebe/neu", "Speichern"),
        ("/stellen/2/bewerben", "Weiter: Unterlagen"),
        ("/verwaltung/fundbuero/neu?art=keys", "Aufnehmen"),
        ("/verwaltung/fundbuero/57/herausgabe", "Herausgegeben"),
        ("/verwaltung/veranstaltungen/neu", "Erst die Termine zeigen"),
        ("/verwaltung/veranstaltungen/ort/neu", "Speichern"),
        ("/verwaltung/veranstaltungen/veranstalter/neu", "Speichern"),
        ("/verwaltung/veranstaltungen/import", "Kalender lesen"),
        ("/veranstaltungen/vorschlagen", "Jetzt melden"),
    ],
)
def test_an_empty_form_says_what_is_missing(desk, press, path, button):
    desk.goto(path)
    press(button)
    assert desk.get_by_role("alert").is_visible()
    assert desk.title().startswith("Fehler: ")


def test_a_new_colleague_gets_an_invitation(desk, press):
    desk.goto("/verwaltung/personen/neu")
    desk.fill("#name", "Frau Neu")
    desk.fill("#login", "neu")
    press("Hinzufügen und einladen")
    desk.goto(desk.get_by_label("Link").input_value().replace("http://127.0.0.1:8000", ""))
    assert barriers(desk) == []


def test_a_trial_letter_is_read_and_withdrawn(desk, press):
    desk.goto("/verwaltung/briefe")
    press("Probebrief senden")
    assert desk.get_by_role("alert").is_visible()
    desk.fill("#email", "erika@example.org")
    press("Probebrief senden")
    press("Zurückziehen")


def test_a_second_factor_is_shown_to_be_scanned(desk, press):
    desk.goto("/verwaltung/konto")
    press("Mit einer App einrichten")
    desk.fill("#code", "000000")
    press("Einschalten")
