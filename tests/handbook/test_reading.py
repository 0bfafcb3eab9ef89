"""Frau Keller does not know what to do next; help is one press away."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from webapp.blueprints.handbook.staff import FOLDER

HELP = "/verwaltung/hilfe"
CHAPTERS = sorted(one.stem for one in (FOLDER / "clerks").iterdir())


def help_of(person, path: str) -> str:
    """Where "Hilfe" leads from this page."""
    return BeautifulSoup(person.get(path).data, "html.parser").select_one(".me a")["href"]


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("/verwaltung/fundbuero/register", "/lostfound"), ("/verwaltung/termine/zahlen", "/appointments"),
        ("/verwaltung/stellen", "/vacancies"), ("/verwaltung/veranstaltungen", "/events"), ("/verwaltung/abfall/import", "/waste"), ("/verwaltung", ""),
    ],
)  # fmt: skip
def test_help_leads_to_the_chapter_of_the_desk_she_sits_at(keller, path, chapter):
    assert help_of(keller, path) == HELP + chapter


def test_the_list_leads_to_every_chapter(keller):
    links = BeautifulSoup(keller.get(HELP).data, "html.parser").select("main .choices a")
    assert sorted(Path(link["href"]).name for link in links) == CHAPTERS


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_read_with_its_pictures(keller, name):
    soup = BeautifulSoup(keller.get(f"{HELP}/{name}").data, "html.parser")
    pictures = soup.select("main img")
    assert pictures
    for one in pictures:
        assert one["alt"]
        assert keller.get(one["src"]).mimetype == "image/png"


@pytest.mark.parametrize(
    "path", ["/..", "/bild/gibtesnicht.png", "/bild/..%2fclerks%2fevents.png", f"/bild/{300 * 'a'}.png"]
)
def test_what_is_no_chapter_is_not_there(keller, path):
    assert keller.get(HELP + path).status_code == 404


@pytest.mark.parametrize("path", ["", "/lostfound", "/bild/day.png"])
def test_strangers_are_asked_to_sign_in(erika, path):
    assert erika.get(HELP + path).status_code == 303
