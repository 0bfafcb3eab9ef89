"""Musterstadt searches with Nebenan: real servers, honest and hostile ones, and nothing left when they part."""

import json
import threading
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from werkzeug.serving import make_server

from tests.conftest import NOW
from tests.lostfound.office import taken_in
from tests.lostfound.test_letters import berg as berg
from tests.tools.server import Plain
from tests.work.hostile import bomb, gives, says, sends_to, serving, without_end
from webapp.blueprints.lostfound import tasks
from webapp.blueprints.lostfound.models import FoundNeighbour, NeighbourFind
from webapp.blueprints.lostfound.nearby import bring
from webapp.blueprints.lostfound.rules import neighbours as rules
from webapp.domain.refusal import Refusal
from webapp.work.tasks import run_task

DESK = "/verwaltung/fundbuero/nachbarn"
HOME = "http://127.0.0.1:{port}"
LIST = HOME + "/fundbuero/funde.json"


def item(port: int, number: str = "2026-7", **changes):
    about = {"number": number, "category": "bicycle", "area": "Bahnhof", "week": "2026-11-16", "until": "2027-05-20"}
    about |= {name: changes.pop(name) for name in list(changes) if name in about}
    plain = {"title": "Damenrad, rot", "url": f"http://127.0.0.1:{port}/fundbuero/fund/{number}", rules.OURS: about}
    return plain | changes


def listed(*items) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


@pytest.fixture
def follows(app, town_session):
    """``follows(port, hours=2)``: the worker asks the neighbour at this port, so many hours later."""
    database = app.database(app.towns.by_slug["musterstadt"])

    def follow(port: int, hours: float = 0):
        at = NOW + timedelta(hours=hours)
        with town_session() as session:
            known = session.query(FoundNeighbour).one_or_none() or FoundNeighbour(name="Nebenan", feed="")
            known.feed = LIST.format(port=port)
            session.add(known)
        brought = bring(database.reading, at)
        with town_session() as session:
            return tasks.follow_neighbours(session, at, brought)

    return follow


@pytest.fixture
def kept(town_session):
    """``kept()``: the numbers of the neighbour's finds we keep."""

    def numbers():
        with town_session() as session:
            return sorted(one.number for one in session.query(NeighbourFind))

    return numbers


@pytest.fixture
def nebenan(app, town_session):
    """The real portal of Nebenan on a port of its own, with a bicycle; the port."""
    with town_session("nebenan") as session:
        taken_in(session)

    def as_nebenan(environ, start):
        here, environ["HTTP_HOST"] = environ["HTTP_HOST"], "nebenan.example"
        said = app(environ, start)
        return [b"".join(said).replace(b"http://nebenan.example", f"http://{here}".encode())]

    server = make_server("127.0.0.1", 0, as_nebenan, threaded=True, request_handler=Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def nearby(erika, query: str = "") -> list[str]:
    soup = BeautifulSoup(erika.get(f"/fundbuero?nachbarn=1{query}").data, "html.parser")
    return [one.get_text(" ") for one in soup.select("li:has(a[rel~=external])")]


def test_erika_finds_in_nebenan_what_was_found_there(follows, nebenan, erika):
    assert "Nachbarorten" not in erika.get("/fundbuero").text
    assert follows(nebenan) == 1
    page = erika.get("/fundbuero").text
    assert "Auch in Nachbarorten suchen: Nebenan" in page
    assert "Herrenrad" not in page
    (row,) = nearby(erika)
    assert all(words in row for words in ("Herrenrad, dunkel", "Nebenan", "Nähe Freibad", "16.11.2026", "2026-1"))
    link = BeautifulSoup(erika.get("/fundbuero?nachbarn=1").data, "html.parser").select_one("a[rel~=external]")
    assert link["href"] == HOME.format(port=nebenan) + "/fundbuero/fund/2026-1"
    assert set(link["rel"]) == {"noopener", "external"}


def test_the_search_narrows_there_as_well(follows, erika):
    with serving(says(b"")) as server:
        rows = [item(server.port), item(server.port, "2026-8", category="keys", title="Schlüssel", week="2026-10-05")]
        server.trick = gives(listed(*rows))
        follows(server.port)
    asked = {"": 2, "&art=keys": 1, "&wort=fahrrad": 1, "&wort=SCHLÜSSEL": 1, "&wort=100%25": 0, "&seit=10.11.": 1}
    assert {query: len(nearby(erika, query)) for query in asked} == asked


def test_it_is_asked_every_hour_and_for_news_only(follows, kept):
    with serving(says(b"")) as server:
        server.trick = gives(listed(item(server.port)), 'ETag: "eins"')
        follows(server.port)
        server.trick = says(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        follows(server.port)
        assert len(server.asked) == 1
        follows(server.port, hours=1)
        assert b'If-None-Match: "eins"' in server.asked[1]
        assert kept() == ["2026-7"]
        server.trick = gives(listed(item(server.port, "2026-9")))
        follows(server.port, hours=2)
    assert kept() == ["2026-9"]


HOSTILE = {
    "sends us into our network": (sends_to("http://192.168.0.1/"), "führt zu keiner öffentlichen Website"),
    "reads our files": (sends_to("file:///etc/passwd"), "ganze Adresse"),
    "without end": (without_end(b"HTTP/1.1 200 OK\r\n\r\n" + b"{", b" " * 65_536), "zu groß"),
    "a bomb": (gives(bomb(64), "Content-Encoding: gzip"), "zu groß"),
    "a page": (gives(b"<!DOCTYPE html>"), "keine Fundliste"),
    "braces without end": (gives(b'{"items":' + b"[" * 100_000), "keine Fundliste"),
    "something else": (gives(b'{"items": {"a": 1}}'), "keine Fundliste"),
    "other people's finds": (gives(listed(item(1))), "keine Fundliste"),
    "gone": (gives(b"", status="410 Gone"), "410"),
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_hostile_neighbour_changes_nothing_and_the_desk_reads_why(follows, kept, berg, trick):
    with serving(says(b"")) as server:
        server.trick = gives(listed(item(server.port)))
        follows(server.port)
        server.trick, words = HOSTILE[trick]
        follows(server.port, hours=2)
    assert kept() == ["2026-7"]
    assert words in berg.get(DESK).text


BAD = (
    {"number": "2026-7'; --"}, {"number": 7}, {"number": None}, {"week": "bald"}, {"until": 1}, {"title": "\u202e\u200b"},
    {"title": 5}, {"title": None}, {"url": "javascript:alert(1)"}, {"url": "http://boese.example/x"}, {"url": ["x"]},
    {"area": 3}, {"category": ["x"]}, {rules.OURS: None}, {rules.OURS: "x"}, {"title": [1]},
)  # fmt: skip


def test_one_bad_entry_spoils_only_itself():
    wrong = [item(9, f"2026-{nth}", **change) if "number" not in change else item(9) | {rules.OURS: change}
             for nth, change in enumerate(BAD, 20)]  # fmt: skip
    found = rules.read_list(listed(*wrong, 5, None, [], item(9)), LIST.format(port=9))
    assert [one.number for one in found] == ["2026-7"]


def test_what_is_believed_is_short_plain_and_not_too_much():
    odd = item(9, title="<b>Rad\u202e\x00\n" + "x" * 200, category="quatsch", week="2026-11-18", area="")
    (found,) = rules.read_list(listed(odd, odd), LIST.format(port=9))
    assert (len(found.title), found.title[:7], found.category) == (80, "<b>Rad ", "other")
    assert found.week.isoformat() == "2026-11-16"
    many = [item(9, f"2026-{nth}") for nth in range(1, 2 * rules.MOST_FINDS)]
    assert len(rules.read_list(listed(*many), LIST.format(port=9))) == rules.MOST_FINDS


def test_a_neighbour_who_is_silent_for_two_days_is_not_shown(follows, erika, berg, later):
    with serving(says(b"")) as server:
        server.trick = gives(listed(item(server.port)))
        follows(server.port, hours=-47.8)
    assert len(nearby(erika)) == 1
    later(minutes=12)
    assert nearby(erika) == []
    assert "Nachbarorten" not in erika.get("/fundbuero").text
    assert "Die Funde aus Nebenan kommen nicht mehr an" in berg.get("/verwaltung/fundbuero").text
    assert "Seit zwei Tagen kommt nichts" in berg.get(DESK).text


def test_what_is_over_is_not_shown(follows, erika):
    with serving(says(b"")) as server:
        server.trick = gives(listed(item(server.port, until="2026-11-22")))
        follows(server.port)
    assert nearby(erika) == []


def test_a_neighbour_is_added_and_goes_with_all_copies(follows, kept, berg, wolf, town_session):
    assert wolf.get(DESK).status_code == 403
    berg.submit(DESK, name="Nebenan", feed="https://nebenan.example/fundbuero/funde.json")
    again = berg.submit(DESK, name="Nebenan", feed="https://nebenan.example/fundbuero/funde.json")
    assert "steht schon auf der Liste" in again.text
    with serving(says(b"")) as server:
        server.trick = gives(listed(item(server.port)))
        follows(server.port)
    assert kept() == ["2026-7"]
    berg.submit(DESK, _form=0)
    assert kept() == []
    with town_session() as session:
        assert session.query(FoundNeighbour).count() == 0


@pytest.mark.parametrize("address", ["http://nebenan.example/", "http://127.0.0.1/", "ftp://a.example/", "x", "https://",
                                     "https://a:b@c.example/", "https://[", "https://a.example:0/"])  # fmt: skip
def test_only_a_secret_way_to_a_neighbour_is_kept(berg, address):
    assert berg.submit(DESK, name="Nebenan", feed=address).status_code == 422


def test_a_demo_town_may_look_at_a_second_one_on_the_same_computer():
    rules.ensure_address("http://127.0.0.1:8001/fundbuero/funde.json", demo=True)
    with pytest.raises(Refusal):
        rules.ensure_address("http://192.168.0.1/fundbuero/funde.json", demo=True)


def test_the_night_itself_never_asks_inside_our_own_network(app, town_session, berg):
    with serving(gives(listed())) as canary:
        with town_session() as session:
            session.add(FoundNeighbour(name="Nebenan", feed=f"https://127.0.0.1:{canary.port}/funde.json"))
        assert ("musterstadt", "0") in list(run_task(app, "lostfound.follow_neighbours", at=NOW))
    assert canary.lines == []
    assert "führt zu keiner öffentlichen Website" in berg.get(DESK).text
