"""Calling at the counter: in order, once, and with a way back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.appointments.hall_stories import (
    DESK,
    MORNING,
    counter_paths,
    open_hall,
    press_at,
    pressed,
    seen,
    stand_at,
    tickets,
    today_at,
)  # fmt: skip
from tests.appointments.town_hall import booked
from tests.people import hire
from webapp.blueprints.appointments.models import Appointment, Ticket
from webapp.blueprints.appointments.rules.figures import WalkIn, by_month
from webapp.store.audit import AuditEntry


@pytest.fixture
def tablet(keller, town_session):
    """The address of the tablet in a furnished town hall, Monday at 10."""
    return open_hall(keller, town_session)


@pytest.fixture
def desks(tablet, town_session):
    """The pages of both counters."""
    return counter_paths(town_session)


def arrived(town_session, at, *, key="anna"):
    """Somebody with an appointment at the first counter has come; answers the number that is called."""
    with town_session() as session:
        it = booked(session, at, key=key, now=MORNING - timedelta(days=3))
        it.state, it.arrived_at = "arrived", MORNING
        return it.number


def test_next_calls_in_order_and_finishes_whom_it_had(erika, keller, tablet, desks):
    for _ in range(3):
        pressed(erika, tablet, "Reisepass")
    press_at(keller, desks[0], "naechste")
    press_at(keller, desks[1], "naechste")
    assert [state for _, state in tickets(erika)] == ["called", "called", "waiting"]
    press_at(keller, desks[0], "naechste")
    assert [state for _, state in tickets(erika)] == ["done", "called", "called"]
    assert "Niemand wartet" in press_at(keller, desks[0], "naechste").text


def test_a_counter_is_not_sent_what_it_cannot_do(erika, keller, tablet, desks):
    pressed(erika, tablet, "Wohnung anmelden")
    pressed(erika, tablet, "Reisepass")
    press_at(keller, desks[1], "naechste")
    assert tickets(erika) == [(1, "waiting"), (2, "called")]


def test_who_has_an_appointment_comes_at_their_time(app, erika, keller, tablet, desks, town_session):
    pressed(erika, tablet, "Reisepass")
    pressed(erika, tablet, "Reisepass")
    number = arrived(town_session, today_at("10:20"))
    press_at(keller, desks[0], "naechste")
    stand_at(app, today_at("10:20"))
    press_at(keller, desks[0], "naechste")
    assert tickets(erika) == [(1, "done"), (2, "waiting")]
    assert number in keller.get(desks[0]).text
    with town_session() as session:
        assert session.scalars(select(Appointment.state)).one() == "called"
        assert session.scalars(select(AuditEntry.changes).order_by(AuditEntry.id.desc())).first() == {
            "state": ["arrived", "called"]
        }


@pytest.mark.parametrize("button", ["naechste", "erneut", "fertig", "zurueck"])
def test_a_button_pressed_twice_does_one_thing(erika, keller, tablet, desks, button):
    for _ in range(3):
        pressed(erika, tablet, "Reisepass")
    press_at(keller, desks[0], "naechste")
    sent = seen(keller, desks[0])
    keller.post(f"{desks[0]}/{button}", sent)
    once = tickets(erika), keller.get(desks[0]).text.count("2-mal gerufen")
    keller.post(f"{desks[0]}/{button}", sent)
    assert (tickets(erika), keller.get(desks[0]).text.count("2-mal gerufen")) == once


def test_who_does_not_come_is_called_again_before_they_are_given_up(erika, keller, tablet, desks):
    pressed(erika, tablet, "Reisepass")
    press_at(keller, desks[0], "naechste")
    assert "Nicht gekommen" not in keller.get(desks[0]).text
    assert press_at(keller, desks[0], "fort").status_code == 422
    press_at(keller, desks[0], "erneut")
    assert "2-mal gerufen" in keller.get(desks[0]).text
    press_at(keller, desks[0], "fort")
    assert tickets(erika) == [(1, "gone")]


def test_one_step_back_undoes_the_last_press(erika, keller, tablet, desks):
    pressed(erika, tablet, "Reisepass")
    pressed(erika, tablet, "Reisepass")
    states = []
    for button in ("naechste", "naechste", "zurueck", "zurueck", "zurueck"):
        press_at(keller, desks[0], button)
        states.append([state for _, state in tickets(erika)])
    assert states == [
        ["called", "waiting"], ["done", "called"], ["done", "waiting"], ["called", "waiting"], ["waiting", "waiting"]
    ]  # fmt: skip


def test_an_appointment_goes_back_to_its_own_counter(erika, keller, tablet, desks, town_session):
    arrived(town_session, today_at("10:00"))
    press_at(keller, desks[0], "naechste")
    press_at(keller, desks[0], "zurueck")
    with town_session() as session:
        it = session.scalars(select(Appointment)).one()
        assert (it.state, it.calls, it.called_at, f"{DESK}/{it.counter_id}") == ("arrived", 0, None, desks[0])
    assert "1 wartet" in keller.get(desks[0]).text
    assert "0 warten" in keller.get(desks[1]).text


def test_only_who_may_sits_at_the_counter_or_changes_the_address(app, vogt, tablet, desks, town_session):
    clerk = hire(app, "lang", "Frau Lang", role="clerk", permissions=("appointments.counter",))
    assert {vogt.get(path).status_code for path in (DESK, desks[0], f"{DESK}/einrichten")} == {403}
    assert (clerk.get(DESK).status_code, clerk.get(f"{DESK}/einrichten").status_code) == (200, 403)
    assert clerk.post(f"{DESK}/einrichten/1/adresse").status_code == 403
    assert "Tablet und Bildschirm" not in clerk.get(DESK).text
    assert clerk.get(f"{DESK}/999").status_code == 404


def test_who_is_called_again_has_waited_until_the_first_call(app, erika, keller, tablet, desks, town_session):
    pressed(erika, tablet, "Reisepass")
    press_at(keller, desks[0], "naechste")
    stand_at(app, MORNING + timedelta(minutes=9))
    press_at(keller, desks[0], "erneut")
    with town_session() as session:
        it = session.scalars(select(Ticket)).one()
    assert (it.first_called_at, it.called_at) == (MORNING, MORNING + timedelta(minutes=9))
    (month,) = by_month([], [WalkIn(it.drawn_at, it.called_at, it.called_at, it.first_called_at)] * 5)
    assert (month.waiting, month.serving) == (0, 0)
    press_at(keller, desks[0], "zurueck")
    with town_session() as session:
        assert session.scalars(select(Ticket.first_called_at)).one() is None
