"""Erika books a passport for two and registers her flat: by thumb, without a script, by keyboard, and by ear."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.tools.browser import Look, barriers, tab_to
from tests.tools.reader import Reader
from tests.tools.server import demo_town

TIMES = "/termine/zeiten?reisepass=2&anmeldung=1"
LOOKS = (Look("light phone", 360), Look("dark desk", 1280, scheme="dark"))
LISTEN = """() => { window.heard = []; const line = document.getElementById("status");
new MutationObserver(() => { if (line.textContent) window.heard.push(line.textContent.trim()); })
.observe(line, {childList: true, characterData: true, subtree: true}); }"""
LEFT_BEHIND = "[localStorage.length, sessionStorage.length, document.cookie]"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The app and the address of a demo town where it is Monday, 23 November 2026, 10 o'clock."""
    with demo_town(tmp_path_factory.mktemp("booking"), PORTAL_NOW=NOW) as (app, address):
        yield app, address


@pytest.fixture
def phone(chromium, hall):
    """``phone()``: a page on a phone, in a window of its own."""
    opened = []

    def open_page(**look):
        opened.append(chromium.new_context(base_url=hall[1], viewport={"width": 360, "height": 700}, **look))
        return opened[-1].new_page()

    yield open_page
    for one in opened:
        one.close()


@pytest.fixture
def a_while(hall):
    """``a_while()``: somebody reads and types, half a minute long."""

    def pass_time():
        hall[0].config["PORTAL_NOW"] += timedelta(seconds=30)

    return pass_time


def choose(page, locale: str = "") -> None:
    """A passport for two and a flat, then the first time of the next week."""
    page.goto(f"{locale}/termine")
    page.locator("main li a", has_text="Reisepass").click()
    page.select_option("#reisepass, #anzahl", "2")
    page.locator("summary").click()
    page.select_option("#anmeldung", "1")
    page.locator("main form button").last.click()
    page.locator("#later").click()
    page.locator("#earlier").wait_for()  # the other week is there
    page.locator(".slots input").first.check()
    page.locator("fieldset.day button").first.click()
    page.wait_for_url("**/termine/t/*")


def fill_in(page, a_while, **typed: str) -> None:
    """Type into the fields with these ids and send them."""
    for field, words in typed.items():
        page.fill(f"#{field}", words)
    a_while()
    page.locator("main form button").last.click()


def book(page, a_while) -> None:
    """The whole way, with an address forgotten at first."""
    choose(page)
    fill_in(page, a_while, name="Erika Muster")
    assert "Bitte geben Sie Ihre E-Mail-Adresse an" in page.locator(".errors").inner_text()
    assert page.input_value("#name") == "Erika Muster"
    fill_in(page, a_while, email="erika@example.org")
    page.wait_for_url("**/pruefen")
    page.locator("main form button").last.click()
    page.wait_for_selector("strong.number")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_two_passports_and_a_flat_with_a_forgotten_address_and_another_week(phone, a_while, script):
    page = phone(java_script_enabled=script)
    book(page, a_while)
    text = page.locator("main").inner_text()
    for words in ("Ihre Nummer:", "Reisepass beantragen, 2 Personen", "Wohnung anmelden", "140,00 €", "Marktplatz 1"):
        assert words in text
    assert "Bestätigung des Vermieters" in text


def test_nothing_typed_stays_behind_in_the_phone(phone, a_while):
    page = phone()
    book(page, a_while)
    page.get_by_role("link", name="Kontakt").click()
    assert page.evaluate(LEFT_BEHIND) == [0, 0, ""]
    assert page.context.cookies() == []


def test_the_whole_booking_needs_no_mouse(phone, a_while):
    page = phone()
    page.goto("/termine/reisepass")
    press(page, "Freie Zeiten zeigen")
    page.wait_for_url("**/zeiten?*")
    press(page, "Spätere Tage")
    page.locator("#earlier").wait_for()
    page.locator(".slots input").first.focus()
    page.keyboard.press("Space")
    press(page, "Weiter mit dieser Zeit")
    page.wait_for_url("**/termine/t/*")
    page.locator("#name").focus()
    page.keyboard.type("Paul Berg\tpaul@example.org")
    page.locator("#email").focus()
    page.keyboard.type("paul@example.org")
    a_while()
    press(page, "Angaben prüfen")
    page.wait_for_url("**/pruefen")
    press(page, "buchen")
    page.wait_for_selector("strong.number")


def press(page, words: str) -> None:
    """Reach it with Tab, and press Enter."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def test_another_week_is_announced_once_and_the_focus_stays_on_its_link(phone):
    page = phone()
    page.goto(TIMES)
    page.evaluate(LISTEN)
    for before in ("Mittwoch, 2. Dezember", "Mittwoch, 9. Dezember"):
        press(page, "Spätere Tage") if not page.evaluate("window.heard.length") else page.keyboard.press("Enter")
        page.get_by_text(before).wait_for()
        assert page.evaluate("document.activeElement.id") == "later"
    page.wait_for_timeout(1_500)
    assert len(page.evaluate("window.heard")) == 2
    assert all(line.endswith("freie Zeiten") for line in page.evaluate("window.heard"))


def listen(page, day: str) -> Reader:
    """Paul hears the free times of a day."""
    reader = Reader(page)
    reader.page.goto(f"/termine/zeiten?reisepass=1&ab={day}")
    reader.begin()
    return reader


def hold_heard(page, day: str) -> Reader:
    """Paul has chosen ten o'clock, and hears the page for his details."""
    reader = listen(page, day)
    until(reader, "radio, 10:00 Uhr")
    reader.ask("reader.act()")
    press_heard(reader, "button, Weiter mit dieser Zeit")
    return reader


def press_heard(reader, words: str) -> None:
    """Read on to the button and press it; another page is heard."""
    until(reader, words)
    reader.follow()


def test_a_day_is_heard_as_a_group_with_its_number_of_times(phone):
    reader = listen(phone(), "27.11.")
    assert until(reader, "group") == "group, Freitag, 27. November"
    assert "freie Zeiten" in until(reader, "freie Zeiten")
    assert until(reader, "radio").startswith("radio, 8:00 Uhr, not checked")


def test_what_is_held_is_heard_right_after_the_heading(phone):
    reader = hold_heard(phone(), "24.11.")
    reader.jump_to("heading, Ihre Angaben, level 1", by="Heading")
    heard = reader.read_on(14)
    assert heard[:3] == ["paragraph", "Schritt 2 von 3", "region, Dienstag, 24. November, 10:00 Uhr"]
    assert heard[-1].startswith("Wir halten diese Zeit für Sie frei bis")


def test_an_error_is_heard_first_and_again_at_its_field(phone, a_while):
    reader = hold_heard(phone(), "26.11.")
    until(reader, "textbox, Vor- und Nachname")
    reader.ask("reader.type('Paul Berg')")
    a_while()
    press_heard(reader, "button, Angaben prüfen")
    assert reader.jump_to("Bitte prüfen", by="Heading") == "heading, Bitte prüfen Sie Ihre Eingaben, level 2"
    assert "Bitte geben Sie Ihre E-Mail-Adresse an" in until(reader, "textbox, E-Mail-Adresse")


def test_the_receipt_is_heard_from_the_number_to_what_can_be_done(phone, a_while):
    reader = hold_heard(phone(), "27.11.")
    for field, words in (("Vor- und Nachname", "Paul Berg"), ("E-Mail-Adresse", "paul@example.org")):
        until(reader, f"textbox, {field}")
        reader.ask(f"reader.type('{words}')")
    a_while()
    press_heard(reader, "button, Angaben prüfen")
    press_heard(reader, "button, Freitag, 27. November, 10:00 Uhr buchen")
    reader.jump_to("heading, Ihr Termin, level 1", by="Heading")
    for words in ("Ihre Nummer:", "Freitag, 27. November, 10:00 Uhr", "Reisepass beantragen", "Rathaus, Marktplatz 1",
                  "heading, Bitte bringen Sie mit", "Alter Pass oder Ausweis", "link, In meinen Kalender eintragen",
                  "link, Verschieben", "link, Absagen"):  # fmt: skip
        until(reader, words)


def until(reader, words: str) -> str:
    """Read on, thing by thing, until these words are spoken."""
    for _ in range(150):
        if words in (spoken := reader.ask("reader.next()")):
            return spoken
    raise AssertionError(f"{words!r} was never spoken: {reader.heard()[-150:]}")


@pytest.mark.parametrize("locale", ["", "/ar"], ids=["german", "arabic"])
def test_no_state_of_a_booking_has_a_barrier(phone, a_while, locale):
    page, found = phone(), {}

    def look(state: str) -> None:
        found[state] = barriers(page, LOOKS)
        page.set_viewport_size({"width": 360, "height": 700})

    choose(page, locale)
    look("details")
    fill_in(page, a_while, name="Erika Muster")
    look("error")
    fill_in(page, a_while, email="erika@example.org")
    look("check")
    page.locator("main form button").last.click()
    page.wait_for_selector("strong.number")
    address = page.url
    for state in ("", "/verschieben", "/absagen", "/frueher"):
        page.goto(address + state)
        look(state or "receipt")
    assert not any(found.values()), found
