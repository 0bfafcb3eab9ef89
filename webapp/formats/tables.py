"""Tables as rows: CSV with any separator and encoding, XLSX, XLS and ODS with their stored values.

Cells are text, numbers as written, days as ``date``. Formulas count by the value stored beside them.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from webapp.domain.i18n import N_
from webapp.formats.ical_reader import decode

MOST_ROWS = 20_000
MOST_UNPACKED = 60 * 1024 * 1024  # a spreadsheet of a county has 5 MB; more is a bomb
FAULTS = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
    ParseError,
)
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
    """Whether the bytes are a spreadsheet: a zip (XLSX, ODS) or an old Excel file."""
    return content[:4] == b"PK\x03\x04" or content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_rows(content: bytes) -> list[Sheet]:
    """The sheets of a spreadsheet. Raises BadTable with a sentence."""
    if content[:4] == b"PK\x03\x04":
        _ensure_harmless(content)
    if b"xl/workbook" in content:
        return _xlsx(content)
    return _calamine(content)


def csv_rows(content: bytes) -> Rows:
    """The rows of a text table; the separator is the one that gives the most even columns."""
    text = decode(content).replace("\x00", "").lstrip("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()][:MOST_ROWS]
    separator = max(";,\t|", key=lambda sign: _evenness(lines, sign))
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    try:
        return [[cell.strip().strip("'") for cell in row] for row in rows]
    except csv.Error:
        return [[cell.strip() for cell in line.split(separator)] for line in lines]


def as_day(cell: Cell) -> date | None:
    """The day in a cell: a date, ``24.11.2026``, ``24.11.26``, ``Di, 24.11.2026``, ``2026-11-24``, ``20261124``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    try:
        if found := re.fullmatch(
            r"(?:[A-Za-zäöü]{2,10}\.?,?\s*)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)(?:\s*[*(].*)?", text
        ):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
        if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])", text) or re.fullmatch(
            r"(20\d\d)(\d\d)(\d\d)", text
        ):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return None


def _evenness(lines: Sequence[str], sign: str) -> float:
    counts = [line.count(sign) for line in lines[:50]]
    used = [count for count in counts if count]
    return len(used) * max(set(used), key=used.count) / (1 + len(set(used))) if used else 0.0


def _ensure_harmless(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile:
        raise BadTable(N_("This spreadsheet is damaged. Please open it, save it again and try once more.")) from None
    if size > MOST_UNPACKED:
        raise BadTable(N_("This spreadsheet is too large. Please keep only the dates and try again."))


def _xlsx(content: bytes) -> list[Sheet]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # colours and checks of Excel that a calendar does not need
            stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(content))
    except FAULTS:
        raise BadTable(N_("This spreadsheet is damaged. Please open it, save it again and try once more.")) from None
    sheets = []
    for sheet in stored.worksheets:
        rows = [[_cell(one) for one in row] for row in islice(sheet.iter_rows(values_only=True), MOST_ROWS)]
        written = islice(formulas[sheet.title].iter_rows(), len(rows))
        missing = [
            cell.coordinate
            for row, values in zip(written, rows, strict=False)
            for cell, value in zip(row, values, strict=False)
            if cell.data_type == "f" and value is None
        ]
        sheets.append(Sheet(sheet.title, rows, tuple(missing)))
    return sheets


def _calamine(content: bytes) -> list[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(name, [[_cell(one) for one in row] for row in book.get_sheet_by_name(name).to_python()[:MOST_ROWS]])
            for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, *FAULTS):
        raise BadTable(N_("This spreadsheet is damaged. Please open it, save it again and try once more.")) from None


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
