"""Recurrence rules of calendars (RFC 5545 3.3.10): which a lorry may follow, and for how many days."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from webapp.domain.localtime import BERLIN

MOST_LETTERS = 1_000
# Rules a lorry follows. Others may never end or never come true: the libraries would search until the year 9999.
LISTS = {
    "BYDAY": r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)",
    "BYMONTH": r"0?[1-9]|1[0-2]",
    "BYMONTHDAY": r"-?(?:0?[1-9]|1\d|2[0-8])",
}
PARTS = (
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)",
    r"INTERVAL=0*[1-9]\d?",
    r"COUNT=\d{1,4}",
    r"UNTIL=\d{8}(?:T\d{6}Z?)?",
    r"WKST=[A-Z]{2}",
    r"BYSETPOS=-?[1-5]",
    *(f"{name}=(?:{one})(?:,(?:{one}))*" for name, one in LISTS.items()),
)
SOUND = re.compile(rf"RRULE:(?=.*FREQ=)(?:(?:{'|'.join(PARTS)})(?:;|$))+", re.IGNORECASE)
DURATION = re.compile(
    r"DURATION:\+?P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?)", re.IGNORECASE
)
A_YEAR = {"DAILY": 366, "WEEKLY": 53, "MONTHLY": 31, "YEARLY": 31}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def is_sound(rule: str) -> bool:
    """Whether the rule is one the libraries can follow to an end."""
    return len(rule) <= MOST_LETTERS and SOUND.fullmatch(rule) is not None


def in_german_days(rule: str, start: str, lines: Sequence[str]) -> str:
    """The rule with its last day whole, and with the weekdays of Germany where the file counts in UTC."""
    if "VALUE=DATE:" not in start:
        rule = re.sub(r"(UNTIL=\d{8})(?![\dT])", r"\1T215959Z", rule)
    written = next(
        found[1] for line in lines if (found := re.match(r"\s*DTSTART[^:]*:\s*(\d{8})?", line, re.IGNORECASE))
    )
    if written is None or written in start or "FREQ=WEEKLY" not in rule:
        return rule
    return re.sub(
        r"BYDAY=[^;]*",
        lambda days: re.sub("[A-Z]{2}(?=,|$)", lambda day: WEEKDAYS[WEEKDAYS.index(day[0]) - 6], days[0]),
        rule,
    )


def end_of(start: str, duration: str) -> str:
    """The end as a ``DTEND`` line, of a start and a ``DURATION`` (RFC 5545 3.8.2.5); empty if that says nothing.

    Days and weeks go by the calendar, hours by the clock that runs on when the town hall's is changed (3.3.6).
    """
    found = DURATION.fullmatch(duration)
    if found is None:
        return ""
    weeks, days, *rest = (int(one or 0) for one in found.groups())
    head, _, value = start.rpartition(":")
    span, more = timedelta(weeks=weeks, days=days), timedelta(hours=rest[0], minutes=rest[1], seconds=rest[2])
    if "T" not in value:
        end = f"{datetime.strptime(value, '%Y%m%d') + span + timedelta(days=more.days):%Y%m%d}"
    else:
        begin = (datetime.strptime(value, "%Y%m%dT%H%M%S") + span).replace(tzinfo=BERLIN)
        end = f"{(begin.astimezone(UTC) + more).astimezone(BERLIN):%Y%m%dT%H%M%S}"
    return f"{head.replace('DTSTART', 'DTEND')}:{end}"


def expected_days(rule: Mapping[str, Any] | None, first: date, last: date) -> float:
    """How many days a rule may bring from its first until the last, rather too many than too few."""
    if rule is None:
        return 1
    ends = [one.date() if isinstance(one, datetime) else one for one in rule.get("UNTIL", [])]
    years = max((min([last, *ends]) - first).days / 365, 0) + 1
    often = A_YEAR[str(rule["FREQ"][0]).upper()]
    every = years * min(often * len(rule.get("BYDAY", [1])), 366) / rule.get("INTERVAL", [1])[0]
    return float(min([every, *rule.get("COUNT", [])]))
