"""A photo is for everybody while its find is, and for the desk always; knowing its digest opens nothing."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.lostfound.office import WOLF, taken_in
from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.queries import items
from webapp.store import files

PUBLIC, DESK = "/fundbuero/fund/2026-1/foto.webp", "/verwaltung/fundbuero/1/foto.webp"


@pytest.fixture
def photographed(town_session):
    """``photographed(shows=True)``: a published find with a photo; answers the digest."""

    def arrange(*, shows: bool) -> str:
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "red").save(out, "PNG")
        with town_session() as session:
            it = taken_in(session, shows_photo=shows)
            it.photo = files.keep(
                session, out.getvalue(), media_type="image/webp", width=40, height=30, now=it.created_at
            ).digest
        return it.photo

    return arrange


def test_everybody_sees_it_until_the_find_is_taken_off(photographed, erika, town_session, app):
    photographed(shows=True)
    page = BeautifulSoup(erika.get("/fundbuero/fund/2026-1").data, "html.parser")
    assert page.select_one("main img")["src"] == PUBLIC
    seen = erika.get(PUBLIC)
    assert (seen.status_code, seen.mimetype, "no-cache" in seen.headers["Cache-Control"]) == (200, "image/webp", True)
    assert erika.get(PUBLIC, headers={"If-None-Match": seen.headers["ETag"]}).status_code == 304
    with town_session() as session:
        it = items.whole_item(session, 1)
        steps.step(session, item=it, deed="hide", seen="published", by=WOLF, now=it.created_at)
    assert erika.get(PUBLIC, headers={"If-None-Match": seen.headers["ETag"]}).status_code == 404


def test_one_that_is_not_published_is_for_the_desk_alone(photographed, erika, vogt, wolf):
    digest = photographed(shows=False)
    assert erika.get(PUBLIC).status_code == erika.get(f"/bild/{digest}.webp").status_code == 404
    assert erika.get(DESK).status_code == 303
    assert vogt.get(DESK).status_code == 403
    seen = wolf.get(DESK)
    assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "no-store")
    assert BeautifulSoup(wolf.get("/verwaltung/fundbuero/1").data, "html.parser").select_one("img.small")["src"] == DESK


def test_a_published_one_has_one_public_address_only(photographed, erika):
    digest = photographed(shows=True)
    assert erika.get(f"/bild/{digest}.webp").status_code == 404


@pytest.mark.parametrize("path", ["/fundbuero/verlust?art=keys", "/fundbuero/gefunden?art=keys"])
def test_every_question_about_a_person_says_why_by_itself(erika, path):
    soup = BeautifulSoup(erika.get(path).data, "html.parser")
    for name in ("name", "email", "phone"):
        after = soup.select_one(f"#{name}").find_parent(class_="field").find_next_sibling()
        assert after["class"] == ["why"], name
    said = [one.select_one("p").get_text() for one in soup.select("details.why")]
    assert len(said) == len(set(said)) >= 3
