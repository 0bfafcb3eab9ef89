"""Days as people write them: ``24.11.2026``, ``Di, 24.11.``, ``24. November 26``, ``2026-11-24``, ``20261124``."""

import re
from datetime import date, datetime, timedelta

Cell = str | date | float | int | None
FIRST_YEAR, LAST_YEAR = 1990, 2100  # a collection outside is a slip of the pen
MOST_LETTERS = 2_000  # a year of days in one cell
MOST_TEXT = 20_000
MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
MONTH = r"(?:jan|feb|m(?:ä|ae|a)r|mrz|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc])[a-zä]{0,6}"
WEEKDAY = r"(?:\b(?:mo|di|mi|do|fr|sa|so)[a-zäöü]{0,8}\.?,?\s*(?:den\s+)?)?"
DAY = re.compile(
    rf"{WEEKDAY}(?:(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)|(?P<row>20\d{{6}})(?!\d)"
    r"|(?P<d>\d{1,2})\s?(?P<sign>[./-])\s?(?P<m>\d{1,2})(?:(?:\s?(?P=sign)\s?)(?P<y>\d{4}|\d\d(?!\.\s?\d))(?!\d)|\.(?!\d))"
    rf"|(?P<dd>\d{{1,2}})\.?\s*(?P<word>{MONTH})\b\.?\s*(?P<yy>\d{{4}}(?!\d)|\d\d(?![\d.]))?)",
    re.IGNORECASE,
)
CLOCK = r"[\sT,]*(?:um\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?(?:\s*uhr)?"
AFTER = re.compile(rf"(?:{CLOCK})?\s*(?:(?:\*+|\([^()]*\)?)\s*)*", re.IGNORECASE)
UNTIL = re.compile(rf"\s*(?:-|–|bis)\s*{DAY.pattern.replace('?P<', '?P<_').replace('(?P=', '(?P=_')}", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:[,;/|&+]|\bund\b|\bsowie\b)?\s*", re.IGNORECASE)
BEHIND = re.compile(r"\s*[:\-–]?\s+(?=[^\W\d])")
SERIAL_START = date(1899, 12, 30)  # day nought of spreadsheets


def as_day(cell: Cell, year: int | None = None) -> date | None:
    """The day in a cell that holds nothing else; ``year`` completes a day written without one."""
    found = days_of(cell, year)
    return found[0] if len(found) == 1 else None


def days_of(cell: Cell, year: int | None = None) -> list[date]:
    """All days in a cell that holds only days; none if it holds anything else. A span counts by its first day."""
    if isinstance(cell, datetime):
        return [cell.date()]
    if isinstance(cell, date):
        return [cell]
    text = cell.strip() if isinstance(cell, str) else ""
    if not text or len(text) > MOST_LETTERS:
        return []
    days, place = [], 0
    while place < len(text):
        found = DAY.match(text, place)
        day = _day_of(found, year) if found else None
        if found is None or day is None:
            return []
        days.append(day)
        until = UNTIL.match(text, found.end())
        place = AFTER.match(text, until.end() if until else found.end()).end()  # type: ignore[union-attr]
        place = BETWEEN.match(text, place).end()  # type: ignore[union-attr]
    return days


def day_and_words(text: str, year: int | None = None) -> tuple[date, str] | None:
    """``Mo, 05.01.2026: Restmüll`` as the day and what stands behind it."""
    found = DAY.match(text.strip())
    behind = BEHIND.match(text.strip(), found.end()) if found else None
    day = _day_of(found, year) if found and behind else None
    return (day, text.strip()[behind.end() :]) if day and behind else None


def days_within(text: str, year: int | None = None) -> list[date]:
    """Every day in a text, whatever stands between."""
    return [day for found in DAY.finditer(text[:MOST_TEXT]) if (day := _day_of(found, year))]


def day_at(text: str, place: int, year: int) -> date | None:
    """The day that begins at this place of a text."""
    found = DAY.match(text, place)
    return _day_of(found, year) if found else None


def month_of(cell: Cell) -> tuple[int, int | None] | None:
    """(month, year if it stands beside it) of a heading like ``Januar`` or ``Jan. 2026``."""
    found = re.fullmatch(rf"({MONTH})\.?\s*(20\d\d)?", str(cell or "").strip(), re.IGNORECASE)
    return (_month(found[1]), int(found[2]) if found[2] else None) if found else None


def year_in(*texts: str) -> int | None:
    """The year texts speak of, from the first text that names exactly one; a year within a day does not count."""
    for text in texts:
        found = set(re.findall(r"(?<![\d.])(20[0-4]\d)(?!\d|-\d)", text))
        if len(found) == 1:
            return int(found.pop())
    return None


def serial_day(cell: Cell) -> date | None:
    """The day a spreadsheet means by a bare number; none for numbers that mean something else."""
    number = int(cell) if isinstance(cell, str) and cell.isdecimal() and len(cell) == len("46027") else cell
    plausible = isinstance(number, int) and not isinstance(number, bool) and 36_526 <= number <= 55_000
    return SERIAL_START + timedelta(days=int(number)) if plausible else None  # type: ignore[arg-type]


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it and a collection may lie on it."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _day_of(found: re.Match[str], year: int | None) -> date | None:
    if found["row"]:
        return valid_day(int(found["row"][:4]), int(found["row"][4:6]), int(found["row"][6:]))
    if found["year"]:
        return valid_day(int(found["year"]), int(found["month"]), int(found["day"]))
    written = found["y"] or found["yy"]
    full = int(written) + (2000 if len(written) < len("2026") else 0) if written else year
    month = int(found["m"]) if found["m"] else _month(found["word"])
    return valid_day(full, month, int(found["d"] or found["dd"])) if full else None


def _month(word: str) -> int:
    short = word.casefold().replace("ä", "a").replace("mae", "mar").replace("mrz", "mar")[:3]
    short = {"may": "mai", "oct": "okt", "dec": "dez"}.get(short, short)
    return MONTHS.index(short) + 1
