"""The log of changes: what it is asked for, and the log as a table."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.domain.localtime import local
from webapp.formats.exports import csv_bytes
from webapp.store.audit import AuditEntry
from webapp.web.fields import number_of, parse_date


def asked_for(query: MultiDict[str, str], today: date) -> dict[str, Any]:
    """Person, subject and day of an address; values nobody understands are ignored."""
    day = parse_date(query.get("tag", ""), today)
    return {
        "person": query.get("person", None, number_of),
        "subject": query.get("art", ""),
        "day": day if day and 2000 < day.year < 2200 else None,
    }


def as_table(rows: Iterable[AuditEntry]) -> bytes:
    """The log as CSV; times by the clock on the town hall."""
    head = ("at", "person", "verb", "subject", "id", "label", "changes")
    return csv_bytes(head, (_cells(one) for one in rows))


def _cells(one: AuditEntry) -> tuple[str, ...]:
    changes = json.dumps(one.changes, ensure_ascii=False) if one.changes else ""
    moment = f"{local(one.at):%Y-%m-%d %H:%M:%S}"
    return moment, one.person_name, one.verb, one.subject, one.subject_id, one.label, changes
