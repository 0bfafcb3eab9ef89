"""The process that opens somebody's PDF, told apart from the portal: bytes in, a word out (see ``pdf``)."""

import io
import logging
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from webapp.formats.pdf import BROKEN, HEAVY, LIVELY, LOCKED, PACKED

MEMORY = 512 * 1024 * 1024  # bytes
MOST_OBJECTS = 20_000  # a scanned certificate has dozens, a long report from an office program some thousand
UNPACKED = 10_000_000  # bytes a stream of the file's own tables may become; pictures are never unpacked here
# What a PDF must not hold: programs, forms that send or change themselves, films, other files (ISO 32000-1, 12.6.4).
PROGRAMS = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/XFA", "/RichMedia", "/Rendition"}
)
FILES = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF"})
RUBBISH = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OSError)


def verdict(content: bytes) -> str:
    """Empty for plain pages, else what is wrong."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    try:
        with apply_configuration(zlib_maximum_output_length=UNPACKED, disable_legacy_handling=True):
            return _looked_through(PdfReader(io.BytesIO(content), xref_stream_maximum_entries=MOST_OBJECTS))
    except (LimitReachedError, MemoryError):
        return HEAVY
    except RUBBISH:
        return BROKEN


def _looked_through(reader: PdfReader) -> str:
    if reader.is_encrypted:
        return LOCKED
    ids = [(number, generation) for generation, found in reader.xref.items() for number in found]
    ids += [(number, 0) for number in reader.xref_objStm]
    if len(ids) > MOST_OBJECTS:
        return HEAVY
    for number, generation in ids:
        words = set(_words(IndirectObject(number, generation, reader).get_object()))
        if words & FILES:
            return PACKED
        if words & PROGRAMS:
            return LIVELY
    return "" if len(reader.pages) else BROKEN


def _words(thing: Any) -> Iterator[str]:
    """The names an object is made of, as keys and as values. What it only points to has its own turn."""
    if isinstance(thing, DictionaryObject):
        for key, value in dict.items(thing):
            yield str(key)
            yield from _words(value)
    elif isinstance(thing, ArrayObject):
        for value in list.__iter__(thing):
            yield from _words(value)
    elif isinstance(thing, NameObject):
        yield str(thing)


def _bound() -> None:
    """Where the system can, no more memory than this."""
    try:
        import resource
    except ImportError:  # Windows; the time still ends it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _bound()
    sys.stdout.write(verdict(sys.stdin.buffer.read()))
