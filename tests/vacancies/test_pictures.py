"""A photo beside a vacancy: told in words, light, without traces, and gone with the vacancy."""

import io
import json
import random
import re

import pytest
from PIL import Image

from tests.pages.test_pages import picture
from tests.vacancies.board import offered, vacancy
from tests.vacancies.test_desk import DESK, press, typed
from webapp.blueprints.vacancies.rules import adverts

WORDS = "Zwei Frauen pflanzen einen Baum"
CREST = '<svg viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


@pytest.fixture
def crest(instance):
    """Musterstadt has one."""
    folder = instance / "towns" / "musterstadt"
    (folder / "w.svg").write_text(CREST, encoding="utf-8")
    with (folder / "town.toml").open("a", encoding="utf-8") as file:
        file.write('crest = "w.svg"\n')


def save(keller, number: int, content: bytes = b"", **more):
    """Press a button of the form, with a photo chosen."""
    data = typed(keller, f"{DESK}/{number}", **({"alt": WORDS} | more))
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in data.items()]
    parts.append(b'name="image"; filename="IMG_1234.jpg"\r\n\r\n' + content)
    body = b"".join(b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--x--\r\n"
    return keller.post(f"{DESK}/{number}", body, content_type="multipart/form-data; boundary=x")


def data_of(answer) -> dict:
    return json.loads(re.search('ld.json">(.*?)</script>', answer.text)[1])


def test_a_photo_is_upright_small_and_told_in_words(crest, keller, erika, job):
    assert save(keller, job, picture()).status_code == 303
    answer = erika.get(f"/stellen/{job}")
    assert f'alt="{WORDS}" width="720" height="1440" loading="lazy"' in answer.text
    assert data_of(answer)["image"] == f"http://musterstadt.example/stellen/{job}/bild.webp"
    photo = erika.get(f"/stellen/{job}/bild.webp")
    assert photo.mimetype == "image/webp"
    assert b"geheim" not in photo.data
    assert Image.open(io.BytesIO(photo.data)).size == (720, 1440)
    assert "<img" not in erika.get("/stellen").text


def test_a_landscape_of_a_phone_weighs_little(keller, erika, job):
    """Hills, sky and some noise of the camera, twelve million points as they come from a phone."""
    ridge, out = random.Random(1), io.BytesIO()
    small = Image.new("RGB", (60, 45))
    small.putdata([(ridge.randrange(90), 90 + ridge.randrange(90), 60 + y) for y in range(45) for _ in range(60)])
    small.resize((4000, 3000), Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    assert save(keller, job, out.getvalue()).status_code == 303
    assert len(erika.get(f"/stellen/{job}/bild.webp").data) < 30_000


def test_the_photo_goes_with_the_vacancy_and_the_desk_still_sees_it(keller, erika, stranger, job):
    save(keller, job, picture())
    press(keller, job, "zurueckziehen")
    assert erika.get(f"/stellen/{job}/bild.webp").status_code == 404
    assert keller.get(f"{DESK}/{job}/bild.webp").data[8:12] == b"WEBP"
    assert f"{DESK}/{job}/bild.webp" in save(keller, job, do="preview").text.split('id="preview"')[1]
    assert erika.get(f"{DESK}/{job}/bild.webp").status_code == 303
    assert stranger.get(f"/stellen/{job}/bild.webp").status_code == 404


def test_a_photo_nobody_described_is_not_published_and_not_kept(keller, erika, job):
    answer = save(keller, job, picture(), alt=" ")
    assert answer.status_code == 422
    assert "was das Foto zeigt" in answer.text
    assert erika.get(f"/stellen/{job}/bild.webp").status_code == 404


def test_the_name_of_a_file_is_no_description(keller, job):
    answer = save(keller, job, picture(), alt="IMG_1234.jpg")
    assert "„IMG_1234.jpg“ sagt nicht" in keller.follow(answer).text


def test_no_photo_is_told_at_its_field(keller, job):
    answer = save(keller, job, b"<svg onload=alert(1)>")
    assert answer.status_code == 422
    assert "JPEG, PNG oder WebP" in answer.text


def test_a_photo_is_replaced_and_left_out_again(keller, erika, job, town_session):
    save(keller, job, picture())
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "red").save(out, "PNG")
    save(keller, job, out.getvalue())
    assert Image.open(io.BytesIO(erika.get(f"/stellen/{job}/bild.webp").data)).size == (90, 60)
    save(keller, job, no_picture="y")
    assert erika.get(f"/stellen/{job}/bild.webp").status_code == 404
    with town_session() as session:
        assert (vacancy(session, job).picture, vacancy(session, job).alt) == (None, "")


def test_last_years_vacancy_is_copied_with_its_photo(keller, erika, job):
    save(keller, job, picture())
    like = f"{DESK}/neu?wie={job}"
    assert f"{DESK}/{job}/bild.webp" in keller.get(like).text
    keller.post(like, typed(keller, like, deadline_on="1.12.2027"))
    assert erika.get(f"/stellen/{job + 1}/bild.webp").data == erika.get(f"/stellen/{job}/bild.webp").data
    keller.post(like, typed(keller, like, deadline_on="1.12.2027", no_picture="y"))
    assert erika.get(f"/stellen/{job + 2}/bild.webp").status_code == 404
    assert WORDS not in erika.get(f"/stellen/{job + 2}").text


def test_the_crest_stands_beside_what_the_town_offers_alone(crest, erika, town_session):
    with town_session() as session:
        number = offered(session)
    assert data_of(erika.get(f"/stellen/{number}"))["hiringOrganization"]["logo"] == (
        "http://musterstadt.example/wappen.svg"
    )
    assert erika.get("/wappen.svg").text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox')


def test_a_town_without_a_crest_names_none(erika, job):
    assert "logo" not in data_of(erika.get(f"/stellen/{job}"))["hiringOrganization"]
    assert erika.get("/wappen.svg").status_code == 404


@pytest.mark.parametrize(
    ("alt", "silent"),
    [
        ("IMG_1234", True), ("img-20261130-wa0007.jpg", True), ("DSC00012.JPG", True), ("Bild", True), ("Foto 3", True),
        ("bauhof.jpg", True), ("IMG_20261130_101112", True), ("PXL_20261130_0911.webp", True), ("Bild1.png", True),
        ("", False), (WORDS, False), ("Bild von zwei Frauen am Brunnen", False), ("Der Bauhof im Schnee", False),
        ("Pia mit 3 Kindern", False), ("Fotografin", False),
    ],
)  # fmt: skip
def test_what_says_nothing(alt, silent):
    assert adverts.says_nothing(alt) is silent
