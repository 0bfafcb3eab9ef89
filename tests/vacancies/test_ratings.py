"""Several people choose: each fills in her own sheet, sees the others' afterwards, and takes the list along."""

import csv
import io

import openpyxl
import pytest
from sqlalchemy import select

from tests.people import hire
from tests.vacancies.board import applied
from tests.vacancies.test_cases import CASE, DESK
from webapp.blueprints.vacancies.models import JobRating
from webapp.blueprints.vacancies.rules import ratings
from webapp.domain.refusal import Refusal
from webapp.store.audit import AuditEntry

CRITERIA = ["Handwerk", "Führerschein"]


@pytest.fixture
def case(app, erika, job) -> str:
    """Erika has applied; her name is made to run in a spreadsheet."""
    return applied(app, erika, job, name="=HYPERLINK(1)", disabled="y")


@pytest.fixture
def feder(app):
    """Frau Feder sits in the round that chooses."""
    return hire(app, "feder", "Frau Feder", role="editor")


def rates(clerk, first: str, second: str):
    return clerk.submit(CASE, note="", **{"points-0": first, "points-1": second})


def test_nobody_sees_the_points_of_others_before_her_own(keller, feder, case, job):
    rates(keller, "5", "5")
    for path in (CASE, f"{DESK}/{job}/bewerbungen"):
        assert "Frau Keller</th>" not in feder.get(path).text
        assert "10 / 10" not in feder.get(path).text
    assert "1 Person hat bewertet" in feder.get(CASE).text
    rates(feder, "2", "3")
    seen = feder.get(CASE).text
    assert "Frau Keller</th>" in seen
    assert "7,5 von 10" in seen
    assert "7,5 / 10" in keller.get(f"{DESK}/{job}/bewerbungen").text


def test_once_the_choice_is_made_everybody_sees_it(keller, feder, case, job):
    rates(keller, "5", "4")
    keller.submit(f"{DESK}/{job}/absagen", chosen=["1"], text="Leider", do="send")
    assert "9 / 10" in feder.get(f"{DESK}/{job}/bewerbungen").text


def test_half_a_sheet_is_refused_at_its_line(keller, case, town_session):
    answer = rates(keller, "5", "")
    assert answer.status_code == 422
    assert "Punkte in jeder Zeile" in answer.text
    with town_session() as session:
        assert session.scalars(select(JobRating)).all() == []


def test_sheets_go_with_the_application(keller, feder, erika, case, town_session):
    rates(keller, "5", "5")
    rates(feder, "1", "1")
    erika.submit(f"{case}/zuruecknehmen")
    with town_session() as session:
        assert session.scalars(select(JobRating)).all() == []


def test_the_list_leaves_as_csv_and_runs_nothing(keller, case, job, town_session):
    rates(keller, "5", "4")
    answer = keller.get(f"{DESK}/{job}/bewerbungen.csv")
    head, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    told = dict(zip(head, row, strict=True))
    assert (told["Name"], told["Stand"], told["Erhalten"]) == ("'=HYPERLINK(1)", "erhalten", "23.11.2026 10:00")
    assert (told["Punkte"], told["Punkte möglich"], told["Bewertungsbögen"], told["Unterlagen"]) == (
        "9",
        "10",
        "1",
        "1",
    )
    assert "behindert" not in answer.text
    with town_session() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.verb == "exported")).all()
        assert [(one.subject, one.subject_id) for one in rows] == [("vacancy", str(job))]


def test_the_list_leaves_as_a_spreadsheet_of_plain_cells(keller, feder, case, job):
    rates(keller, "5", "4")
    answer = feder.get(f"{DESK}/{job}/bewerbungen.xlsx")
    _, row = openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows()
    assert (row[1].value, row[1].data_type) == ("=HYPERLINK(1)", "s")
    assert (row[6].value, row[8].value) == (None, "1")  # her own sheet is missing: no points for her


def test_who_may_not_read_applications_takes_no_list(app, vogt, case, job):
    writer = hire(app, "schreiber", "Frau Schreiber", role="clerk", permissions=("vacancies.edit",))
    for clerk in (vogt, writer):
        for ending in ("csv", "xlsx"):
            assert clerk.get(f"{DESK}/{job}/bewerbungen.{ending}").status_code == 403


@pytest.mark.parametrize(
    ("sheets", "mean"),
    [([], None), ([{}], 0.0), ([{"Handwerk": 5, "Führerschein": 4}, {"Handwerk": 1, "alt": 5}], 5.0),
     ([{"Handwerk": 1}, {"Handwerk": 1}, {"Handwerk": 2}], 1.3)],
)  # fmt: skip
def test_the_mean_of_sheets(sheets, mean):
    assert ratings.average(sheets, CRITERIA) == mean


def test_a_sheet_is_whole_or_empty():
    assert ratings.whole_sheet({"Handwerk": 9, "fremd": 3}, CRITERIA) == {}
    assert ratings.whole_sheet({"Handwerk": 0, "Führerschein": 5}, CRITERIA) == {"Handwerk": 0, "Führerschein": 5}
    with pytest.raises(Refusal) as no:
        ratings.whole_sheet({"Führerschein": 5}, CRITERIA)
    assert no.value.field == "points-0"
