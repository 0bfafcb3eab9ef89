"""What a file was read as: its events, what the clerk should know, or why it could not be read."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from webapp.blueprints.waste.rules.titles import TitleParts, base_of, parts_of
from webapp.domain.i18n import N_

MOST_EVENTS = 20_000  # a county with a district in each village
MOST_TITLES = 40_000  # letters of all different ones; real files have a few thousand
MOST_NOTE = 500  # letters kept of a description


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the clerk: a msgid and the values of its placeholders."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.said(lambda text: text)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in the reader's language."""
        text = translate(self.text)
        return text % self.values if self.values else text


class Unreadable(Exception):
    """The file cannot be read; the message says what it seems to be and what to do."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.message = Message(text, values)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One collection as a file says it. ``date`` is the day in Germany; ``stream`` none if the title names none."""

    date: date
    title: str
    stream: str | None = None
    variant: str | None = None
    time: str | None = None
    place: str | None = None
    moved_from: dt.date | None = None
    cancelled: bool = False
    note: str | None = None
    district: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The event with ISO days, without the district (that is for the import, not for the reader)."""
        values = asdict(self)
        del values["district"]
        return values | {
            "date": self.date.isoformat(),
            "moved_from": self.moved_from.isoformat() if self.moved_from else None,
        }


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file, read or refused."""

    file: str
    events: tuple[ReadEvent, ...] = ()
    warnings: tuple[Message, ...] = ()
    error: Message | None = None

    def as_json(self) -> dict[str, Any]:
        """``{"file", "events", "warnings", "error"}`` with English sentences."""
        return {
            "file": self.file,
            "events": [event.as_json() for event in self.events],
            "warnings": [str(warning) for warning in self.warnings],
            "error": str(self.error) if self.error else None,
        }


def events_of(
    day: date,
    title: str,
    *,
    address: str = "",
    time: str | None = None,
    place: str | None = None,
    note: str | None = None,
    moved_from: date | None = None,
    cancelled: bool = False,
    district: str | None = None,
    variant: str | None = None,
    ending: str = "",
) -> list[ReadEvent]:
    """The events of one line: one for each stream its title names. ``address`` and ``ending`` are decoration in it."""
    return [
        ReadEvent(
            day, part.text, part.stream, variant or part.variant, part.time or time, part.place or place,
            moved_from if moved_from != day else None, cancelled or part.cancelled, _noted(part, note),
            district or part.district,
        )
        for part in parts_of(title, address, ending)
    ]  # fmt: skip


def bounded(events: Iterable[ReadEvent]) -> list[ReadEvent]:
    """The events, as long as they can be the dates of one county. Raises Unreadable."""
    found: list[ReadEvent] = []
    titles: set[str] = set()
    for event in events:
        found.append(event)
        titles.add(event.title)
        if len(found) > MOST_EVENTS:
            raise Unreadable(N_("This file holds more than 20,000 dates. Please split it, for example by district."))
        if not len(found) % 100:
            ensure_few_titles(titles)
    return found


def ensure_few_titles(titles: Collection[str]) -> None:
    """Refuse files in which each date has a long title of its own: taking titles apart takes time."""
    if sum(map(len, titles)) > MOST_TITLES:
        raise Unreadable(N_("The titles in this file are too many and too long. Please keep only the kinds of waste."))


def _noted(part: TitleParts, note: str | None) -> str | None:
    if part.marker and not note:
        return "Terminverschiebung" if part.marker == "*" else part.marker
    return note[:MOST_NOTE] if note else None


def finished(file: str, events: Iterable[ReadEvent], warnings: Iterable[Message] = ()) -> FileReading:
    """The reading with exact repetitions dropped and tours told apart, in order of days."""
    every = list(events)
    noted = {replace(one, note=None) for one in every if one.note}
    once = [one for one in dict.fromkeys(every) if one.note or one not in noted]
    told = list(warnings)
    if len(once) < len(every):
        told.append(
            Message(N_("%(count)s dates were in the file twice; each counts once."), {"count": len(every) - len(once)})
        )
    if not once:
        raise Unreadable(N_("There is no date in this file. Please ask the disposal company for a new one."))
    return FileReading(file, tuple(sorted(_told_apart(once), key=lambda one: (one.date, one.title))), tuple(told))


def _told_apart(events: list[ReadEvent]) -> list[ReadEvent]:
    """``Restabfall 1`` and ``Restabfall 2`` in one file are two districts; a single number is decoration."""
    tours: dict[str, Counter[str]] = {}
    for one in events:
        _, number = base_of(one.title)
        if number and one.stream:
            tours.setdefault(one.stream, Counter())[number] += 1
    several = {stream for stream, numbers in tours.items() if len(numbers) > 1}
    return [
        replace(one, district=one.district or base_of(one.title)[1] or None) if one.stream in several else one
        for one in events
    ]
