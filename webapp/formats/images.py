"""Images from people: checked, turned upright, made small, stripped of everything but the picture."""

import io
import struct
import warnings
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
NO_IMAGE = N_("This is no picture we can read. Please choose a JPEG, PNG or WebP file.")


TOO_LARGE = N_("This picture has too many pixels. Please make it smaller, 4000 by 3000 is plenty.")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error)  # all that Pillow raises at rubbish


class CleanImage(NamedTuple):
    """A WebP picture without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int


def clean(content: bytes) -> CleanImage:
    """Re-encode a picture (no EXIF, no place, nothing appended survives). Raises Refusal with a sentence."""
    try:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bent EXIF is common, and gone a moment later
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=KINDS) as picture:
                return _encoded(picture)
    except BOMBS:
        raise Refusal(TOO_LARGE, "image") from None
    except BROKEN:
        raise Refusal(NO_IMAGE, "image") from None


def _encoded(picture: Image.Image) -> CleanImage:
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal(TOO_LARGE, "image")
    picture.draft(
        "RGB", (WIDEST, WIDEST)
    )  # a JPEG is read no larger than needed: 57 MiB instead of 316 for 25 million pixels
    upright = ImageOps.exif_transpose(picture).convert("RGBA" if picture.has_transparency_data else "RGB")
    upright.thumbnail((WIDEST, WIDEST * 4))
    out = io.BytesIO()
    upright.save(out, "WEBP", quality=QUALITY, method=6)
    return CleanImage(out.getvalue(), *upright.size)
