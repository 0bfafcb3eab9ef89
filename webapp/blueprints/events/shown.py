"""Events arranged for a page and put into words: days, a month as a table, what machines read of them."""

from calendar import Calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from flask import url_for
from markupsafe import Markup

from webapp.blueprints.events.models import Event, EventDate, Venue
from webapp.blueprints.events.rules import rhythm
from webapp.blueprints.events.rules.events import ACCESS, CATEGORIES
from webapp.blueprints.events.rules.wish import Wish
from webapp.domain.i18n import N_
from webapp.domain.localtime import at_local, local, local_date
from webapp.formats import jsonld
from webapp.web.dates import clock_time, long_day, weekday_name
from webapp.web.i18n import gettext, language, ngettext, translate
from webapp.web.links import outside, subscription
from webapp.web.town import find_town

A_DAY = timedelta(days=1)
NIGHT = timedelta(hours=6)  # a dance until three in the morning is on one day, not on two
WEEKS = Calendar()
Days = list[tuple[date, list[EventDate]]]


def begin(day: date) -> datetime:
    """The first moment of a day in Germany."""
    return at_local(day, time())


def last_day(one: EventDate) -> date:
    """The day on which it ends, as people say it."""
    return max(local_date(one.starts_at), local_date(one.ends_at - (timedelta(seconds=1) if one.all_day else NIGHT)))


def by_day(rows: Sequence[EventDate], first: date, most: int) -> tuple[Days, date | None]:
    """(day, what begins or goes on then), at most so many whole days; and the day the rest begins, if any is left."""
    shown, later = rows[:most], None
    if len(rows) > most:
        later = max(local_date(rows[most].starts_at), first + A_DAY)
        shown = [one for one in rows if _day(one, first) < later]
    return [(day, list(group)) for day, group in groupby(shown, key=lambda one: _day(one, first))], later


def _day(one: EventDate, first: date) -> date:
    return max(local_date(one.starts_at), first)


def chosen(event: Event, day: str, now: datetime) -> tuple[EventDate, list[EventDate]] | None:
    """The date of this regular day (without one, the next that takes place, else the last), and the others to come."""
    coming = [one for one in event.dates if one.ends_at >= now]
    next_one = next((one for one in coming if not one.cancelled), (coming or event.dates[-1:])[0])
    one = date_of(event, day) if day else next_one
    return (one, [other for other in coming if other is not one]) if one else None


def date_of(event: Event, day: str) -> EventDate | None:
    """The date of this regular day."""
    return next((one for one in event.dates if one.regular_on.isoformat() == day), None)


def next_at(event: Event, now: datetime) -> datetime:
    """When its next date begins; what is over comes last."""
    coming = [one.starts_at for one in event.dates if one.ends_at >= now]
    return min(coming, default=datetime.max.replace(tzinfo=now.tzinfo))


def as_typed(one: EventDate) -> dict[str, Any]:
    """A date as the form of another time shows it."""
    starts, ends = local(one.starts_at), local(one.ends_at)
    timed = {} if one.all_day else {"starts": starts.time(), "ends": ends.time() if ends > starts else None}
    return {"to_on": starts.date(), "note": one.note, **timed}


def by_week(rows: Sequence[EventDate], month: date) -> list[list[tuple[date, list[EventDate]]]]:
    """The weeks of a month, each seven (day, what is on); days of other months are empty."""
    weeks = WEEKS.monthdatescalendar(month.year, month.month)
    on = {
        day: [one for one in rows if local_date(one.starts_at) <= day <= last_day(one)]
        for week in weeks for day in week if day.month == month.month
    }  # fmt: skip
    return [[(day, on.get(day, [])) for day in week] for week in weeks]


def time_words(one: EventDate, day: date | None = None) -> str:
    """``19:30 to 21:00``, ``all day``, ``until Sunday 6 December``, ``20:00 until Friday 11 December, 19:00``."""
    if last_day(one) > local_date(one.starts_at):
        return _over_days(one, day or local_date(one.starts_at))
    if one.all_day:
        return gettext("all day")
    if one.ends_at == one.starts_at:
        return clock_time(one.starts_at)
    start = f"{local(one.starts_at):%-H:%M}" if language() == "de" else clock_time(one.starts_at)
    return gettext("%(start)s to %(end)s", start=start, end=clock_time(one.ends_at))


def _over_days(one: EventDate, day: date) -> str:
    until, ends = long_day(last_day(one)), clock_time(one.ends_at)
    if one.all_day:
        return gettext("until %(day)s", day=until)
    if day == last_day(one):
        return gettext("until %(day)s", day=ends)
    whole = gettext("until %(day)s", day=gettext("%(day)s, %(time)s", day=until, time=ends))
    return f"{clock_time(one.starts_at)} {whole}" if day == local_date(one.starts_at) else whole


def when_words(one: EventDate) -> str:
    """``Tuesday 24 November, 19:30 to 21:00``"""
    return gettext("%(day)s, %(time)s", day=long_day(one.starts_at), time=time_words(one))


def moved_words(one: EventDate) -> str:
    """``moved from Tuesday 24 November, 19:30``; only the day, if it is the same hour of another one."""
    before = long_day(one.regular_at)
    if one.all_day or local(one.regular_at).time() == local(one.starts_at).time():
        return gettext("moved from %(day)s", day=before)
    before = gettext("%(day)s, %(time)s", day=before, time=clock_time(one.regular_at))
    return gettext("moved from %(day)s", day=before)


def place_words(event: Event) -> str:
    """``Turnhalle, Schulstraße 3``"""
    return ", ".join(part for part in (event.place, event.venue.name if event.venue else "") if part)


def whole_place(event: Event) -> str:
    """With the address, for calendars."""
    return ", ".join(part for part in (place_words(event), event.venue.address if event.venue else "") if part)


def access_words(venue: Venue) -> list[str]:
    """What the venue offers to those who need it."""
    return [translate(words) for name, words in ACCESS.items() if getattr(venue, name)]


def wish_words(wish: Wish, venues: Sequence[Venue]) -> list[str]:
    """What a list is narrowed to: ``Concerts and theatre``, ``Turnhalle``, ``free of charge``."""
    words = [translate(CATEGORIES[wish.category])] if wish.category else []
    words += [one.name for one in venues if one.id == wish.venue]
    ticks = (
        (wish.free, N_("free of charge")),
        (wish.step_free, N_("without steps")),
        (wish.children, N_("for children")),
    )
    return words + [translate(told) for ticked, told in ticks if ticked]


EVERY = {
    rhythm.DAILY: (N_("every day"), N_("every %(count)s days")),
    rhythm.WEEKLY: (N_("every week on %(weekday)s"), N_("every %(count)s weeks on %(weekday)s")),
    rhythm.MONTHLY: (
        N_("every month on the %(nth)s %(weekday)s"), N_("every %(count)s months on the %(nth)s %(weekday)s"),
    ),
    rhythm.LAST: (N_("every month on the last %(weekday)s"), N_("every %(count)s months on the last %(weekday)s")),
    rhythm.SAME_DAY: (N_("every month on day %(day)s"), N_("every %(count)s months on day %(day)s")),
    rhythm.YEARLY: (N_("every year"), N_("every %(count)s years")),
}  # fmt: skip
NTH = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("last"))


def rhythm_words(plan: Any) -> str:
    """``every 2 weeks on Tuesday, until 30 June``; empty for what takes place once."""
    if plan.repeats not in EVERY:
        return ""
    day = plan.first_on
    nth = translate(NTH[rhythm.week_of(day) - 1])
    words = translate(
        EVERY[plan.repeats][plan.every > 1], count=plan.every, weekday=weekday_name(day), nth=nth, day=day.day
    )
    return gettext("%(rhythm)s, until %(day)s", rhythm=words, day=long_day(plan.until_on)) if plan.until_on else words


def address_of(one: EventDate) -> str:
    """The page of a date; what takes place once needs no day."""
    if one.event.repeats == rhythm.ONCE:
        return url_for("events.show", event_id=one.event_id)
    return url_for("events.show", event_id=one.event_id, day=one.regular_on.isoformat())


def count_words(count: int) -> str:
    """``3 events``"""
    return ngettext("%(num)s event", "%(num)s events", count)


def feed_links(endpoint: str, **values: Any) -> dict[str, str]:
    """The ways to subscribe to a feed."""
    return subscription(outside(endpoint, **values), url_for(endpoint, laden=1, **values))


def json_ld(event: Event, one: EventDate) -> Markup:
    """One date as schema.org/Event."""
    status = "EventCancelled" if one.cancelled else "EventRescheduled" if one.is_moved else "EventScheduled"
    record = {
        "@type": "Event",
        "name": event.title,
        "description": event.about,
        "url": find_town().address + address_of(one),
        "startDate": _iso(one.starts_at, one),
        "endDate": last_day(one).isoformat() if one.all_day else _iso(one.ends_at, one),
        "previousStartDate": _iso(one.regular_at, one) if status == "EventRescheduled" else "",
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True if event.free else None,
        "location": _place(event),
        "organizer": {"@type": "Organization", "name": event.organiser.name, "url": event.organiser.web}
        if event.organiser else None,
    }  # fmt: skip
    return jsonld.script(record)


def _iso(at: datetime, one: EventDate) -> str:
    return local_date(at).isoformat() if one.all_day else local(at).isoformat()


def _place(event: Event) -> dict[str, Any]:
    town = find_town()
    address = {
        "@type": "PostalAddress", "streetAddress": event.venue.address if event.venue else "",
        "postalCode": town.postcode, "addressLocality": town.name, "addressCountry": "DE",
    }  # fmt: skip
    return {"@type": "Place", "name": place_words(event), "address": address}
