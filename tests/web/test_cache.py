"""The page cache: the same bytes as without it, nobody else's, and never an hour old."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.conftest import NOW
from tests.lostfound.office import taken_in
from tests.people import Visitor
from tests.vacancies.board import offered
from webapp.app import create_app
from webapp.blueprints.pages.models import Page, PageVersion
from webapp.config import Settings
from webapp.web import cache

HOST = "http://musterstadt.example"


@pytest.fixture
def kept(instance):
    """The portal with its cache, and how often Flask was asked."""
    app = create_app(instance, settings=Settings(secret_key="test", log_level="WARNING"), TESTING=True, PORTAL_NOW=NOW)
    get(app, "/kontakt")  # the first to open a database moves its change counter
    app.asked = []
    app.before_request_funcs.setdefault(None, []).append(lambda: app.asked.append(1))
    yield app
    for town in app.towns.by_slug.values():
        app.database(town).close()


def get(app, path="/", host=HOST, **kwargs):
    return app.test_client(use_cookies=False).get(path, base_url=host, **kwargs)


def publish(app, title, slug="musterstadt"):
    with app.database(app.towns.by_slug[slug]).writing() as session:
        text = PageVersion(number=1, title=title, body=title, state="published", publish_at=NOW, created_at=NOW)
        session.add(Page(slug=title.casefold(), in_menu=True, versions=[text]))


def test_the_second_visitor_gets_the_same_bytes_without_flask(kept):
    first, second = get(kept), get(kept)
    assert (first.data, list(first.headers)) == (second.data, list(second.headers))
    assert len(kept.asked) == 1


def test_an_edit_shows_at_once(kept):
    get(kept), publish(kept, "Freibad")
    assert "Freibad" in get(kept).text


def test_an_edit_of_another_process_shows_at_once(kept, instance):
    get(kept)
    other = create_app(instance, settings=Settings(secret_key="test", log_level="WARNING"), PORTAL_NOW=NOW)
    publish(other, "Freibad")
    other.database(other.towns.by_slug["musterstadt"]).close()
    assert "Freibad" in get(kept).text


def test_an_edit_while_the_page_is_made_is_not_hidden_by_it(kept):
    view, kept.view_functions["home.index"] = kept.view_functions["home.index"], slow_home(kept)
    kept.view_functions["home.index"].badge = view.badge
    assert "Freibad" not in get(kept).text
    kept.view_functions["home.index"] = view
    assert "Freibad" in get(kept).text


def slow_home(app):
    def home():
        publish(app, "Freibad")
        return "old"

    return home


def test_a_town_never_answers_with_its_neighbours_page(kept):
    assert "Musterstadt" in get(kept).text
    assert "Musterstadt" not in get(kept, host="http://nebenan.example").text
    assert get(kept, host="http://unknown.example").status_code == 404


@pytest.mark.parametrize("prefix", ["/en", "/uk", "/ar"])
def test_every_language_is_a_page_of_its_own(kept, prefix):
    assert get(kept).data != get(kept, f"{prefix}/").data
    assert get(kept).data == get(kept).data


@pytest.mark.parametrize(
    "headers",
    [{"Cookie": "ort=lindenstrasse"}, {"Authorization": "Basic eDp5"}, {"HX-Request": "true"}, {"Range": "bytes=0-9"}],
)
def test_what_is_personal_or_a_part_is_asked_anew(kept, headers):
    get(kept), get(kept, headers=headers), get(kept, headers=headers)
    assert len(kept.asked) == 3


def test_a_question_is_asked_anew_and_poisons_nothing(kept):
    get(kept, "/abfall?adresse=<script>"), get(kept, "/abfall")
    assert "script>" not in get(kept, "/abfall").text.replace("</script>", "")
    assert len(kept.asked) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Proto": "https"}, {"X-HTTP-Method-Override": "POST"},
        {"X-Original-URL": "/verwaltung"}, {"Accept-Language": "fr"}, {"Referer": "https://evil.example"},
        {"User-Agent": "<b>"}, {"Origin": "https://evil.example"}, {"Accept": "application/json"},
    ],
)  # fmt: skip
def test_headers_that_are_not_in_the_key_change_nothing(kept, headers):
    poisoned = get(kept, headers=headers)
    assert (poisoned.status_code, poisoned.data) == (200, get(kept).data)


def test_a_revisit_and_a_head_are_answered_from_what_is_kept(kept):
    first = get(kept, headers={"Accept-Encoding": "br"})
    again = get(kept, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    head = kept.test_client().head("/", base_url=HOST, headers={"Accept-Encoding": "br"})
    assert (again.status_code, again.data, head.status_code, head.data) == (304, b"", 200, b"")
    assert head.headers["Content-Length"] == str(len(first.data))
    assert len(kept.asked) == 1


def test_the_next_day_and_the_next_minute_are_asked_anew(kept, monkeypatch):
    get(kept)
    kept.config["PORTAL_NOW"] = NOW + timedelta(days=1)
    get(kept)
    monkeypatch.setattr(cache, "FRESH", 0.0)
    kept.config["PORTAL_NOW"] = NOW + timedelta(days=2)
    get(kept), get(kept)
    assert len(kept.asked) == 4


def test_only_public_pages_are_kept(kept):
    for path in ("/verwaltung/anmelden", "/verwaltung", "/gibt-es-nicht", "/healthz"):
        get(kept, path), get(kept, path)
    paths = {key[1] for layer in [kept.wsgi_app] for key in layer.pages}
    assert not any(path.startswith("/verwaltung") or path == "/gibt-es-nicht" for path in paths)


def test_the_memory_it_takes_is_bounded(kept, monkeypatch):
    monkeypatch.setattr(cache, "MOST_PAGES", 2)
    for path in ("/", "/abfall", "/impressum", "/kontakt"):
        get(kept, path)
    assert len(kept.wsgi_app.pages) == 2
    assert kept.wsgi_app.bytes == sum(len(one.body) for one in kept.wsgi_app.pages.values())


def test_a_signed_in_clerk_sees_her_own_pages(kept):
    from tests.accounts.hiring import PASSWORD, add_person

    with kept.database(kept.towns.by_slug["musterstadt"]).writing() as session:
        add_person(session, login="keller", name="Frau Keller", role="editor")
    visitor = Visitor(kept)
    visitor.submit("/verwaltung/anmelden", login="keller", password=PASSWORD)
    assert "Frau Keller" in visitor.get("/verwaltung").text
    assert "Frau Keller" not in get(kept, "/verwaltung").text


def test_a_form_that_makes_something_once_is_for_one_person(kept):
    """With one key for two people the second would be led to what the first has made."""
    with kept.database(kept.towns.by_slug["musterstadt"]).writing() as session:
        taken_in(session, now=NOW)
        job = offered(session)
    claim, apply, events = "/fundbuero/fund/2026-1/anspruch", f"/stellen/{job}/bewerben", "/veranstaltungen"
    for path in (claim, apply, f"{events}/vorschlagen", f"{events}/veranstalter"):
        keys = [BeautifulSoup(get(kept, path).data, "html.parser").select_one("[name=key]")["value"] for _ in "ab"]
        assert keys[0] != keys[1], path


@pytest.mark.parametrize(("accepted", "squeezed"), [
    ("gzip, br", True), ("br;q=1.0, gzip", True), ("br;q=0.5", True), ("br;q=0", False), ("br; q=0.00, gzip", False),
    ("gzip", False), ("brotli", False),
])  # fmt: skip
def test_only_who_reads_brotli_gets_it(kept, accepted, squeezed):
    for _ in range(2):
        answer = get(kept, headers={"Accept-Encoding": accepted})
        assert (answer.headers.get("Content-Encoding") == "br") is squeezed
