"""Data of the systems behind the companies' pages: JSON and XML with a day and a name somewhere in each record.

AWIDO, AbfallNavi, Jumomind, Abfall+, BSR and others differ in names, not in sense:
a list of records with a day and a kind.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from webapp.blueprints.waste.rules.reading.events import Message, ReadEvent, Unreadable, bounded, events_of
from webapp.blueprints.waste.rules.reading.notes import is_decoration, moved_from, plain, stop_of
from webapp.blueprints.waste.rules.reading.sheets import STREETS
from webapp.blueprints.waste.rules.reading.texts import coded_events
from webapp.blueprints.waste.rules.titles import is_mobile, parts_of
from webapp.blueprints.waste.rules.wording import VARIANT, bin_of
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.formats.days import as_day, days_of
from webapp.formats.trees import MOST_DEPTH, NoData, parsed

Reader = Callable[[bytes], tuple[list[ReadEvent], list[Message]]]
DAYS = ("day", "date", "datum", "dt", "pickup_date", "termin", "servicedate_actual", "collection_date", "start", "tag")
SECONDS = range(10**9, 4 * 10**9)  # since 1970: the years 2001 to 2096
NAMES = (
    "title",
    "titel",
    "name",
    "bezeichnung",
    "fraktion",
    "abfallart",
    "waste_type",
    "wastetype",
    "category",
    "summary",
    "trash_name",
    "art",
    "type",
)
BSR = {"BI": "Biogut", "HM": "Hausmüll", "WS": "Wertstoffe", "LT": "Laubtonne", "WB": "Weihnachtsbaum"}
ENGLISH = {
    "residual_waste": "Restmüll", "residual_waste_eco": "Restmüll (öko)", "paper_waste": "Papier",
    "plastic_waste": "Gelber Sack", "bio_waste": "Bioabfall", "bulk_waste": "Sperrmüll",
}  # fmt: skip
LISTS = N_("This file lists streets or kinds of waste, but no dates. Please ask for the file with the dates.")


def read_data(content: bytes, read_ics: Reader) -> tuple[list[ReadEvent], list[Message]]:
    """The events of a JSON answer or an Abfall+ property list; a calendar wrapped in JSON is unwrapped."""
    try:
        data = parsed(content)
    except NoData as no:
        raise Unreadable(no.reason) from None
    if wrapped := _wrapped_calendar(data):
        return read_ics(wrapped)
    events = bounded(_events(data))
    if not events:
        raise Unreadable(STREETS if _has_streets(data) else LISTS)
    return events, []


def _events(data: Any) -> Iterator[ReadEvent]:
    """The dates of whichever system this is."""
    if not isinstance(data, Mapping):
        yield from _records(data, 0)
    elif "categories" in data and "dates" in data:
        yield from _abfallplus(data)
    elif "calendar" in data and "fracts" in data:
        yield from _awido(data)
    elif isinstance(data.get("fraktionen"), list) and isinstance(data.get("termine"), list):
        yield from _abfallnavi(data)
    elif isinstance(data.get("termine"), list) and any("list" in one for one in _mappings(data["termine"])):
        yield from _grouped(data["termine"])
    elif data and all(as_day(key) for key in data):
        yield from _keyed_by_day(data, None)
    elif isinstance(data.get("dates"), Mapping):
        yield from _keyed_by_day(data["dates"], None)
    elif data and all(isinstance(one, Mapping) and one and all(as_day(day) for day in one) for one in data.values()):
        for district, days in data.items():
            yield from _keyed_by_day(days, district)
    else:
        yield from _records(data, 0)


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The records of a list; whatever else stands in it is passed over."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))


def _abfallplus(data: Mapping[str, Any]) -> Iterator[ReadEvent]:
    """Property list of the Abfall+ apps: 01:00 local time means the day; "(verlegt)" marks a moved one."""
    names = {str(one.get("id")): str(one.get("name", "")) for one in _mappings(data["categories"])}
    for one in _mappings(data["dates"]):
        day = as_day(str(one.get("pickup_date", ""))[:10])
        title = names.get(str(one.get("category_id")), "")
        if day and title:
            yield from _described(day, title, one)


def _awido(data: Mapping[str, Any]) -> Iterator[ReadEvent]:
    """AWIDO: short names of fractions for each day; ``ad`` empty is a public holiday."""
    names = {str(one.get("snm")): str(one.get("nm")) for one in _mappings(data["fracts"])}
    for entry in _mappings(data["calendar"]):
        day = as_day(str(entry.get("dt", "")))
        kinds = entry.get("fr")
        for short in kinds if isinstance(kinds, list) else ():
            if day and isinstance(short, str):
                yield from events_of(day, names.get(short, short))


def _abfallnavi(data: Mapping[str, Any]) -> Iterator[ReadEvent]:
    """AbfallNavi, where kinds and days are in one file: the kind hangs on the district."""
    names = {str(one.get("id")): _text(one.get("name")) for one in _mappings(data["fraktionen"])}
    for one in _mappings(data["termine"]):
        area = next(_mappings([one.get("bezirk")]), {})
        day, kind = _day(one.get("datum")), str(area.get("fraktionId"))
        if day:
            yield from events_of(day, names.get(kind, f"Fraktion {kind}"), district=_text(area.get("name")) or None)


def _grouped(kinds: list[Any]) -> Iterator[ReadEvent]:
    """A kind with its list of days (Kiel)."""
    for kind in _mappings(kinds):
        extra = [words for name in ("einheit", "turnus") if (words := _text(kind.get(name)))]
        variant = " ".join(one for one in extra if VARIANT.search(one)) or None
        for one in _mappings(kind.get("list")):
            written = _text(one.get("VALUE"))
            moved = " *" if written.endswith("*") else ""
            if day := as_day(written):
                yield from events_of(day, _text(kind.get("titel")) + moved, variant=variant)


def _described(day: date, title: str, one: Mapping[str, Any]) -> Iterator[ReadEvent]:
    """A record with a description: hours and place for a van, else a note; a bare size is the variant."""
    text = plain(str(one.get("description") or ""))
    flat, bare = " ".join(text.split()), parts_of(title)[0].text
    hours, place = stop_of(text, bare) if is_mobile(title) else (None, None)
    size = flat if VARIANT.fullmatch(flat) else None
    decoration = bool(hours or size) or is_decoration(flat, flat, bare)
    yield from events_of(
        day, title, time=hours, place=place, note=None if decoration else flat, variant=size,
        moved_from=moved_from(f"{title} {flat}", day),
    )  # fmt: skip


def _keyed_by_day(days: Mapping[str, Any], district: str | None) -> Iterator[ReadEvent]:
    """Days as keys: lists of titles, of records with regular and actual day (BSR), or districts by stream (Gießen)."""
    for key, found in days.items():
        day = as_day(key)
        if day is None:
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, str):
                yield from events_of(day, one, district=district)
            elif isinstance(one, Mapping) and "category" in one:
                yield from _of_bsr(day, one)
            elif isinstance(one, Mapping):
                yield from _of_tours(day, one)


def _of_bsr(day: date, one: Mapping[str, Any]) -> Iterator[ReadEvent]:
    actual, regular = as_day(_text(one.get("serviceDate_actual"))), as_day(_text(one.get("serviceDate_regular")))
    title = BSR.get(str(one["category"]), str(one["category"]))
    note = _text(one.get("warningText"))
    yield from events_of(actual or day, title, moved_from=regular, note=note or None)


def _of_tours(day: date, tours: Mapping[str, Any], group: str = "") -> Iterator[ReadEvent]:
    """``{"1": {"paper_waste": [7]}}``: the tours of each stream on this day, numbered anew in each group."""
    for key, value in tours.items():
        if isinstance(value, Mapping):
            yield from _of_tours(day, value, key)
        elif isinstance(value, list):
            for district in value:
                yield from events_of(day, ENGLISH.get(key, key), district=f"{group} {district}".strip())


def _records(data: Any, depth: int, name: str = "") -> Iterator[ReadEvent]:
    """Records anywhere in the data that have a day, and a name of their own or from what they stand in."""
    if depth > MOST_DEPTH:
        return
    if isinstance(data, Mapping):
        small = {str(key).casefold(): value for key, value in data.items()}
        own = _name_in(small) or name
        day = next((found for key in DAYS if (found := _day(small.get(key)))), None)
        if day:
            yield from _record(day, small, own)
            return
        for key, value in data.items():
            yield from _records(value, depth + 1, str(key) if bin_of(str(key)) else own)
    elif isinstance(data, list):
        for one in data:
            yield from _records(one, depth + 1, name)
    elif bin_of(name) and isinstance(data, str):
        for day in days_of(data):
            yield from events_of(day, name)


def _name_in(record: Mapping[str, Any]) -> str:
    return next((found for key in NAMES if (found := _name(record.get(key)))), "")


def _record(day: date, one: Mapping[str, Any], name: str) -> Iterator[ReadEvent]:
    area = one.get("bezirk")
    if isinstance(area, Mapping) and "fraktionId" in area and not _name_in(one):
        # AbfallNavi names its kinds in another file: the clerk says
        yield from events_of(day, f"Fraktion {_text(area['fraktionId'])}", district=_text(area.get("name")) or None)
        return
    if name:
        yield from _described(day, name, one)
        return
    for key, code in one.items():
        if key.isdecimal() and isinstance(code, str):
            yield from coded_events(day, code)


def _name(value: Any) -> str:
    return _text(value.get("name") or value.get("title")) if isinstance(value, Mapping) else _text(value)


def _day(value: Any) -> date | None:
    """A day as text, as a moment of any zone, or as seconds since 1970; also within ``/Date(…)/``."""
    if isinstance(value, datetime):
        return local_date(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, str) and (wrapped := re.fullmatch(r"/Date\((\d{1,15})(?:[+-]\d{4})?\)/", value)):
        value = int(wrapped[1])
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = next((one for one in (value, value // 1000) if one in SECONDS), None)
        return local_date(datetime.fromtimestamp(seconds, UTC)) if seconds else None
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return as_day(value)
    return local_date(moment) if moment.tzinfo else as_day(value)


def _wrapped_calendar(data: Any, depth: int = 0) -> bytes:
    """A calendar as base64 or as plain text inside the data."""
    if depth > MOST_DEPTH:
        return b""
    if isinstance(data, str):
        if "BEGIN:VCALENDAR" in data[:200]:
            return data.encode()
        if data[:12] == base64.b64encode(b"BEGIN:VCA").decode():
            try:
                return base64.b64decode(data)
            except (binascii.Error, ValueError):
                return b""
        return b""
    inside = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    return next((found for one in inside if (found := _wrapped_calendar(one, depth + 1))), b"")


def _has_streets(data: Any) -> bool:
    text = "".join(islice(_words(data), 2_000)).casefold()
    return any(word in text for word in ("strasse", "straße", "houseno", "hausnr", "str.", "street", "weg "))


def _words(data: Any, depth: int = 0) -> Iterator[str]:
    """The keys and texts of the data, one after the other."""
    if isinstance(data, str):
        yield f"{data[:200]} "
    elif depth < MOST_DEPTH and isinstance(data, Mapping | list):
        for one in data:
            yield from _words(one, depth + 1)
        for one in data.values() if isinstance(data, Mapping) else ():
            yield from _words(one, depth + 1)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
