"""Pages that only a deed brings about: errors, previews, receipts. They have no barrier either."""

import pytest

from tests.tools.browser import axe
from webapp.blueprints.accounts.demo import PASSWORD

TABLE = "Datum;Abfuhrart;Bezirk\n05.01.2027;Restmüll;Bezirk Nord\n12.01.2027;Blaue Tonne;Bezirk Nord\n"
STREETS = "Straße;Hausnummern;Bezirk\nNeue Gasse;1-15;Bezirk Nord\nRingstraße;;Bezirk Süd\n"
LOOKS = ({"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
         {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}})  # fmt: skip


@pytest.fixture(params=LOOKS, ids=["phone-light", "desk-dark"])
def desk(request, chromium, town):
    """A page of the administrator, who checks every state on the way."""
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", base_url=town, **request.param)
    page = context.new_page()
    page.goto("/verwaltung/anmelden")
    page.fill("#login", "admin")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/verwaltung")
    yield page
    context.close()


def press(page, name: str) -> None:
    """Press the button and look whether what comes has a barrier."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()
    assert axe(page) == [], page.url


def upload(page, path: str, field: str, text: str) -> None:
    page.goto(path)
    page.set_input_files(field, {"name": "datei.csv", "mimeType": "text/csv", "buffer": text.encode()})


def test_an_import_from_the_file_to_undo(desk):
    desk.goto("/verwaltung/abfall/import")
    press(desk, "Dateien lesen")
    upload(desk, "/verwaltung/abfall/import", "#files", TABLE)
    press(desk, "Dateien lesen")
    if desk.locator("select[name=meaning]").count():
        desk.locator("select[name=meaning]").select_option("paper")
        press(desk, "Entscheidungen merken")
    if desk.locator("#sure").count():
        press(desk, "In den Kalender übernehmen")
        desk.check("#sure")
    press(desk, "In den Kalender übernehmen")
    press(desk, "Diesen Import zurücknehmen")


def test_a_street_directory_from_the_file_to_undo(desk):
    upload(desk, "/verwaltung/abfall/strassen/import", "#file", STREETS)
    press(desk, "Datei lesen")
    press(desk, "Spalten merken")
    press(desk, "In das Straßenverzeichnis übernehmen")
    press(desk, "Diesen Import zurücknehmen")


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
    ],
)
def test_an_empty_form_says_what_is_missing(desk, path, button):
    desk.goto(path)
    press(desk, button)
    assert desk.get_by_role("alert").is_visible()
    assert desk.title().startswith("Fehler: ")


def test_a_new_colleague_gets_an_invitation(desk):
    desk.goto("/verwaltung/personen/neu")
    desk.fill("#name", "Frau Neu")
    desk.fill("#login", f"neu{desk.viewport_size['width']}")
    press(desk, "Hinzufügen und einladen")
    desk.goto(desk.get_by_label("Link").input_value().replace("http://127.0.0.1:8000", ""))
    assert axe(desk) == []


def test_a_trial_letter_is_read_and_withdrawn(desk):
    desk.goto("/verwaltung/briefe")
    press(desk, "Probebrief senden")
    assert desk.get_by_role("alert").is_visible()
    desk.fill("#email", "erika@example.org")
    press(desk, "Probebrief senden")
    press(desk, "Zurückziehen")


def test_a_second_factor_is_shown_to_be_scanned(desk):
    desk.goto("/verwaltung/konto")
    press(desk, "Mit einer App einrichten")
    desk.fill("#code", "000000")
    press(desk, "Einschalten")
