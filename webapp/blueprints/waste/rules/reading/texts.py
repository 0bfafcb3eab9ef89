"""Plain text: tables with separators, lists of days under a title, days with codes."""

import re
from collections.abc import Iterator
from datetime import date

from webapp.blueprints.waste.rules.reading.events import Message, ReadEvent, Unreadable, bounded, events_of
from webapp.blueprints.waste.rules.reading.grids import MOSTLY
from webapp.blueprints.waste.rules.reading.sheets import NO_DATES, STREETS, read_sheets
from webapp.blueprints.waste.rules.wording import bin_of
from webapp.domain.i18n import N_
from webapp.formats.days import day_and_words, days_within, month_of, valid_day, year_in
from webapp.formats.letters import decode
from webapp.formats.tables import Sheet, csv_rows

CODE_LINE = re.compile(r"^([A-Za-zäöü]+)-(\d{1,2})\s+(\S.*)$")
CODE = re.compile(r"^(\d+|[A-Z]?)([A-ZÄÖÜ]{3,})$")
TITLE_LINE = re.compile(r"^([^:;\t\d\"][^:;\t\"]{1,60}):\s*(.*)$")
STREET_LINE = re.compile(r"\.{5,}|^\S.*(?:str|weg|platz|gasse|allee|ring)\w*\.?\s+[A-Z]\s?\d", re.IGNORECASE)


def read_text(file_name: str, content: bytes) -> tuple[list[ReadEvent], list[Message]]:
    """The events of a text file in one of the shapes we know."""
    text = decode(content).replace("\x00", "")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        raise Unreadable(N_("This file is empty. Please ask the disposal company for a new one."))
    if re.search(r"<html|<!doctype", text[:500], re.IGNORECASE):
        raise Unreadable(N_("This is a web page, not a calendar. Please download the calendar (.ics) from it."))
    year = year_in(file_name, *lines[:4])
    if listed := bounded(_listed(lines, year)):
        return listed, []
    dated = [found for line in lines if (found := day_and_words(line, year))]
    if dated and len(dated) >= MOSTLY * sum(bool(days_within(line, year)) for line in lines):
        return bounded(event for day, words in dated for event in events_of(day, words)), []
    if coded := [line for line in lines if CODE_LINE.match(line)]:
        return _coded(coded, file_name, text)
    if sum(bool(STREET_LINE.search(line)) for line in lines) > len(lines) / 2:
        raise Unreadable(STREETS)
    events, warnings = read_sheets([Sheet("", csv_rows(content))], year)
    return (events, warnings) if events else _refuse()


def _refuse() -> tuple[list[ReadEvent], list[Message]]:
    raise Unreadable(NO_DATES)


def _listed(lines: list[str], year: int | None) -> Iterator[ReadEvent]:
    """``Restmüll:`` and below it ``02.01.2026 , 16.01.2026``; above it the area's number and its streets."""
    title, streets, area = "", "", None
    for number, line in enumerate(lines):
        found = TITLE_LINE.match(line)
        if found and re.search(r"stra(ß|ss)en", found[1], re.IGNORECASE):
            streets = found[2] or (lines[number + 1] if number + 1 < len(lines) else "")
            title = ""
        elif found and re.fullmatch(r"ID|Bezirk|Gebiet|Tour|Revier", found[1].strip(), re.IGNORECASE):
            area = found[2].strip() or None
        elif found and not days_within(found[1], year):
            title, line = found[1].strip(), found[2]
        listed = not re.sub(r"[\d.,;\s]", "", line) or bool(bin_of(title))
        for day in days_within(line, year) if title and listed else ():
            yield from events_of(day, title, note=streets or None, district=area)


def _coded(lines: list[str], file_name: str, text: str) -> tuple[list[ReadEvent], list[Message]]:
    """``Januar-2 1GREY CPINK``: a day and codes of district and colour; the year stands in the name, if anywhere."""
    years = re.findall(r"(?<!\d)(20\d\d)(?!\d)", file_name + " " + text)
    if not years:
        raise Unreadable(
            N_("The days in this file have no year. Please add the year to the file's name, like dates-2027.txt.")
        )
    events: list[ReadEvent] = []
    for line in lines:
        found = CODE_LINE.match(line)
        month = month_of(found[1]) if found else None
        day = valid_day(int(years[0]), month[0], int(found[2])) if found and month else None
        if found and day:
            events += [event for code in found[3].split() for event in coded_events(day, code)]
    return events, []


def coded_events(day: date, code: str) -> list[ReadEvent]:
    """``5BROWN`` is district 5 and the brown bin; a code without a colour keeps its letters as the title."""
    found = CODE.match(code)
    return events_of(day, found[2], district=found[1] or None) if found else events_of(day, code)
