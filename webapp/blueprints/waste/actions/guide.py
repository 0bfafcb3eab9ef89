"""Where things go: entries of the A to Z and the places that take waste."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import DropOff, Item
from webapp.blueprints.waste.queries import places
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit

DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?")


def keep_item(
    session: Session,
    *,
    item: Item | None,
    name: str,
    synonyms: str,
    stream: str,
    dropoff_id: int | None,
    advice: str,
    by: Any,
    now: datetime,
) -> Item:
    """An entry of the A to Z, new or changed."""
    name = " ".join(name.split())
    if any(one.name.casefold() == name.casefold() and one is not item for one in places.items_for(session, "")):
        raise Refusal(N_("This word is in the list already."), "name")
    if not (stream or dropoff_id or advice.strip()):
        raise Refusal(N_("Please say where it goes: a bin, a place, or a sentence."), "stream")
    kept = item or Item()
    kept.name, kept.synonyms, kept.stream = name, synonyms.strip(), stream or None
    kept.dropoff_id, kept.advice = dropoff_id, advice.strip()
    session.add(kept)
    audit.record(session, "changed" if item else "added", kept, by=by, now=now, label=name)
    return kept


def keep_dropoff(
    session: Session,
    *,
    dropoff: DropOff | None,
    name: str,
    address: str,
    takes: str,
    hours: str,
    closed_on_holidays: bool,
    note: str,
    by: Any,
    now: datetime,
) -> DropOff:
    """A place that takes waste, new or changed."""
    kept = dropoff or DropOff()
    kept.name, kept.address, kept.takes = name.strip(), address.strip(), takes.strip()
    kept.hours, kept.closed_on_holidays, kept.note = parse_hours(hours), closed_on_holidays, note.strip()
    session.add(kept)
    audit.record(session, "changed" if dropoff else "added", kept, by=by, now=now, label=kept.name)
    return kept


def remove(session: Session, *, thing: Item | DropOff, by: Any, now: datetime) -> Item | DropOff:
    """An entry goes."""
    audit.record(session, "removed", thing, by=by, now=now, label=thing.name)
    session.delete(thing)
    return thing


def parse_hours(text: str) -> list[dict[str, Any]]:
    """Opening hours from lines such as ``Mo-Fr 9-12, 14-17`` or ``Sa 9:30-12``."""
    return [span for line in text.splitlines() if line.strip() for span in _line(line.strip())]


def _line(line: str) -> list[dict[str, Any]]:
    words, _, times = line.casefold().replace(".", ":").partition(" ")
    days = _days(words.strip(":"))
    spans = [_span(one) for one in SPAN.findall(times)]
    if not days or not spans:
        raise Refusal(N_("We could not read “%(line)s”. Please write it like Mo-Fr 9-12, 14-17."), "hours", line=line)
    return [{"weekday": day} | span for day in days for span in spans]


def _span(found: tuple[str, str, str, str]) -> dict[str, str]:
    return {"from": f"{int(found[0]):02}:{found[1] or '00'}", "to": f"{int(found[2]):02}:{found[3] or '00'}"}


def _days(words: str) -> list[int]:
    found: list[int] = []
    for part in words.replace("–", "-").split(","):
        ends = [next((place for place, day in enumerate(DAYS) if one.startswith(day)), None) for one in part.split("-")]
        if None in ends or not ends:
            return []
        found += range(ends[0] or 0, (ends[-1] or 0) + 1)
    return found


def hours_text(hours: list[dict[str, Any]]) -> str:
    """The hours as lines to edit."""
    days: dict[int, list[str]] = {}
    for one in hours:
        days.setdefault(one["weekday"], []).append(f"{one['from']}-{one['to']}")
    return "\n".join(f"{DAYS[day].capitalize()} {', '.join(spans)}" for day, spans in sorted(days.items()))
