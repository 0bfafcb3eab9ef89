"""Records to iCalendar bytes that every client reads and no client forgets (RFC 5545, RFC 7986).

Everything in the bytes comes from the record: asked twice, the same bytes leave, so an ETag holds and clients do not
import everything anew. Lines are folded and escaped by ``icalendar``; what it gets wrong (measured with 7.3) is avoided
here.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import icalendar
from icalendar import vText

from webapp.domain.localtime import local

PRODUCT = "-//Dorfplatz//Dorfplatz//DE"  # stays the same for ever: some clients treat a new one as a new calendar
ONE_DAY = timedelta(days=1)  # longer is too long for corrections, shorter only costs phones battery
UID_DIGITS = 32  # 128 bits of the hash: enough never to meet twice

# Static, with two yearly rules: the library's own zone is 2.3 kB of single dates, and a second STANDARD breaks Outlook.
BERLIN_ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")

FIRST_EVENT = b"\r\nBEGIN:VEVENT\r\n"
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Control signs break readers (RFC 5545 3.1 forbids them), half characters are no UTF-8, U+FEFF is a stray BOM.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


class EmptyCalendar(ValueError):
    """A calendar without entries: clients would delete what they have. Send a hint event instead."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar as a whole. ``colour`` is a CSS3 name (RFC 7986 5.9), ``source_url`` the feed's own address.

    ``method`` is for files of one entry in a letter (RFC 5546); a feed has none, for it would demand an ORGANIZER.
    """

    name: str
    description: str = ""
    source_url: str = ""
    colour: str = ""
    refresh: timedelta = ONE_DAY
    method: str = ""

    def __post_init__(self) -> None:
        """Refuse colours that are no CSS3 name, such as ``#1d5b3f``: a wrong value can cost the whole feed."""
        if self.colour and not re.fullmatch("[a-zA-Z]+", self.colour):
            raise ValueError(f"{self.colour!r} is not the CSS3 name of a colour")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Whole days (``starts_on`` to ``last_on``) or a span of time (``starts_at`` to ``ends_at``, aware) in a calendar.

    ``changed_at`` is the aware moment of the record's last change and ``sequence`` counts its changes; both must rise
    whenever anything below changes, or Google and ICSx5 keep the old entry. ``alarm`` counts from the start, on a whole
    day from midnight: 18:00 the evening before is ``timedelta(hours=-6)``. A cancelled entry never rings.
    """

    uid: str
    changed_at: datetime
    summary: str
    starts_on: date | None = None
    last_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    alarm: timedelta | None = None
    alarm_text: str = ""
    transparent: bool = True
    url: str = ""
    organizer: str = ""

    def __post_init__(self) -> None:
        """Refuse an entry without a start or with two, and times nobody can place, with ``ValueError``."""
        if (self.starts_on is None) == (self.starts_at is None):
            raise ValueError(f"entry {self.uid} needs either a day or a time to start")
        if isinstance(self.starts_on, datetime):
            raise ValueError(f"entry {self.uid} starts on a day, not at a time")
        if any(at is not None and at.tzinfo is None for at in (self.changed_at, self.starts_at, self.ends_at)):
            raise ValueError(f"entry {self.uid} has a time without zone")


def uid(*parts: object, host: str) -> str:
    """A UID that depends on nothing but what the entry is: place or district, stream, regular day … (RFC 7986 5.3).

    Never put the moved day, an import's number or a random value in: clients match by UID and delete what is gone.
    """
    digest = sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()
    return f"{digest[:UID_DIGITS]}@{host.lower()}"


def to_bytes(calendar: Calendar, entries: Iterable[CalendarEntry]) -> bytes:
    """The finished file: UTF-8 without BOM, CRLF, folded at 75 octets, in order of start.

    Of entries with the same UID the latest change is written. Raises ``EmptyCalendar`` when there is nothing to write.
    """
    by_change = sorted(entries, key=lambda entry: (entry.sequence, entry.changed_at))
    latest = sorted({entry.uid: entry for entry in by_change}.values(), key=_order)
    if not latest:
        raise EmptyCalendar(calendar.name)
    whole = _head(calendar)
    for entry in latest:
        whole.add_component(_event(entry))
    written: bytes = whole.to_ical(sorted=False)
    if any(entry.starts_at for entry in latest):
        written = written.replace(FIRST_EVENT, b"\r\n" + BERLIN_ZONE + FIRST_EVENT[2:], 1)
    return written


def _order(entry: CalendarEntry) -> tuple[str, str]:
    start = local(entry.starts_at).replace(tzinfo=None) if entry.starts_at else entry.starts_on
    return (start.isoformat() if start else "", entry.uid)


def _head(calendar: Calendar) -> icalendar.Calendar:
    head = icalendar.Calendar()
    head.add("version", "2.0")
    head.add("prodid", PRODUCT)
    if calendar.method:
        head.add("method", calendar.method)
    for key in ("name", "x-wr-calname"):
        head.add(key, _line(calendar.name))
    if calendar.description:
        head.add("x-wr-caldesc", _line(calendar.description))
    head.add("x-wr-timezone", vText("Europe/Berlin"))
    # The first wants VALUE=DURATION (RFC 7986 5.7); of the second the library would write "1 day, 0:00:00".
    head.add("refresh-interval", calendar.refresh, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", icalendar.vDuration(calendar.refresh))
    if calendar.source_url:
        head.add("source", _address(calendar.source_url), parameters={"VALUE": "URI"})
    if calendar.colour:
        head.add("color", calendar.colour.lower())
    return head


def _event(entry: CalendarEntry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", _line(entry.uid))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    _add_span(event, entry)
    event.add("summary", _line(entry.summary))
    if entry.description:
        event.add("description", _text(entry.description))
    if entry.location:
        event.add("location", _line(entry.location))
    if entry.categories:
        event.add("categories", [_line(category) for category in entry.categories])
    if entry.url:
        event.add("url", _address(entry.url))
    if entry.organizer:
        event.add("organizer", f"mailto:{_address(entry.organizer)}")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.transparent else "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", vText("FREE" if entry.transparent else "BUSY"))
    if entry.alarm is not None and not entry.cancelled:
        event.add_component(_alarm(entry, entry.alarm))  # last: Outlook rejects properties after an alarm
    return event


def _add_span(event: icalendar.Event, entry: CalendarEntry) -> None:
    if entry.starts_on:
        after = (entry.last_on or entry.starts_on) + ONE_DAY  # the first day no longer meant (RFC 5545 3.6.1)
        event.add("dtstart", entry.starts_on)
        event.add("dtend", after)
    elif entry.starts_at:
        starts, ends = local(entry.starts_at), local(entry.ends_at or entry.starts_at)
        event.add("dtstart", starts)
        if starts.replace(tzinfo=None) < ends.replace(
            tzinfo=None
        ):  # readers reject files whose events end before they start
            event.add("dtend", ends)


def _alarm(entry: CalendarEntry, before: timedelta) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(entry.alarm_text or entry.summary))
    alarm.add("trigger", before)
    return alarm


def _text(words: str) -> vText:
    """Text that may run over several lines, without signs that break readers."""
    small = words.replace("\\N", "\\n")  # a typed \N would leave as a line end (icalendar 7.3), a typed \n does not
    return vText(UNWRITABLE.sub("", LINE_ENDS.sub("\n", small)).strip())


def _line(words: str) -> vText:
    """Text of one line: lists of clients show titles and places on one."""
    return vText(" ".join(_text(words).split()))


def _address(address: str) -> str:
    """An address without blanks and line ends, which the library refuses with an error."""
    return "".join(UNWRITABLE.sub("", address).split())
