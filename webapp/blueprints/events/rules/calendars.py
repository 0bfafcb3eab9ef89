"""An organiser's calendar: what it tells, and what taking it over would change. Nothing is done twice."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from webapp.blueprints.events.rules.events import ADDRESS
from webapp.blueprints.events.rules.rhythm import MOST_DATES, MOST_DAYS, Occurrence, Plan, occurrence_on
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.formats.ical_reader import CalendarContent, CalendarItem

TITLE, PLACE, ABOUT, UID = 120, 200, 4000, 255  # letters of the columns
LOSS = 0.3  # a calendar that lost more than this is asked about: an empty answer is a fault more often than a farewell
FINISHED = N_("This import was finished before. Please look at the list of imports.")
WORDS = re.compile(r"\W+")

FETCHED_EVERY = timedelta(hours=6)
REGRET = timedelta(days=30)  # so long a file can be taken back

Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an errand to an organiser's calendar came back with: news, a fault, or neither if nothing is new."""

    organiser_id: int
    content: CalendarContent | None = None
    stamp: tuple[str, str] = ("", "")
    fault: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Time:
    """One date of the calendar: the day that names it, when it is, whether it takes place."""

    regular_on: date
    regular_starts: time | None
    plan: Plan
    cancelled: bool

    @property
    def regular_at(self) -> datetime:
        """When it would be, had the calendar not moved it."""
        return occurrence_on(Plan(first_on=self.regular_on, starts=self.regular_starts), self.regular_on).starts_at

    @property
    def occurrence(self) -> Occurrence:
        """When it is."""
        return occurrence_on(self.plan, self.plan.first_on)


@dataclass(frozen=True, slots=True)
class Offer:
    """An event of the calendar with all its dates to come."""

    uid: str
    title: str
    about: str
    place: str
    link: str
    times: tuple[Time, ...]


@dataclass(slots=True)
class Difference:
    """What taking over would do; ``known`` are told by somebody else already and left out."""

    new: list[Offer] = field(default_factory=list)
    changed: list[tuple[Any, Offer]] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)
    known: list[Offer] = field(default_factory=list)
    same: int = 0

    @property
    def needs_second_yes(self) -> bool:
        """Whether much that we know is missing in the file."""
        before = len(self.gone) + len(self.changed) + self.same
        return bool(before) and len(self.gone) / before > LOSS


def stored(items: Sequence[CalendarItem], today: date) -> list[Stored]:
    """What is to come of a calendar, one record for each event, fit to be kept until somebody has looked at it."""
    events: dict[str, Stored] = {}
    for item in items:
        if (item.last or item.day) < today or not item.summary:
            continue
        told = events.setdefault(_uid(item), _words(item))
        times = told["times"]
        days = {one["regular_on"] for one in times}
        regular_on = (item.regular or item.day).isoformat()
        fits = item.last is None or (item.last - item.day).days < MOST_DAYS
        if fits and regular_on not in days and len(times) < MOST_DATES:
            times.append(_time(item, regular_on))
    return list(events.values())


def _uid(item: CalendarItem) -> str:
    uid = item.uid or f"{item.summary}|{item.location}"
    return uid if len(uid) <= UID else sha256(uid.encode()).hexdigest()


def _words(item: CalendarItem) -> Stored:
    link = item.link if ADDRESS.fullmatch(item.link) else ""
    return {
        "uid": _uid(item), "title": item.summary[:TITLE], "about": item.description[:ABOUT],
        "place": item.location[:PLACE], "link": link, "times": [],
    }  # fmt: skip


def _time(item: CalendarItem, regular_on: str) -> Stored:
    def text(value: date | time | None) -> str:
        return value.isoformat() if value else ""

    last = item.last if item.last and (item.starts is None or (item.last - item.day).days > 1) else None
    return {
        "regular_on": regular_on, "regular_starts": text(item.regular_starts or item.starts), "day": text(item.day),
        "last": text(last), "starts": text(item.starts), "ends": text(item.ends), "cancelled": item.cancelled,
    }  # fmt: skip


def offers(kept: Iterable[Mapping[str, Any]]) -> list[Offer]:
    """The events of a kept calendar."""
    return [
        Offer(**{name: one[name] for name in ("uid", "title", "about", "place", "link")},
              times=tuple(_read(time) for time in one["times"]))
        for one in kept if one["times"]
    ]  # fmt: skip


def left_out(kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """The titles of what lasts too long for an event."""
    return [one["title"] for one in kept if not one["times"]]


def _read(kept: Mapping[str, Any]) -> Time:
    plan = Plan(
        first_on=date.fromisoformat(kept["day"]),
        last_on=date.fromisoformat(kept["last"]) if kept["last"] else None,
        starts=time.fromisoformat(kept["starts"]) if kept["starts"] else None,
        ends=time.fromisoformat(kept["ends"]) if kept["ends"] else None,
    )
    regular_starts = time.fromisoformat(kept["regular_starts"]) if kept["regular_starts"] else None
    return Time(date.fromisoformat(kept["regular_on"]), regular_starts, plan, kept["cancelled"])


def compare(
    wanted: Sequence[Offer], ours: Mapping[str, Any], others: Iterable[tuple[str, datetime]], now: datetime
) -> Difference:  # fmt: skip
    """What is new, changed, gone. ``ours`` came from this calendar, ``others`` are (title, begin) of all others."""
    found, elsewhere = Difference(), {(plain(title), at) for title, at in others}
    for offer in wanted:
        event = ours.get(offer.uid)
        if event is None and all((plain(offer.title), one.occurrence.starts_at) in elsewhere for one in offer.times):
            found.known.append(offer)
        elif event is None:
            found.new.append(offer)
        elif differs(event, offer, now):
            found.changed.append((event, offer))
        else:
            found.same += 1
    uids = {offer.uid for offer in wanted}
    found.gone = [ours[uid] for uid in sorted(set(ours) - uids) if to_come(ours[uid], now)]
    return found


def to_come(event: Any, now: datetime) -> list[Any]:
    """The dates of an event that are not over."""
    return [one for one in event.dates if one.ends_at >= now]


def differs(event: Any, offer: Offer, now: datetime) -> bool:
    """Whether the calendar tells something else of an event than we know."""
    if (event.title, event.about, event.place, event.link) != (offer.title, offer.about, offer.place, offer.link):
        return True
    rows = {one.regular_on: one for one in to_come(event, now)}
    times = {one.regular_on: one for one in offer.times}
    return rows.keys() != times.keys() or any(not is_same(rows[day], times[day]) for day in rows)


def is_same(row: Any, told: Time) -> bool:
    """Whether a date is as the calendar has it. What the desk moved or cancelled by hand stays so."""
    found = told.occurrence
    ends = row.is_moved_by_hand or row.ends_at == found.ends_at
    begins = (row.regular_at, row.told_at) == (told.regular_at, found.starts_at)
    return begins and ends and (row.cancelled or not told.cancelled)


def is_open_to_regret(one: Any, now: datetime) -> bool:
    """Whether an import can be taken back. What is fetched would only be fetched again."""
    return one.state == "applied" and not one.followed and bool(one.applied_at) and now < one.applied_at + REGRET


def ensure_open_to_regret(one: Any, now: datetime) -> None:
    """Refuse to take back what was taken back, was never taken over, or has stood there for long."""
    if one.state != "applied" or one.followed:
        raise Refusal(FINISHED)
    if not is_open_to_regret(one, now):
        raise Refusal(N_("This import is older than 30 days. Please withdraw its events one by one."))


def is_untouched(event: Any, since: datetime) -> bool:
    """Whether neither the desk nor a later calendar changed an event or one of its dates."""
    return all(one.changed_at <= since for one in (event, *event.dates))


def plain(title: str) -> str:
    """A title as one compares it: ``TSV – Training!`` is ``tsv training``."""
    return WORDS.sub(" ", title.casefold()).strip()
