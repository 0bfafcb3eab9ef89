"""The tablet at the door: one press, one number; closed and crowded halls say no politely."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.appointments.hall_stories import MORNING, open_hall, press_settings, pressed, stand_at, tickets, today_at
from tests.appointments.town_hall import at
from webapp.blueprints.appointments.models import Closure, Counter, Place, Service


@pytest.fixture
def tablet(keller, town_session):
    """The address of the tablet in a furnished town hall, Monday at 10."""
    return open_hall(keller, town_session)


def test_one_press_gives_one_number_and_the_page_goes_back_by_itself(erika, tablet):
    page = erika.follow(pressed(erika, tablet, "Reisepass"))
    assert "Ihre Nummer" in page.text
    assert tickets(erika) == [(1, "waiting")]
    assert "Sie sind als Nächstes dran. Wartezeit: im Moment keine." in " ".join(page.text.split())
    assert page.headers["Refresh"] == f"40; url={tablet}"


def test_pressed_twice_it_is_one_number(erika, tablet):
    first, second = pressed(erika, tablet, "Reisepass", times=2)
    assert first.headers["Location"] == second.headers["Location"]
    assert tickets(erika) == [(1, "waiting")]


def test_numbers_count_for_each_day_anew(app, erika, tablet):
    pressed(erika, tablet, "Reisepass")
    pressed(erika, tablet, "Etwas anderes")
    stand_at(app, MORNING + timedelta(days=1))
    pressed(erika, tablet, "Reisepass")
    assert [number for number, _ in tickets(erika)] == [1, 2, 1]


def test_the_wait_is_told_before_and_after_drawing(erika, tablet):
    for _ in range(4):
        pressed(erika, tablet, "Reisepass")
    assert "4 Personen warten." in erika.get(tablet).text
    page = erika.follow(pressed(erika, tablet, "Reisepass"))
    assert "4 Personen sind vor Ihnen." in page.text
    assert "etwa 40 Minuten" in page.text


def test_before_opening_and_on_holidays_no_number_is_drawn(app, erika, tablet, town_session):
    for moment in (today_at("07:00"), today_at("12:30"), at("09:00", date(2026, 12, 25))):
        stand_at(app, moment)
        assert "kein Schalter ist geöffnet" in erika.get(tablet).text
    with town_session() as session:
        session.add(Closure(starts_at=today_at("08:00"), ends_at=today_at("12:00"), reason="Wasserschaden"))
    stand_at(app, today_at("09:00"))
    assert "kein Schalter ist geöffnet" in erika.get(tablet).text


def test_a_press_after_closing_is_refused(app, erika, tablet):
    key = re.search(r'name="key"[^>]*value="([^"]+)"', erika.get(tablet).text)[1]
    stand_at(app, today_at("12:00"))
    answer = erika.post(tablet, {"key": key, "service_id": ""})
    assert answer.status_code == 422
    assert "Im Moment ist geschlossen" in answer.text
    assert tickets(erika) == []


def test_when_the_day_is_full_no_number_is_drawn(app, erika, tablet):
    stand_at(app, today_at("11:30"))
    answers = [pressed(erika, tablet, "Reisepass").status_code for _ in range(4)]
    assert answers == [303, 303, 422, 422]
    assert len(tickets(erika)) == 2


def test_many_services_become_areas_of_life(erika, tablet, town_session):
    with town_session() as session:
        desks = session.scalars(select(Counter)).all()
        session.add_all(
            Service(slug=f"bau-{name}", name=f"Bau {name}", area="Bauen", minutes=10, counters=desks)
            for name in "abcdefg"
        )
    text = erika.get(tablet).text
    assert "Bau a" not in text
    assert "Wohnung anmelden" in text
    assert "Bau g" in erika.get(f"{tablet}?bereich=Bauen").text


def test_what_only_a_closed_counter_can_do_has_no_button(erika, tablet, town_session):
    assert "Wohnung anmelden" in erika.get(tablet).text
    with town_session() as session:
        first = session.scalars(select(Counter).order_by(Counter.id)).first()
        session.add(Closure(counter_id=first.id, starts_at=today_at("08:00"), ends_at=today_at("11:00")))
    assert "Wohnung anmelden" not in erika.get(tablet).text
    assert "Reisepass" in erika.get(tablet).text


def test_the_next_guest_finds_the_page_in_german(erika, tablet):
    page = erika.follow(pressed(erika, f"/uk{tablet}", "Reisepass"))
    assert page.headers["Refresh"].endswith(f"url={tablet}")
    assert f'href="{tablet}"' in page.text


def test_a_wrong_old_or_switched_off_address_opens_nothing(erika, keller, tablet, town_session):
    assert erika.get("/halle/erfunden").status_code == 404
    with town_session() as session:
        place = session.scalars(select(Place)).one()
        assert place.hall_hash not in tablet
    press_settings(keller, "aus")
    assert {erika.get(tablet + end).status_code for end in ("", "/anzeige")} == {404}


@pytest.mark.parametrize("service", ["abc", "0", "999", "-1", "9" * 30])
def test_a_forged_service_is_something_else(erika, tablet, service):
    key = re.search(r'name="key"[^>]*value="([^"]+)"', erika.get(tablet).text)[1]
    assert erika.post(tablet, {"key": key, "service_id": service}).status_code == 303
    assert erika.post(tablet, {"key": "forged", "service_id": ""}).status_code == 422
    assert len(tickets(erika)) == 1
