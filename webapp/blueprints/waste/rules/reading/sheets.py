"""Tables as waste dates: one line a date, one column a stream, or days against streams with districts in the cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from webapp.blueprints.waste.rules.reading.events import Message, ReadEvent, Unreadable, bounded, events_of
from webapp.blueprints.waste.rules.reading.grids import MOSTLY, shaped
from webapp.blueprints.waste.rules.reading.notes import moved_from
from webapp.blueprints.waste.rules.streams import classify
from webapp.blueprints.waste.rules.wording import DISTRICT, bin_of, hours_of
from webapp.domain.i18n import N_
from webapp.domain.words import folded
from webapp.formats.days import Cell, as_day, month_of
from webapp.formats.tables import Rows, Sheet

WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
ROLES = (
    ("regular", r"regul(ae)?r|urspr|statt|eigentlich|plantermin"),
    ("until", r"^bis\b|endet um|end time"),
    ("end", r"endet am|^end(e|datum)|end date|ganztaeg|all day"),
    ("district", r"bezirk|gebiet|tour\b|revier|ortsteil|bereich|gemeinde"),
    ("time", r"uhrzeit|^zeit|^von\b|beginn|start time"),
    ("place", r"^ort$|standort|standplatz|treffpunkt|haltestelle|sammelstelle|location"),
    ("note", r"bemerk|hinweis|info|notiz|beschreibung|description"),
    ("weekday", r"wochentag|^tag$"),
    ("title", r"abfuhrart|abfallart|muellart|fraktion|titel|title|bezeichnung|leistung|(^|\s)art$|tonne|was\b|summary|betreff|subject"),
)  # fmt: skip
OF_DAYS = frozenset({"regular", "end"})  # roles of columns that hold days
Roles = Mapping[str, int]
STREETS = N_("This file is a list of streets. Please import it under “Streets”.")
NO_DATES = N_("We found no dates in this table. One column must hold days like 24.11.2026.")
ASIDE = re.compile(
    r"^(wochen?tag|tag|kw|kalenderwoche|woche|nr\.?|monat|jahr|feiertag|ferien|bemerkung|hinweis|info)\b"
)
PLAIN_SHEET = re.compile(r"\d|tabelle|sheet|blatt|jahr|quartal|termin|plan|kalend|abfuhr|abfall|muell|daten|gesamt")
SEASONS = frozenset({"fruehjahr", "fruehling", "sommer", "herbst", "winter"})
NOTHING = frozenset({"-", "–", "nein", "n", "0", "/"})
MARKS = frozenset({"x", "ja", "j", "1", "*", "+", "✓", "✔", "•"})


def read_sheets(sheets: Sequence[Sheet], year: int | None = None) -> tuple[list[ReadEvent], list[Message]]:
    """The events of a spreadsheet. Sheets without dates are passed over; formulas without a value are told.

    ``year`` is the one the file's name speaks of, for days without.
    """
    events: list[ReadEvent] = []
    warnings: list[Message] = []
    several = sum(bool(sheet.rows) for sheet in sheets) > 1
    for sheet in sheets:
        if _is_street_list(sheet.rows):
            continue
        if _is_shift_table(sheet.rows):
            warnings.append(
                Message(
                    N_("The sheet “%(name)s” is a holiday table; it belongs to the planning."), {"name": sheet.name}
                )
            )
            continue
        found, told = read_rows(shaped(sheet.name, sheet.rows, year), sheet.name)
        own = _district_of_sheet(sheet.name) if several else None
        events += [replace(one, district=one.district or own) for one in found]
        warnings += told
        if sheet.empty_formulas:
            cells = ", ".join(sheet.empty_formulas[:10])
            text = N_(
                "In the sheet “%(name)s” these cells hold formulas without a value: %(cells)s. Please open and save the file once."
            )
            warnings.append(Message(text, {"name": sheet.name, "cells": cells}))
    if not events:
        raise Unreadable(STREETS if any(_is_street_list(sheet.rows) for sheet in sheets) else NO_DATES)
    return events, warnings


def _district_of_sheet(name: str) -> str | None:
    """``Bezirk 2`` or a village, where each has a sheet of its own; none for months, years, streams, plain numbers."""
    found = DISTRICT.search(name)
    plain = classify(name) or month_of(name) or PLAIN_SHEET.search(folded(name))
    return found["name"] if found else None if plain else name.strip() or None


def read_rows(rows: Rows, name: str = "") -> tuple[list[ReadEvent], list[Message]]:
    """The events of one table in shape, whatever stands across and down; none if it holds no dates."""
    head, body = _split_head(rows)
    if not body:
        return [], []
    roles = _roles(head, body, _day_columns(body))
    days = [place for place in _day_columns(body) if place not in {roles.get(role) for role in OF_DAYS}]
    if "title" in roles and (days or "regular" in roles):
        told = [*_weekday_warnings(body, days, roles), *_left_out(body, days, roles)]
        return bounded(_by_line(body, days, roles)), told
    if not days:
        return bounded(_by_row(rows, name)), []
    found = _by_column(head, body, days, roles, name) if len(days) > 1 else _by_cell(head, body, days[0], name)
    return bounded(found), _left_out(body, days, roles)


def _left_out(body: Rows, days: Sequence[int], roles: Roles) -> list[Message]:
    """Say how many lines have words where a day should stand."""
    alone = len(days) == 1 and "regular" not in roles and not roles.get("title", -1) > days[0]
    count = sum(
        any((cell := _at(row, place)) not in {None, ""} and as_day(cell) is None for place in days)
        or (alone and _at(row, days[0]) in {None, ""} and sum(cell not in {None, ""} for cell in row) > 1)
        for row in body
    )
    text = N_("%(count)s lines hold no date that we can read. They are left out; please check them.")
    return [Message(text, {"count": count})] if count else []


def _by_line(body: Rows, days: Sequence[int], roles: Roles) -> Iterator[ReadEvent]:
    """``24.11.2026;Bioabfall;Bezirk 2``; a day that spans several lines stands in the first of them."""
    above: list[date] = []
    for row in body:
        title, note, regular = _said(row, roles, "title"), _said(row, roles, "note"), _day_in(row, roles, "regular")
        found = [day for place in days if (day := as_day(_at(row, place)))] or ([regular] if regular else [])
        spans = days and days[0] < roles["title"] and _at(row, days[0]) in {None, ""} and bin_of(title or "")
        above = found = found or (above if spans else [])
        for day in found if title else ():
            for district in _districts(_said(row, roles, "district")):
                yield from events_of(
                    day, title or "", time=_hours(row, roles), place=_said(row, roles, "place"), note=note,
                    district=district, moved_from=regular or moved_from(f"{title} {note}", day),
                )  # fmt: skip


def _said(row: Sequence[Cell], roles: Roles, role: str) -> str | None:
    cell = _at(row, roles.get(role, -1))
    return None if cell is None else str(cell).strip() or None


def _day_in(row: Sequence[Cell], roles: Roles, role: str) -> date | None:
    return as_day(_at(row, roles.get(role, -1)))


def _hours(row: Sequence[Cell], roles: Roles) -> str | None:
    """The hours of a van from one or two columns; midnight only means that nobody said an hour."""
    words = " - ".join(filter(None, (_said(row, roles, "time"), _said(row, roles, "until"))))
    words = re.sub(r"(\d:\d\d):\d\d", r"\1", words)
    found = hours_of(words)
    clock = re.fullmatch(r"(\d{1,2})[:.](\d\d)(?:\s*uhr)?", words, re.IGNORECASE)
    if found or not clock:
        return found[0] if found else None if words.startswith("00:00") else words or None
    return None if int(clock[1]) == int(clock[2]) == 0 else f"{int(clock[1]):02}:{clock[2]}"


def _districts(words: str | None) -> list[str | None]:
    """``1, 2 und 5`` as three; none for all of them."""
    pieces = [_tour(piece) for piece in re.split(r"[,;/+&\n]|\bund\b|\bu\.", words or "") if piece.strip()]
    everywhere = not pieces or folded(words or "").strip() in {"alle", "alle bezirke", "gesamt", "alle ortsteile"}
    return [None] if everywhere else list(dict.fromkeys(pieces))


def _tour(words: str) -> str:
    """``2`` of ``Bezirk 2``."""
    found = DISTRICT.fullmatch(words.strip())
    return found["name"] if found else words.strip()


def _by_column(head: Rows, body: Rows, days: Sequence[int], roles: Roles, name: str) -> Iterator[ReadEvent]:
    """A column of days for each stream or tour; a corrected column knows the regular day of its twin."""
    groups = {place: folded(" ".join(_headings(head, place))) for place in days}
    raw = [place for place in days if "unkorrigiert" in groups[place]]
    final = [place for place in days if "korrigiert" in groups[place] and place not in raw]
    twins = dict(zip(final, raw, strict=False)) if final else {}
    for place in final or days:
        title, tour = _title_and_tour(_headings(head, place), name)
        for row in body:
            day = as_day(_at(row, place))
            for district in _districts(_said(row, roles, "district")) if day else ():
                regular = as_day(_at(row, twins.get(place, -1)))
                yield from events_of(day, title, district=district or tour, moved_from=regular)  # type: ignore[arg-type]


def _by_cell(head: Rows, body: Rows, day_column: int, name: str) -> Iterator[ReadEvent]:
    """Days down, streams across: a cell names the districts of that day, or just says yes.

    Or days down and districts across: then the cell names the stream.
    """
    places = [place for place in range(max(len(row) for row in body)) if place != day_column]
    titles = {place: _title_and_tour(_headings(head, place), name) for place in places}
    for row in body:
        day = as_day(_at(row, day_column))
        for place, (title, tour) in titles.items():
            words = str(_at(row, place) or "").strip()
            if not day or not words or words.casefold() in NOTHING or ASIDE.search(folded(title)):
                continue
            if (words.casefold() in MARKS and not words.isdecimal()) or folded(words) in SEASONS:
                yield from events_of(day, title, district=tour)
            elif bin_of(words) and not bin_of(title):
                yield from events_of(day, words, district=_tour(title) or None)
            elif title:
                for district in re.split(r"[,;/\s]+", words):
                    yield from events_of(day, title, district=district) if district else ()


def _by_row(rows: Rows, name: str) -> Iterator[ReadEvent]:
    """A heading, then lines with a word and a day: ``Herbst, 02.11.2026``."""
    heading = next((str(cell) for row in rows[:2] for cell in row if isinstance(cell, str) and classify(cell)), name)
    for row in rows:
        own = next((str(cell) for cell in row if isinstance(cell, str) and classify(cell)), None)
        for day in filter(None, (as_day(cell) for cell in row)):
            if classify(own or heading):
                yield from events_of(day, own or heading)


def _split_head(rows: Rows) -> tuple[Rows, Rows]:
    """The lines before the first day, and the rest."""
    for number, row in enumerate(rows):
        if any(as_day(cell) for cell in row):
            return rows[:number], rows[number:]
    return rows, []


def _day_columns(body: Rows) -> list[int]:
    found = []
    for place in range(max(len(row) for row in body)):
        cells = [row[place] for row in body if place < len(row) and row[place] not in {None, ""}]
        if cells and sum(as_day(cell) is not None for cell in cells) >= MOSTLY * len(cells):
            found.append(place)
    return found


def _roles(head: Rows, body: Rows, days: Sequence[int]) -> Roles:
    """The column of each role, by its heading; that of the titles also by what stands below, if only one has titles."""
    roles: dict[str, int] = {}
    for place, cell in enumerate(head[-1] if head else []):
        words = folded(str(cell or "")).strip()
        role = next((role for role, pattern in ROLES if re.search(pattern, words)), None)
        if role and role not in roles and (place in days) == (role in OF_DAYS) and not bin_of(words):
            roles[role] = place
    if "title" not in roles:
        others = set(range(max(len(row) for row in body))) - set(days) - set(roles.values())
        named = [place for place in others if _named_share(body, place) >= MOSTLY]
        roles |= {"title": named[0]} if len(named) == 1 else {}
    return roles


def _named_share(body: Rows, place: int) -> float:
    cells = [str(row[place]) for row in body if place < len(row) and row[place] not in {None, ""}]
    return sum(bool(bin_of(cell)) for cell in cells) / len(cells) if cells else 0.0


def _weekday_warnings(body: Rows, days: Sequence[int], roles: Roles) -> list[Message]:
    wrong = 0
    for row in body:
        day, word = as_day(_at(row, days[0] if days else -1)), folded(_said(row, roles, "weekday") or "")[:2]
        wrong += bool(day and word in WEEKDAYS and WEEKDAYS[day.weekday()] != word)
    text = N_("On %(count)s lines weekday and date do not fit together. We took the date.")
    return [Message(text, {"count": wrong})] if wrong else []


def _title_and_tour(headings: Sequence[str], name: str) -> tuple[str, str | None]:
    """The heading that names a bin is the title and the others are the tour; else the sheet may be named like a bin."""
    title = next((words for words in reversed(headings) if bin_of(words)), None)
    tour = next((words for words in reversed(headings) if words != title and folded(words) not in SEASONS), None)
    if title:
        return title, _tour(tour) if tour and (DISTRICT.search(tour) or tour == headings[-1]) else None
    if not classify(name):
        return (headings[-1] if headings else name), None
    plain = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", name)
    return plain, _tour(re.sub(r"/[uk]\)", ")", tour)) if tour and tour == headings[-1] else None


def _headings(head: Rows, place: int) -> list[str]:
    """The headings of a column from top to bottom; all but the last may span columns to their right."""
    found = []
    for row in head:
        last = row is head[-1]
        span = [cell for cell in (row[place : place + 1] if last else row[: place + 1]) if cell not in {None, ""}]
        found += [str(span[-1]).strip()] if span else []
    return found


def _is_street_list(rows: Rows) -> bool:
    words = [folded(str(cell)) for row in rows[:3] for cell in row if isinstance(cell, str)]
    streets = [
        str(cell)
        for row in rows[:200]
        for cell in row[:2]
        if isinstance(cell, str) and re.search(r"(str(a(ss|ß)e|\.)|weg|gasse|platz|allee|ring)\b", cell.casefold())
    ]
    days = any(as_day(cell) for row in rows for cell in row)
    return not days and (len(streets) > MOSTLY * min(len(rows), 200) or any("strasse" in word for word in words))


def _is_shift_table(rows: Rows) -> bool:
    head = [folded(str(cell or "")).strip() for cell in rows[0]] if rows else []
    return {"von", "nach"} <= set(head)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else None
