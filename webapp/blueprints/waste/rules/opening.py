"""Opening hours of a place that takes waste: open now, or when next; the hours a van stands."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from webapp.domain.localtime import at_local

LOOK_AHEAD = 28  # days; whoever is closed longer says so in the note

CLOCK = r"([01]?\d|2[0-3])[:.]([0-5]\d)"
SPAN = re.compile(f"{CLOCK}[-–]{CLOCK}(?:Uhr)?")

Hours = Iterable[Mapping[str, Any]]  # {"weekday": 0, "from": "09:00", "to": "12:00"}


def is_open(hours: Hours, now: datetime, closed: Callable[[date], bool]) -> str:
    """The time ("17:00") until which it is open, empty if it is closed. ``now`` is local time."""
    clock = f"{now:%H:%M}"
    if closed(now.date()):
        return ""
    spans = (one for one in hours if one["weekday"] == now.weekday() and one["from"] <= clock < one["to"])
    return str(next((one["to"] for one in spans), ""))


def next_opening(hours: Hours, now: datetime, closed: Callable[[date], bool]) -> tuple[date, str] | None:
    """The next (day, time) it opens after now, none within four weeks. Days it is closed on are skipped."""
    known = list(hours)
    for ahead in range(LOOK_AHEAD):
        day = now.date() + timedelta(days=ahead)
        if closed(day):
            continue
        starts = sorted(one["from"] for one in known if one["weekday"] == day.weekday())
        later = [start for start in starts if ahead or start > f"{now:%H:%M}"]
        if later:
            return day, later[0]
    return None


def span_on(day: date, hours: str) -> tuple[datetime, datetime] | None:
    """From when to when a van stands on a day (Berlin time), none if the text tells no ``10:00-11:30``."""
    found = SPAN.fullmatch(hours.replace(" ", ""))
    if not found:
        return None
    starts, ends = (at_local(day, time(int(found[one]), int(found[one + 1]))) for one in (1, 3))
    return (starts, ends) if starts < ends else None
