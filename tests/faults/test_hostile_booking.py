"""Whatever a stranger sends to the addresses of appointments gets a sentence, keeps what was typed, stores nothing."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from tests.appointments.town_hall import at, booked, furnish
from tests.conftest import NOW
from tests.people import Visitor
from webapp.blueprints.appointments.actions import changes
from webapp.blueprints.appointments.models import Appointment, Cell
from webapp.blueprints.appointments.queries import offers, visits
from webapp.blueprints.appointments.rules import holds as holds_rules
from webapp.store.outbox import Letter
from webapp.store.sessions import hashed
from webapp.store.tallies import Tally
from webapp.web import keys

CHOOSE = "/termine/zeiten?reisepass=1&ort=rathaus"
GOOD_TIME = "2026-11-24T08:40Z"
TYPED = {"name": "Erika Muster", "email": "erika@example.org", "phone": "", "remark": "Ich komme mit Kind"}


@pytest.fixture
def hall(app, town_session):
    app.tallies.pause = 0  # written at once
    with town_session() as session:
        furnish(session)
    return town_session


def key(app, shown: timedelta = timedelta(seconds=30), secret: str = "") -> str:
    """The key of a form that was shown so long ago."""
    with app.app_context():
        app.config["PORTAL_NOW"], app.secret_key = NOW - shown, secret or app.secret_key
        made = keys.new_key()
        app.config["PORTAL_NOW"], app.secret_key = NOW, "test"
    return made


def holds(app, person: Visitor, time: str = GOOD_TIME, **typed):
    """Somebody chooses a time."""
    return person.post(CHOOSE, {"key": key(app), "starts_at": time} | typed)


def sentences(answer) -> str:
    """What the page says against it."""
    soup = BeautifulSoup(answer.data, "html.parser")
    return (soup.select_one('[role="alert"]') or soup.select_one("main p")).get_text(" ", strip=True)


def remembered(hall) -> tuple[int, int, int]:
    """(appointments, cells, letters) in the town."""
    with hall() as session:
        return tuple(session.scalar(select(func.count()).select_from(one)) for one in (Appointment, Cell, Letter))


def refusals(hall) -> dict[str, int]:
    """What was refused today, and how often."""
    with hall() as session:
        return {one.name: one.count for one in session.scalars(select(Tally))}


@pytest.mark.parametrize(
    "time",
    [
        "", "now", "2026-11-24T08:41Z", "2026-11-23T08:40Z", "2026-11-22T08:40Z", "2026-11-24T03:00Z", "2026-11-28T08:40Z",
        "2027-11-24T08:40Z", "1900-01-01T00:00Z", "2199-12-31T23:59Z", "0001-01-01T00:00Z", "9999-12-31T23:59Z",
        "2026-02-30T08:40Z", "2026-11-24T08:40+01:00", "2026-11-24T08:40", "²026-11-24T08:40Z", "\x00", "x" * 10_000,
    ],
)  # fmt: skip
def test_a_forged_past_or_far_time_is_refused_and_counted(app, erika, hall, time):
    answer = holds(app, erika, time)
    assert answer.status_code == 422
    assert sentences(answer)
    assert remembered(hall) == (0, 0, 0)
    assert refusals(hall) == {"refused:appointments.hold": 1}


@pytest.mark.parametrize(
    "query",
    [
        "", "reisepass=0", "reisepass=-1", "reisepass=1000000000", "reisepass=5", "reisepass=1e9", "reisepass=²", "mond=1",
        "reisepass=%00", "reisepass=NaN", "&".join(f"x{one}=1" for one in range(5000)), "ort=rathaus", "reisepass=٣٣٣",
    ],
)  # fmt: skip
def test_forged_services_and_counts_are_refused_and_counted(app, erika, hall, query):
    answer = erika.post(f"/termine/zeiten?{query}", {"key": key(app), "starts_at": GOOD_TIME})
    assert answer.status_code == 422
    assert sentences(answer)
    assert remembered(hall) == (0, 0, 0)
    assert sum(refusals(hall).values()) == 1


def test_a_forged_place_or_counter_changes_nothing(app, erika, hall):
    holds(app, erika, counter_id="2", counter="99", place_id="7", state="booked", channel="counter", held_until="2099")
    with hall() as session:
        it = session.scalars(select(Appointment)).one()
        assert (it.state, it.channel, it.held_until) == ("held", "online", NOW + timedelta(minutes=10))


@pytest.mark.parametrize(
    "forged", [{"shown": timedelta(hours=7)}, {"secret": "guessed"}, {"shown": timedelta(seconds=-60)}]
)
def test_a_form_with_a_worn_or_forged_key_is_shown_again_and_works_then(app, erika, hall, forged):
    answer = erika.post(CHOOSE, {"key": key(app, **forged), "starts_at": GOOD_TIME})
    assert answer.status_code == 422
    assert remembered(hall) == (0, 0, 0)
    again = BeautifulSoup(answer.data, "html.parser").select_one('[name="key"]')["value"]
    assert erika.post(CHOOSE, {"key": again, "starts_at": GOOD_TIME}).status_code == 303


@pytest.mark.parametrize("made_up", ["", "x", "1.2.3", "\x00", "é", "a" * 5000])
def test_a_made_up_key_is_no_key(app, erika, hall, made_up):
    assert erika.post(CHOOSE, {"key": made_up, "starts_at": GOOD_TIME}).status_code == 422
    assert remembered(hall) == (0, 0, 0)


def test_a_honeypot_is_left_to_machines(app, erika, hall):
    answer = holds(app, erika, website="http://pills.example")
    assert answer.status_code == 422
    assert (remembered(hall), refusals(hall)) == ((0, 0, 0), {"refused:appointments.hold": 1})


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"name": "E" * 121}, {"name": "E" * 100_000}, {"name": "Erika\x00"}, {"name": "Erika\x1b[31m"},
        {"email": ""}, {"email": "a@example.org, b@example.org"}, {"email": "a@example.org;b@example.org"},
        {"email": "a@example.org\r\nBcc: b@example.org"}, {"email": "Erika <a@example.org>"}, {"email": "a@b@example.org"},
        {"email": "ä" * 200 + "@example.org"}, {"phone": "call me"}, {"remark": "x" * 501}, {"remark": "\x07"},
        {"needs": "helicopter"}, {"website": "http://pills.example"}, {"shown": timedelta(seconds=1)},
        {"shown": timedelta(hours=7)},
    ],
)  # fmt: skip
def test_wrong_details_get_a_sentence_and_everything_typed_is_still_there(app, erika, hall, wrong):
    address, typed = holds(app, erika).headers["Location"], TYPED | wrong
    typed["key"] = key(app, typed.pop("shown", timedelta(seconds=30)))
    answer = erika.post(address, typed)
    assert answer.status_code == 422
    assert sentences(answer)
    form = BeautifulSoup(answer.data, "html.parser").select_one("main form:has([name=name])")
    assert form.select_one("[name=remark]").text.strip() == typed["remark"].strip()
    assert form.select_one("[name=name]").get("value", "") == typed["name"] or "\x00" in typed["name"]
    with hall() as session:
        assert session.scalars(select(Appointment.name)).all() == [""]
    assert refusals(hall) == {"refused:appointments.fill_in": 1}


def test_a_name_of_ten_megabytes_is_told_that_it_is_too_large(app, erika, hall):
    address = holds(app, erika).headers["Location"]
    answer = erika.post(address, TYPED | {"key": key(app), "name": "E" * 10_000_000})
    assert answer.status_code == 413
    assert "zu groß" in answer.text
    with hall() as session:
        assert session.scalars(select(Appointment.name)).all() == [""]


def test_a_name_with_line_ends_becomes_one_line(app, erika, hall):
    address = holds(app, erika).headers["Location"]
    erika.post(address, TYPED | {"key": key(app), "name": "Erika\r\nBcc: all@example.org\u2028x"})
    assert erika.post(f"{address}/buchen").status_code == 303
    with hall() as session:
        assert session.scalars(select(Letter.values)).one()["name"] == "Erika Bcc: all@example.org x"


@pytest.mark.parametrize(
    "path", ["", "/buchen", "/verlaengern", "/zeit", "/verschieben", "/absagen", "/aktivieren/x", "/frueher"]
)
@pytest.mark.parametrize("token", ["x", "hash-erika", "..", "%00", "a" * 3000, "' OR 1=1 --"])
def test_a_forged_token_opens_nothing(erika, hall, path, token):
    with hall() as session:
        booked(session, at("09:40"))
    before = remembered(hall)
    assert erika.post(f"/termine/t/{token}{path}", TYPED).status_code in {404, 405}
    assert remembered(hall) == before


def test_an_activation_is_good_once_and_only_with_its_code(app, erika, hall):
    with hall() as session:
        offers.preferences(session).activation = True
    address = holds(app, erika).headers["Location"]
    erika.post(address, TYPED | {"key": key(app)})
    erika.post(f"{address}/buchen")
    with app.app_context(), hall() as session:
        code = keys.token_of(visits.appointment_by_token(session, hashed(address.rpartition("/")[2])).key, "activate")
    assert erika.post(f"{address}/aktivieren/forged").status_code == 404
    for _ in range(3):
        assert erika.post(f"{address}/aktivieren/{code}").status_code == 303
    with hall() as session:
        assert session.scalars(select(Letter.kind)).all() == ["appointments.activate", "appointments.confirmed"]
    erika.post(f"{address}/absagen", {"reason": ""})
    erika.post(f"{address}/aktivieren/{code}")
    with hall() as session:
        assert session.scalars(select(Appointment.state)).one() == "cancelled"


def test_pressing_twice_going_back_and_a_retry_end_at_the_same_receipt(app, erika, hall):
    typed = {"key": key(app), "starts_at": GOOD_TIME}
    address = erika.post(CHOOSE, typed).headers["Location"]
    details = TYPED | {"key": key(app)}
    assert {erika.post(address, details).headers["Location"] for _ in range(2)} == {f"{address}/pruefen"}
    assert {erika.post(f"{address}/buchen").headers["Location"] for _ in range(3)} == {address}
    assert erika.post(CHOOSE, typed).headers["Location"] == erika.post(address, details).headers["Location"] == address
    move = {"starts_at": "2026-11-24T09:00Z"}
    assert {erika.post(f"{address}/verschieben", move).headers["Location"] for _ in range(2)} == {address}
    assert {erika.post(f"{address}/absagen", {"reason": ""}).headers["Location"] for _ in range(2)} == {address}
    with hall() as session:
        told = [kind.partition(".")[2] for kind in session.scalars(select(Letter.kind).order_by(Letter.created_at))]
        assert sorted(told) == ["cancelled", "confirmed", "moved"]
        assert session.scalars(select(Appointment.sequence)).one() == 2


def test_a_stranger_cannot_fill_a_letter_box_by_moving(app, erika, hall):
    address = holds(app, erika).headers["Location"]
    erika.post(address, TYPED | {"key": key(app)})
    erika.post(f"{address}/buchen")
    for count in range(14):
        erika.post(f"{address}/verschieben", {"starts_at": f"2026-11-24T{'08' if count % 2 else '09'}:00Z"})
    assert remembered(hall)[2] == 11
    assert refusals(hall) == {"refused:appointments.move": 2}


def all_times(days: int) -> list[str]:
    """The beginnings of so many mornings, as the page sends them."""
    return [
        f"2026-11-{24 + day}T{7 + place // 3:02}:{place % 3 * 20:02}Z" for day in range(days) for place in range(12)
    ]


def choose_all(app, person: Visitor, times: list[str], *, home: str) -> list:
    """The answers to somebody from one network who wants all these times."""
    typed = [{"key": key(app), "starts_at": one} for one in times]
    return [person.post(CHOOSE, one, environ_base={"REMOTE_ADDR": home}) for one in typed]


def test_a_school_behind_one_network_is_not_locked_out(app, paul, hall):
    answers = choose_all(app, paul, all_times(3)[:25], home="203.0.113.7")
    assert {one.status_code for one in answers} == {303}


def test_a_script_that_holds_everything_is_locked_out_and_others_are_not(app, erika, paul, hall):
    answers = choose_all(app, erika, all_times(3), home="198.51.100.9")
    assert [one.status_code for one in answers].count(303) == 30
    assert "Aus Ihrem Netz sind gerade sehr viele Zeiten reserviert" in answers[-1].text
    assert refusals(hall) == {"refused:appointments.hold": 6}
    assert holds(app, paul, all_times(3)[-1]).status_code == 303


def test_a_script_that_books_with_made_up_addresses_is_locked_out_for_an_hour(app, erika, hall, monkeypatch):
    monkeypatch.setattr(holds_rules, "PER_HOUR", 3)
    for count, time in enumerate(all_times(1)[:3]):
        address = choose_all(app, erika, [time], home="198.51.100.9")[0].headers["Location"]
        erika.post(address, TYPED | {"key": key(app), "email": f"nobody-{count}@example.org"})
        assert erika.post(f"{address}/buchen").status_code == 303
    assert (
        "Aus Ihrem Netz sind gerade sehr viele Zeiten reserviert"
        in choose_all(app, erika, all_times(1)[5:6], home="198.51.100.9")[0].text
    )
    with hall() as session:
        changes.end_holds(session, NOW + timedelta(minutes=61))
        assert set(session.scalars(select(Appointment.network))) == {""}
