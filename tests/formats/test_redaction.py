"""Frau Keller covers a name on a photo: whoever takes the bytes apart finds nothing of it."""

import io
import math
import struct

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from webapp.domain.refusal import Refusal
from webapp.formats.images import BLOCK, COVER, EDGE, Area, clean

NAME = Area(left=20, top=40, width=45, height=20)
KINDS = ("JPEG", "PNG", "WEBP")
QUARTER_TURN = 6  # the phone was held sideways


def encoded(image: Image.Image, kind: str, **how) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def photo(name: str, kind: str, size=(800, 600), **how) -> bytes:
    """An identity card on a table, with a name in red where ``NAME`` covers it."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    font = ImageFont.load_default(size[1] * 0.13)
    ImageDraw.Draw(image).text((size[0] * 0.21, size[1] * 0.42), name, fill=(200, 0, 0), font=font)
    return encoded(image, kind, **how)


def chunks(webp: bytes) -> list[bytes]:
    """The names of the parts of a WebP file."""
    found, at = [], len("RIFFsizeWEBP")
    while at < len(webp):
        found.append(webp[at : at + 4])
        at += 8 + (struct.unpack("<I", webp[at + 4 : at + 8])[0] + 1) // 2 * 2
    return found


def pixels(image: Image.Image, area: Area):
    """The smallest and largest value of each channel under a rectangle."""
    box = (area.left, area.top, area.left + area.width, area.top + area.height)
    sides = (image.width, image.height) * 2
    return (
        image.convert("RGB").crop([int(part * side / 100) for part, side in zip(box, sides, strict=True)]).getextrema()
    )


@pytest.mark.parametrize("size", [(800, 600), (1303, 901)])
@pytest.mark.parametrize(("kind", "how"), [("JPEG", {}), ("PNG", {}), ("WEBP", {"lossless": True})])
def test_two_photos_that_differ_only_under_the_cover_become_the_same_bytes(size, kind, how):
    """The strongest proof there is: what makes no difference cannot be recovered."""
    erika, paul = (photo(name, kind, size, **how) for name in ("E. Muster", "P. Beier"))
    assert clean(erika).content != clean(paul).content
    assert clean(erika, [NAME]).content == clean(paul, [NAME]).content


def test_of_a_picture_that_was_stored_before_only_noise_may_differ():
    """Lossy WebP predicts blocks from their neighbours: a name shifts roundings far away, by a few of 255 steps."""
    stored = [clean(photo(name, "PNG")).content for name in ("E. Muster", "P. Beier")]
    erika, paul = (Image.open(io.BytesIO(clean(one, [NAME]).content)) for one in stored)
    assert max(high for _, high in ImageChops.difference(erika, paul).getextrema()) <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_the_cover_is_one_colour_and_the_rest_stays(kind):
    open_one, covered = (Image.open(io.BytesIO(clean(photo("", kind), hidden).content)) for hidden in ([], [NAME]))
    for low, high in pixels(covered, NAME):
        assert COVER[0] - 3 <= low <= high <= COVER[0] + 3
    below = (0, 420, 800, 600)
    difference = ImageChops.difference(open_one.crop(below), covered.crop(below))
    assert max(high for _, high in difference.getextrema()) <= 12


def test_the_small_picture_inside_the_photo_and_all_notes_go():
    """Phones keep a preview in the EXIF; programs add comments and segments of their own, and some append a copy."""
    preview = photo("GEHEIM", "JPEG", (160, 120))
    exif = Image.Exif()
    exif[0x010E] = "GEHEIM"
    exif.get_ifd(0x8825)[1] = "N"
    note = b"\xff\xed" + struct.pack(">H", 2 + len(b"Photoshop GEHEIM")) + b"Photoshop GEHEIM"
    secret = note + b"\xff\xe1" + struct.pack(">H", 2 + len(preview)) + preview
    whole = photo("Erika", "JPEG", exif=exif, comment=b"GEHEIM", icc_profile=b"GEHEIM")
    stuffed = whole[:2] + secret + whole[2:] + preview
    assert b"GEHEIM" in stuffed
    found = clean(stuffed, [NAME]).content
    assert chunks(found) == [b"VP8 "]
    assert b"GEHEIM" not in found
    assert b"\xff\xd8\xff" not in found
    assert found == clean(photo("Erika", "JPEG"), [NAME]).content


def test_the_cover_counts_from_the_corner_people_see():
    exif = Image.Exif()
    exif[0x0112] = QUARTER_TURN
    turned = encoded(Image.new("RGB", (400, 200), "white"), "JPEG", exif=exif)
    found = Image.open(io.BytesIO(clean(turned, [Area(0, 0, 100, 25)]).content))
    assert found.size == (200, 400)
    assert found.getpixel((190, 10)) == pytest.approx(COVER, abs=3)
    assert found.getpixel((190, 300)) == pytest.approx((255, 255, 255), abs=3)


def test_what_shines_through_is_covered_too():
    glass = Image.new("RGBA", (320, 320), (255, 0, 0, 0))
    found = Image.open(io.BytesIO(clean(encoded(glass, "PNG"), [Area(0, 0, 50, 50)]).content)).convert("RGBA")
    assert found.getpixel((40, 40))[3] == 255
    assert found.getpixel((300, 300))[3] == 0


def test_a_rectangle_beyond_the_edge_is_cut_there():
    for area in (Area(-20, -20, 140, 140), Area(0, 0, 100, 100), Area(0, 0, math.inf, 1e300)):
        found = Image.open(io.BytesIO(clean(photo("Erika", "PNG"), [area]).content))
        assert all(high - low <= 6 for low, high in pixels(found, Area(0, 0, 100, 100)))


def test_a_hair_thin_rectangle_covers_at_least_a_block():
    found = Image.open(io.BytesIO(clean(photo("Erika", "PNG"), [Area(50, 0, 1e-9, 100)]).content))
    middle = Area(50 - 100 * EDGE / 800, 10, 100 * (EDGE + BLOCK / 2) / 800, 80)
    assert all(high - low <= 6 for low, high in pixels(found, middle))


@pytest.mark.parametrize(
    "area", [(0, 0, 0, 10), (100, 0, 10, 10), (0, 20, 10, -5), (math.nan, 0, 10, 10), (-30, 0, 20, 9)]
)
def test_a_rectangle_that_covers_nothing_is_not_taken_silently(area):
    with pytest.raises(Refusal, match="covers nothing") as no:
        clean(photo("Erika", "PNG"), [Area(*area)])
    assert no.value.field == "hidden"


def test_twelve_rectangles_are_enough():
    assert clean(photo("Erika", "PNG"), [NAME] * 12).width == 800
    with pytest.raises(Refusal, match="too many rectangles"):
        clean(photo("Erika", "PNG"), [NAME] * 13)


def claims_sixty_megapixels(kind: str) -> bytes:
    """A small file whose head says 10,000 by 6,000."""
    small = bytearray(encoded(Image.new("RGB", (16, 16)), kind, **({"exif": b"x"} if kind == "WEBP" else {})))
    if kind == "JPEG":
        at = small.index(b"\xff\xc0") + 5
        small[at : at + 4] = struct.pack(">HH", 6_000, 10_000)
    elif kind == "WEBP":
        small[24:30] = (9_999).to_bytes(3, "little") + (5_999).to_bytes(3, "little")
    else:
        return encoded(Image.new("1", (10_000, 6_000)), "PNG")
    return bytes(small)


@pytest.mark.parametrize("kind", KINDS)
def test_sixty_megapixels_are_refused_by_the_head_alone(kind):
    with pytest.raises(Refusal):
        clean(claims_sixty_megapixels(kind), [NAME])
