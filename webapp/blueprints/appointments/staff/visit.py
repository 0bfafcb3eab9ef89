"""One appointment at the desk: everything about it, a note, another time, a cancellation, the confirmation again."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext

from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import booking, changes
from webapp.blueprints.appointments.actions import day as deeds
from webapp.blueprints.appointments.actions.letters import documents
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.rules.states import ARRIVED, TO_COME
from webapp.blueprints.appointments.rules.visits import fee_of
from webapp.blueprints.appointments.staff.day_forms import DeskMoveForm, MessageForm, NoteForm, SearchForm
from webapp.blueprints.appointments.staff.desk import COUNTER, bp, find, to
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/suche")
@staff(COUNTER)
def ask() -> Response:
    """Whom do you look for?"""
    return page("appointments/staff/search.html", form=SearchForm(), rows=None)


@bp.post("/suche")
@staff(COUNTER)
def search() -> Response:
    """Who was found; a single one is opened at once."""
    form = SearchForm()
    rows = form.attempt(queries.found)
    if rows and len(rows) == 1:
        return to(".visit", appointment_id=rows[0].id)
    if rows:
        note_look("appointment", "", "searched")
    return page("appointments/staff/search.html", form=form, rows=rows, status=422 if rows is None else 200)


@bp.get("/<int:appointment_id>")
@staff(COUNTER)
def visit(appointment_id: int) -> Response:
    """Everything about one appointment."""
    return _show(find(appointment_id))


@bp.post("/<int:appointment_id>/notiz")
@staff(COUNTER)
def note(appointment_id: int) -> Response:
    """Keep the internal note."""
    it, form = find(appointment_id), NoteForm()
    if form.attempt(deeds.note, appointment=it, by=person(), now=clock.now()) is None:
        return _show(it, note=form, status=422)
    return _back(it, gettext("Saved."))


@bp.post("/<int:appointment_id>/absage")
@staff(COUNTER)
def cancel(appointment_id: int) -> Response:
    """Give the time back and tell the visitor."""
    it, form = find(appointment_id), MessageForm()
    if form.attempt(changes.cancel, appointment=it, by=person(), now=clock.now()) is None:
        return _show(it, message=form, status=422)
    return _back(it, gettext("The appointment is cancelled."))


@bp.post("/<int:appointment_id>/bestaetigung")
@staff(COUNTER)
def send_again(appointment_id: int) -> Response:
    """The confirmation once more."""
    it, form = find(appointment_id), StaffForm()
    if form.attempt(deeds.send_again, appointment=it, by=person(), now=clock.now()) is None:
        return _show(it, message=form, status=422)
    return _back(it, gettext("The confirmation is on its way."))


@bp.get("/<int:appointment_id>/verschieben")
@staff(COUNTER)
def choose_other(appointment_id: int) -> Response:
    """Free times for the same visit, also those kept for the telephone."""
    return _times(find(appointment_id), DeskMoveForm())


@bp.post("/<int:appointment_id>/verschieben")
@staff(COUNTER)
def move(appointment_id: int) -> Response:
    """Take the new time, give the old one back, tell the visitor."""
    it, form = find(appointment_id), DeskMoveForm()
    about = {"town": find_town(), "by": person(), "now": clock.now(), "channel": "counter"}
    if form.attempt(changes.move, appointment=it, **about) is None:
        return _times(it, form, status=form.status)
    return _back(it, gettext("The appointment is moved."))


def _show(
    it: Appointment, *, note: NoteForm | None = None, message: StaffForm | None = None, status: int = 200
) -> Response:
    """``note`` or ``message`` is the form that was sent, so that its errors are told."""
    note_look(it, it.number or "")
    forms: dict[str, Any] = {
        "note": note or NoteForm(formdata=None, obj=it),
        "message": message if isinstance(message, MessageForm) else MessageForm(formdata=None),
        "form": note or message,
    }
    wishes = booking.wishes_of(it)
    about: dict[str, Any] = {"documents": documents(wishes), "fee": fee_of(wishes)}
    about |= {"rows": queries.history(the_session(), it), "can_change": it.state in {*TO_COME, ARRIVED}}
    return page("appointments/staff/visit.html", it=it, status=status, **about, **forms)


def _times(it: Appointment, form: DeskMoveForm, *, status: int = 200) -> Response:
    """A page without a name: nothing of the person is seen, so nothing is noted."""
    wishes = booking.with_counters(the_session(), booking.wishes_of(it))
    asked = request.args.get("ab", "")[:40], request.args.get("tageszeit", "")
    sought = times.Sought(wishes, it.place, False, *asked, moving=it, channel="counter")
    week = times.week(sought)
    return page("appointments/staff/move.html", visit=it, form=form, it=sought, week=week, status=status)


def _back(it: Appointment, words: str) -> Response:
    flash(words, "success")
    return to(".visit", appointment_id=it.id)
