"""Letters as they arrive: in the reader's language, with a way back and a file for the calendar."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from tests.appointments.town_hall import MUSTERSTADT, at, booked, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import booking, changes, letters, waiting
from webapp.domain.town import LANGUAGES
from webapp.store.outbox import Letter
from webapp.web.letters import write

WITH_CALENDAR = {"confirmed", "moved", "cancelled", "closed", "reminder"}


def everything_happens(session, language: str) -> None:
    """Booked, moved, closed, reminded, waited, offered, cancelled."""
    furnish(session, counters=1)
    it = booked(session, at("11:00"))
    it.language = language
    for kind in (letters.ACTIVATE, letters.CONFIRMED, letters.REMINDER, letters.CLOSED):
        letters.write(session, kind, it, NOW, message="Der Strom ist weg.")
    wishes = booking.with_counters(session, booking.wishes_of(it))
    waiting.join(
        session, key="wait", token_hash="wait", wishes=wishes, place_id=it.place_id, email=it.email, now=NOW,
        language=language, appointment=it,
    )  # fmt: skip
    waiting.offer_times(session, town=MUSTERSTADT, now=NOW + timedelta(minutes=5))
    changes.move(session, appointment=it, starts_at=at("10:20"), town=MUSTERSTADT, now=NOW)
    changes.cancel(session, appointment=it, now=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_can_be_read_and_leads_back(app, town_session, language):
    with town_session() as session:
        everything_happens(session, language)
    town = app.towns.by_slug["musterstadt"]
    with town_session() as session:
        found = session.scalars(select(Letter).where(Letter.language == language)).all()
        mails = {one.kind.partition(".")[2]: write(app, town, one) for one in found}
    assert set(mails) == WITH_CALENDAR | {"activate", "waiting", "offer"}
    prefix = "" if language == "de" else f"/{language}"
    for kind, mail in mails.items():
        assert f"http://musterstadt.example{prefix}/termine" in mail.text, kind
        assert f'<a href="http://musterstadt.example{prefix}/termine' in mail.html, kind
        assert bool(mail.attachments) == (kind in WITH_CALENDAR), kind


def test_the_calendar_file_says_what_became_of_the_visit(app, town_session):
    with town_session() as session:
        everything_happens(session, "de")
    town = app.towns.by_slug["musterstadt"]
    with town_session() as session:
        found = {one.kind: write(app, town, one) for one in session.scalars(select(Letter))}
    files = {
        kind: icalendar.Calendar.from_ical(one.attachments[0].content) for kind, one in found.items() if one.attachments
    }
    events = {kind: one.walk("VEVENT")[0] for kind, one in files.items()}
    assert {str(one["METHOD"]) for one in files.values()} == {"PUBLISH"}
    assert len({str(one["UID"]) for one in events.values()}) == 1
    assert (events["appointments.moved"]["SEQUENCE"], events["appointments.cancelled"]["SEQUENCE"]) == (1, 2)
    assert events["appointments.cancelled"]["STATUS"] == "CANCELLED"


def test_a_name_somebody_typed_is_in_no_letter(app, town_session):
    with town_session() as session:
        furnish(session)
        booked(session, at("09:40"), key="erika").name = "Kaufen Sie http://spam.example"
    with town_session() as session:
        letter = session.scalars(select(Letter)).one()
        assert "spam" not in write(app, app.towns.by_slug["musterstadt"], letter).text
