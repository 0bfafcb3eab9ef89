"""Berlin time: stored moments are UTC, people live by the clock on the town hall.

Twice a year that clock jumps. In March an hour is missing, in October one comes twice; both are decided here, once.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def local(at: datetime) -> datetime:
    """The same moment on the clock of the town hall. Refuses a time without zone with ``ValueError``."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no zone, nobody knows which moment it means")
    return at.astimezone(BERLIN)


def local_date(at: datetime) -> date:
    """The day it is in Germany at this moment: 23:00 UTC is already the next day."""
    return local(at).date()


def at_local(day: date, at: time) -> datetime:
    """The moment a German clock shows this day and time, as Berlin time.

    A time that the clock skips in March moves forward by the missing hour (02:30 becomes 03:30), so nothing planned
    is lost or comes early. A time that comes twice in October is its first coming, still summer time, so nobody is late
    (RFC 5545 3.3.5 decides both the same way).
    """
    wanted = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=BERLIN)
    return wanted.astimezone(UTC).astimezone(BERLIN)


def utc(at: datetime) -> datetime:
    """The same moment in UTC, as it is stored. Refuses a time without zone with ``ValueError``."""
    return local(at).astimezone(UTC)


def latest_slot(now: datetime, turn: timedelta | time) -> str:
    """The name of the newest turn that has come: a moment in UTC for a span, a local day for a time of day.

    On the days the clock changes a local day still comes exactly once.
    """
    if isinstance(turn, timedelta):
        seconds = int(turn.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    today = local_date(now)
    return (today if now >= at_local(today, turn) else today - timedelta(days=1)).isoformat()
