"""Frau Wolf at the desk: a find in a minute, a claim decided, the thing handed over once."""

import io

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from sqlalchemy import select

from tests.lostfound.office import claimed, taken_in
from webapp.blueprints.lostfound.models import Claim, FoundItem, Handover, Word
from webapp.store.outbox import Letter

DESK = "/verwaltung/fundbuero"
NEW = {"title": "Schlüsselbund mit rotem Band", "found_on": "20.11.", "area": "Marktplatz"}


def remembered(town_session, item_id: int = 1) -> FoundItem:
    with town_session() as session:
        return session.get(FoundItem, item_id)


def letters(town_session) -> list[str]:
    with town_session() as session:
        return [one.kind.partition(".")[2] for one in session.scalars(select(Letter).order_by(Letter.created_at))]


def press(wolf, path: str, **sent: str):
    token = BeautifulSoup(wolf.get(DESK + "/neu?art=keys").data, "html.parser").select_one("main [name=csrf_token]")
    return wolf.post(DESK + path, {"csrf_token": token["value"]} | sent)


def test_four_lines_are_enough_and_the_number_is_the_next_of_the_year(wolf, town_session):
    answer = wolf.submit(f"{DESK}/neu?art=keys", **NEW)
    page = wolf.follow(answer).text
    assert "2026-1" in page
    it = remembered(town_session)
    assert (it.state, it.found_on.isoformat(), it.kept_until.isoformat()) == ("published", "2026-11-20", "2027-05-23")
    wolf.submit(f"{DESK}/neu?art=wallet", **NEW)
    assert remembered(town_session, 2).label == "2026-2"


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(wolf):
    answer = wolf.submit(f"{DESK}/neu?art=keys", title="Bund, 0171 2345678", area="", found_on="morgen")
    soup = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 422
    assert {one["href"] for one in soup.select(".errors a")} == {"#area", "#found_on"}
    answer = wolf.submit(f"{DESK}/neu?art=keys", **NEW | {"title": "Bund, 0171 2345678"})
    assert answer.status_code == 422
    assert "0171" in BeautifulSoup(answer.data, "html.parser").select_one("#title")["value"]


def test_the_form_sent_twice_is_one_find(wolf, town_session):
    soup = BeautifulSoup(wolf.get(f"{DESK}/neu?art=keys").data, "html.parser")
    sent = {one: soup.select_one(f"[name={one}]")["value"] for one in ("csrf_token", "key")} | NEW
    sent |= {"place_kind": "elsewhere", "publish": "y"}
    first, second = (wolf.post(f"{DESK}/neu?art=keys", sent).headers["Location"] for _ in range(2))
    assert first == second


def test_where_it_was_found_decides_the_law(wolf, town_session):
    wolf.submit(f"{DESK}/neu?art=keys", **NEW, place_kind="transport", name="Paul", value_cents="40")
    page = wolf.get(f"{DESK}/1/finderbeleg").text
    assert "§ 978" in page
    assert remembered(town_session).path == "authority"


def test_everything_about_a_find_stands_on_its_page(wolf, bicycle):
    text = wolf.get(f"{DESK}/{bicycle}").text
    for words in ("2026-1", "Herrenrad, dunkel", "Kanariusweg 5", "Paul Berg", "12,50 €", "23.05.2027"):
        assert words in text, words
    assert wolf.get(f"{DESK}/77").status_code == 404


def test_a_claim_is_decided_and_the_thing_goes_to_one_person_only(wolf, bicycle, town_session):
    with town_session() as session:
        for who in ("erika", "olena"):
            claimed(session, session.get(FoundItem, bicycle), key=who)
    assert "Diamant" in wolf.get(f"{DESK}/{bicycle}").text
    press(wolf, "/anspruch/1/accept")
    assert press(wolf, "/anspruch/2/accept").status_code == 422
    assert wolf.submit(f"{DESK}/{bicycle}/herausgabe", settled="y").status_code == 422  # which paper was not said
    other = {"settled": "y", "identity": "id", "name": "Petra Beispiel"}
    assert "aufgehoben für Erika" in wolf.submit(f"{DESK}/{bicycle}/herausgabe", **other).text
    answer = wolf.submit(f"{DESK}/{bicycle}/herausgabe", settled="y", identity="id", reward_cents="15")
    assert answer.status_code == 303
    text = wolf.get(f"{DESK}/{bicycle}").text
    assert ("/herausgabe" in text, "15,00 €" in text, "12,50 €" in text) == (False, True, False)
    text = wolf.get(f"{DESK}/{bicycle}/beleg").text
    assert ("Erika" in text, "15,00 €" in text) == (True, True)
    with town_session() as session:
        assert [one.state for one in session.scalars(select(Claim).order_by(Claim.id))] == ["accepted", "refused"]
        assert session.scalars(select(Word)).all() == []
    assert letters(town_session)[-3:] == ["claimed", "accepted", "refused"]


def test_nothing_leaves_before_the_finder_agrees(wolf, bicycle, town_session):
    answer = wolf.submit(f"{DESK}/{bicycle}/herausgabe", name="Erika", identity="known")
    assert answer.status_code == 422
    assert "§§ 972, 975" in answer.text
    with town_session() as session:
        assert session.scalars(select(Handover)).all() == []


def test_an_expense_is_added_up(wolf, bicycle):
    wolf.submit(f"{DESK}/{bicycle}", what="Schloss aufgebrochen", cents="12,50")
    wolf.submit(f"{DESK}/{bicycle}", what="Transport", cents="5")
    assert "17,50 €" in wolf.get(f"{DESK}/{bicycle}").text
    assert wolf.submit(f"{DESK}/{bicycle}", what="Nichts", cents="0").status_code == 422


def test_a_button_pressed_twice_or_too_late_does_no_harm(wolf, bicycle, town_session):
    for _ in range(2):
        assert press(wolf, f"/{bicycle}/schritt", deed="hide", seen="published").status_code == 303
    assert press(wolf, f"/{bicycle}/schritt", deed="destroy", seen="town").status_code == 422
    assert press(wolf, f"/{bicycle}/schritt", deed="forward", seen="registered").status_code == 422
    assert remembered(town_session).state == "registered"


def test_putting_right_counts_the_keeping_period_anew(wolf, bicycle, town_session):
    wolf.submit(f"{DESK}/{bicycle}/aendern", value_cents="9,50", title="Kinderrad")
    it = remembered(town_session)
    assert (it.kept_until.isoformat(), it.title) == ("2027-05-20", "Kinderrad")
    assert "Paul Berg" in wolf.get(f"{DESK}/{bicycle}").text


def test_the_register_is_searched_and_taken_along(wolf, bicycle, town_session):
    with town_session() as session:
        taken_in(session, key="hat", category="clothing", title="=SUM(1)", area="Bus", place_kind="transport")
    assert "Herrenrad" in wolf.get(f"{DESK}/register?suche=2026-1").text
    assert "Herrenrad" in wolf.get(f"{DESK}/register?suche=kanarius+regal").text
    assert "Herrenrad" not in wolf.get(f"{DESK}/register?suche=zzz&stand=published").text
    assert "'=SUM(1)" in wolf.get(f"{DESK}/register.csv").data.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(wolf.get(f"{DESK}/register.xlsx").data)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["2026-1", "2026-2"]


def test_a_label_carries_the_number_and_a_code(wolf, bicycle):
    soup = BeautifulSoup(wolf.get(f"{DESK}/{bicycle}/etikett").data, "html.parser")
    assert soup.h1.text == "2026-1"
    assert soup.select_one("svg.qr")


@pytest.mark.parametrize("path", ["", "/register", "/neu", "/neu?art=keys", "/1", "/1/herausgabe", "/1/aendern"])
def test_herr_vogt_sees_nothing(vogt, bicycle, path):
    assert vogt.get(DESK + path).status_code == 403


def test_after_a_look_back_the_same_find_is_not_taken_in_twice(keller, later):
    words = {"title": "Ring, silbern", "area": "Marktplatz", "found_on": "20.11.2026"}
    assert keller.submit(f"{DESK}/neu?art=jewellery", **words).status_code == 303
    again = keller.submit(f"{DESK}/neu?art=jewellery", **words)
    assert (again.status_code, "gerade aufgenommen: Nummer 2026-1" in again.text) == (422, True)
    assert keller.submit(f"{DESK}/neu?art=jewellery", **words | {"title": "Ring, zweiter"}).status_code == 303
    later(minutes=11)
    assert keller.submit(f"{DESK}/neu?art=jewellery", **words).status_code == 303
