"""Tables as rows: CSV with any separator and encoding, XLSX and ODS with their stored values.

Cells are text, numbers as written, days as ``date``. Formulas count by the value stored beside them. Everything is
bounded before it is unpacked: two cells can claim a sheet of 17 thousand million.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from webapp.domain.i18n import N_
from webapp.formats.ical_reader import decode

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_UNPACKED = 16 * 1024 * 1024  # a spreadsheet of a county has 5 MB
MOST_CELLS = 200_000  # openpyxl reads a hundred thousand a second
FIRST_YEAR, LAST_YEAR = 1990, 2100  # a collection outside is a slip of the pen
FAULTS = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    OSError,
    EOFError,
    SyntaxError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    ParseError,
)
DAMAGED = N_("This spreadsheet is damaged. Please open it, save it again and try once more.")
TOO_LARGE = N_("This spreadsheet is too large. Please keep only the dates and try again.")
TOO_LONG = N_("This table has more than 20,000 lines. Please split it and try again.")
OLD_EXCEL = N_("This is an old Excel file (.xls). Please open it, save it as .xlsx and try again.")
DOCUMENT = N_("This is a text document. Please ask the disposal company for a calendar (.ics) or a table.")
ARCHIVE = N_("This is a packed folder (.zip). Please unpack it and choose the files in it.")
MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
WEEKDAY = r"(?:(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?,?\s*)?"
AFTER = r"(?:[\sT,]+(?:um\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s*uhr)?)?(?:\s*[*(].*)?"
GERMAN_DAY = re.compile(rf"{WEEKDAY}(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\s?[./-]\s?(\d{{4}}|\d\d){AFTER}", re.IGNORECASE)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(20\d\d)(\d\d)(\d\d)$")
WORDED_DAY = re.compile(rf"{WEEKDAY}(\d{{1,2}})\.?\s*([a-zäöü]{{3,9}})\.?\s*(\d{{4}}){AFTER}", re.IGNORECASE)
Cell = str | date | float | int | None
Rows = list[list[Cell]]


class BadTable(Exception):
    """The table cannot be read; ``reason`` is the msgid of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its rows, and the cells whose formula has no stored value (like ``C7``)."""

    name: str
    rows: Rows
    empty_formulas: tuple[str, ...] = ()


def looks_like_workbook(content: bytes) -> bool:
    """Whether the bytes are a spreadsheet, or something packed like one: XLSX, ODS, old Excel."""
    return content[:4] in {b"PK\x03\x04", b"PK\x05\x06"} or content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_rows(content: bytes) -> list[Sheet]:
    """The sheets of a spreadsheet. Raises BadTable with a sentence."""
    if content[:2] != b"PK":
        raise BadTable(OLD_EXCEL)  # its reader ends the whole process on a damaged file
    names, formulas = _inside(content)
    if any(name.startswith("word/") for name in names):
        raise BadTable(DOCUMENT)
    if "xl/workbook.xml" in names:
        return _xlsx(content, formulas)
    if "content.xml" not in names:
        raise BadTable(ARCHIVE)
    return _ods(content)


def csv_rows(content: bytes) -> Rows:
    """The rows of a text table; the separator is the one that gives the most even columns. Raises BadTable."""
    text = decode(content).replace("\x00", "").lstrip("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_ROWS:
        raise BadTable(TOO_LONG)
    if any(line.count(sign) > MOST_COLUMNS for line in lines for sign in ";\t|"):
        raise BadTable(TOO_LARGE)
    separator = max(";,\t|", key=lambda sign: _evenness(lines, sign))
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    try:
        return [[cell.strip().strip("'") for cell in row[:MOST_COLUMNS]] for row in rows]
    except csv.Error:
        return [[cell.strip() for cell in line.split(separator)[:MOST_COLUMNS]] for line in lines]


def as_day(cell: Cell) -> date | None:
    """The day in a cell: ``24.11.2026``, ``Di, 24.11.26``, ``24. November 2026``, ``2026-11-24``, ``20261124``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = cell.strip() if isinstance(cell, str) else ""
    if not text or len(text) > 100:
        return None
    if found := GERMAN_DAY.fullmatch(text):
        year = int(found[3])
        return _day(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    if found := ISO_DAY.match(text):
        year, month, day = (int(one) for one in found.groups() if one)
        return _day(year, month, day)
    if found := WORDED_DAY.fullmatch(text):
        name = found[2].casefold().replace("ä", "a").replace("mrz", "mar").replace("mae", "mar").replace("may", "mai")
        month = next((place for place, short in enumerate(MONTHS, 1) if name.startswith(short)), 0)
        return _day(int(found[3]), month, int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _evenness(lines: Sequence[str], sign: str) -> float:
    counts = [line.count(sign) for line in lines[:50]]
    used = [count for count in counts if count]
    return len(used) * max(set(used), key=used.count) / (1 + len(set(used))) if used else 0.0


def _inside(content: bytes) -> tuple[set[str], bool]:
    """The files packed inside and whether there are formulas, once all are known to unpack to what they say."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = archive.infolist()
            if sum(one.file_size for one in files) > MOST_UNPACKED or len(files) > MOST_ROWS:
                raise BadTable(TOO_LARGE)
            if archive.testzip() is not None:
                raise BadTable(DAMAGED)
            sheets = [archive.read(one) for one in files if one.filename.startswith("xl/worksheets/")]
    except FAULTS:
        raise BadTable(DAMAGED) from None
    if sum(len(re.findall(rb"<(?:\w+:)?c[ />]", sheet)) for sheet in sheets) > MOST_CELLS:
        raise BadTable(TOO_LARGE)
    return {one.filename for one in files}, any(re.search(rb"<(?:\w+:)?f[ />]", sheet) for sheet in sheets)


def _xlsx(content: bytes, formulas: bool) -> list[Sheet]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # colours and checks of Excel that a calendar does not need
            stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
            written = openpyxl.load_workbook(io.BytesIO(content), read_only=True) if formulas else None
            sheets = []
            for sheet in stored.worksheets:
                rows = _bounded(_without_end([_cell(one) for one in row]) for row in _cells_of(sheet, values=True))
                sheets.append(Sheet(sheet.title, rows, _without_value(written[sheet.title], rows) if written else ()))
            return sheets
    except FAULTS:
        raise BadTable(DAMAGED) from None


def _cells_of(sheet: Any, *, values: bool) -> Any:
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong both ways
    return sheet.iter_rows(values_only=values, max_col=MOST_COLUMNS)


def _without_value(sheet: Any, rows: Rows) -> tuple[str, ...]:
    """The names of cells that hold a formula and beside it no value."""
    return tuple(
        cell.coordinate
        for row, values in zip(_cells_of(sheet, values=False), rows, strict=False)
        for place, cell in enumerate(row)
        if cell.data_type == "f" and (place >= len(values) or values[place] is None)
    )


def _ods(content: bytes) -> list[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.width > MOST_COLUMNS * 100:
                raise BadTable(TOO_LARGE)
            found = sheet.to_python(nrows=min(sheet.total_height, MOST_ROWS) + 1)
            sheets.append(
                Sheet(name, _bounded(_without_end([_cell(one) for one in row[:MOST_COLUMNS]]) for row in found))
            )
        return sheets
    except (python_calamine.CalamineError, *FAULTS):
        raise BadTable(DAMAGED) from None


def _bounded(rows: Iterable[list[Cell]]) -> Rows:
    """The rows without the empty ones at the end. Raises BadTable if they are too many."""
    found: Rows = []
    for number, row in enumerate(islice(rows, 2 * MOST_ROWS)):
        if row and number >= MOST_ROWS:
            raise BadTable(TOO_LONG)
        found.append(row)
    while found and not found[-1]:
        found.pop()
    return found


def _without_end(row: list[Cell]) -> list[Cell]:
    while row and row[-1] in {None, ""}:
        row.pop()
    return row


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, (bool, time)) or value is None:
        return None if value is None else str(value)
    return value if isinstance(value, int) else str(value).strip().strip("'")
