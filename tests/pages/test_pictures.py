"""Frau Keller adds pictures: whatever she chooses, it becomes a small clean one or a sentence that helps."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.pages.test_pages import DESK, add_picture, picture, write
from webapp.blueprints.pages.models import Picture
from webapp.domain.refusal import Refusal
from webapp.formats import images


def encoded(image: Image.Image, kind: str, **how) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9000))) + chunk(b"IEND", b"")
    )


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(images.clean(content).content))


@pytest.mark.parametrize("size", [(6000, 5000), (10_000, 9_500), (30_000, 30_000), (70_000, 70_000)])
def test_a_picture_bomb_is_told_that_it_has_too_many_pixels(size):
    with pytest.raises(Refusal, match="too many pixels"):
        images.clean(bomb(*size))


def test_a_drawing_keeps_its_see_through_paper():
    drawing = Image.new("RGBA", (40, 40), (255, 0, 0, 0)).quantize(8)
    assert opened(encoded(drawing, "PNG")).getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_no_profile_and_no_note_survives(kind):
    notes = {"icc_profile": b"geheim" * 30} | ({"xmp": b"<x>geheim</x>"} if kind == "WEBP" else {})
    clean = images.clean(encoded(Image.new("RGB", (20, 20)), kind, **notes)).content
    assert b"geheim" not in clean
    assert not {"icc_profile", "exif", "xmp"} & set(Image.open(io.BytesIO(clean)).info)


def bent(content: bytes, dice: random.Random) -> bytes:
    """The picture with some bytes changed at its head, sometimes cut."""
    changed = bytearray(content[: dice.choice((40, 300, 100_000))])
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(min(len(changed), 300))] = dice.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_bent_bytes_are_a_picture_or_a_refusal_never_a_fault(kind):
    dice = random.Random(kind)
    whole = picture() if kind == "JPEG" else encoded(Image.new("RGBA", (60, 30)), kind)
    for _ in range(200):
        with suppress(Refusal):
            assert images.clean(bent(whole, dice)).width


def test_a_page_cannot_show_a_picture_without_words(keller, town_session):
    add_picture(keller, picture(), alt="Der Brunnen")
    with town_session() as session:
        path = f"/bild/{session.query(Picture).one().digest}.webp"
    assert (
        "zwischen" in write(keller, body=f"![]({path})").text or write(keller, body=f"![]({path})").status_code == 422
    )
    assert write(keller, body=f"![]({path})", do="draft").status_code == 303
    assert write(keller, body=f"![Der Brunnen]({path})").status_code == 303


def test_a_decoration_may_be_silent(keller, town_session):
    add_picture(keller, picture(), decorative="y")
    with town_session() as session:
        digest = session.query(Picture).one().digest
    assert write(keller, body=f"![](/bild/{digest}.webp)").status_code == 303


def test_a_picture_nobody_kept_is_not_published(keller):
    assert write(keller, body=f"![x](/bild/{'0' * 64}.webp)").status_code == 422


def test_the_line_to_copy_shows_the_picture_with_its_words(keller, erika):
    alt = "Ein ] Schild [ am *Rathaus*"
    add_picture(keller, picture(), alt=alt)
    line = BeautifulSoup(keller.get(f"{DESK}/bilder").data, "html.parser").select_one("input.copy")["value"]
    write(keller, body=line)
    shown = BeautifulSoup(erika.get("/seite/unser-brunnen").data, "html.parser").select_one("article img")
    assert shown["alt"] == alt


def test_a_picture_is_kept_for_good_and_never_guessed_at(keller, erika, town_session):
    add_picture(keller, picture(), alt="Der Brunnen")
    with town_session() as session:
        digest = session.query(Picture).one().digest
    answer = erika.get(f"/bild/{digest}.webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert erika.get(f"/bild/{'0' * 64}.webp").status_code == 404
