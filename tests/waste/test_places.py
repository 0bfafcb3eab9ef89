"""Erika looks for her bin."""

import pytest

from webapp.blueprints.waste.models import Collection

pytestmark = pytest.mark.usefixtures("village")


@pytest.mark.parametrize(
    "typed",
    [
        "Lindenstr. 5",
        "lindenstrasse",
        "Linden-Straße 12 a",
        "99999 Musterstadt, Lindenstr.5",
        "Lindenstraße 5 Musterstadt",
        "Lindenstr. 12 a 99999 Musterstadt",
    ],
)
def test_a_street_as_people_type_it_leads_to_its_dates(erika, typed):
    answer = erika.follow(erika.get("/abfall", query_string={"adresse": typed}))
    assert "Morgen, Dienstag, 24. November:" in answer.text
    assert "Papier" in answer.text


def test_a_moved_date_says_from_when_and_why(erika):
    text = erika.get("/abfall/ort/lindenstrasse").text
    assert "verschoben von Freitag, 25. Dezember: 1. Weihnachtstag" in text


def test_a_street_in_two_localities_is_asked_not_guessed(erika):
    answer = erika.get("/abfall?adresse=Ringstr. 3")
    assert answer.status_code == 200
    assert "Oberdorf" in answer.text
    assert "Unterdorf" in answer.text


def test_the_locality_typed_along_decides(erika):
    answer = erika.get("/abfall?adresse=Ringstr. 3, Unterdorf")
    assert answer.headers["Location"] == "/abfall/ort/ringstrasse-unterdorf.3"


def test_the_locality_is_understood_without_a_comma(erika):
    answer = erika.get("/abfall?adresse=Ringstr. 3 Unterdorf")
    assert answer.headers["Location"] == "/abfall/ort/ringstrasse-unterdorf.3"


def test_a_house_with_two_numbers_on_both_sides_of_the_border_is_asked_not_guessed(erika):
    assert "Papier" in erika.get("/abfall/ort/hauptstrasse.2-4").text
    assert "Die Nummer 38-44 steht nicht in unserer Liste" in erika.get("/abfall/ort/hauptstrasse.38-44").text


def test_the_year_sheet_says_where_and_when_the_van_stands(erika, town_session):
    with town_session() as session:
        row = session.query(Collection).filter_by(stream="bio").one()
        row.place, row.time = "Festplatz", "10:00-11:30"
    sheet = erika.get("/abfall/ort/lindenstrasse/jahr/2026").text
    assert 'Bioabfall, 10:00-11:30, <bdi lang="de">Festplatz</bdi>: Do. 24.12.' in sheet
    assert "* anderer Tag als sonst" in sheet


def test_the_house_number_is_asked_only_where_it_decides(erika):
    assert "Welche Hausnummer?" in erika.get("/abfall/ort/hauptstrasse").text
    assert "Welche Hausnummer?" not in erika.get("/abfall/ort/lindenstrasse").text
    answer = erika.get("/abfall/ort/hauptstrasse?nummer=50a")
    assert answer.headers["Location"] == "/abfall/ort/hauptstrasse.50a"


def test_a_number_that_is_not_listed_gets_a_choice(erika):
    answer = erika.get("/abfall/ort/hauptstrasse?nummer=500")
    assert answer.status_code == 422
    assert "steht nicht in unserer Liste" in answer.text
    assert "<title>Fehler: Welche Hausnummer? – Musterstadt</title>" in answer.text
    assert '<a href="#nummer">' in answer.text
    assert "/abfall/ort/hauptstrasse.41" in answer.text


def test_a_typing_mistake_gets_a_suggestion_and_nonsense_a_sentence(erika):
    assert "Meinen Sie eine dieser Straßen?" in erika.get("/abfall?adresse=Lindnstrase").text
    assert "Diese Straße kennen wir nicht" in erika.get("/abfall?adresse=Quakenbrück").text


def test_htmx_gets_only_the_suggestions(erika):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#suggestions"}
    part = erika.get("/abfall?adresse=Lin", headers=headers).text
    whole = erika.get("/abfall?adresse=Lin").text
    assert "<html" not in part
    assert part.strip() in whole


def test_tomorrow_is_one_sentence_also_for_a_voice(erika):
    assert erika.get("/abfall/morgen/lindenstrasse.txt").text == "Morgen, Dienstag, 24. November: Papier.\n"
    spoken = erika.get("/abfall/morgen/lindenstrasse", headers={"Accept": "text/plain"})
    assert spoken.mimetype == "text/plain"


def test_the_street_is_remembered_only_when_asked_and_forgotten_again(erika):
    assert "Set-Cookie" not in erika.get("/abfall/ort/lindenstrasse").headers
    erika.submit("/abfall/ort/lindenstrasse")
    assert "Papier" in erika.get("/").text
    erika.submit("/abfall/ort/lindenstrasse")
    assert "Papier" not in erika.get("/").text


def test_only_the_chosen_streams_are_shown(erika):
    text = erika.get("/abfall/ort/lindenstrasse?nur=bio").text
    assert "24. Dezember" in text
    assert "24. November" not in text


def test_the_year_shows_every_month_and_its_dates(erika):
    text = erika.get("/abfall/ort/lindenstrasse/jahr/2026").text
    assert text.count("<h2>") >= 12
    assert 'datetime="2026-12-24"' in text
    assert erika.get("/abfall/ort/lindenstrasse/jahr/1900").status_code == 404


def test_where_does_a_battery_go(erika):
    text = erika.get("/abfall/a-z?wort=akku").text
    assert "Batterien" in text
    assert "Ölfarbe" not in text
    assert "keinen Eintrag" in erika.get("/abfall/a-z?wort=zzz").text


def test_the_yard_is_open_on_monday_morning(erika):
    assert "Jetzt geöffnet bis 12:00 Uhr" in erika.get("/abfall/annahmestellen").text
