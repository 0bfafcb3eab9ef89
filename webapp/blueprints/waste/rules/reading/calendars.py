"""Calendars (.ics) as waste dates: what is decoration in a file, and what is news."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from webapp.blueprints.waste.rules.reading.events import (
    Message,
    ReadEvent,
    Unreadable,
    bounded,
    ensure_few_titles,
    events_of,
)
from webapp.blueprints.waste.rules.reading.notes import (
    EMPTY,
    NEAR,
    NEWS,
    SHORT,
    common_ending,
    common_texts,
    is_called_off,
    is_decoration,
    moved_from,
    remainder,
    stop_of,
)
from webapp.blueprints.waste.rules.titles import is_mobile, parts_of
from webapp.blueprints.waste.rules.wording import bin_of
from webapp.domain.i18n import N_
from webapp.formats.ical_reader import CalendarItem, NotACalendar, read_calendar

LONGEST_STOP = timedelta(hours=6)  # a van at the resident's own address all day long is a day, not an hour
REFUSALS = {
    "too large": N_("This calendar is larger than 2 MB. Please split it, for example by district."),
    "too many events": N_("This calendar holds more than 5,000 dates. Please split it, for example by district."),
}


@dataclass(frozen=True, slots=True)
class Usual:
    """What a file says again and again: its own address, the hours of its bins, endings and texts."""

    address: str
    hours: tuple[time | None, time | None]
    ending: str
    texts: frozenset[str]
    places: frozenset[str]  # descriptions that are nothing but the place of a van

    @property
    def street(self) -> str:
        """The address without the town behind it."""
        return self.address.partition(",")[0].partition("(")[0].strip()


def read_ics(content: bytes) -> tuple[list[ReadEvent], list[Message]]:
    """The events of a calendar and what the clerk should know of it."""
    try:
        found = read_calendar(content)
    except NotACalendar as no:
        raise Unreadable(REFUSALS.get(str(no), N_("This is no calendar. Please check the file."))) from None
    warnings = []
    if found.unreadable:
        warnings.append(
            Message(N_("%(count)s entries could not be read and are left out."), {"count": found.unreadable})
        )
    if found.garbled:
        warnings.append(Message(N_("Some letters are damaged in the file. Please look at the titles.")))
    if found.truncated:
        warnings.append(
            Message(N_("The end of the file is missing. Perhaps dates were cut off; please fetch it again."))
        )
    ensure_few_titles({_summary(item) for item in found.items})
    usual = _usual(found.items)
    return bounded(event for item in found.items for event in _of_item(item, usual)), warnings


def _usual(items: Sequence[CalendarItem]) -> Usual:
    bins = [item for item in items if not is_mobile(_summary(item))]
    vans = [item for item in items if is_mobile(_summary(item))]
    home = Counter(item.location for item in bins if item.location).most_common(1)
    hours = Counter((item.starts, item.ends) for item in bins).most_common(1)
    ending = common_ending(_summary(item) for item in items)
    texts = [_remainder(item, ending) for item in items]
    return Usual(
        home[0][0] if home else "",
        hours[0][0] if hours else (time(0), None),
        ending,
        frozenset(common_texts(texts, len(items)) | common_texts([item.description for item in items], len(items))),
        _bare_places([item for item in vans if not item.location], ending),
    )


def _bare_places(vans: Sequence[CalendarItem], ending: str) -> frozenset[str]:
    """Short descriptions that differ from event to event under one title: the places the van goes to."""
    said: dict[str, set[str]] = {}
    for item in vans:
        said.setdefault(_summary(item), set()).add(_remainder(item, ending))
    return frozenset(
        text
        for texts in said.values()
        if len(texts) > 1
        for text in texts
        if 2 < len(text) <= SHORT and not NEWS.search(text)
    )


def _of_item(item: CalendarItem, usual: Usual) -> list[ReadEvent]:
    summary = _summary(item)
    text, time_of_van, place = _remainder(item, usual.ending), None, None
    if is_mobile(summary):
        time_of_van, place = _tour(item, usual)
        hours, spot = stop_of(item.description, parts_of(summary)[0].text)
        alone = text in usual.places or (time_of_van and not hours and len(text) <= SHORT and not NEWS.search(text))
        place = place or spot or (text if alone else None) or None
        time_of_van, text = hours or time_of_van, "" if hours or text == place else text
    title = parts_of(summary, usual.street, usual.ending)[0].text
    return events_of(
        item.day, summary, address=usual.street, ending=usual.ending, time=time_of_van, place=place,
        note=None if {text, item.description} & usual.texts or is_decoration(item.description, text, title) else text,
        moved_from=moved_from(f"{summary} {item.description}", item.day) or _regular(item),
        cancelled=item.cancelled or is_called_off(text),
    )  # fmt: skip


def _summary(item: CalendarItem) -> str:
    told = item.summary or item.categories
    if len(item.description) <= SHORT and EMPTY.match(told) and bin_of(item.description):
        return item.description  # the title only says that something is collected
    return told or item.description[:100]


def _remainder(item: CalendarItem, ending: str) -> str:
    summary = _summary(item)
    return remainder(item.description, summary, parts_of(summary, ending=ending)[0].text)


def _tour(item: CalendarItem, usual: Usual) -> tuple[str | None, str | None]:
    """(hours, place) of a van by the times and the location of its event."""
    elsewhere = bool(item.location) and item.location != usual.address
    if item.starts is None or item.starts == time(0) or (item.starts, item.ends) == usual.hours:
        return None, item.location if elsewhere else None
    if not elsewhere and item.ends and _length(item.starts, item.ends) > LONGEST_STOP:
        return None, None
    hours = f"{item.starts:%H:%M}" + (f"-{item.ends:%H:%M}" if item.ends else "")
    return hours, item.location if elsewhere else None


def _regular(item: CalendarItem) -> date | None:
    """The day of the series, if this one was moved and not far; events name it only where they stray from it."""
    return item.regular if item.regular and abs(item.day - item.regular) < NEAR else None


def _length(start: time, end: time) -> timedelta:
    return datetime.combine(date(2000, 1, 1), end) - datetime.combine(date(2000, 1, 1), start)
