"""Calendars (.ics) as waste dates: what is decoration in a file, and what is news."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time

from webapp.blueprints.waste.rules.reading.events import Message, ReadEvent, Unreadable, events_of
from webapp.blueprints.waste.rules.streams import classify, folded
from webapp.blueprints.waste.rules.titles import parts_of, same_words
from webapp.domain.i18n import N_
from webapp.formats.ical_reader import CalendarItem, NotACalendar, read_calendar

MOBILE = frozenset({"hazardous", "electronics"})  # vans with a place and an hour; bins stand at home
WORDY = 0.6  # a description at most events is decoration
FROM_DAY = re.compile(
    r"(?:statt(?: am)?|verschoben vo[nm]|verlegt vo[nm]|vorgezogen vo[nm]|nachgeholt vo[nm]|f(?:ü|ue)r(?: den)?|regul(?:ä|ae)r(?: am)?|urspr(?:ü|ue)nglich(?: am)?)\s*:?\s*"
    r"(?:(?:mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s*)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)?",
    re.IGNORECASE,
)
NEWS = re.compile(
    r"versch|verleg|feiertag|vorgezogen|nachgeholt|statt|entf|ausfall|bitte|achtung|\d[:.]\d\d\s*(uhr|-|–)",
    re.IGNORECASE,
)
REFUSALS = {
    "too large": N_("This calendar is larger than 2 MB. Please split it, for example by district."),
    "too many events": N_("This calendar holds more than 5,000 dates. Please split it, for example by district."),
}


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
    if found.truncated:
        warnings.append(
            Message(N_("The end of the file is missing. Perhaps dates were cut off; please fetch it again."))
        )
    if found.garbled:
        warnings.append(Message(N_("Some letters are damaged in the file. Please look at the titles.")))
    return _events(found.items), warnings


def _events(items: Sequence[CalendarItem]) -> list[ReadEvent]:
    usual = _usual_hours(items)
    said = Counter(item.description for item in items if item.description)
    common = {text for text, count in said.items() if count > max(3, WORDY * len(items))}
    home = Counter(item.location for item in items if item.location).most_common(1)
    address, suffix = home[0][0] if home else "", _common_suffix(items)
    return [event for item in items for event in _of_item(item, usual, common, address, suffix)]


def _of_item(
    item: CalendarItem, usual: tuple[time | None, time | None], common: set[str], address: str, suffix: str
) -> list[ReadEvent]:
    summary = item.summary.removesuffix(suffix).strip() or item.summary or item.categories
    description = re.sub(r"\s*<[^>]{1,80}>\s*", " ", item.description).strip()
    note = "" if item.description in common or _is_decoration(description, summary) else description
    mobile = classify(summary) in MOBILE
    hours = _hours(item) if mobile and (item.starts, item.ends) != usual else None
    place = item.location if mobile and item.location and (hours or item.location != address) else None
    street = re.split(r"[,(]", address)[0].strip()
    return events_of(
        item.day, summary, address=street, time=hours, place=place, note=note or None,
        moved_from=_moved_from(f"{summary} {item.description}", item.day), cancelled=item.cancelled,
    )  # fmt: skip


def _is_decoration(note: str, summary: str) -> bool:
    """Whether a description only says the title again, in more words."""
    if len(note) < 3 or same_words(note, summary) or note.casefold() in {"müllabfuhr", "abfuhr", "abfuhrtermin"}:
        return True
    title = parts_of(summary)[0].text
    return folded(title) in folded(note) and not NEWS.search(note)


def _usual_hours(items: Sequence[CalendarItem]) -> tuple[time | None, time | None]:
    """The hours most bins bear: when to put them out, not when a van comes."""
    counts = Counter((item.starts, item.ends) for item in items if classify(item.summary) not in MOBILE)
    return counts.most_common(1)[0][0] if counts else (time(0), None)


def _hours(item: CalendarItem) -> str | None:
    if item.starts is None or item.starts == time(0):
        return None
    return f"{item.starts:%H:%M}" + (f"-{item.ends:%H:%M}" if item.ends else "")


def _common_suffix(items: Sequence[CalendarItem]) -> str:
    """Words in brackets at the end of every title: the street the file was made for."""
    ends = {(re.search(r"\s*\([^()]*\)$", item.summary) or [""])[0] for item in items}
    return str(ends.pop()) if len(ends) == 1 and len(items) > 1 else ""


def _moved_from(text: str, day: date) -> date | None:
    """The regular day, if the words say it."""
    found = FROM_DAY.search(text)
    if not found:
        return None
    year = int(found[3]) if found[3] else day.year
    try:
        regular = date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return regular if regular != day and abs((regular - day).days) < 15 else None
