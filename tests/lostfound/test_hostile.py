"""Whatever a stranger sends to lost property gets a sentence, keeps what was typed, stores nothing."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sqlalchemy import func, select

from tests.lostfound.office import taken_in
from webapp.blueprints.lostfound.models import Claim, FoundItem, LossReport
from webapp.store.outbox import Letter

FORMS = ("/fundbuero/verlust?art=bicycle", "/fundbuero/gefunden?art=bicycle", "/fundbuero/fund/2026-1/anspruch")
GOOD = {
    "name": "Erika", "email": "erika@example.org", "title": "Rad", "area": "Markt", "lost_on": "20.11.",
    "found_on": "20.11.", "place_kind": "elsewhere",
}  # fmt: skip
BAD = (
    {"email": "a@example.org, b@example.org"}, {"email": "a@example.org\r\nBcc: b@example.org"}, {"email": "kein Wort"},
    {"name": ""}, {"name": "x" * 121}, {"name": "Eri\x00ka"}, {"phone": "anrufen"}, {"trait-brand": "x" * 121},
    {"website": "http://spam.example"}, {"key": "gefälscht"}, {"key": ""},
)  # fmt: skip


@pytest.fixture(autouse=True)
def office(town_session):
    with town_session() as session:
        taken_in(session)


def stored(town_session) -> tuple[int, ...]:
    with town_session() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(one)) for one in (Claim, FoundItem, LossReport, Letter)
        )


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ":".join(*bad.items())[:30])
def test_a_sentence_at_the_field_and_nothing_stored(erika, later, town_session, path, bad):
    key = BeautifulSoup(erika.get(path).data, "html.parser").select_one("[name=key]")["value"]
    before = stored(town_session)
    later(seconds=20)
    answer = erika.post(path, {"key": key} | GOOD | bad)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.data, "html.parser")
    assert soup.select_one(".errors li")
    if "email" not in bad:
        assert soup.select_one("#email")["value"] == "erika@example.org"
    assert stored(town_session) == before


@pytest.mark.parametrize("path", ["/fundbuero/verlust", "/fundbuero/gefunden"])
def test_kinds_nobody_knows_are_asked_again_or_not_there(erika, path):
    assert erika.get(f"{path}?art=drache").status_code == 200
    assert erika.post(f"{path}?art=drache", GOOD).status_code == 404


def test_too_large_a_text_is_refused_and_a_photo_is_not(erika, later, town_session):
    assert erika.post(FORMS[0], GOOD | {"story": "x" * 300_000}).status_code == 413
    key = BeautifulSoup(erika.get(FORMS[1]).data, "html.parser").select_one("[name=key]")["value"]
    later(seconds=20)
    out = io.BytesIO()
    Image.effect_noise((600, 600), 90).save(out, "PNG")
    assert len(out.getvalue()) > 250_000  # more than any other form may hold
    answer = erika.post(FORMS[1], GOOD | {"key": key, "image": (io.BytesIO(out.getvalue()), "rad.png")})
    assert answer.status_code == 303


def test_forty_announced_finds_are_enough(erika, later, town_session):
    for nth in range(41):
        key = BeautifulSoup(erika.get(FORMS[1]).data, "html.parser").select_one("[name=key]")["value"]
        later(seconds=5)
        answer = erika.post(FORMS[1], GOOD | {"key": key, "email": f"finder-{nth}@example.org"})
        assert answer.status_code == (303 if nth < 40 else 422)


def test_thirty_losses_of_an_hour_are_enough_and_the_desk_goes_on(erika, later, town_session):
    """Without an e-mail address nothing else would stop a machine, and with one strangers would get its letters."""
    for nth in range(31):
        key = BeautifulSoup(erika.get(FORMS[0]).data, "html.parser").select_one("[name=key]")["value"]
        later(seconds=5)
        who = {"email": "", "phone": "01234 5678"} if nth % 2 else {"email": f"loser-{nth}@example.org"}
        assert erika.post(FORMS[0], GOOD | who | {"key": key}).status_code == (303 if nth < 30 else 422)
    later(hours=1)
    key = BeautifulSoup(erika.get(FORMS[0]).data, "html.parser").select_one("[name=key]")["value"]
    later(seconds=5)
    assert erika.post(FORMS[0], GOOD | {"key": key}).status_code == 303
