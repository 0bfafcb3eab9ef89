"""The day at the counter: Herr Huber sees who comes, presses a button for each step, and nobody else looks in."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.accounts.hiring import PASSWORD
from tests.appointments.town_hall import TUESDAY, at, booked, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.models import Appointment, Closure
from webapp.store.audit import AuditEntry

DAY = f"/verwaltung/termine?tag={TUESDAY}"


@pytest.fixture(autouse=True)
def hall(town_session):
    with town_session() as session:
        furnish(session)
        booked(session, at("09:40"))
        booked(session, at("10:20"), key="paul")


def it_is(clock: str, clerk) -> None:
    """It is Tuesday at this time, and the clerk is signed in."""
    clerk.app.config["PORTAL_NOW"] = at(clock)
    clerk.signed_in("huber", PASSWORD)


def press(huber, name: str, wanted: str, *, times: int = 1, path: str = DAY):
    """Press a button in the line of somebody, perhaps twice with the same page."""
    soup = BeautifulSoup(huber.get(path).data, "html.parser")
    line = next(row for row in soup.select("table.visits tbody tr") if name in row.text)
    form = line.form
    typed = {one["name"]: one["value"] for one in form.select("input")} | {"state": wanted}
    for _ in range(times):
        answer = huber.post(form["action"], typed)
    return answer


def remembered(town_session, number: int = 1) -> Appointment:
    with town_session() as session:
        return session.get(Appointment, number)


def deeds(town_session, verb: str = "changed") -> list:
    with town_session() as session:
        return session.scalars(select(AuditEntry).where(AuditEntry.verb == verb)).all()


def test_the_list_shows_who_comes_and_what_for(huber, town_session):
    with town_session() as session:
        it = session.get(Appointment, 1)
        it.needs, it.internal_note = ["interpreter"], "Akte liegt bereit"
    text = huber.get(DAY).text
    for word in ("9:40 Uhr", "Erika", "Reisepass", "Bedarf: ", "Notiz", "gebucht", "Schalter 1"):
        assert word in text
    assert "Akte liegt bereit" not in text
    assert "Niemand hat" in huber.get("/verwaltung/termine").text


def test_a_visit_from_the_door_to_the_end(huber, town_session):
    it_is("09:35", huber)
    press(huber, "Erika", "arrived")
    assert "wartet seit 9:35 Uhr" in huber.get(DAY).text
    it_is("09:41", huber)
    press(huber, "Erika", "called")
    it_is("09:58", huber)
    press(huber, "Erika", "done")
    it = remembered(town_session)
    assert (it.state, it.arrived_at, it.called_at, it.done_at) == ("done", at("09:35"), at("09:41"), at("09:58"))
    assert [one.changes["state"][1] for one in deeds(town_session)] == ["arrived", "called", "done"]
    assert all("Erika" not in str((one.label, one.changes)) for one in deeds(town_session))


def test_pressing_twice_does_nothing_harmful(huber, town_session):
    it_is("09:41", huber)
    press(huber, "Erika", "called", times=2)
    assert (remembered(town_session).state, len(deeds(town_session))) == ("called", 1)
    press(huber, "Erika", "booked", times=2)
    assert (remembered(town_session).state, len(deeds(town_session))) == ("booked", 2)
    assert remembered(town_session).called_at is None


def test_a_step_back_keeps_what_came_before(huber, town_session):
    it_is("09:35", huber)
    press(huber, "Erika", "arrived")
    press(huber, "Erika", "missed")
    press(huber, "Erika", "arrived")
    it = remembered(town_session)
    assert (it.state, it.arrived_at, it.done_at) == ("arrived", at("09:35"), None)


def test_a_line_somebody_else_changed_is_shown_again(huber, town_session):
    it_is("09:41", huber)
    soup = BeautifulSoup(huber.get(DAY).data, "html.parser")
    form = next(row for row in soup.select("tr") if "Erika" in row.text).form
    press(huber, "Erika", "done")
    stale = {one["name"]: one["value"] for one in form.select("input")} | {"state": "called"}
    assert "inzwischen" in huber.follow(huber.post(form["action"], stale)).text
    assert remembered(town_session).state == "done"


@pytest.mark.parametrize("state", ["held", "cancelled", "pending", "", "nonsense"])
def test_a_forged_step_changes_nothing(huber, town_session, state):
    it_is("09:41", huber)
    press(huber, "Erika", state)
    assert remembered(town_session).state == "booked"


def test_nothing_is_pressed_before_its_day(huber, town_session):
    assert "Angekommen" not in huber.get(DAY).text
    with town_session() as session:
        token = huber.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
        number = session.get(Appointment, 1).id
    huber.post(f"/verwaltung/termine/{number}/stand", {"csrf_token": token, "seen": "booked", "state": "missed"})
    assert remembered(town_session).state == "booked"


def test_who_is_late_and_who_waits_stands_on_top(huber):
    it_is("10:15", huber)
    press(huber, "Paul", "arrived")
    it_is("10:31", huber)
    soup = BeautifulSoup(huber.get(DAY).data, "html.parser")
    assert [row.caption.text for row in soup.select("table.visits")] == ["Zuerst ansehen"]
    assert "ist zu spät" in soup.text
    assert "wartet schon lange" in soup.text


def test_a_day_a_counter_and_a_place_can_be_chosen(huber, town_session):
    assert "Erika" not in huber.get(f"/verwaltung/termine?tag={TUESDAY + timedelta(days=1)}").text
    counter = remembered(town_session).counter_id
    text = huber.get(f"{DAY}&schalter={counter}").text
    assert "Erika" in text
    assert f"schalter={counter}" in text
    assert "Erika" not in huber.get(f"{DAY}&schalter={counter + 5}").text
    for nonsense in (
        "tag=32.13.",
        "tag=99999-01-01",
        "ort=x&schalter=-1",
        "schalter=99999999999999999999",
        "bis=1.1.1",
    ):
        assert huber.get(f"/verwaltung/termine?{nonsense}").status_code == 200


def test_looking_is_noted_once_a_day(huber, town_session):
    huber.get(DAY)
    huber.get(DAY)
    assert [one.label for one in deeds(town_session, "looked at")] == ["2026-11-24"]
    it_is("09:00", huber)
    huber.get(DAY)
    assert len(deeds(town_session, "looked at")) == 2


def test_herr_vogt_sees_nothing(vogt, huber):
    for path in (DAY, "/verwaltung/termine"):
        answer = vogt.get(path)
        assert answer.status_code == 403
        assert "Erika" not in answer.text
    assert "verwaltung/termine" not in vogt.get("/verwaltung").text
    token = vogt.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    forged = {"csrf_token": token, "seen": "booked", "state": "missed"}
    assert vogt.post("/verwaltung/termine/1/stand", forged).status_code == 403


def test_the_list_comes_alone_when_htmx_asks(huber):
    headers = {"HX-Request": "true", "HX-Target": "section#list", "HX-Current-URL": "http://x/"}
    answer = huber.get(DAY, headers=headers)
    assert answer.text.lstrip().startswith('<section id="list"')


def test_a_day_without_visits_says_when_the_next_one_is(huber):
    text = huber.get("/verwaltung/termine").text
    assert "Der nächste Besuch ist am Dienstag, 24. November, 9:40 Uhr." in text
    assert 'href="/verwaltung/termine?tag=24.11.2026"' in text


def test_whoever_is_called_from_the_list_was_called_once(huber, town_session):
    it_is("09:40", huber)
    press(huber, "Erika", "called")
    assert remembered(town_session).calls == 1
    press(huber, "Erika", "booked")
    assert remembered(town_session).calls == 0


def test_a_visit_in_a_closure_is_marked_also_on_paper(huber, town_session):
    with town_session() as session:
        session.add(
            Closure(starts_at=at("09:00"), ends_at=at("10:00"), counter_id=session.get(Appointment, 1).counter_id)
        )
    for path in (DAY, f"/verwaltung/termine/liste?tag={TUESDAY}"):
        lines = BeautifulSoup(huber.get(path).data, "html.parser").select("tbody tr")
        assert ["fällt in eine Schließung" in one.text for one in lines] == [True, False]


def test_who_cannot_open_the_mail_is_confirmed_by_the_clerk(huber, town_session):
    with town_session() as session:
        it = session.get(Appointment, 1)
        it.state, it.held_until, it.booked_at = "pending", NOW + timedelta(hours=1), None
    assert "Für die Person bestätigen" in huber.get(DAY).text
    press(huber, "Erika", "booked", times=2)
    it = remembered(town_session)
    assert (it.state, it.booked_at, it.held_until) == ("booked", NOW, None)
    assert [one.changes["state"] for one in deeds(town_session)] == [["pending", "booked"]]
