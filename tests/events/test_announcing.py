"""Anybody announces an event, without a login; clubs keep theirs by a link in a mail."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.conftest import NOW
from tests.events.town import on, organiser
from tests.people import filled
from webapp.blueprints.events import queries, tasks
from webapp.blueprints.events.models import Event, Organiser
from webapp.domain.town import LANGUAGES
from webapp.store.outbox import Letter
from webapp.store.sessions import hashed
from webapp.web.keys import token_of
from webapp.web.letters import write

ANNOUNCE, DESK = "/veranstaltungen/vorschlagen", "/verwaltung/veranstaltungen"
FLEA = {"title": "Hofflohmarkt", "category": "feast", "first_on": "12.12.2026", "starts": "10:00", "place": "Ahornweg 4",
        "name": "Lena Vogel", "email": "lena@example.org"}  # fmt: skip


class Announcer:
    """Lena types as slowly as people do."""

    def __init__(self, app, visitor):
        self.app, self.visitor = app, visitor

    def announces(self, *, after: int = 30, path: str = ANNOUNCE, **typed):
        form = BeautifulSoup(self.visitor.get(path).data, "html.parser").select_one("main form[method=post]")
        self.app.config["PORTAL_NOW"] += timedelta(seconds=after)
        self.sent = filled(form, typed)
        return self.visitor.post(path, self.sent)


@pytest.fixture
def lena(app, erika):
    return Announcer(app, erika)


@pytest.fixture
def club(app, town_session):
    """The address of the club's own page."""
    with app.app_context(), town_session() as session:
        return f"/veranstaltungen/o/{the_page(organiser(session))}"


def the_page(club) -> str:
    """The token of its page, with the key it would have got at the desk."""
    club.token_hash = hashed(token_of(club.key))
    return token_of(club.key)


def test_announced_checked_published(lena, keller, town_session):
    address = lena.announces(**FLEA).headers["Location"]
    assert "Hofflohmarkt" not in lena.visitor.get("/veranstaltungen").text
    assert lena.visitor.get("/veranstaltungen/1").status_code == 404
    lena.visitor.submit(f"{address}/aendern", title="Flohmarkt im Hof")
    assert "Flohmarkt im Hof" in keller.get(DESK).text
    assert "Lena Vogel" in keller.get(f"{DESK}/1").text
    keller.post(f"{DESK}/1/veroeffentlichen", filled(form_of(keller, f"{DESK}/1"), {}))
    assert "Flohmarkt im Hof" in lena.visitor.get("/veranstaltungen").text
    assert lena.visitor.get(f"{address}/aendern").status_code == 303
    with town_session() as session:
        assert [one.kind for one in session.scalars(select(Letter).order_by(Letter.created_at))] == [
            "events.announced", "events.published",
        ]  # fmt: skip


def form_of(person, path):
    return BeautifulSoup(person.get(path).data, "html.parser").select_one("main form")


def test_refused_with_a_reason_the_announcer_reads(lena, keller):
    address = lena.announces(**FLEA).headers["Location"]
    assert "für die Person, die es angekündigt hat" in keller.get(f"{DESK}/1").text
    keller.submit(f"{DESK}/1", note="Bitte mit Hausnummer")
    assert "Bitte mit Hausnummer" in lena.visitor.get(address).text
    assert "Hofflohmarkt" not in keller.get("/veranstaltungen").text


def test_what_is_private_never_leaves(lena, keller):
    lena.announces(**FLEA)
    keller.post(f"{DESK}/1/veroeffentlichen", filled(form_of(keller, f"{DESK}/1"), {}))
    for path in ("", "/1", "/monat/2026-12", "/woche/2026-12-12", "/alle.ics", "/1/termine.ics", "/abo"):
        text = lena.visitor.get(f"/veranstaltungen{path}").text
        assert "Vogel" not in text
        assert "lena@" not in text


def test_sent_twice_it_is_one_event_and_one_letter(lena, town_session):
    lena.announces(**FLEA)
    assert lena.visitor.post(ANNOUNCE, lena.sent).status_code == 303
    with town_session() as session:
        assert (session.query(Event).count(), session.query(Letter).count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "status"), [({"website": "x"}, 422), ({"after": 1}, 422), ({"key": "forged"}, 422), ({}, 303)]
)
def test_machines_are_shown_the_form_again(lena, changes, status):
    assert lena.announces(**FLEA | changes).status_code == status


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "Hof" * 200}, "Bitte kürzen Sie dies auf höchstens"),
        ({"category": "forged"}, "Bitte wählen Sie aus der Liste."),
        ({"every": "zwei"}, "Bitte schreiben Sie eine ganze Zahl"),
        ({"every": "0"}, "Bitte geben Sie eine Zahl von 1 bis"),
    ],
)
def test_what_does_not_fit_is_said_in_the_words_of_this_house(lena, typed, sentence):
    answer = lena.announces(**FLEA | typed)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_flood_of_one_network_is_stopped_and_people_keep_what_they_typed(lena, town_session):
    lena.announces(**FLEA)
    with town_session() as session:
        network = session.get(Event, 1).network
        for number in range(19):
            on(session, f"flood-{number}").network = network
    answer = lena.announces(**FLEA)
    assert answer.status_code == 422
    assert "Hofflohmarkt" in answer.text
    with town_session() as session:
        assert tasks.forget_networks(session, NOW + timedelta(hours=2)) == 20
    assert lena.announces(**FLEA).status_code == 303


def test_a_stranger_opens_nothing(lena, stranger):
    address = lena.announces(**FLEA).headers["Location"]
    assert stranger.get(address).status_code == 404
    assert lena.visitor.get("/veranstaltungen/t/falsch").status_code == 404


def test_people_are_forgotten_a_month_after_the_last_date(lena, keller, town_session):
    lena.announces(**FLEA)
    keller.post(f"{DESK}/1/veroeffentlichen", filled(form_of(keller, f"{DESK}/1"), {}))
    with town_session() as session:
        assert tasks.forget_people(session, NOW + timedelta(days=45)) == 0
        assert tasks.forget_people(session, NOW + timedelta(days=60)) == 1
        it = session.get(Event, 1)
        assert (it.name, it.email) == ("", "")


def test_who_announced_what_nobody_ever_checked_is_forgotten_as_well(lena, town_session):
    lena.announces(**FLEA)
    with town_session() as session:
        assert [tasks.forget_people(session, NOW + timedelta(days=days)) for days in (45, 60)] == [0, 1]


def test_a_club_announces_moves_and_cancels_by_its_link(lena, club, town_session, keller):
    answer = lena.announces(path=f"{club}/neu", title="Training", first_on="1.12.2026", starts="18:00", place="Halle")
    assert answer.headers["Location"] == club
    assert "wird geprüft" in lena.visitor.get(club).text
    assert "Training" in keller.get(DESK).text
    lena.visitor.submit(f"{club}/1/2026-12-01", to_on="2.12.2026", starts="18:00", note="Halle belegt")
    with town_session() as session:
        it = queries.event_by_id(session, 1)
        assert (it.dates[0].is_moved, it.dates[0].note, it.state) == (True, "Halle belegt", "submitted")


def test_what_a_club_types_wrong_is_said_and_nothing_is_lost(lena, club, town_session):
    with town_session() as session:
        number = on(session, organiser_id=1).id
    for path, wrong in ((f"{club}/{number}", {"until_on": "1.1.2020"}), (f"{club}/{number}", {"title": ""}),
                        (f"{club}/{number}/2026-12-01", {"to_on": "morgen"})):  # fmt: skip
        answer = lena.visitor.submit(path, **wrong)
        assert answer.status_code == 422
        assert all(value in answer.text for value in wrong.values())


def test_what_a_trusted_club_announces_is_published_at_once(lena, club, town_session):
    with town_session() as session:
        queries.organisers(session)[0].trusted = True
    lena.announces(path=f"{club}/neu", title="Training", first_on="1.12.2026", starts="18:00", place="Halle")
    assert "Training" in lena.visitor.get("/veranstaltungen").text


def test_what_a_club_changes_stays_published_and_the_desk_looks_at_it(lena, club, town_session, keller):
    with town_session() as session:
        number = on(session, organiser_id=1).id
    lena.visitor.submit(f"{club}/{number}", title="Chorprobe im Park")
    assert "Chorprobe im Park" in lena.visitor.get("/veranstaltungen").text
    assert "1 Veranstaltung ist zu prüfen" in keller.get("/verwaltung").text
    keller.submit(f"{DESK}/{number}", _form=0)
    assert "ist zu prüfen" not in keller.get("/verwaltung").text


def test_a_club_sees_only_its_own(lena, club, town_session):
    with town_session() as session:
        number = on(session).id
    assert lena.visitor.get(f"{club}/{number}").status_code == 404
    assert lena.visitor.get(f"{club}/{number}/2026-12-01").status_code == 404


def test_nobody_learns_whether_an_address_is_known(lena, club, town_session):
    texts = [
        lena.announces(path="/veranstaltungen/veranstalter", email=email).text
        for email in ("tsv@example.org", "fremd@example.org", "tsv@example.org")
    ]
    assert len(set(texts)) == 1
    with town_session() as session:
        assert [one.to for one in session.scalars(select(Letter))] == ["tsv@example.org"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_can_be_read_and_leads_back(lena, keller, club, app, town_session, language):
    lena.announces(**FLEA)
    keller.post(f"{DESK}/1/veroeffentlichen", filled(form_of(keller, f"{DESK}/1"), {}))
    keller.post(f"{DESK}/1/zurueckziehen", filled(form_of(keller, f"{DESK}/1"), {"note": "Doch nicht"}))
    lena.announces(path="/veranstaltungen/veranstalter", email="tsv@example.org")
    town = app.towns.by_slug["musterstadt"]
    with town_session() as session:
        found = session.scalars(select(Letter)).all()
        for one in found:
            one.language = language
            assert "http://musterstadt.example" in write(app, town, one).text
    assert len({one.kind for one in found}) >= 3


def test_two_years_after_its_last_event_a_club_is_forgotten(lena, club, town_session):
    lena.announces(path=f"{club}/neu", title="Training", first_on="1.12.2026", starts="18:00", place="Halle")
    with town_session() as session:
        organiser_of(session).linked_at = NOW
        assert [tasks.forget_organisers(session, NOW + timedelta(days=days)) for days in (732, 760)] == [0, 1]
        assert (organiser_of(session).name, organiser_of(session).email) == ("TSV", "")
    assert lena.visitor.get(club).status_code == 404


def test_a_club_whose_calendar_is_followed_stays(club, town_session):
    with town_session() as session:
        it = organiser_of(session)
        it.linked_at, it.feed = NOW, "https://tsv.example/kalender.ics"
        assert tasks.forget_organisers(session, NOW + timedelta(days=800)) == 0


def organiser_of(session) -> Organiser:
    return session.scalars(select(Organiser)).one()
