"""Tables as rows: CSV with any separator and encoding, XLSX and ODS with their stored values.

Cells are text, numbers as written, days as ``date``. Formulas count by the value stored beside them. Everything is
bounded before it is unpacked.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
import python_calamine
from defusedxml import DefusedXmlException

from webapp.domain.i18n import N_
from webapp.formats.days import Cell
from webapp.formats.letters import decode
from webapp.formats.packed import MOST_SPREAD, Broken, TooLarge, unpacked

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LINE = 100_000  # letters
MOST_SHEETS = 200
FAULTS = (ValueError, KeyError, OSError, RuntimeError, ParseError, DefusedXmlException, python_calamine.CalamineError)
DAMAGED = N_("This spreadsheet is damaged. Please open it, save it again and try once more.")
TOO_LARGE = N_("This spreadsheet is too large. Please keep only the dates and try again.")
TOO_LONG = N_("This table has more than 20,000 lines. Please split it and try again.")
OLD_EXCEL = N_("This is an old Excel file (.xls). Please open it, save it as .xlsx and try again.")
DOCUMENT = N_("This is a text document. Please ask the disposal company for a calendar (.ics) or a table.")
ARCHIVE = N_("This is a packed folder (.zip). Please unpack it and choose the files in it.")
NO_VALUE = re.compile(
    rb"<c\s(?:[^>]*\s)?r=\"([A-Z]+\d+)\"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
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
    try:
        parts = unpacked(content)
    except TooLarge:
        raise BadTable(TOO_LARGE) from None
    except Broken:
        raise BadTable(DAMAGED) from None
    if any(name.startswith("word/") for name in parts):
        raise BadTable(DOCUMENT)
    if "xl/workbook.xml" not in parts and "content.xml" not in parts:
        raise BadTable(ARCHIVE)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > MOST_SHEETS:
            raise BadTable(TOO_LARGE)
        formulas = _empty_formulas(parts)
        return [Sheet(name, rows, formulas.get(name, ())) for name, rows in _sheets(book)]
    except FAULTS:
        raise BadTable(DAMAGED) from None


def csv_rows(content: bytes) -> Rows:
    """The rows of a text table; the separator is the one that gives the most even columns. Raises BadTable."""
    text = decode(content).replace("\x00", "").lstrip("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_ROWS:
        raise BadTable(TOO_LONG)
    if any(len(line) > MOST_LINE or line.count(sign) > MOST_COLUMNS for line in lines for sign in ";\t|"):
        raise BadTable(TOO_LARGE)
    separator = max(";,\t|", key=lambda sign: _evenness(lines, sign))
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    try:
        return [[cell.strip().strip("'") for cell in row[:MOST_COLUMNS]] for row in rows]
    except csv.Error:
        return [[cell.strip() for cell in line.split(separator)[:MOST_COLUMNS]] for line in lines]


def _evenness(lines: Sequence[str], sign: str) -> float:
    counts = [line.count(sign) for line in lines[:50]]
    used = [count for count in counts if count]
    return len(used) * max(set(used), key=used.count) / (1 + len(set(used))) if used else 0.0


def _empty_formulas(parts: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """For each sheet of an XLSX the cells that hold a formula and beside it no value."""
    empty = {name: found for name, text in parts.items() if (found := NO_VALUE.findall(text))}
    if not empty:
        return {}
    relations = defusedxml.ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.get("Id"): "xl/" + str(one.get("Target")).removeprefix("/xl/") for one in relations}
    named = {}
    for one in defusedxml.ElementTree.fromstring(parts["xl/workbook.xml"]).iterfind(".//{*}sheet"):
        key = next((value for name, value in one.items() if name.endswith("}id")), None)
        named[str(one.get("name"))] = tuple(cell.decode() for cell in empty.get(targets.get(key, ""), ()))
    return named


def _sheets(book: Any) -> Iterator[tuple[str, Rows]]:
    total = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        total += sheet.height * sheet.width
        if sheet.width > MOST_COLUMNS * 100 or total > MOST_SPREAD:
            raise BadTable(TOO_LARGE)
        found = sheet.to_python(nrows=min(sheet.total_height, MOST_ROWS) + 1)
        yield name, _bounded(_without_end([_cell(one) for one in row[:MOST_COLUMNS]]) for row in found)


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
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return None if value is None else str(value).strip().strip("'")
