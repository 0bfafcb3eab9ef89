"""Frau Keller imports what the disposal company delivers."""

import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from webapp.blueprints.waste.models import Collection, District, TitleMeaning
from webapp.cli import cli

CSV = "Datum;Abfuhrart\n01.12.2026;Restmüll\n15.12.2026;Restmüll\n02.12.2026;Blaue Tonne\n"
DESK = "/verwaltung/abfall"
KEYS = {"date", "title", "stream", "variant", "time", "place", "moved_from", "cancelled", "note"}


def upload(keller, text=CSV, name="nord.csv"):
    data = {"csrf_token": token(keller), "files": (io.BytesIO(text.encode()), name)}
    answer = keller.post(f"{DESK}/import", data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def token(keller):
    return keller.get(f"{DESK}/import").text.split('name="csrf_token" value="')[1].split('"')[0]


def decide(keller, path, meaning="paper"):
    return keller.post(
        f"{path}/entscheidung",
        {"csrf_token": token(keller), "title": "Blaue Tonne", "meaning": meaning, "district-0": "Nord"},
    )


def apply(keller, path, **more):
    return keller.post(f"{path}/uebernehmen", {"csrf_token": token(keller)} | more)


def stored(town_session):
    with town_session() as session:
        return sorted((one.stream, str(one.actual_on), one.origin) for one in session.query(Collection))


def test_nothing_counts_before_she_has_decided_and_said_yes(keller, town_session):
    path = upload(keller)
    assert "fehlt oben noch Ihre Entscheidung" in keller.get(path).text
    assert apply(keller, path).status_code == 422
    decide(keller, path)
    assert apply(keller, path).status_code == 303
    assert stored(town_session) == [
        ("paper", "2026-12-02", "import"),
        ("residual", "2026-12-01", "import"),
        ("residual", "2026-12-15", "import"),
    ]


def test_a_title_is_asked_once_per_town(keller, town_session):
    decide(keller, upload(keller))
    with town_session() as session:
        assert session.query(TitleMeaning).one().stream == "paper"
    assert "fehlt oben noch Ihre Entscheidung" not in keller.get(upload(keller)).text


def test_the_same_file_twice_changes_nothing(keller, town_session):
    for _ in range(2):
        path = upload(keller)
        decide(keller, path)
        apply(keller, path)
    assert len(stored(town_session)) == 3
    with town_session() as session:
        assert {one.sequence for one in session.query(Collection)} == {0}


def test_undo_puts_everything_back(keller, town_session):
    path = upload(keller)
    decide(keller, path)
    apply(keller, path)
    before = stored(town_session)
    other = upload(keller, CSV.replace("15.12.2026", "16.12.2026"))
    apply(keller, other)
    assert stored(town_session) != before
    keller.post(f"{other}/zuruecknehmen", {"csrf_token": token(keller)})
    assert stored(town_session) == before


def test_what_she_changed_by_hand_is_never_overwritten(keller, town_session):
    path = upload(keller)
    decide(keller, path)
    apply(keller, path)
    with town_session() as session:
        number = session.query(Collection).filter_by(stream="paper").one().id
    keller.submit(f"{DESK}/termine/{number}", actual_on="03.12.2026", reason="Markt")
    again = upload(keller)
    assert "Von Hand geändert, bleibt so: 1" in keller.get(again).text
    apply(keller, again)
    assert ("paper", "2026-12-03", "manual") in stored(town_session)


def test_losing_a_third_of_the_dates_needs_a_second_yes(keller, town_session):
    many = "Datum;Abfuhrart\n" + "".join(f"{day:02}.12.2026;Restmüll\n" for day in (1, 8, 15, 22, 29))
    path = upload(keller, many)
    apply(keller, path)
    few = upload(keller, "Datum;Abfuhrart\n01.12.2026;Restmüll\n29.12.2026;Restmüll\n")
    assert apply(keller, few).status_code == 422
    assert len(stored(town_session)) == 5
    assert apply(keller, few, sure="y").status_code == 303
    assert len(stored(town_session)) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\x00\x01\x02", b"<html>", b"PK\x03\x04broken", b"{]", b"BEGIN:VCALENDAR\nEND:VCALENDAR"],
)
def test_a_file_nobody_can_read_gets_a_sentence(keller, content):
    data = {"csrf_token": token(keller), "files": (io.BytesIO(content), "datei.ics")}
    answer = keller.follow(keller.post(f"{DESK}/import", data, content_type="multipart/form-data"))
    assert "notice error" in answer.text.split("datei.ics")[1]


def test_a_district_typed_at_the_last_moment_is_shown_before_it_counts(keller, town_session):
    path = upload(keller, CSV.replace("Blaue Tonne", "Papier"))
    shown = keller.follow(apply(keller, path, **{"district-0": "Oberdorf"}))
    assert "Sie haben etwas neu entschieden" in shown.text
    assert stored(town_session) == []
    apply(keller, path, **{"district-0": "Oberdorf"})
    with town_session() as session:
        assert {one.name for one in session.query(District)} == {"Oberdorf"}
    assert len(stored(town_session)) == 3


def test_a_date_of_a_file_is_cancelled_not_deleted_or_the_next_import_brings_it_back(keller, town_session):
    path = upload(keller, CSV.replace("Blaue Tonne", "Papier"))
    apply(keller, path)
    with town_session() as session:
        number = session.query(Collection).filter_by(stream="paper").one().id
    assert "war ein Versehen" not in keller.get(f"{DESK}/termine/{number}").text
    answer = keller.post(f"{DESK}/termine/{number}/loeschen", {"csrf_token": token(keller)})
    assert (answer.status_code, "Bitte sagen Sie ihn ab" in answer.text) == (422, True)
    keller.post(f"{DESK}/termine/{number}/absage", {"csrf_token": token(keller)})
    again = keller.get(upload(keller, CSV.replace("Blaue Tonne", "Papier"))).text
    assert "02.12.2026, entfällt (in der Datei steht 02.12.2026)" in again
    assert "0 neu" in again


def test_herr_vogt_may_not_import(vogt):
    assert vogt.get(f"{DESK}/import").status_code == 403


def test_the_command_line_reads_without_a_town(tmp_path):
    path = tmp_path / "nord.csv"
    path.write_text(CSV, encoding="utf-8")
    command = [sys.executable, "-m", "webapp.cli", "waste", "read", str(path), str(tmp_path / "missing.ics"), "--json"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    read, missing = (json.loads(line) for line in found)
    assert set(read["events"][0]) == KEYS
    assert [event["stream"] for event in read["events"]] == ["residual", None, "residual"]
    assert missing["error"]


def test_the_command_line_imports_and_can_only_look(instance, tmp_path, monkeypatch, town_session):
    path = tmp_path / "nord.csv"
    path.write_text(CSV.replace("Blaue Tonne", "Papier"), encoding="utf-8")
    monkeypatch.setenv("PORTAL_INSTANCE", str(instance))
    arguments = ["waste", "import", str(path), "--town", "musterstadt", "--district", "Nord"]
    looked = CliRunner().invoke(cli, [*arguments, "--dry-run"], catch_exceptions=False)
    assert "3 added" in looked.output, looked.output
    assert stored(town_session) == []
    CliRunner().invoke(cli, arguments)
    assert len(stored(town_session)) == 3


def test_the_command_line_names_the_file_it_cannot_read(instance, tmp_path, monkeypatch):
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setenv("PORTAL_INSTANCE", str(instance))
    said = CliRunner().invoke(cli, ["waste", "import", str(path), "--town", "musterstadt"])
    assert "brief.pdf: This is a PDF." in said.output
    assert (said.exit_code, "(--yes)" in said.output) == (1, True)
