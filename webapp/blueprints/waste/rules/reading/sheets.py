"""Tables as waste dates: one line a date, one column a stream, or days against streams with districts in the cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.blueprints.waste.rules.reading.events import Message, ReadEvent, Unreadable, events_of
from webapp.blueprints.waste.rules.streams import classify, folded
from webapp.domain.i18n import N_
from webapp.formats.tables import Cell, Rows, Sheet, as_day

MOSTLY = 0.6
WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
ROLES = (
    ("district", r"bezirk|gebiet|tour\b|revier|ortsteil|bereich"),
    ("time", r"uhrzeit|^zeit|^von\b|beginn"),
    ("place", r"^ort$|standort|standplatz|treffpunkt|haltestelle|sammelstelle"),
    ("note", r"bemerk|hinweis|info|notiz"),
    ("weekday", r"wochentag|^tag$"),
    ("regular", r"regul(ae)?r|urspr|statt|eigentlich|plantermin"),
    ("title", r"abfuhrart|abfallart|fraktion|titel|bezeichnung|leistung|^art$|tonne|muellart|was\b|summary|betreff"),
)
STREETS = N_("This file is a list of streets. Please import it under “Streets”.")
NO_DATES = N_("We found no dates in this table. One column must hold days like 24.11.2026.")
ASIDE = re.compile(
    r"^(wochen?tag|tag|kw|kalenderwoche|woche|nr\.?|monat|jahr|feiertag|ferien|bemerkung|hinweis|info)\b"
)
SEASONS = frozenset({"fruehjahr", "fruehling", "sommer", "herbst", "winter"})
NOTHING = frozenset({"-", "–", "nein", "n", "0", "/"})
MARKS = frozenset({"x", "ja", "j", "1", "*", "+", "✓", "✔", "•"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table is: the days, and the columns by their role."""

    day: int
    roles: dict[str, int]


def read_sheets(sheets: Sequence[Sheet]) -> tuple[list[ReadEvent], list[Message]]:
    """The events of a spreadsheet. Sheets without dates are passed over; formulas without a value are told."""
    events: list[ReadEvent] = []
    warnings: list[Message] = []
    for sheet in sheets:
        if _is_shift_table(sheet.rows):
            warnings.append(
                Message(
                    N_("The sheet “%(name)s” is a holiday table; it belongs to the planning."), {"name": sheet.name}
                )
            )
            continue
        found, told = read_rows(sheet.rows, sheet.name)
        events += found
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


def read_rows(rows: Rows, name: str = "") -> tuple[list[ReadEvent], list[Message]]:
    """The events of one table, whatever its shape; none if it holds no dates."""
    rows = [row for row in rows if any(cell not in {None, ""} for cell in row)]
    head, body = _split_head(_with_joined_days(rows))
    if not body or _is_street_list(rows):
        return [], []
    days = _day_columns(body)
    columns = _columns(head, body, days)
    if columns and (len(days) == 1 or "regular" in columns.roles):
        told = [*_weekday_warnings(body, columns), *_left_out(body, [columns.day])]
        return list(_by_line(body, columns)), told
    if not days or columns:
        return list(_by_row(rows, name)), []
    if len(days) > 1:
        return list(_by_column(head, body, days, name)), _left_out(body, days)
    return list(_by_cell(head, body, days[0])), _left_out(body, days)


def _left_out(body: Rows, days: Sequence[int]) -> list[Message]:
    """Say how many lines have words where a day should stand."""
    count = sum(
        any((cell := _at(row, place)) not in {None, ""} and as_day(cell) is None for place in days)
        or (len(days) == 1 and _at(row, days[0]) in {None, ""} and sum(cell not in {None, ""} for cell in row) > 1)
        for row in body
    )
    text = N_("%(count)s lines hold no date that we can read. They are left out; please check them.")
    return [Message(text, {"count": count})] if count else []


def _by_line(body: Rows, columns: Columns) -> Iterator[ReadEvent]:
    """``24.11.2026;Bioabfall;Bezirk 2``"""

    def words(row: list[Cell], role: str) -> str | None:
        place = columns.roles.get(role, -1)
        return str(row[place]).strip() or None if 0 <= place < len(row) and row[place] is not None else None

    for row in body:
        day = as_day(_at(row, columns.day))
        title = words(row, "title")
        if day and title:
            regular = as_day(_at(row, columns.roles.get("regular", -1)))
            yield from events_of(
                day, title, time=words(row, "time"), place=words(row, "place"), note=words(row, "note"),
                district=words(row, "district"), moved_from=regular,
            )  # fmt: skip


def _by_column(head: Rows, body: Rows, days: Sequence[int], name: str) -> Iterator[ReadEvent]:
    """A column of days for each stream or tour; a corrected column knows the regular day of its twin."""
    titles = {place: _heading(head, place) for place in days}
    groups = {place: _group(head, place) for place in days}
    raw = [place for place in days if "unkorrigiert" in groups[place]]
    final = [place for place in days if "korrigiert" in groups[place] and place not in raw]
    twins = dict(zip(final, raw, strict=False)) if final else {}
    for place in final or days:
        title, district = _title_and_tour(titles[place], name)
        for row in body:
            day = as_day(_at(row, place))
            if day:
                regular = as_day(_at(row, twins.get(place, -1)))
                yield from events_of(day, title, district=district, moved_from=regular)


def _by_cell(head: Rows, body: Rows, day_column: int) -> Iterator[ReadEvent]:
    """Days down, streams across: a cell names the districts of that day, or just says yes.

    Or days down and districts across: then the cell names the stream.
    """
    titles = {place: _heading(head, place) for place in range(max(len(row) for row in body)) if place != day_column}
    wanted = {place: title for place, title in titles.items() if title and not ASIDE.search(folded(title))}
    for row in body:
        day = as_day(_at(row, day_column))
        for place, title in wanted.items():
            words = str(_at(row, place) or "").strip()
            if not day or not words or words.casefold() in NOTHING:
                continue
            if (words.casefold() in MARKS and not words.isdecimal()) or folded(words) in SEASONS:
                yield from events_of(day, title)
            elif classify(words) and not classify(title):
                yield from events_of(day, words, district=title)
            else:
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


def _with_joined_days(rows: Rows) -> Rows:
    """Year, month and day in columns of their own become one day."""
    head = [folded(str(cell or "")) for cell in rows[0]] if rows else []
    if not {"jahr", "monat", "tag"} <= set(head):
        return rows
    year, month, day = (head.index(word) for word in ("jahr", "monat", "tag"))
    joined: Rows = [["Datum", *rows[0]]]
    for row in rows[1:]:
        text = f"{_at(row, day)}.{_at(row, month)}.{_at(row, year)}"
        joined.append(
            [as_day(text), *(None if place in {year, month, day} else cell for place, cell in enumerate(row))]
        )
    return joined


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


def _columns(head: Rows, body: Rows, days: Sequence[int]) -> Columns | None:
    """The role of each column, by its heading; the titles also by what stands below. None if no column holds titles."""
    roles: dict[str, int] = {}
    for place, cell in enumerate(head[-1] if head else []):
        words = folded(str(cell or "")).strip()
        role = next((role for role, pattern in ROLES if re.search(pattern, words)), None)
        if role and role not in roles and (place in days) == (role == "regular") and not classify(str(cell)):
            roles[role] = place
    if "title" not in roles and days:
        shares = {
            place: _named_share(body, place) for place in range(max(len(row) for row in body)) if place not in days
        }
        best = max(shares, key=lambda place: shares[place], default=-1)
        if best >= 0 and shares[best] >= MOSTLY:
            roles["title"] = best
    day = next((place for place in days if place != roles.get("regular")), -1)
    return Columns(day, roles) if "title" in roles and day >= 0 else None


def _named_share(body: Rows, place: int) -> float:
    cells = [str(row[place]) for row in body if place < len(row) and row[place] not in {None, ""}]
    return sum(classify(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def _weekday_warnings(body: Rows, columns: Columns) -> list[Message]:
    place = columns.roles.get("weekday", -1)
    wrong = 0
    for row in body:
        day, word = as_day(_at(row, columns.day)), folded(str(_at(row, place) or ""))[:2]
        wrong += bool(day and word in WEEKDAYS and WEEKDAYS[day.weekday()] != word)
    text = N_("On %(count)s lines weekday and date do not fit together. We took the date.")
    return [Message(text, {"count": wrong})] if wrong else []


def _title_and_tour(heading: str, name: str) -> tuple[str, str | None]:
    """A heading that names a stream is the title; otherwise the sheet is, and the heading is the tour."""
    if classify(heading) or not classify(name):
        return heading or name, None
    plain = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", name)
    if folded(heading) in SEASONS:
        return plain, None
    return plain, re.sub(r"/[uk]\)", ")", heading) or None


def _heading(head: Rows, place: int) -> str:
    return next(
        (str(row[place]).strip() for row in reversed(head) if place < len(row) and row[place] not in {None, ""}), ""
    )


def _group(head: Rows, place: int) -> str:
    """The heading that spans this column: the last one to its left, in any line of the head."""
    words = []
    for row in head:
        left = [str(cell) for cell in row[: place + 1] if isinstance(cell, str) and cell]
        words.append(folded(left[-1]) if left else "")
    return " ".join(words)


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


def _at(row: list[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else None


def dates_in(text: str) -> list[date]:
    """Every full day in a text, in order."""
    return [day for found in re.findall(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", text) if (day := as_day(found))]
