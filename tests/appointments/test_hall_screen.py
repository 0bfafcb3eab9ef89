"""The screen in the hall and the own phone: what they show, what they say, and when they keep silent."""

import re
from datetime import timedelta

import pytest

from tests.appointments.hall_stories import (
    MORNING,
    counter_paths,
    new_address,
    open_hall,
    press_at,
    pressed,
    stand_at,
    tickets,
)  # fmt: skip


@pytest.fixture
def tablet(keller, town_session):
    """The address of the tablet in a furnished town hall, Monday at 10."""
    return open_hall(keller, town_session)


@pytest.fixture
def desk(tablet, town_session):
    """The page of the first counter."""
    return counter_paths(town_session)[0]


def polled(guest, text, block):
    """What the page hears when it asks again by itself."""
    address = re.search(r'hx-get="([^"]+)"', text)[1].replace("&amp;", "&")
    return guest.get(address, headers={"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": f"div#{block}"})


def test_the_screen_says_each_call_exactly_once(app, erika, paul, keller, tablet, desk):
    pressed(erika, tablet, "Reisepass")
    first = paul.get(f"{tablet}/anzeige").text
    assert "data-announce" not in first
    assert polled(paul, first, "calls").status_code == 204
    press_at(keller, desk, "naechste")
    news = polled(paul, first, "calls").text
    assert re.search(r"data-announce>\s*Nummer 1: Schalter 1\.", news)
    assert polled(paul, news, "calls").status_code == 204
    stand_at(app, MORNING + timedelta(minutes=1))
    press_at(keller, desk, "erneut")
    again = polled(paul, news, "calls").text
    assert "Nummer 1: Schalter 1." in again
    assert polled(paul, again, "calls").status_code == 204


def test_the_newest_call_stands_first_and_done_ones_go(app, erika, keller, tablet, town_session):
    one, two = counter_paths(town_session)
    for _ in range(3):
        pressed(erika, tablet, "Reisepass")
    for minute, desk in enumerate((one, two)):
        stand_at(app, MORNING + timedelta(minutes=minute))
        press_at(keller, desk, "naechste")
    screen = f"{tablet}/anzeige"
    assert re.findall(r"<b>(\d)</b>", erika.get(screen).text) == ["2", "1"]
    press_at(keller, one, "fertig")
    assert re.findall(r"<b>(\d)</b>", erika.get(screen).text) == ["2"]
    assert "1 Person wartet." in erika.get(screen).text


def test_the_screen_of_a_silent_morning(erika, tablet):
    page = erika.get(f"{tablet}/anzeige")
    assert "niemand gerufen" in page.text
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_phone_follows_the_line_until_it_is_called(erika, keller, tablet, desk):
    pressed(erika, tablet, "Reisepass")
    mine = phone_of(erika, pressed(erika, tablet, "Reisepass"))
    page = erika.get(mine).text
    assert "1 Person ist vor Ihnen." in page
    assert polled(erika, page, "place").status_code == 204
    press_at(keller, desk, "naechste")
    moved = polled(erika, page, "place").text
    assert re.search(r"data-announce>\s*Sie sind als Nächstes dran\.", moved)
    press_at(keller, desk, "naechste")
    assert 'Bitte kommen Sie zu „<bdi lang="de">Schalter 1</bdi>“' in polled(erika, moved, "place").text
    press_at(keller, desk, "fertig")
    assert "hx-get" not in erika.get(mine).text


def test_one_can_leave_the_line_and_is_not_called(erika, keller, tablet, desk):
    mine = phone_of(erika, pressed(erika, tablet, "Reisepass"))
    assert erika.submit(mine).status_code == 303
    assert "Sie warten nicht mehr" in erika.get(mine).text
    erika.post(f"{mine}/gehen")
    assert press_at(keller, desk, "naechste").status_code == 422
    assert tickets(erika) == [(1, "gone")]


def test_whoever_is_called_cannot_leave_behind_the_clerks_back(erika, keller, tablet, desk):
    mine = phone_of(erika, pressed(erika, tablet, "Reisepass"))
    press_at(keller, desk, "naechste")
    erika.post(f"{mine}/gehen")
    assert tickets(erika) == [(1, "called")]


def test_tomorrow_the_address_of_a_number_opens_nothing(app, erika, tablet):
    answer = pressed(erika, tablet, "Reisepass")
    mine = phone_of(erika, answer)
    stand_at(app, MORNING + timedelta(days=1))
    assert {erika.get(path).status_code for path in (mine, answer.headers["Location"])} == {404}
    assert erika.post(f"{mine}/gehen").status_code == 404
    assert tickets(erika) == [(1, "waiting")]


def test_a_renewed_address_ends_the_old_tablet(erika, keller, tablet):
    fresh = new_address(keller)
    assert erika.get(tablet).status_code == 404
    assert erika.get(fresh).status_code == 200


def test_another_town_knows_neither_tablet_nor_number(erika, stranger, tablet):
    mine = phone_of(erika, pressed(erika, tablet, "Reisepass"))
    assert {stranger.get(path).status_code for path in (tablet, f"{tablet}/anzeige", mine)} == {404}


def phone_of(guest, answer) -> str:
    """The address behind the picture on the tablet."""
    return "/halle/n/" + answer.headers["Location"].rpartition("/")[2]
