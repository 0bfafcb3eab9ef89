"""Fields that take what people type: dates and times as they are written in German towns."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from flask_babel import gettext
from wtforms import StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from webapp.web import clock

MONTHS = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?")
WORDS = re.compile(r"(\d{1,2})\.?\s*([a-zäöü]{3,})\.?\s*(\d{4})?")
YEARS = range(1900, 2200)  # beyond it somebody mistyped, and the clock of the year 1 cannot be told in UTC
LARGEST = 2**31  # no row of ours has such a number, and every database still understands it
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?")


def parse_date(text: str, today: date) -> date | None:
    """``24.11.2026``, ``24.11.``, ``2026-11-24``, ``24. November``: the year left out means the next such day.

    Answers none for what is no day, or a day outside ``YEARS``: nothing is guessed.
    """
    try:
        day = _day(text.strip().casefold(), today)
    except (ValueError, StopIteration):
        return None
    return day if day and day.year in YEARS else None


def _day(clean: str, today: date) -> date | None:
    if found := ISO.fullmatch(clean):
        return date(*(int(part) for part in found.groups()))
    if found := DOTTED.fullmatch(clean):
        day, month, year = found.groups()
    elif found := WORDS.fullmatch(clean):
        day, word, year = found.groups()
        month = str(next(at for at, name in enumerate(MONTHS, 1) if name.startswith(word.replace("ae", "ä"))))
    else:
        return None
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    near = date(today.year, int(month), int(day))
    return near if near >= today else near.replace(year=today.year + 1)


def parse_time(text: str) -> time | None:
    """``9:40``, ``9.40``, ``9``, ``9 Uhr``."""
    found = CLOCK.fullmatch(text.strip().casefold())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None


def number_of(text: str) -> int:
    """A number of an address from 1 on that a database can hold, or ValueError."""
    found = int(text)
    if not 0 < found < LARGEST:
        raise ValueError(text)
    return found


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """(value, words) pairs for a select, radios or tick boxes."""
    return [SelectChoice(value, words) for value, words in pairs]


class DateField(StringField):
    """A day, typed as text; what could not be read stays in the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; say how to write it if it cannot be read."""
        self.raw = valuelist[0].strip() if valuelist else ""
        self.data: Any = parse_date(self.raw, clock.today()) if self.raw else None
        if self.raw and self.data is None:
            raise ValidationError(gettext("Please write the day like 24.11.2026."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%d.%m.%Y") if self.data else ""


class TimeField(StringField):
    """A time of day, typed as text."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time; say how to write it if it cannot be read."""
        raw = valuelist[0].strip() if valuelist else ""
        self.data: Any = parse_time(raw) if raw else None
        if raw and self.data is None:
            raise ValidationError(gettext("Please write the time like 9:40."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""
