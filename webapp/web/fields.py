"""Fields that take what people type: dates and times as they are written in German towns."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import g
from wtforms import Field, Form, HiddenField, SelectMultipleField, StringField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice

from webapp.domain.money import euros, parse_euros
from webapp.web import clock, keys
from webapp.web.i18n import gettext

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
LARGEST = 2**31  # no row of ours has such a number, and every database still understands it
YEARS = range(1900, 2200)  # beyond it somebody mistyped, and the clock of the year 1 cannot be told in UTC
MOMENT = "%Y-%m-%dT%H:%MZ"
TYPING = timedelta(seconds=3)  # nobody gives a name and an address faster
EMAIL = {"autocomplete": "email", "type": "email", "inputmode": "email"}
PHONE = {"autocomplete": "tel", "type": "tel", "inputmode": "tel"}
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
    """A day, typed as text; what could not be read stays in the field. Without a year it is the next such day."""

    back = timedelta(0)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; say how to write it if it cannot be read."""
        self.raw = valuelist[0].strip() if valuelist else ""
        self.data: Any = parse_date(self.raw, clock.today() - self.back) if self.raw else None
        if self.raw and self.data is None:
            raise ValidationError(gettext("Please write the day like 24.11.2026."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%d.%m.%Y") if self.data else ""


class PastDayField(DateField):
    """A day that has been: without a year it is the last such day."""

    back = timedelta(days=364)


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


class EurosField(StringField):
    """An amount as people write it, kept in cents; ``nothing`` is what nothing typed means."""

    def __init__(self, *args: Any, nothing: int | None = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nothing = nothing

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the amount; say how to write it if it cannot be read."""
        raw = valuelist[0].strip() if valuelist else ""
        self.data: Any = parse_euros(raw) if raw else self.nothing
        if raw and self.data is None:
            raise ValidationError(gettext("Please write the amount like 37,00."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        amount = self.nothing if self.data is None else self.data
        return "" if amount is None else euros(amount).removesuffix(" €")


class MultiCheckboxField(SelectMultipleField):
    """Several of a list, as tick boxes."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class MomentField(StringField):
    """A moment chosen from a list, sent as ``2026-12-01T08:40Z``; anything else is no moment."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the moment."""
        try:
            chosen = datetime.strptime(valuelist[0] if valuelist else "", MOMENT).replace(tzinfo=UTC)
            self.data: Any = chosen if chosen.year in YEARS else None
        except ValueError:
            self.data = None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Ask for a time where none was chosen; a form without any other field then sends nothing at all."""
        if self.data is None:
            raise ValidationError(gettext("Please choose a time."))


class KeyField(HiddenField):
    """The key of the form: sent twice, it does one thing. ``soonest`` is how long people need at least."""

    def __init__(self, *args: Any, soonest: timedelta = timedelta(0), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soonest = soonest

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the key; a form that is too old, too quick or not ours is shown again with a new one."""
        self.sent, self.data = (valuelist[0] if valuelist else ""), None
        try:
            self.data = keys.read_key(self.sent, soonest=self.soonest)
        except keys.TooQuick:
            again = gettext("That was very quick. Please check your entries and send them again.")
            raise ValidationError(again) from None
        if self.data is None:
            raise ValidationError(gettext("The page lay open for long. Please check your entries and send them again."))

    def _value(self) -> str:
        if self.raw_data and self.data:
            return self.sent
        g.for_one = True  # the page cache must not hand this key to a second person
        return keys.new_key()


class TrapField(StringField):
    """A field people do not see and machines fill in."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Refuse whoever filled it in."""
        if self.data:
            raise ValidationError(gettext("Please leave this field empty and send the form again."))


def paragraphs(words: str | None) -> str:
    """Filter: text of several lines with plain line ends."""
    return (words or "").replace("\r\n", "\n").strip()


def no_controls(_form: Form, field: Field) -> None:
    """Refuse signs nobody can see or print; they break mail and calendars."""
    if any((ord(sign) < 32 and sign not in "\r\n\t") or 126 < ord(sign) < 160 for sign in field.data or ""):
        raise ValidationError(gettext("This text holds signs that cannot be read. Please type it again."))


def one_line(text: str | None) -> str:
    """Text without blanks around it and without line ends."""
    return " ".join((text or "").split())
