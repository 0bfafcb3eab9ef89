"""Tables brought into one shape: every day a ``date`` in a cell of its own, days down, words beside or above them.

People write a year once above months, several days into one cell, days across the top, numbers instead of days.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from webapp.blueprints.waste.rules.wording import bin_of
from webapp.domain.words import folded
from webapp.formats.days import Cell, day_and_words, days_of, month_of, serial_day, valid_day, year_in
from webapp.formats.tables import Rows

MOSTLY = 0.6
MOST_EXPLODED = 50_000  # cells that days written together become
DAY_NUMBERS = re.compile(r"\s*\d{1,2}\.?(?:\s*(?:[,;/+&]|\bund\b|\s)\s*\d{1,2}\.?)*\s*")
DAY_AND_WORDS = re.compile(r"(\d{1,2})\.?(?:\s+(?:mo|di|mi|do|fr|sa|so)\b\.?)?\s+(\D.*)", re.IGNORECASE)
MARKED = re.compile(r"\*$|verschob|verleg|vorgezogen|nachgeholt", re.IGNORECASE)  # behind a day: it was moved
WEEKDAY = re.compile(r"(?:mo|di|mi|do|fr|sa|so)(?:[a-z]*tag|nabend|ttwoch)?\.?", re.IGNORECASE)
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
Months = dict[int, tuple[int, int | None]]  # month and year of each column
REPEATED = 3  # words in a calendar of months that come back are codes of collections, others are feasts


def shaped(name: str, rows: Rows, year: int | None = None) -> Rows:
    """The rows of a sheet in the shape above; ``year`` is the one its file speaks of."""
    rows = [row for row in rows if any(cell not in {None, ""} for cell in row)]
    year = year_in(name, *_words(rows[:4])) or year
    rows = _joined(_german(rows), name, year)
    found = _apart(rows, year)
    for other in (_serials(rows), _dated_words(rows, year), _months(rows, year)):
        if not any(isinstance(cell, date) for row in found for cell in row):
            found = _apart(other, year)
    return _upright(found)


def _words(rows: Rows) -> Iterator[str]:
    return (cell for row in rows for cell in row if isinstance(cell, str))


def _german(rows: Rows) -> Rows:
    """Exports of English calendar programs write the month first."""
    if not any(folded(cell).strip() in {"start date", "end date"} for cell in _words(rows[:1])):
        return rows
    turned = [[AMERICAN.sub(r"\2.\1.\3", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return turned


def _joined(rows: Rows, name: str, year: int | None) -> Rows:
    """Year, month and day in columns of their own become one day; a sheet may be the month, the file the year."""
    for number, row in enumerate(rows[:5]):
        head = [folded(str(cell or "")).strip() for cell in row]
        places = {word: head.index(word) for word in ("tag", "monat", "jahr") if word in head}
        sheet_month = month_of(name)
        if "tag" in places and ("monat" in places or sheet_month):
            below = rows[number + 1 :]
            fixed = {"monat": sheet_month[0] if sheet_month else None, "jahr": (sheet_month or (0, None))[1] or year}
            days = [_day_of_parts({word: _at(one, place) for word, place in places.items()}, fixed) for one in below]
            rest = [place for place in range(max(map(len, rows))) if place not in places.values()]
            titled = [["Datum", *(_at(row, place) for place in rest)]]
            return titled + [[day, *(_at(one, place) for place in rest)] for day, one in zip(days, below, strict=True)]
    return rows


def _day_of_parts(said: dict[str, Cell], fixed: dict[str, int | None]) -> date | None:
    day, month, year = (str(said.get(word) or fixed.get(word) or "").strip(" .") for word in ("tag", "monat", "jahr"))
    named = month_of(month)
    month = str(named[0]) if named else month
    return valid_day(int(year), int(month), int(day)) if all(map(str.isdecimal, (day, month, year))) else None


def _apart(rows: Rows, year: int | None) -> Rows:
    """Days written together get rows of their own, with the words beside them repeated."""
    apart: Rows = []
    cells = 0
    for row in rows:
        days = [days_of(cell, year) for cell in row]
        if any(found and isinstance(cell, str) and MARKED.search(cell) for cell, found in zip(row, days, strict=True)):
            row = [f"{cell} *" if isinstance(cell, str) and bin_of(cell) else cell for cell in row]
        for turn in range(max([1, *map(len, days)])):
            cells += len(row)
            if cells > MOST_EXPLODED and turn:
                break
            apart.append([_turn(cell, found, turn) for cell, found in zip(row, days, strict=True)])
    return apart


def _turn(cell: Cell, days: Sequence[date], turn: int) -> Cell:
    if not days:
        return cell
    return days[turn] if turn < len(days) else None


def _serials(rows: Rows) -> Rows:
    """Days as numbers, because the format of the column was lost."""
    return [[serial_day(cell) or cell for cell in row] for row in rows]


def _dated_words(rows: Rows, year: int | None) -> Rows:
    """A day and what is collected in one cell, wherever in the table it stands."""
    found = (day_and_words(cell, year) for cell in _words(rows))
    return [[day, words] for one in found if one for day, words in [one]]


def _months(rows: Rows, year: int | None) -> Rows:
    """Months across or down with numbers of days; beside a number may stand what is collected on it."""
    down = [number for number, row in enumerate(rows) if row and month_of(row[0])]
    for number, row in enumerate(rows):
        months = {place: (found[0], found[1] or year) for place, cell in enumerate(row) if (found := month_of(cell))}
        if len(months) > 1 or (months and not down):
            below = rows[number + 1 :]
            return [row, *_across(below, months)] if _lists(below, months) else list(_wall(below, months))
    below = [[cell, *_across([row[1:]], dict.fromkeys(range(len(row)), (found[0], found[1] or year)))[0]]
             for row in rows if row and (cell := row[0]) and (found := month_of(cell))]  # fmt: skip
    return rows[: down[0]] + [[None, *row[1:]] for row in below] if down else rows


def _lists(rows: Rows, months: Months) -> bool:
    """Whether below the months stand numbers of days alone, and streams at the side."""
    cells = [str(cell) for row in rows for place in months if (cell := _at(row, place)) not in {None, ""}]
    aside = any(bin_of(str(cell)) for row in rows for place, cell in enumerate(row) if place not in months)
    numbers = sum(bool(DAY_NUMBERS.fullmatch(cell)) for cell in cells)
    return aside and numbers >= MOSTLY * len(cells) and not set(range(min(months), max(months))) - set(months)


def _across(rows: Rows, months: Months) -> Rows:
    """``5., 19.`` below ``Januar`` with the month and the year behind each number."""
    return [
        [_listed_days(cell, *months[place]) if place in months else cell for place, cell in enumerate(row)]
        for row in rows
    ]


def _listed_days(cell: Cell, month: int, year: int | None) -> Cell:
    if year is None or not DAY_NUMBERS.fullmatch(str(cell or "")):
        return cell
    days = (valid_day(year, month, int(one)) for one in re.findall(r"\d+", str(cell)))
    return ", ".join(f"{day:%d.%m.%Y}" for day in days if day)


def _wall(rows: Rows, months: Months) -> Iterator[list[Any]]:
    """A calendar for the wall: below each month its days, beside each day what is collected."""
    ends = dict(zip(months, [*list(months)[1:], None], strict=True))
    said = [
        one for row in rows for place, (month, year) in months.items() if year
        for one in _of_day(row[place : ends[place]], month, year)
    ]  # fmt: skip
    often = Counter(words for _, words in said)
    yield from ([day, words] for day, words in said if bin_of(words) or often[words] >= REPEATED)


def _of_day(cells: Sequence[Cell], month: int, year: int) -> Iterator[tuple[date, str]]:
    """The words of one day: in the cell of its number or in those beside it."""
    first, *others = (str(cell or "").strip() for cell in cells or [None])
    inside = DAY_AND_WORDS.fullmatch(first)
    number = inside[1] if inside else first.rstrip(".")
    day = valid_day(year, month, int(number)) if re.fullmatch(r"\d{1,2}", number) else None
    for words in [inside[2] if inside else "", *others]:
        if day and words and not WEEKDAY.fullmatch(words) and not words.isdecimal():
            yield day, words


def _upright(rows: Rows) -> Rows:
    """Days that stand across the top are turned to stand down."""
    dated = [number for number, row in enumerate(rows) if any(isinstance(cell, date) for cell in row)]
    top = rows[dated[0]] if len(dated) == 1 else []
    places = [place for place, cell in enumerate(top) if isinstance(cell, date)]
    above = any(bin_of(str(_at(row, place) or "")) for row in rows[: dated[0] if dated else 0] for place in places)
    below = sum(_at(row, place) not in {None, ""} for row in rows[dated[0] + 1 if dated else 0 :] for place in places)
    if len(places) <= 1 or above or below <= 1:
        return rows
    body = rows[dated[0] :]
    return [[_at(row, place) for row in body] for place in range(max(map(len, body)))]


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else None
