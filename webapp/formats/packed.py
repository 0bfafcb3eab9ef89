"""What is packed into spreadsheets, looked at before it is unpacked: a small file may claim to be a huge one.

Readers build the whole rectangle a sheet spans and copy each text into each cell; so rectangle and letters are counted
in the packed text first.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from zlib import error as ZlibError  # noqa: N812

MOST_FILES = 20_000
MOST_UNPACKED = 16 * 1024 * 1024  # a spreadsheet of a county has 5 MB
MOST_CELLS = 200_000
MOST_SPREAD = 1_000_000  # cells of the rectangle a sheet spans, empty ones too
MOST_LETTERS = 32 * 1024 * 1024  # if every cell held the longest text
CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
SHARED = re.compile(rb"<(?:\w+:)?si\b")
PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,9})(\d{0,20})[\"']")
ODS_ROW = re.compile(rb"<table:table-row\b")
ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")
ODS_REPEATED = re.compile(rb"\A[^>]*?number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)")
ODS_EMPTY = re.compile(rb"\A[^>]*/>")
ODS_SPACES = re.compile(rb"text:c\s*=\s*[\"']\d{4}")


class TooLarge(Exception):
    """More would come out than a calendar needs."""


class Broken(Exception):
    """What is packed does not agree with what it says of itself."""


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files packed inside by their names, those of cells with their text. Raises TooLarge or Broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = archive.infolist()
            if sum(one.file_size for one in files) > MOST_UNPACKED or len(files) > MOST_FILES:
                raise TooLarge
            if archive.testzip() is not None:
                raise Broken
            parts = {
                one.filename: archive.read(one) if one.filename.endswith((".xml", ".rels")) else b"" for one in files
            }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ZlibError, ValueError, NotImplementedError, OSError, EOFError,
            RuntimeError):  # fmt: skip
        raise Broken from None
    if _letters(parts) > MOST_LETTERS or _spread(parts) > MOST_SPREAD:
        raise TooLarge
    return parts


def _letters(parts: Mapping[str, bytes]) -> int:
    """How many letters would be read, if every cell of an XLSX had the longest of the shared texts."""
    cells = sum(len(CELL.findall(text)) for text in parts.values())
    if cells > MOST_CELLS:
        raise TooLarge
    longest = max((len(one) for text in parts.values() for one in SHARED.split(text)[1:]), default=0)
    return cells * longest + sum(length for length, _ in _ods_rows(parts.get("content.xml", b"")))


def _spread(parts: Mapping[str, bytes]) -> int:
    """How many cells the widest rectangle of a sheet spans."""
    places = [set(PLACE.findall(text)) for text in parts.values()]
    corners = [
        max(_column(letters) for letters, _ in one) * max(int(number or 0) for _, number in one)
        for one in places
        if one
    ]
    return max([*corners, sum(cells for _, cells in _ods_rows(parts.get("content.xml", b"")))])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods_rows(text: bytes) -> Iterator[tuple[int, int]]:
    """(letters, cells) of each row of an ODS with what is in it, all repetitions counted."""
    if ODS_SPACES.search(text):
        raise TooLarge
    for row in ODS_ROW.split(text)[1:]:
        letters, cells, width = 0, 0, 0
        for cell in ODS_CELL.split(row)[1:]:
            often = _repeated(cell)
            width += often
            if not ODS_EMPTY.match(cell):
                letters, cells = letters + often * len(cell), width
        yield letters * _repeated(row), cells * _repeated(row)


def _repeated(tag: bytes) -> int:
    found = ODS_REPEATED.match(tag)
    return int(found[1]) if found else 1
