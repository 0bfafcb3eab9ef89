"""Erika draws a number, the screen calls it, she leaves or comes: in a real browser, on tablet, screen and phone."""

from datetime import timedelta

import pytest

from tests.appointments.town_hall import furnish
from tests.conftest import NOW
from tests.tools.browser import barriers, next_page
from tests.tools.server import demo_town
from webapp.blueprints.accounts.demo import PASSWORD
from webapp.blueprints.appointments.models import Place, Service
from webapp.store.sessions import hashed

TOKEN = "halle-im-rathaus"
SCREEN = f"/halle/{TOKEN}/anzeige"
LISTEN = """() => { window.heard = []; const line = document.getElementById("status");
new MutationObserver(() => { if (line.textContent) window.heard.push(line.textContent.trim()); })
.observe(line, {childList: true, characterData: true, subtree: true}); }"""

COUNT_TONES = """() => { window.tones = 0; const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { window.tones += 1; return start.call(this, at); }; }"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A demo town with an open hall on a Monday at 10, and its address."""
    with demo_town(tmp_path_factory.mktemp("hall")) as (app, address):
        app.config["PORTAL_NOW"] = NOW
        with app.database(app.towns.by_slug["musterstadt"]).writing() as session:
            for demo in (Place, Service):  # the hall of the story stands alone
                session.query(demo).update({"slug": "demo-" + demo.slug, "active": False})
            furnish(session)
            session.query(Place).filter_by(slug="rathaus").update({"walk_ins": True, "hall_hash": hashed(TOKEN)})
        yield app, address


@pytest.fixture
def town(hall):
    """The address of the town."""
    return hall[1]


@pytest.fixture
def press(hall, desk):
    """``press("Fertig")``: at the counter, a second after the last press."""

    def press_one(button):
        hall[0].config["PORTAL_NOW"] += timedelta(seconds=1)
        with next_page(desk):
            desk.get_by_role("button", name=button).click()

    return press_one


@pytest.fixture
def open_page(chromium, town):
    """``open_page(path, **look)``: a new window."""
    opened = []

    def open_one(path, **look):
        context = chromium.new_context(bypass_csp=True, base_url=town, **look)
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def desk(open_page):
    """The page of the first counter."""
    page = open_page("/verwaltung/anmelden")
    page.fill("#login", "admin")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/verwaltung")
    page.goto("/verwaltung/termine/halle")
    page.get_by_role("link", name="Schalter 1").first.click()
    return page


def draw(page) -> str:
    """Press a button at the door; answers the number."""
    page.goto(f"/halle/{TOKEN}")
    page.get_by_role("button", name="Reisepass").click()
    page.wait_for_url("**/nummer/*")
    return page.locator("h1 b").inner_text()


def phone_address(tablet) -> str:
    return f"/halle/n/{tablet.url.rpartition('/')[2]}"


def tones_after_a_call(open_page, press, screen) -> int:
    """How many tones the screen has played when it shows the next call."""
    number = draw(open_page(f"/halle/{TOKEN}"))
    press("Nächste")
    screen.locator(".calls b", has_text=number).wait_for(timeout=15_000)
    return screen.evaluate("window.tones")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_from_the_door_to_the_counter(open_page, desk, press, script):
    tablet = open_page(f"/halle/{TOKEN}", java_script_enabled=script)
    number = draw(tablet)
    phone = open_page(phone_address(tablet), java_script_enabled=script)
    while desk.locator(".turn .big").all_inner_texts() != [number]:
        press("Nächste")
    screen = open_page(SCREEN, java_script_enabled=script)
    assert screen.locator(".calls b").first.inner_text() == number
    phone.reload()
    assert "Schalter 1" in phone.locator(".next").inner_text()
    press("Fertig")
    tablet.get_by_role("link", name="Fertig").click()
    assert tablet.url.endswith(TOKEN)


def test_the_screen_says_a_call_once_and_a_second_call_once_more(open_page, press):
    screen = open_page(SCREEN)
    number = draw(open_page(f"/halle/{TOKEN}"))
    screen.evaluate(LISTEN)
    press("Nächste")
    screen.wait_for_function("window.heard.length", timeout=15_000)
    screen.wait_for_timeout(9_000)  # two more looks
    assert screen.evaluate("window.heard") == [f"Nummer {number}: Schalter 1."]
    press("Noch einmal rufen")
    screen.wait_for_function("window.heard.length === 2", timeout=15_000)


def test_the_sound_is_off_until_somebody_switches_it_on(open_page, press):
    screen = open_page(SCREEN)
    screen.evaluate(COUNT_TONES)
    sound = screen.get_by_role("button", name="Ton bei jedem Aufruf")
    assert sound.get_attribute("aria-pressed") == "false"
    assert tones_after_a_call(open_page, press, screen) == 0
    sound.click()
    assert sound.get_attribute("aria-pressed") == "true"
    assert tones_after_a_call(open_page, press, screen) == 4  # two to try it, two for the call
    assert screen.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leaving_the_line_on_the_phone(open_page):
    tablet = open_page(f"/halle/{TOKEN}")
    draw(tablet)
    phone = open_page(phone_address(tablet), viewport={"width": 360, "height": 700})
    phone.get_by_role("button", name="Nicht mehr warten").click()
    phone.get_by_text("Sie warten nicht mehr.").wait_for()


@pytest.mark.parametrize("locale", ["", "/ar"])
def test_no_state_of_the_hall_has_a_barrier(open_page, desk, press, locale):
    page, tablet = open_page(f"{locale}/halle/{TOKEN}"), open_page(f"/halle/{TOKEN}")
    draw(tablet)
    press("Nächste")
    found = {}
    for path in ("", "/anzeige", f"/nummer/{tablet.url.rpartition('/')[2]}"):
        page.goto(f"{locale}/halle/{TOKEN}{path}")
        found[path] = barriers(page)
    page.goto(locale + phone_address(tablet))
    found["phone"], found["counter"] = barriers(page), barriers(desk)
    assert not any(found.values()), found
