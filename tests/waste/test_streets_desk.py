"""Frau Keller keeps the streets."""

import io

from webapp.blueprints.waste.models import Street

DESK = "/verwaltung/abfall/strassen"
TABLE = "Straße;Hausnummern;Restmüll;Papier\nAm Bach;;1;A\nHauptstraße;1-40;1;A\nHauptstraße;ab 41;2;B\nalle anderen Straßen;;9;Z\n"


def imported(keller, text=TABLE):
    token = keller.get(f"{DESK}/import").text.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "file": (io.BytesIO(text.encode()), "strassen.csv")}
    path = keller.post(f"{DESK}/import", data, content_type="multipart/form-data").headers["Location"]
    answer = keller.post(f"{path}/uebernehmen", {"csrf_token": token})
    assert answer.status_code == 303, answer.text
    return path, token


def names(town_session):
    with town_session() as session:
        return sorted(one.name for one in session.query(Street).filter(Street.retired_at.is_(None)))


def test_a_directory_brings_streets_with_a_district_for_each_stream(keller, erika, town_session):
    imported(keller)
    assert names(town_session) == ["Am Bach", "Hauptstraße"]
    assert erika.get("/abfall/ort/hauptstrasse.50").status_code == 200
    assert "Welche Hausnummer?" in erika.get("/abfall/ort/hauptstrasse").text


def test_the_same_directory_twice_changes_nothing(keller):
    imported(keller)
    path, _ = imported(keller)
    assert "0 Straßen neu, 0 geändert, 2 unverändert" in keller.get(path).text


def test_undo_retires_new_streets_so_that_no_calendar_breaks(keller, erika, town_session):
    path, token = imported(keller)
    keller.post(f"{path}/zuruecknehmen", {"csrf_token": token})
    assert names(town_session) == []
    assert erika.get("/abfall/ort/am-bach/abfall.ics").status_code == 200


def test_a_renamed_street_keeps_its_address(keller, erika, town_session):
    keller.submit(f"{DESK}/neu", name="Adolfstraße", numbers=["", ""], stream=["*", "*"], district=["Nord", ""])
    with town_session() as session:
        number = session.query(Street).one().id
    keller.submit(f"{DESK}/{number}", name="Friedensstraße")
    assert "Friedensstraße" in erika.get("/abfall/ort/adolfstrasse").text


def test_numbers_nobody_can_read_come_back_as_they_were_typed(keller):
    answer = keller.submit(f"{DESK}/neu", name="Weg", numbers=["quark", ""], stream=["*", "*"], district=["Nord", ""])
    assert answer.status_code == 422
    assert 'value="quark"' in answer.text
