"""The desk takes an organiser's calendar over: choose a file, look at what it changes, say yes."""

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import imports as deeds
from webapp.blueprints.events.forms import ApplyForm, CalendarFileForm
from webapp.blueprints.events.models import EventImport
from webapp.blueprints.events.rules.calendars import REGRET, is_open_to_regret, left_out
from webapp.blueprints.events.staff import EDIT, bp
from webapp.formats.ical_reader import CalendarContent, NotACalendar, read_calendar
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/import")
@staff(EDIT)
def imports() -> Response:
    """Choose a file."""
    return _choosing(_form())


@bp.post("/import")
@staff(EDIT)
def read() -> Response:
    """Read it, then show what it would change. Reading happens before the database is asked."""
    form = CalendarFileForm()
    file = form.file.data
    content = _content(file.read()) if file else None
    _offered(form)
    name = file.filename if file else ""
    started = form.attempt(deeds.start, content=content, file=name or "", now=clock.now())
    return _choosing(form, status=422) if started is None else _to(started)


@bp.get("/import/<int:import_id>")
@staff(EDIT)
def preview(import_id: int) -> Response:
    """New, changed, gone."""
    return _preview(_import(import_id), ApplyForm())


@bp.post("/import/<int:import_id>/uebernehmen")
@staff(EDIT)
def apply(import_id: int) -> Response:
    """Yes."""
    one, form = _import(import_id), ApplyForm()
    if not form.attempt(deeds.apply, one=one, by=person(), now=clock.now()):
        return _preview(one, form, status=422)
    flash(gettext("The events are in the calendar."), "success")
    return _to(one)


@bp.post("/import/<int:import_id>/zuruecknehmen")
@staff(EDIT)
def undo(import_id: int) -> Response:
    """Everything it brought goes again, but for what somebody changed."""
    one, form = _import(import_id), StaffForm()
    if not form.attempt(deeds.undo, one=one, by=person(), now=clock.now()):
        return _preview(one, form, status=422)
    flash(gettext("The events of this calendar are removed."), "success")
    return _to(one)


@bp.post("/import/<int:import_id>/verwerfen")
@staff(EDIT)
def drop(import_id: int) -> Response:
    """No."""
    one, form = _import(import_id), StaffForm()
    if not form.attempt(deeds.drop, one=one):
        return _preview(one, form, status=422)
    return redirect(url_for(".imports"), 303)  # type: ignore[return-value]


def _content(file: bytes) -> CalendarContent | None:
    try:
        return read_calendar(file)
    except NotACalendar:
        return None


def _form() -> CalendarFileForm:
    return _offered(CalendarFileForm())


def _offered(form: CalendarFileForm) -> CalendarFileForm:
    pairs = ((str(one.id), one.name) for one in queries.organisers(the_session()))
    form.organiser_id.choices = choices([("", gettext("Please choose")), *pairs])
    return form


def _choosing(form: CalendarFileForm, *, status: int = 200) -> Response:
    return page("events/staff/imports.html", form=form, rows=queries.past_imports(the_session()), status=status)


def _preview(one: EventImport, form: StaffForm, *, status: int = 200) -> Response:
    found = deeds.difference(the_session(), one, clock.now()) if one.state == "preview" else None
    until = one.applied_at + REGRET if one.applied_at and is_open_to_regret(one, clock.now()) else None
    untouched, changed = deeds.brought(the_session(), one) if until or one.state == "undone" else ([], [])
    known: dict[str, Any] = {"found": found, "until": until, "untouched": untouched, "changed": changed}
    known["left_out"] = left_out(one.items) if found else []
    return page("events/staff/import.html", it=one, form=form, status=status, **known)


def _import(import_id: int) -> EventImport:
    return queries.import_by_id(the_session(), import_id) or abort(404)


def _to(one: EventImport) -> Response:
    return redirect(url_for(".preview", import_id=one.id), 303)  # type: ignore[return-value]
