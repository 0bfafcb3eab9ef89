"""Several clerks press "next" in the same moment: no number is called twice. A control run shows what would happen."""

import re
import threading
from collections import Counter as Count

import pytest
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session

from tests.appointments.hall_stories import counter_paths, open_hall, pressed, seen, tickets
from tests.appointments.town_hall import MUSTERSTADT
from tests.conftest import NOW
from tests.people import hire
from webapp.blueprints.appointments.actions import hall as deeds
from webapp.blueprints.appointments.models import Counter, Ticket
from webapp.blueprints.appointments.queries import hall as halls
from webapp.blueprints.appointments.rules import hall as rules

CLERKS, NUMBERS = 4, 6


def at_once(deed, count: int) -> list:
    """The answers of a deed done by so many people in the same moment."""
    answers, start = [], threading.Barrier(count)

    def work(turn: int) -> None:
        start.wait()
        answers.append(deed(turn))

    people = [threading.Thread(target=work, args=(turn,)) for turn in range(count)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return answers


def test_clerks_at_the_same_moment_call_each_number_once(app, erika, keller, town_session):
    tablet = open_hall(keller, town_session, counters=CLERKS)
    for _ in range(NUMBERS):
        pressed(erika, tablet, "Reisepass")
    desks = counter_paths(town_session)
    clerks = [hire(app, f"clerk{turn}", "Clerk", role="editor") for turn in range(CLERKS)]
    answers = []
    for _ in range(2):
        sent = [seen(clerk, desk) for clerk, desk in zip(clerks, desks, strict=True)]
        answers += at_once(lambda turn, sent=sent: clerks[turn].client.post(
            f"{desks[turn]}/naechste", data=sent[turn], base_url="http://musterstadt.example").status_code, CLERKS)  # fmt: skip
    assert Count(answers) == {303: NUMBERS, 422: 2 * CLERKS - NUMBERS}
    assert Count(state for _, state in tickets(erika))["waiting"] == 0


def careless(session: Session, guest, counter_id: int, now) -> bool:
    """A claim that does not look whether the guest still waits."""
    asked = update(Ticket).where(Ticket.id == int(guest.key[1:]))
    session.execute(asked.values(state="called", counter_id=counter_id, called_at=now, calls=1))
    return True


def called_by_all(engine, monkeypatch) -> list[str]:
    """Whom the clerks call when each has read the line before anybody wrote, on an engine that lets them."""
    everybody_read, calls, line_of, note = threading.Barrier(CLERKS), [], rules.line_of, deeds._note
    monkeypatch.setattr(rules, "line_of", lambda *known: (line_of(*known), everybody_read.wait(10))[0])
    monkeypatch.setattr(
        deeds, "_note", lambda turn, guest, state: (calls.append(guest.label), note(turn, guest, state))
    )

    def call(turn: int) -> None:
        with Session(engine) as session:
            counter = halls.hall_counters(session)[turn]
            deeds.press(session, button="next", counter=counter, seen="", town=MUSTERSTADT, now=NOW, by=None)
            session.commit()

    at_once(call, CLERKS)
    return sorted(calls)


@pytest.mark.parametrize(
    ("claim", "called"), [(deeds.claim, ["1", "2", "3", "4"]), (careless, ["1", "1", "1", "1"])],
    ids=["protected", "control"],
)  # fmt: skip
def test_the_claim_decides_and_without_it_a_number_is_called_by_everybody(
    app, erika, keller, town_session, monkeypatch, claim, called
):
    tablet = open_hall(keller, town_session, counters=CLERKS)
    for _ in range(NUMBERS):
        pressed(erika, tablet, "Reisepass")
    with town_session() as session:
        assert len(session.scalars(select(Counter)).all()) == CLERKS
    monkeypatch.setattr(deeds, "claim", claim)
    engine = create_engine(f"sqlite:///{app.towns.path(app.towns.by_slug['musterstadt']) / 'portal.db'}")
    assert called_by_all(engine, monkeypatch) == called
    engine.dispose()


def test_guests_at_the_same_moment_draw_different_numbers(app, erika, keller, town_session):
    tablet = open_hall(keller, town_session)
    pages = [re.search(r'name="key"[^>]*value="([^"]+)"', erika.get(tablet).text)[1] for _ in range(NUMBERS)]
    answers = at_once(lambda turn: app.test_client().post(
        tablet, data={"key": pages[turn], "service_id": ""}, base_url="http://musterstadt.example").status_code, NUMBERS)  # fmt: skip
    assert answers == [303] * NUMBERS
    assert sorted(number for number, _ in tickets(erika)) == list(range(1, NUMBERS + 1))
