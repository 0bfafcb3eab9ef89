"""A booked appointment: move it, cancel it, put it into a calendar."""

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import booking, changes
from webapp.blueprints.appointments.actions.letters import facts
from webapp.blueprints.appointments.forms import CancelForm, MoveForm
from webapp.blueprints.appointments.letters import calendar_bytes
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.rules.states import HELD, TO_COME
from webapp.blueprints.appointments.views import bp
from webapp.blueprints.appointments.views.booking import find
from webapp.web import clock
from webapp.web.access import token as by_token
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/t/<token>/verschieben")
@by_token
def choose_other(token: str) -> Response:
    """Free times for the same visit; the old time stays until a new one is taken."""
    it = find(token)
    return _times(it, MoveForm()) if it.state in TO_COME else _back(token)


@bp.post("/t/<token>/verschieben")
@by_token
def move(token: str) -> Response:
    """Take the new time and give the old one back."""
    it, form = find(token), MoveForm()
    if it.state not in TO_COME:
        return _back(token)
    if form.attempt(changes.move, appointment=it, town=find_town(), now=clock.now()) is None:
        return _times(it, form, status=form.status)
    return _back(token)


@bp.get("/t/<token>/absagen")
@by_token
def ask_to_cancel(token: str) -> Response:
    """Really? And, if you like, why."""
    it = find(token)
    if it.state not in TO_COME:
        return _back(token)
    return page("appointments/cancel.html", it=it, token=token, form=CancelForm())


@bp.post("/t/<token>/absagen")
@by_token
def cancel(token: str) -> Response:
    """Give the time to others."""
    it, form = find(token), CancelForm()
    if form.attempt(changes.cancel, appointment=it, now=clock.now()) is None:
        return page("appointments/cancel.html", it=it, token=token, form=form, status=form.status)
    return _back(token)


@bp.get("/t/<token>/termin.ics")
@by_token
def calendar(token: str) -> Response:
    """The appointment for a calendar: to keep, or to subscribe to; it follows every move."""
    it = find(token)
    if it.state == HELD:
        abort(404)  # not booked yet: nothing for a calendar
    kind = "attachment" if "laden" in request.args else "inline"
    answer = Response(calendar_bytes(facts(it)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'{kind}; filename="termin.ics"'
    return answer


def _times(it: Appointment, form: MoveForm, *, status: int = 200) -> Response:
    wishes = booking.with_counters(the_session(), booking.wishes_of(it))
    chosen = request.args.get("ab", "")[:40], request.args.get("tageszeit", "")
    sought = times.Sought(wishes, it.place, False, *chosen, moving=it)
    return page("appointments/times.html", form=form, it=sought, week=times.week(sought), status=status)  # fmt: skip


def _back(token: str) -> Response:
    return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]
