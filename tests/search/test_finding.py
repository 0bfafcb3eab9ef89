"""Erika types what she is looking for; the town answers with all it has, and with nothing that is not public."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.appointments.town_hall import furnish
from tests.conftest import NOW
from tests.events import town as events
from tests.lostfound.office import taken_in
from tests.vacancies.board import offered
from tests.waste.town import plant
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.queries import event_by_id
from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.pages import actions as pages
from webapp.blueprints.pages.queries import whole_page
from webapp.blueprints.vacancies.actions import adverts
from webapp.blueprints.vacancies.models import Vacancy

POOL = {"language": "de", "in_menu": False, "review_on": None, "by": None, "now": NOW, "publish": True}
FINDS = (  # what is typed, the group, the page
    ("pass", "Termine", "/termine/reisepass"),
    ("wohnung anmelden", "Termine", "/termine/meldung"),
    ("herrenrad", "Fundbüro", "/fundbuero/fund/2026-1"),
    ("bauhof", "Stellen", "/stellen/1"),
    ("schnee raumen", "Stellen", "/stellen/1"),
    ("lindenstr. 5", "Abfallkalender", "/abfall/ort/lindenstrasse.5"),
    ("Akku", "Wohin damit?", "/abfall/a-z?wort=Batterien#w1"),
    ("Wertstoff", "Annahmestellen und ihre Öffnungszeiten", "/abfall/annahmestellen#d1"),
    ("chorprobe", "Veranstaltungen", "/veranstaltungen/1"),
    ("Alte Schule Volkslieder", "Veranstaltungen", "/veranstaltungen/1"),
    ("freibad", "Seiten", "/seite/unser-freibad"),
    ("schwimmkurse", "Seiten", "/seite/unser-freibad"),
    ("Mülltonne", "Das können Sie hier tun", "/abfall"),
    ("fundbuero", "Das können Sie hier tun", "/fundbuero"),
    ("impressum", "Das können Sie hier tun", "/impressum"),
)
WITHDRAWN = {  # what is typed, and how it stops being public
    "unser freibad": lambda session: pages.withdraw(session, page=whole_page(session, 1), by=None, now=NOW),
    "chorprobe": lambda session: keeping.withdraw(session, event=event_by_id(session, 1), note="", by=None, now=NOW),
    "schnee": lambda session: adverts.move(session, vacancy=session.get(Vacancy, 1), to="withdrawn", by=None, now=NOW),
    "herrenrad": lambda session: steps.step(
        session, item=session.get(FoundItem, 1), deed="hide", seen="published", by=None, now=NOW
    ),
}


@pytest.fixture(autouse=True)
def village(town_session):
    """One of everything."""
    with town_session() as session:
        furnish(session)
        plant(session)
        taken_in(session, now=NOW)
        offered(session)
        events.on(session)
        pages.found(session, title="Unser Freibad", body="Jeden Sommer gibt es *Schwimmkurse*.", **POOL)


def groups(answer) -> dict[str, list[str]]:
    """The addresses found, below their headings."""
    soup = BeautifulSoup(answer.data, "html.parser")
    lists = {h2.get_text(strip=True): h2.find_next_sibling("ul", class_="choices") for h2 in soup.select("main h2")}
    return {title: [link["href"] for link in one.select("a")] for title, one in lists.items() if one}


@pytest.mark.parametrize(("typed", "group", "page"), FINDS)
def test_every_feature_is_searched(erika, typed, group, page):
    answer = erika.get("/suche", query_string={"suche": typed})
    assert page in groups(answer)[group]
    assert erika.get(page).status_code == 200


@pytest.mark.parametrize("typed", ["Ölfarbe", "oelfarbe", "OLFARBE", "ölfar"])
def test_umlauts_are_found_however_they_are_typed(erika, typed):
    assert groups(erika.get(f"/suche?suche={typed}"))["Wohin damit?"] == ["/abfall/a-z?wort=%C3%96lfarbe#w2"]


def test_the_very_word_of_the_sorting_guide_comes_first(erika, town_session):
    with town_session() as session:
        events.on(session, "b", title="Batterien sammeln")
    assert list(groups(erika.get("/suche?suche=batterien"))) == ["Wohin damit?", "Veranstaltungen"]


@pytest.mark.parametrize(
    ("typed", "group", "page"),
    [
        ("Resiepass", "Termine", "/termine/reisepass"),
        ("Chorbrobe", "Veranstaltungen", "/veranstaltungen/1"),
        ("Frebiad", "Seiten", "/seite/unser-freibad"),
        ("Lindenstase", "Abfallkalender", "/abfall/ort/lindenstrasse"),
    ],
)
def test_a_slip_of_the_pen_finds_what_was_meant_and_says_so(erika, typed, group, page):
    answer = erika.get("/suche", query_string={"suche": typed})
    assert f"„{typed}“ haben wir nicht gefunden. Meinten Sie das?" in answer.text
    assert groups(answer)[group] == [page]


def test_nothing_is_guessed_where_something_was_found(erika, town_session):
    with town_session() as session:
        events.on(session, "b", title="Chorprope")
    assert groups(erika.get("/suche?suche=chorprobe"))["Veranstaltungen"] == ["/veranstaltungen/1"]


@pytest.mark.parametrize("typed", WITHDRAWN)
def test_what_is_withdrawn_is_not_found(erika, town_session, typed):
    assert groups(erika.get(f"/suche?suche={typed}"))
    with town_session() as session:
        WITHDRAWN[typed](session)
    assert groups(erika.get(f"/suche?suche={typed}")) == {}


def test_what_only_the_desk_knows_is_not_found(erika, town_session):
    with town_session() as session:
        offered(session, publish=False, title="Geheimrat (m/w/d)")
        taken_in(session, key="secret", publish=False, title="Geheimnis")
        pages.found(session, title="Geheimplan", body="Geheim.", **POOL | {"publish": False})
    for typed in ("geheim", "Finderweg", "erika@example.org"):
        assert groups(erika.get("/suche", query_string={"suche": typed})) == {}, typed


def test_what_is_planned_is_found_when_its_time_has_come_and_what_is_over_is_not(erika, town_session, later):
    with town_session() as session:
        times = {"publish_at": NOW + timedelta(days=1), "until_at": NOW + timedelta(days=2)}
        pages.found(session, title="Wasserspiele", body="Nass.", **POOL | times)
        events.on(session, "fair", **events.FAIR | {"title": "Wasserfest"})
        offered(session, title="Wasserwart (m/w/d)", publish_on=(NOW + timedelta(days=1)).date())
    seen = []
    for days in (0, 1, 1):
        later(days=days)
        seen.append(set(groups(erika.get("/suche?suche=wasser"))))
    both = {"Veranstaltungen", "Stellen"}
    assert seen == [{"Veranstaltungen"}, both | {"Seiten"}, both]
    later(days=60)
    assert groups(erika.get("/suche?suche=wasser")) == {}


def test_an_event_that_is_cancelled_is_found_and_says_so(erika, town_session):
    with town_session() as session:
        keeping.cancel(session, event=event_by_id(session, 1), day=None, note="", by=None, now=NOW)
    assert "entfällt · " in BeautifulSoup(erika.get("/suche?suche=chorprobe").data, "html.parser").main.text


def test_finds_are_searched_in_every_spelling_on_their_own_page_too(erika, town_session):
    with town_session() as session:
        taken_in(session, key="keys", title="Schlüsselbund")
    for typed in ("Schlüssel", "schluessel", "SCHLUSSEL"):
        assert "/fundbuero/fund/2026-2" in groups(erika.get(f"/suche?suche={typed}"))["Fundbüro"]
        assert "Schlüsselbund" in erika.get(f"/fundbuero?wort={typed}").text


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_name_cannot_become_markup(erika, town_session, prefix):
    with town_session() as session:
        events.on(session, "b", title="<b>Bö</b>se", place="<i>Ort</i>")
    text = erika.get(f"{prefix}/suche?suche=bo").text
    assert "&lt;b&gt;Bö" in text
    assert "<b>Bö" not in text
    assert "<i>Ort" not in text


def test_the_title_counts_and_a_result_is_not_indexed(erika):
    answer = erika.get("/suche?suche=schwimmkurse")
    assert "<title>1 Treffer für „schwimmkurse“ – Musterstadt</title>" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "noindex" not in erika.get("/suche").text


def test_more_than_five_lead_on_to_the_list_of_the_feature(erika, town_session):
    with town_session() as session:
        for number in range(7):
            taken_in(session, key=f"u{number}", title=f"Schirm {number}")
    answer = erika.get("/suche?suche=schirm")
    assert "Mehr als 5 Treffer für „schirm“" in answer.text
    assert len(groups(answer)["Fundbüro"]) == 5
    assert 'href="/fundbuero?wort=schirm"' in answer.text


def test_without_luck_the_town_says_what_to_try_and_whom_to_call(erika):
    assert "<h1>Nichts gefunden für „quatsch“</h1>" in erika.get("/suche?suche=quatsch").text
    main = BeautifulSoup(erika.get("/suche?suche=quatsch").data, "html.parser").main.get_text(" ")
    for words in ("Der Anfang eines Wortes genügt", "01234 567-0", "8 bis 12 Uhr", "Welche Tonne ist dran?"):
        assert words in main


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "' OR 1=1 --", "%_*\\", "\0", "x" * 5_000, "\u202e" * 9, "(" * 99]
)
def test_a_hostile_question_is_answered_plainly(erika, typed):
    answer = erika.get("/suche", query_string={"suche": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_too_little_and_too_much_are_said(erika):
    assert "mindestens zwei Buchstaben" in erika.get("/suche?suche=x").text
    assert "nur nach den ersten 6 Wörtern" in erika.get("/suche?suche=aa+bb+cc+dd+ee+ff+gg").text


def test_the_first_page_leads_to_the_search(erika):
    form = BeautifulSoup(erika.get("/").data, "html.parser").select_one("form[role=search]")
    assert (form["action"], form.input["name"]) == ("/suche", "suche")


@pytest.mark.parametrize(("prefix", "typed"), [("/en", "rubbish"), ("/uk", "сміття"), ("/ar", "قمامة")])
def test_errands_are_found_in_the_readers_own_words(erika, prefix, typed):
    assert f"{prefix}/abfall" in str(groups(erika.get(f"{prefix}/suche", query_string={"suche": typed})))


def test_a_german_name_among_other_words_says_that_it_is_german(erika):
    assert '<bdi lang="de">Unser Freibad</bdi>' in erika.get("/ar/suche?suche=freibad").text


def test_the_town_next_door_finds_nothing_of_ours(stranger):
    assert groups(stranger.get("/suche?suche=freibad")) == {}


@pytest.mark.parametrize("prefix", ["/en", "/uk", "/ar"])
def test_a_german_word_from_a_sign_is_found_in_every_language(erika, prefix):
    for typed, page in (("Fundbüro", "/fundbuero"), ("Mülltonne", "/abfall"), ("Impressum", "/impressum")):
        found = groups(erika.get(f"{prefix}/suche", query_string={"suche": typed}))
        assert prefix + page in [address for group in found.values() for address in group]
