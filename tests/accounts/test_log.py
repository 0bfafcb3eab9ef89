"""Who changed what: the administrator looks it up and takes it along."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOW
from webapp.blueprints.accounts import queries
from webapp.blueprints.accounts.models import Person
from webapp.store import audit

LOG = "/verwaltung/protokoll"


def deeds(town_session, count=1, *, label="Tat", at=NOW):
    with town_session() as session:
        for number in range(count):
            audit.record(session, "changed", "waste_street", by=None, now=at, label=f"{label} {number}")


def rows(answer):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_log_turns_pages_and_keeps_the_filter(chief, town_session):
    deeds(town_session, 60)
    first = chief.get(f"{LOG}?art=waste_street")
    assert "Tat 59" in first.text
    assert "Tat 9<" not in first.text.replace("“", "<")
    older = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "art=waste_street" in older
    assert "Tat 0" in chief.get(older).text


def test_a_day_is_a_german_day(chief, town_session):
    deeds(town_session, label="Mitternacht", at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert "Mitternacht" in chief.get(f"{LOG}?tag=2026-07-02").text
    assert "Mitternacht" not in chief.get(f"{LOG}?tag=2026-07-01").text
    assert "Mitternacht" in chief.get(f"{LOG}?tag=2.7.2026").text


@pytest.mark.parametrize(
    "query",
    [
        "seite=99999999999999999999",
        "person=99999999999999999999",
        "tag=gestern",
        "seite=-1",
        "endpoint=x&_external=1&_scheme=evil",
    ],
)
def test_queries_nobody_understands_are_ignored(chief, query):
    answer = chief.get(f"{LOG}?{query}")
    assert answer.status_code == 200
    assert "evil:" not in answer.text
    assert chief.get(f"{LOG}.csv?{query}").status_code == 200


def test_the_table_holds_everything_that_was_filtered_and_no_formula(chief, town_session):
    deeds(town_session, 70, label="=SUMME")
    deeds(town_session, 3, label="Alt", at=NOW - timedelta(days=400))
    answer = chief.get(f"{LOG}.csv?art=waste_street")
    assert len(rows(answer)) == 1 + 73
    assert any(cell.startswith("'=SUMME") for row in rows(answer) for cell in row)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_log_is_closed_to_editors(keller):
    assert keller.get(LOG).status_code == 403
    assert keller.get(f"{LOG}.csv").status_code == 403


def test_coming_to_work_is_in_the_log_but_is_no_deed(keller, town_session):
    with town_session() as session:
        person = session.query(Person).one()
        seen = [one.verb for one in queries.deeds(session, person=person.id, subject="", day=None, page=1)]
        assert seen == ["signed in"]
        assert queries.latest_deeds(session, person.id) == []
