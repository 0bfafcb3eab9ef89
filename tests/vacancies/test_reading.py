"""Erika looks for work: the list, a vacancy, the day after its deadline."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from tests.vacancies.board import DEADLINE, YARD, offered, office
from webapp.blueprints.vacancies import queries

LAST_SECOND = datetime(2026, 12, 12, 22, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 12, 23, 0, tzinfo=UTC)


@pytest.fixture
def board(town_session):
    """Four vacancies of three kinds, one of a local employer."""
    with town_session() as session:
        queries.preferences(session).local_employers = True
        offered(session)
        offered(session, title="Feuerwehr (m/w/d)", kind="voluntary", field="rescue", hours="part")
        offered(session, title="Lehre im Rathaus (m/w/d)", kind="training", field="office", hours="either")
        bakery = office(session, "Bäckerei", local=True, email="brot@example.org")
        offered(session, title="Verkauf (m/w/d)", field="trade", hours="part", employer=bakery)


def titles(answer) -> list[str]:
    return [one.text for one in BeautifulSoup(answer.data, "html.parser").select(".vacancies a")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Fachkraft", "Feuerwehr", "Lehre", "Verkauf"]), ("?art=voluntary", ["Feuerwehr"]),
        ("?art=training", ["Lehre"]), ("?bereich=yard", ["Fachkraft"]), ("?umfang=full", ["Fachkraft", "Lehre"]),
        ("?umfang=part", ["Feuerwehr", "Lehre", "Verkauf"]), ("?von=local", ["Verkauf"]),
        ("?von=town&umfang=part", ["Feuerwehr", "Lehre"]), ("?bereich=care", []), ("?bereich=%00&art='", None),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_its_address(board, erika, query, found):
    wanted = ["Fachkraft", "Feuerwehr", "Lehre", "Verkauf"] if found is None else found
    assert [one.split()[0] for one in titles(erika.get(f"/stellen{query}"))] == wanted


def test_without_leave_of_the_town_local_employers_are_nowhere(board, erika, town_session):
    with town_session() as session:
        queries.preferences(session).local_employers = False
    assert "Verkauf" not in erika.get("/stellen").text
    assert "Verkauf" not in erika.get("/stellen/feed.atom").text
    assert erika.get("/stellen/4").status_code == 410


def test_a_vacancy_says_everything_and_machines_read_it(job, erika):
    answer = erika.get(f"/stellen/{job}")
    for words in (YARD, "12. Dezember, 23:59", "E 5 TVöD", "Schnee räumen", "Schwerbehinderte", "mailto:?subject="):
        assert words in answer.text
    data = json.loads(re.search('ld.json">(.*?)</script>', answer.text)[1])
    assert (data["title"], data["validThrough"]) == ("Fachkraft für den Bauhof", "2026-12-12T23:59:00+01:00")
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "minValue": 2950, "maxValue": 3600, "unitText": "MONTH"
    }  # fmt: skip
    assert data["jobLocation"]["address"]["addressRegion"] == "Bayern"
    assert data["datePosted"] == "2026-11-23"


def test_what_a_clerk_types_never_becomes_a_program(town_session, erika):
    evil = "</script><script>alert(1)</script><!--"
    with town_session() as session:
        number = offered(session, title=f"{evil} (m/w/d)", duties=evil, intro=evil)
    soup = BeautifulSoup(erika.get(f"/stellen/{number}").data, "html.parser")
    assert [one.get("type") for one in soup.select("script")] == ["application/ld+json"]
    assert evil in json.loads(soup.script.string)["title"]


def test_the_deadline_is_the_last_second_of_the_day_and_is_told_afterwards(job, erika, app):
    app.config["PORTAL_NOW"] = LAST_SECOND
    assert f"/stellen/{job}/bewerben" in erika.get(f"/stellen/{job}").text
    app.config["PORTAL_NOW"] = MIDNIGHT
    answer = erika.get(f"/stellen/{job}")
    assert answer.status_code == 410
    assert "endete am Samstag, 12. Dezember um 23:59" in answer.text
    assert erika.get("/stellen").text.count(YARD) == 0


def test_an_old_address_names_what_is_like_it(job, town_session, erika, app):
    with town_session() as session:
        offered(session, title="Verwaltung (m/w/d)", field="office", deadline_on=date(2027, 1, 5))
        offered(session, title="Gärtnern (m/w/d)", deadline_on=date(2027, 2, 5))
    app.config["PORTAL_NOW"] = MIDNIGHT
    assert titles(erika.get(f"/stellen/{job}")) == ["Gärtnern (m/w/d)", "Verwaltung (m/w/d)"]


def test_shown_longer_than_the_deadline_it_says_that_it_is_closed(town_session, erika, app):
    with town_session() as session:
        number = offered(session, until_on=date(2026, 12, 31))
    app.config["PORTAL_NOW"] = MIDNIGHT
    answer = erika.get(f"/stellen/{number}")
    assert answer.status_code == 200
    assert "endete am" in answer.text
    assert f"/stellen/{number}/bewerben" not in answer.text
    assert "um 23:59" in erika.get(f"/stellen/{number}/bewerben").text


@pytest.mark.parametrize("more", [{"publish": False}, {"publish_on": date(2026, 12, 1)}])
def test_what_is_not_public_yet_is_no_page(town_session, erika, more):
    with town_session() as session:
        number = offered(session, **more)
    assert erika.get(f"/stellen/{number}").status_code == 404
    assert erika.get(f"/stellen/{number}/bewerben").status_code == 404
    assert YARD not in erika.get("/stellen").text + erika.get("/stellen/feed.json").text


def test_it_appears_by_itself_on_its_day(town_session, erika, app):
    with town_session() as session:
        number = offered(session, publish_on=date(2026, 12, 1))
    app.config["PORTAL_NOW"] = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # midnight in Musterstadt
    assert erika.get(f"/stellen/{number}").status_code == 200


def test_feeds_tell_what_is_open(job, erika):
    atom, feed = erika.get("/stellen/feed.atom"), erika.get("/stellen/feed.json")
    assert atom.mimetype == "application/atom+xml"
    assert f"<title>{YARD}</title>" in atom.text
    assert feed.get_json()["items"][0]["url"] == f"http://musterstadt.example/stellen/{job}"
    assert f"{DEADLINE:%d.%m.%Y}" in feed.text


def test_an_empty_board_says_what_to_do(erika):
    assert "Schauen Sie wieder vorbei" in erika.get("/stellen").text
    assert erika.get("/stellen/feed.atom").status_code == 200
