"""What a resident wants to see or subscribe to: some streams and variants, perhaps a reminder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

MIDDAY = 12
HOURS = (17, 18, 19, 20, 21, 5, 6, 7)  # evening before, then the same morning


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen ``stream`` or ``stream:variant`` names (empty: all) and the hour of the reminder (none: no reminder)."""

    names: tuple[str, ...] = ()
    hour: int | None = None
    download: bool = False

    @classmethod
    def read(cls, arguments: Any) -> "Choice":
        """From the query of an address; what it does not know it leaves out, so an old address never breaks."""
        names = tuple(sorted({name for name in arguments.getlist("nur") if name.strip()}))
        hour = arguments.get("erinnerung", "")
        known = int(hour) if hour.isdecimal() and int(hour) in HOURS else None
        return cls(names, known, arguments.get("laden") == "1")

    def wants(self, stream: str, variant: str) -> bool:
        """Whether a collection of this stream and variant is chosen."""
        return not self.names or stream in self.names or f"{stream}:{variant}" in self.names

    def alarm(self, starts_at: datetime | None = None) -> timedelta | None:
        """The reminder counted from midnight of the day: 18:00 the evening before is -6 h (RFC 5545 3.8.6.3).

        A van with hours counts from its coming, and never rings after it.
        """
        if self.hour is None:
            return None
        wanted = timedelta(hours=self.hour - 24 if self.hour >= MIDDAY else self.hour)
        if starts_at is None:
            return wanted
        return min(wanted - timedelta(hours=starts_at.hour, minutes=starts_at.minute), timedelta())

    def query(self) -> Mapping[str, Any]:
        """The choice as part of an address, always in the same order."""
        query: dict[str, Any] = {"nur": list(self.names)} if self.names else {}
        return query | ({"erinnerung": self.hour} if self.hour is not None else {})
