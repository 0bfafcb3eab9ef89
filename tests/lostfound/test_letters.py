"""Frau Wolf writes: the right words to the right person, nothing to a stranger that an owner must prove."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.conftest import NOW
from tests.lostfound.office import PAUL, SECRETS, WOLF, claimed, taken_in
from tests.lostfound.test_nights import reported
from tests.people import hire
from webapp.blueprints.lostfound.actions import claims, steps
from webapp.blueprints.lostfound.models import FoundText
from webapp.blueprints.lostfound.queries import items, people
from webapp.blueprints.lostfound.rules import blocks
from webapp.domain.refusal import Refusal
from webapp.store.outbox import Letter
from webapp.web import letters as pens
from webapp.web.i18n import translate

DESK = "/verwaltung/fundbuero"
ABOUT = blocks.About(path="ordinary", finder_is_heir=True, at_home=True, small=False, owed=True)


@pytest.fixture
def berg(app):
    """Herr Berg leads the office: he decides its texts and deadlines as well."""
    return hire(app, "berg", "Herr Berg", role="clerk", permissions=("lostfound.desk", "lostfound.settings"))


@pytest.fixture
def sent(app, town_session):
    """``sent()``: (to, subject, words) of what the desk wrote."""

    def read():
        with town_session() as session:
            rows = session.scalars(select(Letter).where(Letter.kind == "lostfound.written")).all()
            mails = [pens.write(app, app.towns.by_slug["musterstadt"], one) for one in rows]
        return [(one.to, one.subject, one.text) for one in mails]

    return read


@pytest.fixture
def stand(town_session):
    """``stand(**changes)``: a find at the desk that Erika claims."""

    def arrange(*, language="de", email="erika@example.org", **changes):
        with town_session() as session:
            claim = claimed(session, taken_in(session, **changes))
            claim.language, claim.email = language, email

    return arrange


def words(page) -> str:
    return BeautifulSoup(page.data, "html.parser").select_one("#text").text.strip()


def test_each_gets_the_texts_that_make_sense(stand, wolf, town_session):
    stand(storage="")
    with town_session() as session:
        reported(session)
    page = BeautifulSoup(wolf.get(f"{DESK}/1/brief").data, "html.parser")
    asked = [one["href"].split("/brief/")[1] for one in page.select("main .choices a")]
    assert asked == [
        "finder-1/deadline", "finder-1/hand_in", "finder-1/reminder", "claimant-1/found", "claimant-1/declare",
        "claimant-1/reminder", "claimant-1/absent", "loser-1/found", "loser-1/reminder", "loser-1/absent",
    ]  # fmt: skip


def test_the_text_is_filled_in_changed_looked_at_and_sent_once(stand, wolf, sent, town_session):
    stand()
    path = f"{DESK}/1/brief/finder-1/deadline"
    text = words(wolf.get(path))
    assert all(one in text for one in ("23.05.2027", "Fahrrad", "2026-1", "20.11.2026", "20.06.2027"))
    look = wolf.submit(path, text=text + "\n\nBitte läuten Sie.", do="preview")
    assert "Guten Tag Paul Berg" in BeautifulSoup(look.data, "html.parser").select_one(".letter").text
    assert sent() == []
    for _ in range(2):
        answer = wolf.submit(path, text=text + "\n\nBitte läuten Sie.", do="send")
    ((to, subject, mail),) = sent()
    assert (to, "2026-1" in subject, "Bitte läuten Sie." in mail) == (PAUL["email"], True, True)
    assert "angeschrieben, Aufbewahrungsfrist und Abholung" in wolf.follow(answer).text


def test_a_stranger_learns_nothing_an_owner_must_prove(stand, wolf):
    stand()
    for block in ("found", "declare", "reminder", "absent"):
        text = words(wolf.get(f"{DESK}/1/brief/claimant-1/{block}"))
        told = [*SECRETS.values(), "Kanarius", "12,50", "250", "20.11.2026", "Freibad", "Herrenrad", "Paul"]
        assert [one for one in told if one in text] == [], block
    answer = wolf.submit(f"{DESK}/1/brief/claimant-1/declare", do="send")
    assert answer.status_code == 422
    assert "[Auslagen]" in answer.text


def test_whoever_has_proved_it_is_told_what_the_finder_asks(stand, wolf, town_session):
    stand()
    with town_session() as session:
        claims.accept(session, claim=people.claim_by_id(session, 1), by=WOLF, now=NOW)
    text = words(wolf.get(f"{DESK}/1/brief/claimant-1/declare"))
    assert all(one in text for one in ("12,50 €", "0,00 €", "§ 974 BGB", "07.12.2026"))


@pytest.mark.parametrize("code", ["de", "uk", "ar"])
def test_every_text_is_there_in_every_language(app, code):
    with pens.room(app, app.towns.by_slug["musterstadt"], code):
        for one in blocks.BLOCKS.values():
            assert translate(one.text) != one.text
            assert translate(one.subject) != one.subject
            assert sorted(blocks.PLACE.findall(translate(one.text))) == sorted(blocks.PLACE.findall(one.text))


def test_the_letter_speaks_the_language_of_its_reader(stand, wolf, sent):
    stand(language="uk")
    path = f"{DESK}/1/brief/claimant-1/found"
    assert "Велосипед" in words(wolf.get(path))
    wolf.submit(path, do="send")
    ((_, _, mail),) = sent()
    assert "Добрий день" in mail


def test_without_an_address_of_mail_it_is_printed_and_not_kept(stand, wolf, sent, town_session):
    stand(finder=PAUL | {"email": ""})
    path = f"{DESK}/1/brief/finder-1/reminder"
    page = BeautifulSoup(wolf.get(path).data, "html.parser")
    assert [one["value"] for one in page.select("main button[name=do]")] == ["preview", "print"]
    sheet = BeautifulSoup(wolf.submit(path, do="print").data, "html.parser")
    assert "Ringstraße 1" in sheet.select_one("address").text
    assert "Guten Tag Paul Berg" in sheet.select_one(".letter").text
    assert sent() == []
    assert "Brief gedruckt, Erinnerung an die Frist" in wolf.get(f"{DESK}/1").text
    wolf.submit(path, do="send")
    assert sent() == []


def test_what_does_not_suit_is_not_there(stand, wolf):
    stand(place_kind="office")
    assert wolf.get(f"{DESK}/1/brief/finder-1/hand_in").status_code == 404
    assert wolf.get(f"{DESK}/1/brief/claimant-9/found").status_code == 404
    assert wolf.get(f"{DESK}/1/brief/claimant-1/quatsch").status_code == 404


@pytest.mark.parametrize(
    ("change", "gone"),
    [({"path": "authority"}, {"deadline", "declare", "hand_in"}), ({"finder_is_heir": False}, {"deadline"}),
     ({"at_home": False}, {"hand_in"}), ({"small": True}, {"declare"}), ({"owed": False}, {"declare"})],
)  # fmt: skip
def test_the_law_decides_which_letters_there_are(change, gone):
    def offered(about):
        return {one for role in blocks.ROLES for one in blocks.fitting(role, about)}

    about = blocks.About(**{name: getattr(ABOUT, name) for name in ABOUT.__slots__} | change)
    assert offered(ABOUT) - offered(about) == gone


def test_a_letter_says_something_and_leaves_no_place_open():
    for text in ("", " \n", "bis [Frist]"):
        with pytest.raises(Refusal):
            blocks.ensure_whole(text)
    blocks.ensure_whole("bis [morgen]")


def test_the_town_writes_its_own_words_and_takes_them_back(stand, wolf, berg, town_session):
    stand()
    berg.submit(f"{DESK}/texte", absent="Leider nein. Nummer [Nummer]")
    assert words(wolf.get(f"{DESK}/1/brief/claimant-1/absent")) == "Leider nein. Nummer 2026-1"
    with town_session() as session:
        assert [(one.block, one.language) for one in session.scalars(select(FoundText))] == [("absent", "de")]
    assert berg.submit(f"{DESK}/texte", absent="Nummer [Numer]").status_code == 422
    berg.submit(f"{DESK}/texte", absent="")
    assert words(wolf.get(f"{DESK}/1/brief/claimant-1/absent")).startswith("wir haben nachgesehen")


def test_deadlines_are_the_towns_and_only_who_may_sets_them(wolf, berg, stand, town_session):
    stand()
    assert wolf.get(f"{DESK}/einstellungen").status_code == wolf.get(f"{DESK}/texte").status_code == 403
    assert berg.submit(f"{DESK}/einstellungen", notice_weeks="0").status_code == 422
    berg.submit(f"{DESK}/einstellungen", notice_weeks="8", collect_weeks="2")
    assert "06.06.2027" in words(wolf.get(f"{DESK}/1/brief/finder-1/deadline"))
    with town_session() as session:
        long_ago = {"now": NOW - timedelta(days=200), "found_on": NOW.date() - timedelta(days=200)}
        steps.become(session, taken_in(session, key="old", finder=None, **long_ago), "town", NOW)
    page = BeautifulSoup(berg.get(f"{DESK}/versteigerungen").data, "html.parser")
    assert page.select_one("#notice_until")["value"] == "18.01.2027"


def test_the_finder_has_the_weeks_the_town_gives(stand, wolf, berg, town_session):
    stand()
    berg.submit(f"{DESK}/einstellungen", collect_weeks="2")
    with town_session() as session:
        it = items.whole_item(session, 1)
        steps.become(session, it, "due", NOW)
        steps.step(session, item=it, deed="offer", seen="due", by=WOLF, now=NOW)
    assert "07.12.2026" in wolf.get(f"{DESK}/1").text
