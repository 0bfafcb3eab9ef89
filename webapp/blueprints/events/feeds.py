"""Calendars of events to subscribe to, expanded to single dates: the same bytes until something changes."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from flask import Blueprint, Response, abort, request

from webapp.blueprints.events import queries, shown
from webapp.blueprints.events.models import EventDate
from webapp.blueprints.events.rules.events import CATEGORIES
from webapp.blueprints.events.rules.wish import Wish
from webapp.domain.localtime import local_date
from webapp.formats.ical import Calendar, CalendarEntry, to_bytes, uid
from webapp.web import clock
from webapp.web.access import public
from webapp.web.i18n import gettext, language, translate
from webapp.web.links import outside
from webapp.web.town import find_town, the_session

bp = Blueprint("events_feeds", __name__, url_prefix="/veranstaltungen")
HISTORY = timedelta(days=45)  # removing the past at once would delete it in people's calendars
FORMAT = 1  # raise it when the bytes of unchanged dates change


@bp.get("/alle.ics")
@public
def everything() -> Response:
    """All events of the town."""
    return _feed(Wish(), gettext("Events in %(town)s", town=find_town().name))


@bp.get("/art/<category>.ics")
@public
def of_category(category: str) -> Response:
    """Events of one kind."""
    if category not in CATEGORIES:
        abort(404)
    return _feed(Wish(category=category), translate(CATEGORIES[category]))


@bp.get("/veranstalter/<int:organiser>.ics")
@public
def of_organiser(organiser: int) -> Response:
    """What one organiser holds."""
    name = next((one.name for one in queries.organisers(the_session()) if one.id == organiser), "") or abort(404)
    return _feed(Wish(organiser=organiser), name)


@bp.get("/<int:event>/termine.ics")
@public
def of_event(event: int) -> Response:
    """The dates of one event."""
    known = queries.event_by_id(the_session(), event) or abort(404)
    return _feed(Wish(event=event), known.title)


def _feed(wish: Wish, name: str) -> Response:
    """The feed, or 304 after one cheap question. By its tag alone: what is withdrawn leaves no later date behind."""
    first = (clock.today() - HISTORY).replace(day=1)  # a window that moves daily would change the bytes daily
    version = queries.stamp(the_session(), wish, shown.begin(first))
    kind = "attachment" if "laden" in request.args else "inline"
    headers = {"Cache-Control": "public, max-age=3600", "Content-Disposition": f'{kind}; filename="termine.ics"'}
    answer = Response(mimetype="text/calendar", headers=headers)
    parts = (FORMAT, wish, name, first.isoformat(), version, language())
    answer.set_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])
    if answer.make_conditional(request).status_code != 304:
        rows = queries.dates(the_session(), wish, shown.begin(first))
        entries = [entry_of(one) for one in rows] or [_hint(first)]
        source = find_town().address + request.script_root + request.path
        answer.set_data(to_bytes(Calendar(name=name, source_url=source), entries))
    return answer


def entry_of(one: EventDate) -> CalendarEntry:
    """A date as an entry. Its name comes from event and regular day, so it stays itself when it moves."""
    event = one.event
    return CalendarEntry(
        uid=uid("event", one.event_id, one.regular_on, host=find_town().hosts[0]),
        changed_at=one.changed_at,
        sequence=one.sequence,
        starts_on=local_date(one.starts_at) if one.all_day else None,
        last_on=shown.last_day(one) if one.all_day else None,
        starts_at=None if one.all_day else one.starts_at,
        ends_at=None if one.all_day else one.ends_at,
        summary=gettext("CANCELLED: %(title)s", title=event.title) if one.cancelled else event.title,
        description="\n".join(_remarks(one)),
        location=shown.whole_place(event),
        categories=(translate(CATEGORIES[event.category]),),
        cancelled=one.cancelled,
        url=find_town().address + shown.address_of(one),
    )


def _remarks(one: EventDate) -> list[str]:
    moved = shown.moved_words(one) if one.is_moved and not one.cancelled else ""
    free = gettext("Free of charge") if one.event.free else ""
    return [words for words in (moved, one.note, one.event.about, one.event.price or free) if words]


def _hint(first: date) -> CalendarEntry:
    """An empty calendar would wipe people's dates, so it says that there are none."""
    return CalendarEntry(
        uid=uid("event-hint", first.year, first.month, host=find_town().hosts[0]),
        changed_at=datetime.combine(first, time(), UTC),
        starts_on=(first + 2 * HISTORY).replace(day=1),
        summary=gettext("Events: no dates at the moment"),
        url=outside("events.index"),
    )
