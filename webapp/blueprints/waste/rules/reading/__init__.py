"""Reading what disposal companies deliver: the content decides what a file is, not its name."""

import re

from webapp.blueprints.waste.rules.reading.calendars import read_ics
from webapp.blueprints.waste.rules.reading.events import FileReading, Message, ReadEvent, Unreadable, finished
from webapp.blueprints.waste.rules.reading.sheets import read_sheets
from webapp.blueprints.waste.rules.reading.systems import read_data
from webapp.blueprints.waste.rules.reading.texts import read_text
from webapp.domain.i18n import N_
from webapp.formats.days import year_in
from webapp.formats.ical_reader import looks_like_calendar
from webapp.formats.letters import in_single_bytes
from webapp.formats.tables import BadTable, looks_like_workbook, workbook_rows
from webapp.formats.trees import looks_like_data

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # more than a slip of them is no text
MOST_BYTES = 8 * 1024 * 1024  # a county's data have 1 MB

__all__ = ["FileReading", "Message", "ReadEvent", "read"]


def read(file_name: str, content: bytes) -> FileReading:
    """Read a file, or say in one sentence why not. Never raises for what a file may hold."""
    try:
        events, warnings = _read(file_name, content)
        return finished(file_name, events, warnings)
    except Unreadable as no:
        return FileReading(file_name, error=no.message)
    except BadTable as no:
        return FileReading(file_name, error=Message(no.reason))


def _read(file_name: str, content: bytes) -> tuple[list[ReadEvent], list[Message]]:
    if not content.strip():
        raise Unreadable(N_("This file is empty. Please ask the disposal company for a new one."))
    if len(content) > MOST_BYTES:
        raise Unreadable(N_("This file is larger than 8 MB. Please keep only the dates and try again."))
    content = in_single_bytes(content)
    if looks_like_calendar(content):
        return read_ics(content)
    if looks_like_workbook(content):
        return read_sheets(workbook_rows(content), year_in(file_name))
    if looks_like_data(content):
        return read_data(content, read_ics)
    if content[:5] == b"%PDF-":
        raise Unreadable(N_("This is a PDF. Please ask the disposal company for a calendar (.ics) or a table."))
    if len(CONTROL.findall(content[:2000])) > len(content[:2000]) // 100:
        raise Unreadable(
            N_("We cannot read this kind of file. Calendars (.ics), tables (.csv, .xlsx, .ods) and JSON work.")
        )
    return read_text(file_name, content)
