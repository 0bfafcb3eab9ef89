"""Frau Keller writes pages; people read them when they should, and nothing she pastes can bite."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from tests.conftest import NOW
from tests.people import hire
from webapp.blueprints.pages.models import Page, PageVersion, Picture
from webapp.store.files import StoredFile

DESK = "/verwaltung/seiten"
NASTY = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<svg onload=alert(1)>",
    "<a hx-get=/verwaltung>x</a>", "<div data-hx-post=/x>", "![x](https://evil.example/p.png)", "[x](data:text/html,x)",
    "<iframe src=//evil.example>", "<style>*{}</style>", "<form action=//evil.example>", "<base href=//evil.example>",
    "[x](vbscript:x)", "<math><mtext></mtext></math>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "![x](/bild/../verwaltung)", "<p style=position:fixed>", "<a id=main>x</a>", "[x](JaVaScRiPt:alert(1))", "<object data=x>",
)  # fmt: skip


def write(keller, path=f"{DESK}/neu", do="publish", **typed):
    known = {"title": "Unser Brunnen", "body": "Er plätschert.", "do": do}
    return keller.submit(path, **(known | typed))


def number(town_session, slug="unser-brunnen"):
    with town_session() as session:
        return session.query(Page).filter_by(slug=slug).one().id


def test_a_published_page_is_there_at_once_a_draft_is_not(keller, erika):
    write(keller)
    assert "Er plätschert." in erika.get("/seite/unser-brunnen").text
    write(keller, title="Entwurf", do="draft")
    assert erika.get("/seite/entwurf").status_code == 404


def test_a_page_comes_and_goes_at_its_minute(app, keller, erika):
    write(keller, publish_on="24.11.2026", publish_time="9:40", until_on="25.11.2026", until_time="12")
    for minutes, status in ((0, 404), (24 * 60 - 21, 404), (24 * 60 - 20, 200), (50 * 60 - 1, 200), (50 * 60, 404)):
        app.config["PORTAL_NOW"] = NOW + timedelta(minutes=minutes)
        assert erika.get("/seite/unser-brunnen").status_code == status, minutes


def test_a_preview_changes_nothing(keller, town_session):
    answer = write(keller, do="preview", body="**fett**")
    assert "<strong>fett</strong>" in answer.text
    with town_session() as session:
        assert session.query(Page).count() == 0


def test_an_old_text_comes_back_as_a_draft(keller, erika, town_session):
    write(keller)
    path = f"{DESK}/{number(town_session)}"
    write(keller, path, body="Er ist trocken.")
    history = keller.get(f"{path}/verlauf").text
    assert "hinzugefügt: Er ist trocken." in history
    keller.submit(f"{path}/verlauf")
    write(keller, path, body=keller.get(path).text.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])
    assert "Er plätschert." in erika.get("/seite/unser-brunnen").text


def test_two_clerks_at_once_lose_nothing(app, keller, town_session):
    write(keller)
    path = f"{DESK}/{number(town_session)}"
    write(hire(app, "other", "Frau Berger", role="editor"), path, body="Von der anderen.")
    answer = keller.post(
        path,
        {
            "csrf_token": keller.get(path).text.split('name="csrf_token" value="')[1].split('"')[0],
            "title": "T",
            "body": "Mein Satz.",
            "language": "de",
            "seen": "1",
            "do": "publish",
        },
    )
    assert answer.status_code == 422
    assert "Mein Satz." in answer.text


def test_a_page_in_another_language_falls_back_to_german_and_says_so(keller, erika, town_session):
    write(keller)
    assert 'lang="de"' in erika.get("/en/seite/unser-brunnen").text
    write(keller, f"{DESK}/{number(town_session)}", title="Our fountain", body="It murmurs.", language="en")
    assert "It murmurs." in erika.get("/en/seite/unser-brunnen").text
    assert "Er plätschert." in erika.get("/seite/unser-brunnen").text


@pytest.mark.parametrize("path", ["/impressum", "/datenschutz", "/barrierefreiheit", "/leichte-sprache", "/kontakt"])
def test_the_pages_of_the_law_are_always_there(erika, path):
    assert "Dieser Text fehlt noch" in erika.get(path).text
    assert f'href="{path}"' in erika.get("/").text


def picture(**exif) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (2400, 1200), "green")
    data = Image.Exif()
    data[0x010E] = "geheim"
    data[0x0112] = 6
    image.save(out, "JPEG", exif=data)
    return out.getvalue()


def add_picture(keller, content, **typed):
    token = keller.get(f"{DESK}/bilder").text.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "image": (io.BytesIO(content), "foto.jpg")} | typed
    return keller.post(f"{DESK}/bilder", data, content_type="multipart/form-data")


def test_a_picture_is_upright_small_and_tells_nothing_more(keller, erika, town_session):
    assert add_picture(keller, picture() + b"<script>angehaengt</script>", alt="Der Brunnen").status_code == 303
    with town_session() as session:
        file = session.query(StoredFile).one()
        assert (file.width, file.height) == (1200, 2400)
        assert b"geheim" not in file.content
        assert b"angehaengt" not in file.content
        path = f"/bild/{session.query(Picture).one().digest}.webp"
    answer = erika.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")


def test_a_picture_needs_words_or_an_honest_tick(keller):
    assert add_picture(keller, picture()).status_code == 422
    assert add_picture(keller, picture(), decorative="y").status_code == 303


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff" * 30]
)
def test_what_is_no_picture_gets_a_sentence(keller, content):
    answer = add_picture(keller, content, alt="x")
    assert answer.status_code == 422
    assert "JPEG, PNG oder WebP" in answer.text


def test_pages_due_for_a_look_are_said_on_the_first_screen(keller, town_session):
    write(keller, review_on="01.11.2026")
    assert "1 Seite sollte wieder angesehen werden" in keller.get("/verwaltung").text
    with town_session() as session:
        assert session.query(PageVersion).count() == 1
