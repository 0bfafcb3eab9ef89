"""Importing a street directory: the table is shown with its columns, compared, applied, undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.waste.actions.directory import free_slug, the_district
from webapp.blueprints.waste.models import Assignment, District, Street, WasteImport
from webapp.blueprints.waste.queries import directory as queries
from webapp.blueprints.waste.rules import directory
from webapp.blueprints.waste.rules.addresses import NumberRange
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit

MOST_ROWS = 10_000
Key = tuple[str, str]
Line = tuple[Any, ...]  # (stream, from, suffix, to, suffix, parity, district), comparable


@dataclass(frozen=True, slots=True)
class StreetChanges:
    """What a directory would change: (name, locality) of each street."""

    added: tuple[Key, ...]
    changed: tuple[Key, ...]
    unchanged: tuple[Key, ...]
    missing: tuple[Key, ...]  # not in the table: they stay, because calendars hang on them


def start(session: Session, *, name: str, rows: Sequence[Sequence[Any]], by: Any, now: datetime) -> WasteImport:
    """Keep the table as a preview with guessed columns."""
    cells = [[None if cell is None else str(cell) for cell in row] for row in rows[:MOST_ROWS] if any(row)]
    if not cells:
        raise Refusal(N_("This table is empty. Please check the file."), "file")
    columns = directory.guess_columns(cells)
    started = WasteImport(
        kind="streets", created_at=now, person_name=by.name, files=[{"file": name, "rows": cells, "columns": columns}]
    )
    session.add(started)
    session.flush()
    return started


def choose(session: Session, *, one: WasteImport, columns: Sequence[str]) -> WasteImport:
    """The clerk says what the columns are."""
    if "street" not in columns:
        raise Refusal(N_("Please say which column holds the street."), "columns")
    one.files = [dict(one.files[0]) | {"columns": [role if role in directory.ROLES else "" for role in columns]}]
    session.flush()
    return one


def entries(one: WasteImport) -> dict[Key, list[directory.DirectoryEntry]]:
    """The entries of the table, by street."""
    return directory.by_street(directory.entries_of(one.files[0]["rows"], one.files[0]["columns"]))


def changes(session: Session, one: WasteImport) -> StreetChanges:
    """What applying this table would change."""
    wanted, stored = entries(one), queries.all_streets(session)
    named = [key for key in wanted if key[0]]
    same = [key for key in named if key in stored and _lines_of(stored[key].assignments) == _lines_wanted(wanted[key])]
    return StreetChanges(
        added=tuple(key for key in named if key not in stored),
        changed=tuple(key for key in named if key in stored and key not in same),
        unchanged=tuple(same),
        missing=tuple(sorted(key for key, street in stored.items() if key not in wanted and street.retired_at is None)),
    )


def apply(session: Session, *, one: WasteImport, by: Any, now: datetime) -> WasteImport:
    """Write streets and districts; streets that are not in the table stay as they are."""
    if one.state != "preview":
        raise Refusal(N_("This import was finished before. Please look at the list of imports."))
    wanted, stored, found = entries(one), queries.all_streets(session), changes(session, one)
    if not wanted:
        raise Refusal(N_("We found no street with a district. Please check the columns."))
    districts: dict[str, District] = {}
    before = {str(stored[key].id): _kept(stored[key].assignments) for key in found.changed}
    added = [_new_street(session, key, wanted[key], districts) for key in found.added]
    for key in found.changed:
        stored[key].assignments = _assignments(session, wanted[key], districts)
    town_wide = [
        line for key, group in wanted.items() if not key[0] for line in _assignments(session, group, districts)
    ]
    old_wide = _replace_town_wide(session, town_wide) if town_wide else []
    session.flush()
    one.undo = {"added": [street.id for street in added], "before": before, "town_wide": old_wide}
    one.state, one.applied_at = "applied", now
    one.summary = {"added": len(found.added), "changed": len(found.changed), "unchanged": len(found.unchanged)}
    audit.record(
        session, "imported", one, by=by, now=now, label=one.files[0]["file"], changes={"streets": [0, len(wanted)]}
    )
    return one


def undo(session: Session, *, one: WasteImport, by: Any, now: datetime) -> WasteImport:
    """Streets as they were; new ones are retired, since somebody may have subscribed already."""
    if one.state != "applied":
        raise Refusal(N_("This import was finished before. Please look at the list of imports."))
    for number in one.undo["added"]:
        street = session.get(Street, number)
        if street is not None:
            street.retired_at = now
    for number, lines in one.undo["before"].items():
        street = queries.whole_street(session, int(number))
        if street is not None:
            street.assignments = [Assignment(**line) for line in lines]
    one.state = "undone"
    audit.record(session, "took back the import", one, by=by, now=now, label=one.files[0]["file"])
    return one


def _new_street(
    session: Session, key: Key, group: list[directory.DirectoryEntry], districts: dict[str, District]
) -> Street:
    street = Street(name=key[0], locality=key[1], slug=free_slug(session, *key))
    street.assignments = _assignments(session, group, districts)
    session.add(street)
    session.flush()
    return street


def _assignments(
    session: Session, group: list[directory.DirectoryEntry], districts: dict[str, District]
) -> list[Assignment]:
    made = []
    for line in sorted(_lines_wanted(group), key=str):
        stream, first, suffix, last, end, parity, name = line
        if name not in districts:
            districts[name] = the_district(session, name)
        made.append(
            Assignment(
                stream=stream,
                from_number=first,
                from_suffix=suffix,
                to_number=last,
                to_suffix=end,
                parity=parity,
                district=districts[name],
            )
        )
    return made


def _replace_town_wide(session: Session, lines: list[Assignment]) -> list[dict[str, Any]]:
    old = list(queries.town_wide(session))
    kept = _kept(old)
    for one in old:
        session.delete(one)
    session.add_all(lines)
    return kept


def _lines_wanted(group: list[directory.DirectoryEntry]) -> set[Line]:
    return {
        _line(stream, numbers, name)
        for one in group
        for stream, name in one.districts
        for numbers in (one.numbers or (NumberRange(),))
    }


def _line(stream: str, numbers: NumberRange, name: str) -> Line:
    first, last = numbers.from_, numbers.to
    start = (first.number, first.suffix) if first else (None, "")
    end = (last.number, last.suffix) if last else (None, "")
    return (stream, *start, *end, numbers.parity, name)


def _lines_of(assignments: Sequence[Assignment]) -> set[Line]:
    return {
        (one.stream, one.from_number, one.from_suffix, one.to_number, one.to_suffix, one.parity, one.district.name)
        for one in assignments
    }


def _kept(assignments: Sequence[Assignment]) -> list[dict[str, Any]]:
    names = ("stream", "from_number", "from_suffix", "to_number", "to_suffix", "parity", "district_id")
    return [{name: getattr(one, name) for name in names} for one in assignments]
