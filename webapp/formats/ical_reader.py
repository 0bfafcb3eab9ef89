"""Reading iCalendar files as real companies write them (RFC 5545, leniently).

Mixed encodings, broken alarms, zones nobody knows, missing ends: only what says *which day and what* is kept, so a
fault elsewhere costs nothing. What remains is handed to ``icalendar``; ``recurring_ical_events`` expands what recurs.
"""

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from webapp.formats.ical_rules import end_of, expected_days, in_german_days, is_sound
from webapp.formats.letters import decode, is_damaged

MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 5_000
BERLIN = ZoneInfo("Europe/Berlin")
KEPT = (
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "STATUS",
    "CATEGORIES",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "URL",
)
TIMES = ("DTSTART", "RDATE", "EXDATE", "RECURRENCE-ID")
FIRST_YEAR, LAST_YEAR = 1970, 2100
MOST_LETTERS = 10_000  # of one text
MOST_SERIES = 100  # each may be followed for years; a town has a dozen
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
LENGTH_OF_DAY = 8  # 20260105
MOMENT = re.compile(rf"{DAY.pattern}[T ](\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?(Z|[+-]00:?00)?")
END = re.compile(rf"{MOMENT.pattern}|\d{{8}}")
UTC_ZONE = re.compile(r";TZID=\"?/?(?:Etc/)?(?:UTC|GMT)\"?[;:]", re.IGNORECASE)
STAMP = re.compile(r"^(?:DTSTAMP|LAST-MODIFIED)[^:\n]*:(20\d{6})", re.MULTILINE)
MOST_EXCEPTIONS = 1_000  # more than a series of daily collections has in a year
LOOK_BACK = timedelta(days=800)  # how far an endless recurrence is followed beyond the last dated event


class NotACalendar(ValueError):
    """The bytes hold no iCalendar, or more than a calendar of a town can hold."""


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One event as it stands: its day in Germany, its times if it has any, its words.

    ``regular`` is the day the series would have had (and ``regular_starts`` the time), where the file moves one of its
    days; ``last`` the day on which something longer ends.
    """

    day: date
    starts: time | None
    ends: time | None
    summary: str
    description: str = ""
    location: str = ""
    cancelled: bool = False
    categories: str = ""
    regular: date | None = None
    regular_starts: time | None = None
    last: date | None = None
    uid: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """The events of a file; how many could not be read; whether letters are damaged or the end is missing."""

    items: tuple[CalendarItem, ...]
    unreadable: int = 0
    garbled: bool = False
    truncated: bool = False


def looks_like_calendar(content: bytes) -> bool:
    """Whether the bytes begin as iCalendar does, whatever the file is called."""
    return b"BEGIN:VCALENDAR" in content[:4096].upper()


def read_calendar(content: bytes) -> CalendarContent:
    """Every event of the file. Raises NotACalendar with a sentence; single broken events are counted, not raised."""
    if not looks_like_calendar(content):
        raise NotACalendar("not iCalendar")
    if len(content) > MOST_BYTES:
        raise NotACalendar("too large")
    text = _unfolded(content)
    blocks = list(_blocks(text))
    if len(blocks) > MOST_EVENTS:
        raise NotACalendar("too many events")
    parsed = [_event(block) for block in blocks]
    events = [event for event in parsed if event is not None]
    garbled = is_damaged(text)
    items = sorted(_items(events, _written_on(text)), key=lambda item: (item.day, item.summary))
    truncated = "END:VCALENDAR" not in text.upper()
    return CalendarContent(tuple(items), parsed.count(None), garbled, truncated)


def _unfolded(content: bytes) -> str:
    """Long lines whole again (RFC 5545 3.1) before they are decoded: a fold may cut a letter in two."""
    plain = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", b"", re.sub(rb"[\r\n]+", b"\n", content))
    return decode(re.sub(rb"\n[ \t]", b"", plain))


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each event, without what is nested in it (alarms carry a SUMMARY of their own)."""
    block: list[str] | None = None
    nested = 0
    for line in text.split("\n"):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            block, nested = [], 0
        elif block is not None and word.startswith("BEGIN:"):
            nested += 1
        elif block is not None and nested and word.startswith("END:"):
            nested -= 1
        elif word == "END:VEVENT" and block is not None:
            yield block
            block = None
        elif block is not None and not nested:
            block.append(line)


def _event(lines: list[str]) -> Any:
    """The event of these lines, each property once and in a form the library reads; none if it has no day."""
    kept: dict[str, dict[str, None]] = {}
    for line in lines:
        name = re.split("[;:]", line, maxsplit=1)[0].strip().upper()
        if name in KEPT and (name in {"EXDATE", "RDATE"} or name not in kept) and (fit := _fitting(name, line)):
            kept.setdefault(name, {})[fit] = None
    rule = "".join(kept.get("RRULE", {}))
    if "DTSTART" not in kept or (rule and not is_sound(rule)):
        return None
    length = "".join(kept.pop("DURATION", {}))
    if "DTEND" not in kept and (end := end_of("".join(kept["DTSTART"]), length)):
        kept["DTEND"] = {end: None}
    if "DTEND" in kept and not _is_later("".join(kept["DTEND"]), "".join(kept["DTSTART"])):
        del kept["DTEND"]
    if rule:
        kept["RRULE"] = {in_german_days(rule, "".join(kept["DTSTART"]), lines): None}
    text = "\r\n".join(["BEGIN:VEVENT", *(line for group in kept.values() for line in group), "END:VEVENT", ""])
    try:
        return icalendar.Event.from_ical(text)
    except (ValueError, KeyError, IndexError):
        return None


def _fitting(name: str, line: str) -> str:
    """The line as the library reads it; empty if there is nothing in it to read."""
    head, _, value = line.partition(":")
    if '"' in head:  # a quoted parameter may hold colons
        value = re.sub(r'^[^:"]*(?:"[^"]*"[^:"]*)*:', "", line)
    if "QUOTED-PRINTABLE" in head.upper():
        value = decode(quopri.decodestring(value.encode()))
    if name in TIMES:
        return _time_line(name, line, value.strip())
    if name == "DTEND":
        return _time_line(name, line, value.strip()) if END.fullmatch(value.strip()) else ""
    return f"{name}:{value.strip()[:MOST_LETTERS]}" if value.strip() else ""


def _is_later(end: str, start: str) -> bool:
    """Whether an end belongs to its start: both a day, or both a moment, and after it."""
    ended, started = end.rpartition(":")[2], start.rpartition(":")[2]
    return len(ended) == len(started) and ended > started


def _time_line(name: str, line: str, values: str) -> str:
    """Days stay days, moments become Berlin time; German companies mean Berlin, whatever their zone is called."""
    if values.count(",") > MOST_EXCEPTIONS:
        raise NotACalendar("too many events")
    as_day = "VALUE=DATE" in line.upper() and "VALUE=DATE-TIME" not in line.upper()
    zone = "Z" if UTC_ZONE.search(line) else ""
    found = [one for value in values.split(",") if (one := _written_anew(value.strip(), as_day, zone))]
    if not found:
        return ""
    kind = ";VALUE=DATE" if len(found[0]) == LENGTH_OF_DAY else ";TZID=Europe/Berlin"
    return f"{name}{kind}:{','.join(one for one in found if len(one) == len(found[0]))}"


def _written_anew(value: str, as_day: bool, zone: str) -> str:
    """``20260105`` or ``20260105T060000`` in Berlin; empty for what is no day of any calendar."""
    moment, day = MOMENT.match(value), DAY.match(value)
    try:
        if moment and not as_day and _plausible(moment[1]):
            return _in_berlin([int(one or 0) for one in moment.groups()[:6]], moment[7] or zone)
        return f"{date(int(day[1]), int(day[2]), int(day[3])):%Y%m%d}" if day and _plausible(day[1]) else ""
    except (ValueError, OverflowError):
        return ""


def _plausible(year: str) -> bool:
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def _in_berlin(parts: Sequence[int], zone: str) -> str:
    year, month, day, hours, minutes, seconds = parts
    whole = datetime(year, month, day, tzinfo=UTC if zone else None)
    moment = whole + timedelta(hours=hours, minutes=minutes, seconds=seconds)  # 24:00 is the next day
    return f"{moment.astimezone(BERLIN) if zone else moment:%Y%m%dT%H%M%S}"


def _items(events: list[Any], written: date) -> Iterator[CalendarItem]:
    """Single events as they are, recurring ones expanded, overrides with the words of their master."""
    recurring = {str(event.get("UID", "")) for event in events if "RRULE" in event or "RDATE" in event}
    for event in events:
        if str(event.get("UID", "")) not in recurring:
            yield _item(event)
    series = [event for event in events if str(event.get("UID", "")) in recurring]
    masters: dict[str, Any] = {}
    for number, event in enumerate(one for one in series if "RECURRENCE-ID" not in one):
        if str(event.get("UID")) in masters:
            event["UID"] = icalendar.vText(
                f"{event.get('UID', '')}#{number}"
            )  # two series under one name are two series
        masters[str(event.get("UID"))] = event
    if len(masters) > MOST_SERIES:
        raise NotACalendar("too many events")
    for event in _expanded(series, written) if series else ():
        master = masters.get(str(event.get("UID")))
        item = _item(event)
        yield item if item.summary or master is None else replace(item, summary=str(master.get("SUMMARY", "")))


def _expanded(series: list[Any], written: date) -> Iterator[Any]:
    calendar = icalendar.Calendar()
    for event in series:
        calendar.add_component(event)
    starts = [_day_of(event["DTSTART"].dt) for event in series]
    first, last = min(starts), max(*starts, written) + LOOK_BACK
    if sum(expected_days(event.get("RRULE"), _day_of(event["DTSTART"].dt), last) for event in series) > MOST_EVENTS:
        raise NotACalendar("too many events")
    yield from recurring_ical_events.of(calendar).between(first, last)


def _written_on(text: str) -> date:
    """The day a file was written, by its stamps: an endless series is followed from there."""
    stamps = {_written_anew(one, True, "") for one in STAMP.findall(text)} - {""}
    return max((datetime.strptime(one, "%Y%m%d").date() for one in stamps), default=date.min)


def _item(event: Any) -> CalendarItem:
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    timed = isinstance(start, datetime)
    regular = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
    return CalendarItem(
        day=_day_of(start),
        starts=start.time() if timed else None,
        ends=end.time() if timed and isinstance(end, datetime) and end > start else None,
        summary=_words(event, "SUMMARY"),
        description=_words(event, "DESCRIPTION"),
        location=_words(event, "LOCATION"),
        cancelled=_words(event, "STATUS").upper() == "CANCELLED",
        categories=_words(event, "CATEGORIES"),
        regular=_day_of(regular) if regular else None,
        regular_starts=regular.time() if isinstance(regular, datetime) else None,
        last=_last_day(start, end),
        uid=_words(event, "UID"),
        link=_words(event, "URL"),
    )


def _last_day(start: date | datetime, end: date | datetime | None) -> date | None:
    """The last day of something longer than one; the end of whole days is the day after (RFC 5545 3.6.1)."""
    if end is None:
        return None
    last = _day_of(end) if isinstance(end, datetime) else end - timedelta(days=1)
    return last if last > _day_of(start) else None


def _day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _words(event: Any, name: str) -> str:
    value = event.get(name, "")
    if name == "CATEGORIES" and value:
        return ", ".join(str(one) for one in value.cats)
    return " ".join(str(value).replace("\\,", ",").replace("\\;", ";").split())
