"""Frau Keller's second thoughts: she corrects, withdraws, deletes, brings back, and meets a colleague at the same page."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.conftest import NOW
from tests.pages.test_pages import DESK, number, write
from webapp.blueprints.pages.models import Page, PageVersion

HERE = "/seite/unser-brunnen"


@pytest.fixture
def fountain(keller, town_session) -> str:
    """The desk address of a published page."""
    write(keller)
    return f"{DESK}/{number(town_session)}"


def token(keller, path: str) -> str:
    return BeautifulSoup(keller.get(path).data, "html.parser").select_one("main [name=csrf_token]")["value"]


def press(keller, path: str, button: str):
    return keller.post(f"{path}/{button}", {"csrf_token": token(keller, path)})


def typed(keller, path: str, **more) -> dict[str, str]:
    return {
        "csrf_token": token(keller, path),
        "title": "T",
        "body": "Mein Satz.",
        "language": "de",
        "do": "publish",
    } | more


def test_a_deleted_page_comes_back_as_a_draft_and_not_at_once_in_public(keller, erika, fountain):
    press(keller, fountain, "loeschen")
    assert erika.get(HERE).status_code == 404
    assert "verlauf/1" in keller.get(f"{fountain}/verlauf").text
    press(keller, fountain, "verlauf/1")
    assert erika.get(HERE).status_code == 404
    write(keller, fountain)
    assert "Er plätschert." in erika.get(HERE).text


def test_a_withdrawn_page_is_gone_until_it_is_published_again(keller, erika, fountain):
    press(keller, fountain, "zurueckziehen")
    assert erika.get(HERE).status_code == 404
    write(keller, fountain)
    assert erika.get(HERE).status_code == 200


def test_the_pages_of_the_law_can_be_written_and_not_deleted(keller, erika, town_session):
    write(keller, title="Impressum", body="Rathaus, Marktplatz 1")
    assert "Marktplatz 1" in erika.get("/impressum").text
    assert erika.get("/seite/impressum").status_code == 404
    press(keller, f"{DESK}/{number(town_session, 'impressum')}", "loeschen")
    assert "Marktplatz 1" in erika.get("/impressum").text


def test_bringing_back_what_never_was_says_so(keller, fountain):
    answer = keller.follow(press(keller, fountain, "verlauf/999"))
    assert "ist jetzt ein Entwurf" not in answer.text


def test_who_meets_a_colleague_sees_both_texts_and_can_save_then(keller, erika, fountain):
    write(keller, fountain, body="Von der Kollegin.")
    answer = keller.post(fountain, typed(keller, fountain, seen="1"))
    assert answer.status_code == 422
    assert "Von der Kollegin." in answer.text
    assert "Mein Satz." in answer.text
    seen = BeautifulSoup(answer.data, "html.parser").select_one("[name=seen]")["value"]
    assert keller.post(fountain, typed(keller, fountain, seen=seen)).status_code == 303
    assert "Mein Satz." in erika.get(HERE).text


@pytest.mark.parametrize("seen", ["", "²", "-1", "9" * 5000, "x"])
def test_a_forged_version_number_saves_nothing(keller, fountain, seen):
    assert keller.post(fountain, typed(keller, fountain, seen=seen)).status_code == 422


def test_correcting_a_planned_page_keeps_its_times(keller, fountain, town_session):
    write(keller, fountain, publish_on="24.12.2026", publish_time="8", until_on="26.12.2026")
    write(keller, fountain, body="Er plätschert nicht.")
    with town_session() as session:
        first, second = session.query(PageVersion).order_by(PageVersion.number)[1:]
        assert (first.publish_at, first.until_at) == (second.publish_at, second.until_at)


def test_the_list_says_when_a_new_text_takes_over(keller, fountain):
    write(keller, fountain, body="ab Dezember", publish_on="1.12.2026", publish_time="8")
    assert "öffentlich, neuer Text ab 01.12.2026, 8:00" in keller.get("/verwaltung/seiten").text


def test_the_corrected_text_stays_when_the_old_plan_is_due(app, keller, erika, fountain):
    write(keller, fountain, body="falsch", publish_on="1.12.2026")
    answer = keller.follow(write(keller, fountain, body="richtig", publish_on="30.11.2026", publish_time="0:00"))
    assert "01.12.2026, 0:00" in answer.text
    app.config["PORTAL_NOW"] = NOW + timedelta(days=12)
    assert "richtig" in erika.get(HERE).text


def test_an_end_before_the_beginning_loses_no_text(keller, fountain):
    answer = write(keller, fountain, body="Mein Text", publish_on="24.12.2026", until_on="1.12.2026", in_menu="y")
    assert answer.status_code == 422
    assert "Mein Text" in answer.text


@pytest.mark.parametrize(
    "odd", [{"publish_time": "9:40"}, {"publish_on": "0001-01-01"}, {"review_on": "1.1.202"}, {"until_on": "32.1."}]
)
def test_times_that_cannot_be_meant_are_asked_again(keller, odd):
    answer = write(keller, **odd)
    assert answer.status_code == 422
    assert f'value="{next(iter(odd.values()))}"' in answer.text


def test_a_preview_for_htmx_is_the_preview_alone(keller):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#preview"}
    answer = keller.post(f"{DESK}/neu", typed(keller, f"{DESK}/neu", body="**fett**", do="preview"), headers=headers)
    assert answer.text.strip().startswith('<div id="preview"')
    assert "<strong>fett</strong>" in answer.text


def test_a_german_page_among_arabic_words_says_that_it_is_german(keller, erika):
    write(keller, in_menu="y")
    soup = BeautifulSoup(erika.get(f"/ar{HERE}").data, "html.parser")
    assert (soup.h1["lang"], soup.article["lang"]) == ("de", "de")
    assert soup.select_one(".menu bdi[lang=de]").text == "Unser Brunnen"


def test_a_stale_page_stands_first_and_an_unknown_tab_is_german(keller, town_session):
    write(keller, title="Alt", review_on="1.11.2026")
    write(keller, title="Neu", review_on="1.11.2027")
    rows = BeautifulSoup(keller.get(DESK).data, "html.parser").select("tbody tr")
    assert [row.th.text for row in rows] == ["Alt", "Neu"]
    assert rows[0].select_one(".late")
    assert "Er plätschert." in keller.get(f"{DESK}/{number(town_session, 'alt')}?sprache=xx").text


def test_herr_vogt_of_another_office_may_not_write_pages(vogt):
    assert vogt.get(DESK).status_code == 403
    assert vogt.get(f"{DESK}/neu").status_code == 403


def test_a_hundred_versions_cost_a_reader_no_more_than_one(keller, erika, fountain, town_session):
    write(keller, fountain, in_menu="y")
    erika.get(HERE)
    few = len(erika.queries)
    with town_session() as session:
        page = session.query(Page).one().id
        session.add_all(
            PageVersion(
                page_id=page, number=n, title="T", body="x" * 9999, state="published", publish_at=NOW, created_at=NOW
            )
            for n in range(3, 103)
        )
    erika.get(HERE)
    assert len(erika.queries) == few
