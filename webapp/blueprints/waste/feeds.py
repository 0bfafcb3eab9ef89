"""The calendar a resident subscribes to: the same bytes until something changes, never empty, never a year in it."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, Response, request, url_for

from webapp.blueprints.waste.arrivals import Arrival, arrive
from webapp.blueprints.waste.calendars import title_of
from webapp.blueprints.waste.queries.places import Dated, collections_between, collections_stamp
from webapp.blueprints.waste.rules.choice import Choice
from webapp.blueprints.waste.rules.opening import span_on
from webapp.blueprints.waste.rules.streams import label
from webapp.formats.ical import Calendar, CalendarEntry, to_bytes, uid
from webapp.web import clock
from webapp.web.access import public
from webapp.web.dates import long_day
from webapp.web.i18n import gettext, language, translate
from webapp.web.town import find_town, the_session

bp = Blueprint("waste_feeds", __name__, url_prefix="/abfall")
HISTORY = timedelta(days=30)  # removing the past at once would delete it in people's calendars
FOREVER = date(9999, 12, 31)
FORMAT = 2  # raise it when the bytes of unchanged dates change


@bp.get("/ort/<place>/abfall.ics")
@public
def calendar(place: str) -> Response:
    """The feed of a place; ``?nur=`` chooses streams, ``?erinnerung=`` asks for a reminder."""
    arrival = arrive(place)
    if isinstance(arrival, Response):
        return arrival
    choice = Choice.read(request.args)
    first = (clock.today() - HISTORY).replace(day=1)  # a window that moves daily would change the bytes daily
    count, changed_at = collections_stamp(the_session(), arrival.districts, first)
    answer = Response(mimetype="text/calendar", headers=_headers(choice, changed_at))
    answer.set_etag(_etag(arrival, choice, first, count, changed_at))
    if answer.make_conditional(request).status_code != 304:
        answer.set_data(_body(arrival, choice, first))
    return answer


def _headers(choice: Choice, changed_at: datetime | None) -> dict[str, str]:
    kind = "attachment" if choice.download else "inline"
    headers = {"Cache-Control": "public, max-age=3600", "Content-Disposition": f'{kind}; filename="abfall.ics"'}
    if changed_at:
        headers["Last-Modified"] = changed_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return headers


def _etag(arrival: Arrival, choice: Choice, first: date, count: int, changed_at: datetime | None) -> str:
    parts = (FORMAT, arrival.place, sorted(arrival.districts.items()), choice, first, count, changed_at, language())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _body(arrival: Arrival, choice: Choice, first: date) -> bytes:
    rows = collections_between(the_session(), arrival.districts, first, FOREVER)
    wanted = [one for one in rows if choice.wants(one.stream, one.variant)]
    entries = [entry_of(one, choice) for one in wanted] or [_hint(arrival, first)]
    source = find_town().address + url_for(".calendar", place=arrival.place, **choice.query())
    about = Calendar(name=gettext("Waste %(place)s", place=arrival.title), source_url=source)
    return to_bytes(about, entries)


def entry_of(one: Dated, choice: Choice) -> CalendarEntry:
    """A collection as an all-day entry; a van (hazardous waste) as one with its hours."""
    title = title_of(one)
    starts_at, ends_at = span_on(one.actual_on, one.time) or (None, None)
    return CalendarEntry(
        uid=uid("waste", one.district_id, one.stream, one.variant, one.regular_on, one.place, one.time, host=_host()),
        changed_at=one.changed_at,
        sequence=one.sequence,
        starts_on=None if starts_at else one.actual_on,
        starts_at=starts_at,
        ends_at=ends_at,
        summary=gettext("CANCELLED: %(title)s", title=title) if one.cancelled else title,
        description="\n".join(_remarks(one)),
        location=one.place,
        categories=(translate(label(one.stream)),),
        cancelled=one.cancelled,
        alarm=choice.alarm(starts_at),
        alarm_text=title,
    )


def _remarks(one: Dated) -> Iterable[str]:
    if one.is_moved:
        yield gettext("Moved from %(day)s.", day=long_day(one.regular_on)) + (
            f" {translate(one.reason)}" if one.reason else ""
        )
    if one.note:
        yield one.note


def _hint(arrival: Arrival, first: date) -> CalendarEntry:
    """An empty calendar would wipe people's dates, so it says that there are none."""
    link = find_town().address + url_for("waste.index")
    stamp = datetime.combine(first.replace(day=1), time(), UTC)
    return CalendarEntry(
        uid=uid("waste-hint", arrival.place, first.year, first.month, host=_host()),
        changed_at=stamp,
        sequence=0,
        starts_on=(first + 2 * HISTORY).replace(day=1),
        summary=gettext("Waste calendar: no dates at the moment"),
        description=gettext("Please choose your street again: %(link)s", link=link),
        url=link,
    )


def _host() -> str:
    return find_town().hosts[0]
