"""The calendar of a counter: an address nobody can guess, made, shown once and switched off at the desk."""

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort
from flask_babel import gettext

from webapp.blueprints.appointments.actions import day as deeds
from webapp.blueprints.appointments.models import Appointment, Counter
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.rules.day import initials
from webapp.blueprints.appointments.rules.states import CANCELLED
from webapp.blueprints.appointments.staff.desk import COUNTER, bp, to
from webapp.blueprints.appointments.staff.words import concerns_of
from webapp.formats.ical import Calendar, CalendarEntry, to_bytes, uid
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.access import token as by_token
from webapp.web.forms import StaffForm
from webapp.web.links import outside
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

feed = Blueprint("appointments_feed", __name__, url_prefix="/termine/schalter")
HISTORY = timedelta(days=30)  # removing the past at once would delete it in the clerk's calendar
AN_HOUR = timedelta(hours=1)  # appointments change more often than waste


@bp.get("/kalender")
@staff(COUNTER)
def calendars() -> Response:
    """Which counters have a calendar."""
    return _page()


@bp.post("/kalender/<int:counter_id>")
@staff(COUNTER)
def renew(counter_id: int) -> Response:
    """A new address, shown once; the old one is worth nothing from now on."""
    it = _counter(counter_id)
    token = StaffForm().attempt(deeds.renew_feed, counter=it, by=person(), now=clock.now())
    return _page(it, outside("appointments_feed.calendar", token=token)) if token else abort(403)


@bp.post("/kalender/<int:counter_id>/aus")
@staff(COUNTER)
def switch_off(counter_id: int) -> Response:
    """No calendar any more."""
    StaffForm().attempt(deeds.end_feed, counter=_counter(counter_id), by=person(), now=clock.now())
    return to(".calendars")


@feed.get("/<token>.ics")
@by_token
def calendar(token: str) -> Response:
    """The appointments of a counter, from a month ago on."""
    it = queries.counter_by_feed(the_session(), hashed(token)) or abort(404)
    visits = queries.visits_of_feed(the_session(), it, clock.now() - HISTORY, clock.now())
    name = gettext("%(counter)s, %(place)s", counter=it.name, place=it.place.name)
    entries = [_entry(one) for one in visits] or [_hint(it)]
    answer = Response(to_bytes(Calendar(name=name, refresh=AN_HOUR), entries), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="schalter.ics"'
    return answer


def _page(new: Counter | None = None, address: str = "") -> Response:
    rows = queries.counters(the_session())
    return page("appointments/staff/calendars.html", rows=rows, new=new, address=address, form=StaffForm())


def _counter(counter_id: int) -> Counter:
    return next((one for one in queries.counters(the_session()) if one.id == counter_id), None) or abort(404)


def _entry(one: Appointment) -> CalendarEntry:
    """Time, concerns and initials: a calendar is open on many screens. Forgetting a person is a change, too."""
    title = ", ".join(part for part in (concerns_of(one), initials(one.name)) if part)
    cancelled = one.state == CANCELLED
    return CalendarEntry(
        uid=uid("visit", one.key, host=find_town().hosts[0]),
        changed_at=one.forgotten_at or one.changed_at,
        sequence=one.sequence + bool(one.forgotten_at),
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        summary=gettext("CANCELLED: %(title)s", title=title) if cancelled else title,
        cancelled=cancelled,
        transparent=cancelled,
        url=outside("appointments_desk.visit", appointment_id=one.id),
    )


def _hint(it: Counter) -> CalendarEntry:
    """An empty calendar would wipe the clerk's entries, so it says that there are none."""
    first = clock.today().replace(day=1)
    return CalendarEntry(
        uid=uid("visit-hint", it.id, first, host=find_town().hosts[0]),
        changed_at=datetime.combine(first, time(), UTC),
        starts_on=first,
        summary=gettext("Nobody has booked yet"),
    )
