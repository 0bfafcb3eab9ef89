"""A street directory as towns keep it in a table: which street, which numbers, which district for which stream."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.blueprints.waste.rules.addresses import NumberRange, parse_ranges
from webapp.blueprints.waste.rules.streams import STREAMS, classify
from webapp.domain.words import folded

ANY = "*"
IGNORED = ""
ROLES = ("street", "locality", "numbers", "from", "to", "parity", ANY, *STREAMS)
HEADINGS = (
    ("locality", r"ortsteil|^ort$|stadtteil|gemeindeteil"),
    ("from", r"(haus|nr|nummer).*von|^von"),
    ("to", r"(haus|nr|nummer).*bis|^bis"),
    ("parity", r"gerade|seite|paritaet"),
    ("street", r"stra(ss|ß)e|^name$|street"),
    ("numbers", r"hausn|nummern?$|^nr\.?$|hnr"),
)
DISTRICT = re.compile(r"bezirk|gebiet|tour|revier")
IN_NAME = re.compile(
    r"^(?P<street>.*?[^\W\d_]\.?)\s*\(?(?P<numbers>\d{1,4}\s*[a-z]?\s*(?:[-–,/]|und|bis)\s*.*?|\d{1,4}\s*[a-z]?\s*-?\s*ende.*?)\)?$",
    re.IGNORECASE,
)
EVERYTHING_ELSE = re.compile(r"(alle )?(anderen|übrigen|uebrigen|restlichen?) stra(ß|ss)en", re.IGNORECASE)
NONE = frozenset({"", "-", "–", "none"})

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One line: a street (empty: all streets not named), the numbers it is about, and a district for each stream."""

    street: str
    locality: str
    numbers: tuple[NumberRange, ...]
    districts: tuple[tuple[str, str], ...]


def guess_columns(rows: Sequence[Row]) -> list[str]:
    """The role of each column by its heading; without a heading the first column is the street."""
    head = [folded(str(cell or "")).strip() for cell in rows[0]] if rows else []
    roles = [_role(words) for words in head]
    if "street" not in roles and roles:
        return ["street", *([IGNORED] * (len(roles) - 1))]
    return [role if role == IGNORED or roles.index(role) == place else IGNORED for place, role in enumerate(roles)]


def has_heading(rows: Sequence[Row]) -> bool:
    """Whether the first line names the columns."""
    return bool(rows) and "street" in [_role(folded(str(cell or "")).strip()) for cell in rows[0]]


def entries_of(rows: Sequence[Row], columns: Sequence[str]) -> list[DirectoryEntry]:
    """The lines of a table whose columns have these roles; lines without a street or a district are left out."""
    body = rows[1:] if has_heading(rows) else rows
    found = (_entry({role: _text(row, place) for place, role in enumerate(columns) if role}) for row in body)
    return [one for one in found if one is not None]


def by_street(entries: Iterable[DirectoryEntry]) -> dict[tuple[str, str], list[DirectoryEntry]]:
    """The entries of each (street, locality), in the order of the table."""
    grouped: dict[tuple[str, str], list[DirectoryEntry]] = defaultdict(list)
    for one in entries:
        grouped[one.street, one.locality].append(one)
    return dict(grouped)


def _role(words: str) -> str:
    role = next((role for role, pattern in HEADINGS if re.search(pattern, words)), None)
    return role or classify(words) or (ANY if DISTRICT.search(words) else IGNORED)


def _entry(cells: Mapping[str, str]) -> DirectoryEntry | None:
    name, inside = _apart(cells.get("street", ""))
    districts = tuple((key, cells[key]) for key in (ANY, *STREAMS) if cells.get(key, "").casefold() not in NONE)
    if not name or not districts:
        return None
    ends = " - ".join(filter(None, (cells.get("from", ""), cells.get("to", ""))))
    written = " ".join(filter(None, (cells.get("parity", ""), cells.get("numbers") or ends or inside)))
    street = "" if EVERYTHING_ELSE.search(name) else name
    return DirectoryEntry(street, cells.get("locality", ""), tuple(parse_ranges(written)), districts)


def _apart(text: str) -> tuple[str, str]:
    """``Alicenstraße 1 - 15`` is a street and its numbers; ``Straße des 17. Juni`` is a street."""
    found = IN_NAME.match(text)
    if found and parse_ranges(found["numbers"]):
        return found["street"].strip(" ,("), found["numbers"]
    return text.strip(), ""


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else " ".join(str(cell).split())
