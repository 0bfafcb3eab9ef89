"""Images from people: checked, turned upright, made small, stripped of everything but the picture."""

import io
import struct
import warnings
from collections.abc import Sequence
from math import ceil, floor
from threading import Lock
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

KINDS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 25_000_000  # a phone's photo has 12 million; beyond, one picture takes hundreds of megabytes of memory
WIDEST = 1200
QUALITY = 70  # a third of the bytes of a JPEG at the same look
ONE_AT_A_TIME = Lock()  # 25 million pixels take up to 300 MiB: never twice at once in a process
MOST_AREAS = 12
WHOLE = 100  # per cent
# A rectangle grows to whole blocks of the encoders: what a block shows beside it was mixed from what lies under it.
BLOCK, EDGE = 16, 2
COVER = (96, 96, 96)  # one colour for all: a blur or coarse pixels can be undone where the letters are known
NO_IMAGE = N_("This is no picture we can read. Please choose a JPEG, PNG or WebP file.")
TOO_LARGE = N_("This picture has too many pixels. Please make it smaller, 4000 by 3000 is plenty.")
TOO_MANY_AREAS = N_("These are too many rectangles. Twelve are possible, and one may cover more.")
NO_AREA = N_("This rectangle covers nothing. Please give a width and a height, within the picture.")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error)  # all that Pillow raises at rubbish


class CleanImage(NamedTuple):
    """A WebP picture without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int


class Area(NamedTuple):
    """A rectangle of the upright picture, in per cent of its width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def clean(content: bytes, hidden: Sequence[Area] = (), widest: int = WIDEST) -> CleanImage:
    """Re-encode a picture (no EXIF, no place, nothing appended survives), at most ``widest`` pixels wide.

    Raises Refusal with a sentence.

    Of what lies under the ``hidden`` rectangles nothing is left, neither in the picture nor beside it in the bytes.
    Take the picture as it was sent: one that was stored before carries traces of it in the noise of its neighbours.
    """
    if len(hidden) > MOST_AREAS:
        raise Refusal(TOO_MANY_AREAS, "hidden")
    try:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bent EXIF is common, and gone a moment later
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=KINDS) as picture:
                return _encoded(picture, hidden, widest)
    except BOMBS:
        raise Refusal(TOO_LARGE, "image") from None
    except BROKEN:
        raise Refusal(NO_IMAGE, "image") from None


def _encoded(picture: Image.Image, hidden: Sequence[Area], widest: int) -> CleanImage:
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal(TOO_LARGE, "image")
    picture.draft(
        "RGB", (widest, widest)
    )  # a JPEG is read no larger than needed: 57 MiB instead of 316 for 25 million pixels
    upright = ImageOps.exif_transpose(picture).convert("RGBA" if picture.has_transparency_data else "RGB")
    for area in hidden:  # before it is made smaller, which mixes neighbours
        upright.paste(COVER, _covered(area, *upright.size))
    upright.thumbnail((widest, widest * 4))
    out = io.BytesIO()
    upright.save(out, "WEBP", quality=QUALITY, method=6)
    return CleanImage(out.getvalue(), *upright.size)


def _covered(area: Area, width: int, height: int) -> tuple[int, int, int, int]:
    """The pixels of a rectangle, grown to whole blocks and cut at the picture's edges."""
    left, right = _span(area.left, area.width, width)
    top, bottom = _span(area.top, area.height, height)
    return left, top, right, bottom


def _span(start: float, length: float, pixels: int) -> tuple[int, int]:
    first, last = max(start, 0), min(start + length, WHOLE)
    if not first < last:  # also if one of them is no number at all
        raise Refusal(NO_AREA, "hidden")
    before = (floor(first * pixels / WHOLE) - EDGE) // BLOCK * BLOCK
    behind = -(-(ceil(last * pixels / WHOLE) + EDGE) // BLOCK) * BLOCK
    return max(before, 0), min(behind, pixels)
