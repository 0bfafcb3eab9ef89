"""What is free, found the slow and obvious way: every minute of a day is looked at by itself.

Nothing here is shared with the rules it judges, not even how a clock is read.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
A_MINUTE, PIECE = timedelta(minutes=1), 5


@cache
def minutes_of(day: date) -> list[datetime]:
    """All minutes the clock of the town hall shows on a day: 1380 in March, 1500 in October."""
    first = datetime.combine(day, time(), BERLIN).astimezone(UTC)
    last = datetime.combine(day + timedelta(days=1), time(), BERLIN).astimezone(UTC)
    return [first + A_MINUTE * count for count in range((last - first) // A_MINUTE)]


@cache
def when(day: date, wanted: time) -> datetime:
    """The first minute of the day whose clock shows this time or a later one."""
    return next(one for one in minutes_of(day) if one.astimezone(BERLIN).time() >= wanted)


def opens(rule, day: date) -> bool:
    """Whether a rule opens on a day, counted week by week from the first one."""
    if day < rule.valid_from or day > (rule.valid_until or date.max) or day.isoweekday() - 1 != rule.weekday:
        return False
    week, target = rule.valid_from.isocalendar()[:2], day.isocalendar()[:2]
    here, count = rule.valid_from, 0
    while week != target:
        here, count = here + timedelta(weeks=1), count + 1
        week = here.isocalendar()[:2]
    return count % rule.every_weeks == 0


def open_minutes(desk, day: date) -> set[datetime]:
    """The minutes of the day at which the desk is open, closures not regarded."""
    rules = [(when(day, one.from_time), when(day, one.to_time)) for one in desk.openings if opens(one, day)]
    return {one for one in minutes_of(day) if any(start <= one < end for start, end in rules)}


def free_at(desk, day: date, visit, busy, *, now: datetime | None) -> tuple[set[int], int]:
    """(the beginnings of a visit at a desk on a day, how many minutes of the day are taken there)."""
    whole = {number(one) for one in open_minutes(desk, day)}
    usable = whole - {one for start, end in desk.closed for one in range(start, end)}
    opened, shut = (min(whole), max(whole) + 1) if whole else (0, 0)
    here = [one for one in busy if one.counter_id == desk.id and one.ends > opened and one.starts < shut + visit.buffer]
    taken = {minute // PIECE for one in here for minute in range(one.starts, one.ends)}
    used = sum(one.ends - one.starts for one in here if one.online) + visit.minutes + visit.buffer
    scarce = desk.kept_percent and now and used * 100 > len(usable) * (100 - desk.kept_percent)
    doors, found = opened_since(whole), set()
    for start in usable:
        if (start - doors[start]) % desk.raster or not visit.earliest <= at(start) <= visit.latest:
            continue
        if scarce and at(start) >= now.replace(second=0, microsecond=0) + timedelta(hours=desk.release_hours):
            continue
        touched = {minute // PIECE for minute in range(start, start + visit.minutes + visit.buffer)}
        if not touched & taken and all(minute in usable for minute in range(start, start + visit.minutes)):
            found.add(start)
    return found, sum(one.ends - one.starts for one in here)


def number(moment: datetime) -> int:
    """Minutes since 1970."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // A_MINUTE


def at(minutes: int) -> datetime:
    """The moment of so many minutes since 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + A_MINUTE * minutes


def opened_since(whole: set[int]) -> dict[int, int]:
    """For each open minute the one at which the door was opened."""
    doors: dict[int, int] = {}
    for minute in sorted(whole):
        doors[minute] = doors.get(minute - 1, minute)
    return doors


def free_times(desks, days, visit, busy, *, is_holiday, now=None) -> dict[int, list[int]]:
    """Beginnings with the desks free then, the least busy one first."""
    found: dict[int, list[tuple[int, int]]] = {}
    for desk in desks:
        for day in days:
            if is_holiday(day):
                continue
            starts, load = free_at(desk, day, visit, busy, now=now)
            for start in starts:
                found.setdefault(start, []).append((load, desk.id))
    return {start: [desk for _, desk in sorted(found[start])] for start in found}
