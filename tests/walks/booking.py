"""How a booking goes by thumb, for the walks: choose, type, press."""

from tests.tools.browser import next_page


def choose(page, locale: str = "") -> None:
    """A passport for two and a flat, then the first time of the next week."""
    look_for_times(page, locale)
    page.locator("#later").click()
    page.locator("#earlier").wait_for()  # the other week is there
    take_first(page)


def look_for_times(page, locale: str = "") -> None:
    """From the list of concerns to the free times for a passport for two and a flat."""
    page.goto(f"{locale}/termine")
    page.locator("main li a", has_text="Reisepass").click()
    page.select_option("#reisepass, #anzahl", "2")
    page.locator("summary").click()
    page.select_option("#anmeldung", "1")
    press(page)


def take_first(page) -> None:
    """The first time of the page."""
    page.locator(".slots input").first.check()
    page.locator("fieldset.day button").first.click()
    page.wait_for_url("**/termine/t/*")


def fill_in(page, a_while, **typed: str) -> None:
    """Type into the fields with these ids and send them."""
    for field, words in typed.items():
        page.fill(f"#{field}", words)
    a_while()
    press(page)


def press(page) -> None:
    """The last button of the page: the main deed. The next page is there afterwards."""
    with next_page(page):
        page.locator("main form button").last.click()


def every_state(page, a_while, locale: str = ""):
    """The names of all pages one can meet on the way, one after another, while the page shows them."""
    look_for_times(page, locale)
    page.locator(".slots input").first.check()
    yield "times"
    take_first(page)
    yield "held"
    fill_in(page, a_while, name="Erika Muster")
    yield "error"
    fill_in(page, a_while, email="erika@example.org")
    yield "check"
    yield from _states_of_a_booked_one(page)


def _states_of_a_booked_one(page):
    held = page.url.removesuffix("/pruefen")
    page.goto(f"{held}/zeit")
    yield "another time"
    page.goto(f"{held}/pruefen")
    press(page)
    page.wait_for_selector("strong.number")
    yield "receipt"
    page.goto(f"{held}/verschieben")
    yield "move"
    page.locator(".slots input").last.check()
    page.locator("fieldset.day button").last.click()
    page.wait_for_url(held)
    yield "moved"
    yield from _states_of_waiting_and_cancelling(page, held)


def _states_of_waiting_and_cancelling(page, booked: str):
    page.goto(f"{booked}/frueher")
    yield "wish for an earlier time"
    press(page)
    page.wait_for_url("**/termine/w/*")
    yield "waiting list"
    page.goto(f"{booked}/absagen")
    yield "cancel"
    press(page)
    page.wait_for_url(booked)
    yield "cancelled"
