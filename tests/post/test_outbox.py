"""Letters are written into the outbox with the deed, and can be kept back until they have left."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from webapp.domain.refusal import Refusal
from webapp.store import outbox
from webapp.store.outbox import Letter


def write(session, **changes):
    given = {"to": "erika@example.org", "language": "de", "values": {"day": "2026-11-24"}, "now": NOW} | changes
    return outbox.post(session, "appointments.reminder", about="appointment:12", **given)


def test_a_letter_waits_until_it_is_due(musterstadt):
    at_once, later = write(musterstadt), write(musterstadt, due_at=NOW + timedelta(days=1))
    musterstadt.flush()
    assert (at_once.state, at_once.due_at, later.due_at) == ("waiting", NOW, NOW + timedelta(days=1))
    assert musterstadt.info["posted"]


def test_a_deed_that_fails_leaves_no_letter(town_session):
    with pytest.raises(Refusal), town_session() as session:
        assert [write(session, to=one) for one in ("erika@example.org", "nobody")]
    with town_session() as session:
        assert session.query(Letter).count() == 0


def test_a_second_recipient_is_refused(musterstadt):
    with pytest.raises(Refusal):
        write(musterstadt, to="erika@example.org, paul@example.org")


@pytest.mark.parametrize(("state", "count"), [("waiting", 1), ("sending", 1), ("sent", 0), ("refused", 0)])
def test_only_what_has_not_left_is_withdrawn(musterstadt, state, count):
    letter = write(musterstadt)
    letter.state = state
    assert outbox.withdraw(musterstadt, "appointment:12", "appointments.reminder") == count
    assert outbox.withdraw(musterstadt, "appointment:1", "appointments.reminder") == 0
    musterstadt.refresh(letter)
    assert letter.state == ("withdrawn" if count else state)
