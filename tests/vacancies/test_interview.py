"""The talk with an applicant: whoever was invited books it, a stranger gets a sentence, wherever he tries."""

import pytest
from bs4 import BeautifulSoup

from tests.appointments.booker import Booker
from tests.appointments.town_hall import furnish
from tests.vacancies.board import applied
from tests.vacancies.test_cases import CASE
from webapp.blueprints.appointments.models import Appointment, Service
from webapp.blueprints.vacancies import queries

TALK = "/termine/zeiten?gespraech=1"
NO = "buchen nur Eingeladene"


@pytest.fixture
def hall(town_session):
    """A talk of half an hour, for the invited alone, as the settings of vacancies name it."""
    with town_session() as session:
        furnish(session)
        counters = session.query(Service).first().counters
        about = {"name": "Gespräch", "area": "Rathaus", "minutes": 30, "max_count": 1}
        session.add(Service(slug="gespraech", by_invitation=True, counters=list(counters), **about))
        queries.preferences(session).interview_service = "gespraech"


@pytest.fixture
def booker(app, later) -> Booker:
    """Erika, who knows the way to an appointment."""
    return Booker(app, later)


@pytest.fixture
def case(hall, app, booker, job) -> str:
    """Her application."""
    return applied(app, booker, job)


def leave_of(booker, case: str) -> str:
    """What the form of the service carries along."""
    answer = booker.follow(booker.get(f"{case}/gespraech"))
    assert "Etwa 30 Minuten" in answer.text
    return BeautifulSoup(answer.data, "html.parser").select_one("[name=einladung]")["value"]


def test_the_invited_books_the_talk_by_her_link(booker, keller, case, town_session):
    keller.submit(CASE, text="Wir freuen uns.", do="invite")
    assert f"{case}/gespraech" in booker.get(case).text
    path = f"{TALK}&einladung={leave_of(booker, case)}"
    booker.address = booker.chooses("9:30 Uhr", path).headers["Location"]
    booker.types()
    assert booker.post(f"{booker.address}/buchen").status_code == 303
    with town_session() as session:
        assert session.query(Appointment).one().state == "booked"


def test_a_stranger_finds_nothing_and_is_refused_everywhere(hall, paul, town_session):
    assert "Gespräch" not in paul.get("/termine").text
    assert "Gespräch" not in paul.get("/termine?suche=gespräch").text
    assert "/termine/gespraech" not in paul.get("/suche?suche=gespräch").text + paul.get("/sitemap.xml").text
    assert "Gespräch" not in paul.get("/termine/reisepass").text
    for path in (
        "/termine/gespraech",
        TALK,
        f"{TALK}&reisepass=1",
        f"{TALK}&einladung=erfunden",
        "/termine/warteliste?gespraech=1",
    ):
        answer = paul.get(path)
        assert (answer.status_code, NO in answer.text) == (403, True), path


@pytest.mark.parametrize(
    "path", [TALK, f"{TALK}&einladung=reisepass", f"{TALK}&reisepass=1", "/termine/warteliste?gespraech=1"]
)
def test_a_stranger_who_posts_is_refused_with_a_sentence(hall, booker, town_session, path):
    typed = booker.chosen("9:40 Uhr") | {"name": "Paul", "email": "paul@example.org"}
    answer = booker.post(path, typed)
    assert answer.status_code == 403
    assert NO in answer.text
    with town_session() as session:
        assert session.query(Appointment).all() == []


def test_a_leave_ends_and_the_link_gives_another(booker, keller, case, later):
    keller.submit(CASE, text="Wir freuen uns.", do="invite")
    old = leave_of(booker, case)
    later(hours=7)
    assert booker.get(f"{TALK}&einladung={old}").status_code == 403
    assert booker.get(f"{TALK}&einladung={leave_of(booker, case)}").status_code == 200


def test_a_leave_opens_one_service_of_one_town(booker, keller, case, app, town_session):
    keller.submit(CASE, text="Wir freuen uns.", do="invite")
    with town_session() as session:
        session.add(Service(slug="anderes", name="Anderes", area="Rathaus", by_invitation=True))
    assert booker.get(f"/termine/anderes?einladung={leave_of(booker, case)}").status_code == 403


def test_who_is_not_invited_any_more_gets_no_leave(booker, keller, case, job):
    assert booker.get(f"{case}/gespraech").headers["Location"] == case
    keller.submit(CASE, text="Wir freuen uns.", do="invite")
    booker.submit(f"{case}/zuruecknehmen")
    assert booker.get(f"{case}/gespraech").headers["Location"] == case


def test_only_services_by_invitation_are_offered_for_the_talk(hall, keller):
    page = keller.get("/verwaltung/stellen/einstellungen").text
    assert 'value="gespraech"' in page
    assert 'value="reisepass"' not in page
