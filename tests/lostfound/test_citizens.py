"""Erika has lost her bicycle, Paul has found one: what they see, send and get."""

import io
import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sqlalchemy import select

from tests.lostfound.office import taken_in
from webapp.blueprints.lostfound.models import Claim, FoundItem, LossReport
from webapp.store.files import StoredFile
from webapp.store.outbox import Letter

FIND = "/fundbuero/fund/2026-1"
WHO = {"name": "Erika Muster", "email": "erika@example.org"}


@pytest.fixture
def sends(later):
    """Fill in a form as slowly as people do."""

    def send(visitor, path: str, **typed):
        soup = BeautifulSoup(visitor.get(path).data, "html.parser")
        later(seconds=20)
        return visitor.post(path, {"key": soup.select_one("[name=key]")["value"]} | WHO | typed)

    return send


def told(answer) -> str:
    return " ".join(BeautifulSoup(answer.data, "html.parser").main.get_text(" ").split())


def kinds(town_session) -> list[str]:
    with town_session() as session:
        return [one.kind.partition(".")[2] for one in session.scalars(select(Letter).order_by(Letter.created_at))]


def photo() -> bytes:
    picture, out = Image.new("RGB", (40, 30), "navy"), io.BytesIO()
    exif = picture.getexif()
    exif[0x010E] = "Kanarius"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True), ("?wort=herrenrad", True), ("?wort=fahr", True), ("?wort=blau+freibad", True), ("?wort=rot", False),
        ("?wort=2026-1", True), ("?art=bicycle", True), ("?art=keys", False), ("?art=quatsch", True),
        ("?seit=18.11.", True), ("?seit=22.11.2026", True), ("?seit=30.11.2026", False), ("?seit=irgendwann", True),
        ("?wort=kanarius", False), ("?wort=%25", True), ("?vor=1", False), ("?vor=x", True),
    ],
)  # fmt: skip
def test_finds_are_searched_by_word_kind_and_day(erika, bicycle, query, there):
    assert ("Herrenrad, dunkel" in told(erika.get(f"/fundbuero{query}"))) == there


def test_a_find_says_the_week_and_the_quarter_and_until_when(erika, bicycle):
    text = told(erika.get(FIND))
    for words in ("2026-1", "blau", "Nähe Freibad", "16.11.2026", "23. Mai 2027"):
        assert words in text, words
    assert "20.11." not in text
    for other in ("2026-2", "99999999999999999999-1", "2026-99999999999999999999"):
        assert erika.get(f"/fundbuero/fund/{other}").status_code == 404


def test_older_finds_come_on_the_next_page(erika, town_session):
    with town_session() as session:
        for nth in range(1, 23):
            taken_in(session, key=f"find-{nth}", title=f"Rad {'x' * nth}")
    first = BeautifulSoup(erika.get("/fundbuero?wort=rad").data, "html.parser")
    assert len(first.select(".dates li")) == 20
    assert (
        len(BeautifulSoup(erika.get(first.select_one("#pager-after")["href"]).data, "html.parser").select(".dates li"))
        == 2
    )


def test_what_is_not_published_is_not_there(erika, town_session):
    with town_session() as session:
        taken_in(session, publish=False)
    assert "Herrenrad" not in erika.get("/fundbuero").text
    for path in (FIND, f"{FIND}/anspruch"):
        assert erika.get(path).status_code == 404


def test_a_claim_gets_a_number_and_says_what_to_bring(erika, bicycle, sends, town_session):
    answer = sends(erika, f"{FIND}/anspruch", **{"trait-brand": "Diamant", "story": "Vor dem Freibad"})
    text = told(erika.follow(answer))
    assert re.search(r"Nummer: [A-Z0-9]{3}-[A-Z0-9]{3}", text)
    assert "Personalausweis" in text
    assert kinds(town_session)[-1] == "claimed"
    with town_session() as session:
        assert session.scalars(select(Claim)).one().answers == {"brand": "Diamant"}


def test_right_and_wrong_answers_are_answered_alike(erika, bicycle, sends):
    answers = [
        erika.follow(sends(erika, f"{FIND}/anspruch", **{"trait-brand": brand})) for brand in ("Kanarius", "Falsch", "")
    ]
    plain = {re.sub(r"[A-Z0-9]{3}-[A-Z0-9]{3}", "", told(one)) for one in answers}
    assert len(plain) == 1
    assert {one.status_code for one in answers} == {200}


def test_guessing_ends_after_some_tries_whatever_was_answered(erika, bicycle, sends, town_session):
    mails = [f"e{nth}@example.org" for nth in range(6)]
    answers = [sends(erika, f"{FIND}/anspruch", email=one, **{"trait-brand": "Kanarius"}) for one in mails]
    assert [one.status_code for one in answers] == [303] * 4 + [422] * 2
    with town_session() as session:
        assert len(session.scalars(select(Claim)).all()) == 4


def test_a_claim_is_withdrawn_by_its_address(erika, stranger, bicycle, sends, town_session):
    address = sends(erika, f"{FIND}/anspruch").headers["Location"]
    assert stranger.get(address).status_code == 404
    erika.post(f"{address}/zurueck")
    assert "zurückgezogen" in told(erika.get(address))


def test_a_loss_is_reported_prolonged_and_withdrawn(erika, sends, town_session, later):
    assert "Fahrrad" in told(erika.get("/fundbuero/verlust"))
    lost = {"title": "Mein blaues Rad", "lost_on": "19.11.", "area": "Freibad", "trait-colour": "blau"}
    address = sends(erika, "/fundbuero/verlust?art=bicycle", **lost).headers["Location"]
    assert "23.05.2027" in told(erika.get(address))
    later(days=30)
    erika.post(f"{address}/verlaengern")
    assert "23.06.2027" in told(erika.get(address))
    erika.post(f"{address}/zurueck")
    with town_session() as session:
        assert session.scalars(select(LossReport)).one().state == "withdrawn"
    assert kinds(town_session) == ["reported"]


def test_what_is_missing_is_said_at_its_field(erika, sends):
    answer = sends(erika, "/fundbuero/verlust?art=bicycle", title="", lost_on="übermorgen", email="", story="x")
    soup = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 422
    assert {one["href"] for one in soup.select(".errors a")} == {"#title", "#lost_on", "#email"}
    assert soup.select_one("#name")["value"] == "Erika Muster"
    unreachable = sends(erika, "/fundbuero/verlust?art=bicycle", title="Rad", lost_on="19.11.", email="")
    assert unreachable.status_code == 422
    assert sends(erika, "/fundbuero/verlust?art=bicycle", title="Rad", lost_on="24.12.2026").status_code == 422


def test_a_find_is_announced_with_a_photo_that_tells_nothing(paul, sends, town_session):
    sent = {"title": "Damenrad", "found_on": "21.11.", "area": "Bahnhof", "place_kind": "elsewhere", "waives_reward": "y",
            "image": (io.BytesIO(photo()), "bild.jpg")}  # fmt: skip
    address = sends(paul, "/fundbuero/gefunden?art=bicycle", **sent).headers["Location"]
    assert "§ 973" in told(paul.get(address))
    with town_session() as session:
        it = session.scalars(select(FoundItem)).one()
        assert (it.state, it.number, it.waives_reward, it.shows_photo) == ("announced", None, True, False)
        kept = session.get(StoredFile, it.photo)
        assert (kept.media_type, b"Kanarius" in kept.content) == ("image/webp", False)
    assert "Damenrad" not in paul.get("/fundbuero").text


@pytest.mark.parametrize("content", [b"%PDF-1.7 no picture", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 60])
def test_what_is_no_picture_is_refused_and_nothing_typed_is_lost(paul, sends, content, town_session):
    sent = {"title": "Damenrad", "found_on": "21.11.", "area": "Bahnhof", "place_kind": "elsewhere"}
    answer = sends(paul, "/fundbuero/gefunden?art=bicycle", **sent, image=(io.BytesIO(content), "bild.jpg"))
    assert answer.status_code == 422
    assert BeautifulSoup(answer.data, "html.parser").select_one("#title")["value"] == "Damenrad"
    with town_session() as session:
        assert session.scalars(select(FoundItem)).all() == []


def test_an_announced_find_gets_its_number_at_the_desk(paul, wolf, sends, town_session):
    sent = {"title": "Damenrad", "found_on": "21.11.", "area": "Bahnhof", "place_kind": "transport"}
    address = sends(paul, "/fundbuero/gefunden?art=bicycle", **sent).headers["Location"]
    assert "Damenrad" in wolf.get("/verwaltung/fundbuero").text
    wolf.submit("/verwaltung/fundbuero/1", deed="register")
    assert "2026-1" in told(paul.get(address))


def test_nothing_secret_leaves_the_house(erika, bicycle, app):
    """The canary sits in every field of the bicycle that is not public."""
    pages = ["/fundbuero", "/fundbuero?wort=kanarius", FIND, f"{FIND}/anspruch", "/fundbuero/versteigerung", "/"]
    for path in pages:
        text = erika.get(path).text
        assert not re.search('kanarius(?!")|paul|ringstra|250', text.replace("?wort=kanarius", ""), re.IGNORECASE), path


def test_everything_missing_is_told_at_once_in_the_order_of_the_page(erika, sends):
    answer = sends(erika, "/fundbuero/verlust?art=bicycle", name="", email="", title="")
    links = [link["href"] for link in BeautifulSoup(answer.data, "html.parser").select(".errors a")]
    assert links == ["#title", "#lost_on", "#name", "#email"]
    assert "E-Mail-Adresse oder eine Telefonnummer" in told(answer)


def test_a_number_is_not_turned_around_in_arabic(erika, bicycle):
    for path in ("/fundbuero", FIND, f"{FIND}/anspruch"):
        assert "\u20662026-1\u2069" in erika.get(f"/ar{path}").text
        assert "\u2066" not in erika.get(f"/uk{path}").text


def test_a_report_is_prolonged_only_where_that_changes_its_end(erika, sends, later):
    address = sends(erika, "/fundbuero/verlust?art=bicycle", title="Rad", lost_on="20.11.2026").headers["Location"]
    assert "weitersuchen" not in erika.get(address).text
    later(days=30)
    assert "weitersuchen" in erika.get(address).text
    erika.submit(address, 0)
    assert "weitersuchen" not in erika.get(address).text
