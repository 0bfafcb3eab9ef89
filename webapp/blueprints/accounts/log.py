"""The log of changes: what it is asked for, and the log as a table."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.domain.localtime import local
from webapp.store.audit import AuditEntry
from webapp.web.fields import number_of, parse_date

FORMULA = tuple("=+-@\t\r＝＋－＠")  # how a cell begins that a spreadsheet would run (ASVS 5, 1.2.10)


def asked_for(query: MultiDict[str, str], today: date) -> dict[str, Any]:
    """Person, subject and day of an address; values nobody understands are ignored."""
    day = parse_date(query.get("tag", ""), today)
    return {
        "person": query.get("person", None, number_of),
        "subject": query.get("art", ""),
        "day": day if day and 2000 < day.year < 2200 else None,
    }


def as_table(rows: Iterable[AuditEntry]) -> str:
    """CSV with semicolons, as spreadsheets open it in Germany; times by the clock on the town hall."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(("at", "person", "verb", "subject", "id", "label", "changes"))
    for one in rows:
        moment = f"{local(one.at):%Y-%m-%d %H:%M:%S}"
        changes = json.dumps(one.changes, ensure_ascii=False) if one.changes else ""
        cells = (moment, one.person_name, one.verb, one.subject, one.subject_id, one.label, changes)
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
    return text.getvalue()
