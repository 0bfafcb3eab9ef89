"""Free times arranged for a page: what is sought, a week of days, where earlier and later lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from flask import Response, request, url_for

from webapp.blueprints.appointments.models import Appointment, Place, Service
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules import visits
from webapp.blueprints.appointments.rules.services import ensure_invited
from webapp.blueprints.appointments.rules.slots import is_open_on
from webapp.blueprints.appointments.rules.states import HELD
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.holidays import name_of
from webapp.domain.localtime import local, local_date
from webapp.domain.refusal import Refusal
from webapp.web import clock, keys
from webapp.web.fields import parse_date
from webapp.web.i18n import translate
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

NOON = 12
MORNING, AFTERNOON = "vormittag", "nachmittag"
DAYS = 7
LEAVE = "einladung"


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: concerns, a place, from which day, which half of the day."""

    wishes: Sequence[Wish]
    place: Place
    several_places: bool
    typed_day: str = ""
    half: str = ""
    moving: Appointment | None = None
    is_over: bool = False  # the held time has ended
    leave: str = ""  # of somebody invited
    channel: str = free.ONLINE  # at the desk the lead time does not matter, and what is kept is open

    @property
    def from_day(self) -> date | None:
        """The day to begin with, none where it was not given or cannot be read."""
        return parse_date(self.typed_day, clock.today()) if self.typed_day else None

    @property
    def kind(self) -> str:
        """A ``new`` appointment, ``again`` for one that is only held, or a ``move`` of a booked one."""
        if self.moving is None:
            return "new"
        return "again" if self.moving.state == HELD else "move"

    @property
    def held_on(self) -> date | None:
        """The day of the time that is held, or was: other times near it come first."""
        return local_date(self.moving.starts_at) if self.moving and self.kind == "again" else None

    @property
    def query(self) -> dict[str, Any]:
        """The same search as an address."""
        if self.moving:
            return {}
        leave = {LEAVE: self.leave} if self.leave else {}
        return {wish.service.slug: wish.count for wish in self.wishes} | {"ort": self.place.slug} | leave

    @property
    def endpoint(self) -> str:
        """The page of these times. What is held has one of its own, whichever page found that its time is over."""
        return "appointments.other_time" if self.kind == "again" else request.endpoint or ""

    @property
    def path(self) -> str:
        """This page, with nothing chosen."""
        return url_for(self.endpoint, **(request.view_args or {}))

    def address(self, **more: str) -> str:
        """This page, with what is chosen here."""
        kept = {"ab": self.typed_day, "tageszeit": self.half} | more
        chosen: dict[str, Any] = {name: value for name, value in kept.items() if value}
        return url_for(self.endpoint, **(request.view_args or {}), **self.query, **chosen)

    @property
    def places_url(self) -> str:
        """The question for another place."""
        asked: dict[str, Any] = {key: value for key, value in self.query.items() if key != "ort"}
        return url_for(request.endpoint or "", **asked)

    @property
    def back_url(self) -> str:
        """The appointment itself."""
        return url_for("appointments.visit", **(request.view_args or {}))

    @property
    def deed(self) -> dict[str, Any]:
        """What the deed of holding needs to know."""
        return {"wishes": self.wishes, "place_id": self.place.id}

    @property
    def minutes(self) -> int:
        """How long the visit takes."""
        return visits.minutes_of(self.wishes)

    @property
    def fee_cents(self) -> int:
        """What it costs."""
        return visits.fee_of(self.wishes)


@dataclass(frozen=True)
class Day:
    """A day on the page: its times, or why there are none."""

    on: date
    times: list[datetime]
    why: str = ""


@dataclass(frozen=True)
class Week:
    """The days shown, the days one can go to, the next with a free time, and the last that can be booked."""

    days: list[Day]
    earlier: date | None
    later: date | None
    next_free: date | None
    last: date

    @property
    def count(self) -> int:
        """How many times there are to choose from."""
        return sum(len(day.times) for day in self.days)


def sought(args: Mapping[str, str]) -> Sought | Response:
    """What the address asks for; or the page that asks what is missing."""
    wishes = wishes_in(args)
    if refused := refused_to_strangers([one.service for one in wishes], args):
        return refused
    places = free.able_places(wishes)
    chosen = [one for one in places if one.slug == args.get("ort")] or (places if len(places) == 1 else [])
    try:
        visits.ensure_possible(wishes)
    except Refusal as no:
        return page("appointments/unclear.html", reason=translate(no.message, **no.values), wishes=wishes, status=422)
    if not places:
        return page("appointments/unclear.html", reason="", wishes=wishes)
    if not chosen:
        return page("appointments/places.html", wishes=wishes, places=places, leave=leave_in(args))
    typed = args.get("ab", "")[:40], args.get("tageszeit", "")
    return Sought(wishes, chosen[0], len(places) > 1, *typed, leave=leave_in(args))


def refused_to_strangers(services: Sequence[Service], args: Mapping[str, str]) -> Response | None:
    """The page that says no to whoever wants what only the invited book."""
    try:
        ensure_invited(services, [one.slug for one in services if keys.is_leave(leave_in(args), one.slug)])
    except Refusal as no:
        return page("appointments/unclear.html", reason=translate(no.message), wishes=(), status=403)
    return None


def leave_in(args: Mapping[str, str]) -> str:
    """The leave to book what only the invited book, as the address carries it."""
    return args.get(LEAVE, "")[:200]


def wishes_in(args: Mapping[str, str]) -> list[Wish]:
    """The services an address names, each with its count; what is not offered is left out."""
    counts = {slug: int(value) for slug, value in args.items() if value.isdecimal() and len(value) < 4 and int(value)}
    known = offers.services_by_slug(the_session(), counts)
    return [Wish(known[slug], count) for slug, count in counts.items() if slug in known]


def week(it: Sought) -> Week:
    """A week of days beginning with the day asked for, else with the first that has a free time."""
    now, today = clock.now(), clock.today()
    last = visits.last_day(it.wishes, now)
    found = free.search(
        the_session(), it.wishes, it.place.id, today, last,
        town=find_town(), now=now, channel=it.channel, but=it.moving.id if it.moving else None,
    )  # fmt: skip

    @cache
    def times_on(day: date) -> list[datetime]:
        return [one for one in found.on(day).moments() if _in_half(one, it.half)]

    near = free.days_between(max(it.held_on or today, today), last)
    first = it.from_day or next(filter(times_on, [*near, *free.days_between(today, last)]), today)
    first = min(max(first, today), last)
    end = min(first + timedelta(days=DAYS - 1), last)
    days = _days(it, {day: times_on(day) for day in free.days_between(first, end)})
    return Week(
        days=days,
        earlier=max(today, first - timedelta(days=DAYS)) if first > today else None,
        later=end + timedelta(days=1) if end < last else None,
        next_free=next(filter(times_on, free.days_between(end + timedelta(days=1), last)), None),
        last=last,
    )


def _days(it: Sought, times: Mapping[date, list[datetime]]) -> list[Day]:
    """Days with times, and those on which the office would be open."""
    openings = [rule for one in free.able_counters(it.wishes, it.place.id) for rule in one.openings]
    return [
        Day(day, moments, "" if moments else _why(day))
        for day, moments in times.items()
        if moments or any(is_open_on(rule, day) for rule in openings)
    ]


def _why(day: date) -> str:
    town = find_town()
    return translate(name_of(day, town.land, town.holidays) or "")


def _in_half(at: datetime, half: str) -> bool:
    return half not in {MORNING, AFTERNOON} or (local(at).hour < NOON) == (half == MORNING)
