"""What somebody would like to see of all events: read from an address, and written into one again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp.blueprints.events.rules.events import CATEGORIES

TODAY, WEEKEND = "heute", "wochenende"
SATURDAY, SUNDAY = 5, 6
A_DAY = timedelta(days=1)
LARGEST = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Filters, empty where everything is welcome; ``when`` is today, the weekend, a day or, with ``since``, later."""

    venue: int | None = None
    category: str = ""
    free: bool = False
    step_free: bool = False
    children: bool = False
    when: str = ""
    day: date | None = None
    since: date | None = None
    organiser: int | None = None
    event: int | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Wish":
        """From the query of an address; what it does not know it leaves out, so an old address never breaks."""
        venue, category, when = (arguments.get(name, "") for name in ("ort", "art", "wann"))
        return cls(
            venue=int(venue) if venue.isdecimal() and 0 < int(venue) < LARGEST else None,
            category=category if category in CATEGORIES else "",
            free="frei" in arguments,
            step_free="stufenlos" in arguments,
            children="kinder" in arguments,
            when=when if when in {TODAY, WEEKEND} else "",
            day=day_in(arguments.get("am", "")),
            since=day_in(arguments.get("ab", "")),
        )

    def query(self, **more: Any) -> dict[str, Any]:
        """The wish as part of an address, always in the same order; ``more`` changes it."""
        ticks = {"frei": self.free, "stufenlos": self.step_free, "kinder": self.children}
        query: dict[str, Any] = {"ort": self.venue, "art": self.category, "wann": self.when, "am": self.day}
        query |= {name: 1 if ticked else None for name, ticked in ticks.items()} | more
        return {name: value for name, value in query.items() if value}

    def span(self, today: date) -> tuple[date, date | None]:
        """The first and the last day it is about."""
        if self.day:
            return self.day, self.day
        if self.when == TODAY:
            return today, today
        if self.when == WEEKEND:
            saturday = today if today.weekday() == SUNDAY else today + (SATURDAY - today.weekday()) * A_DAY
            return saturday, saturday + (SUNDAY - saturday.weekday()) * A_DAY
        return max(self.since or today, today), None

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves something out."""
        return bool(self.query())


def day_in(text: str) -> date | None:
    """``2026-12-05``, of a time people still plan for; none for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None
