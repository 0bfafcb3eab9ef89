"""The desk for events: what waits, what is on, every date of it."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.events import queries, shown
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.forms import DeskCancelForm, DeskEventForm, DeskMoveForm
from webapp.blueprints.events.models import Event, EventDate
from webapp.blueprints.events.rules.events import PUBLISHED, STATE_WORDS
from webapp.blueprints.events.rules.rhythm import LISTED
from webapp.blueprints.events.shown import as_typed, date_of
from webapp.blueprints.events.staff import EDIT, bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session

DATES_SHOWN = 30


@bp.get("")
@staff(EDIT)
def index() -> Response:
    """What waits to be checked, then what is on."""
    session = the_session()
    rows = sorted(queries.desk_events(session, clock.now(), word()), key=lambda one: shown.next_at(one, clock.now()))
    waits: dict[str, Any] = {"waiting": queries.to_check(session), "previews": queries.previews(session)}
    return page("events/staff/index.html", rows=rows, word=word(), states=STATE_WORDS, now=clock.now(), **waits)


@bp.get("/neu", defaults={"event_id": 0}, endpoint="new")
@bp.get("/<int:event_id>/bearbeiten")
@staff(EDIT)
def edit(event_id: int) -> Response:
    """The form."""
    it = find(event_id) if event_id else None
    return _editing(it, _form(it))


@bp.post("/neu", defaults={"event_id": 0}, endpoint="add")
@bp.post("/<int:event_id>/bearbeiten")
@staff(EDIT)
def keep(event_id: int) -> Response:
    """Keep it, or show first which dates it means."""
    it = find(event_id) if event_id else None
    form = _form(it)
    if "vorschau" in request.form:
        times = form.attempt(keeping.preview, now=clock.now())
        return _editing(it, form, times=times, status=200 if times else 422)
    kept = form.attempt(keeping.keep, event=it, by=person(), now=clock.now())
    return _editing(it, form, status=422) if kept is None else _to(kept.id, gettext("Saved."))


@bp.get("/<int:event_id>")
@staff(EDIT)
def show(event_id: int) -> Response:
    """One event: its state, its dates, what can be done."""
    return _showing(find(event_id), DeskCancelForm())


DEEDS: dict[str, tuple[Any, Any]] = {
    "veroeffentlichen": (keeping.publish, StaffForm), "zurueckziehen": (keeping.withdraw, DeskCancelForm),
    "absage": (keeping.cancel, DeskCancelForm), "rueckkehr": (keeping.revive, StaffForm),
}  # fmt: skip


@bp.post("/<int:event_id>/<name>")
@staff(EDIT)
def do(event_id: int, name: str) -> Response:
    """Publish it or not, cancel all dates to come or none."""
    it, (deed, kind) = find(event_id), DEEDS.get(name) or abort(404)
    form = kind()
    known: dict[str, Any] = {"day": None} if name in {"absage", "rueckkehr"} else {}
    if form.attempt(deed, event=it, by=person(), now=clock.now(), **known) is None:
        return _showing(find(event_id), form if kind is DeskCancelForm else DeskCancelForm(), status=422)
    return _to(event_id, gettext("Done."))


@bp.get("/<int:event_id>/termin/<day>")
@staff(EDIT)
def show_date(event_id: int, day: str) -> Response:
    """One date: move it, cancel it, or take that back."""
    it, one = find_date(event_id, day)
    return _dating(it, one, DeskMoveForm(data=as_typed(one)), DeskCancelForm())


@bp.post("/<int:event_id>/termin/<day>/verschieben")
@staff(EDIT)
def move(event_id: int, day: str) -> Response:
    """Another time."""
    (it, one), form = find_date(event_id, day), DeskMoveForm()
    if form.attempt(keeping.move, event=it, day=one.regular_on, by=person(), now=clock.now()) is None:
        return _dating(it, one, form, DeskCancelForm(formdata=None), status=422)
    return _to(event_id, gettext("The date is moved. You can take that back."))


@bp.post("/<int:event_id>/termin/<day>/absagen")
@staff(EDIT)
def cancel(event_id: int, day: str) -> Response:
    """Not on this day."""
    (it, one), form = find_date(event_id, day), DeskCancelForm()
    if form.attempt(keeping.cancel, event=it, day=one.regular_on, by=person(), now=clock.now()) is None:
        return _dating(it, one, DeskMoveForm(formdata=None, data=as_typed(one)), form, status=422)
    return _to(event_id, gettext("The date is cancelled. You can take that back."))


@bp.post("/<int:event_id>/termin/<day>/zuruecknehmen")
@staff(EDIT)
def revive(event_id: int, day: str) -> Response:
    """As planned after all."""
    it, one = find_date(event_id, day)
    StaffForm().attempt(keeping.revive, event=it, day=one.regular_on, by=person(), now=clock.now())
    return _to(event_id, gettext("The date takes place as planned."))


def word() -> str:
    """What the list is searched for."""
    return request.args.get("wort", "").strip()[:80]


def find(event_id: int) -> Event:
    """The event, or a 404."""
    return queries.event_by_id(the_session(), event_id) or abort(404)


def find_date(event_id: int, day: str) -> tuple[Event, EventDate]:
    """The event and its date of this regular day, or a 404."""
    it = find(event_id)
    return it, date_of(it, day) or abort(404)


def _form(it: Event | None) -> DeskEventForm:
    if it and it.repeats == LISTED:
        abort(404)  # its dates come from a calendar
    form = DeskEventForm(obj=it)
    form.offer_all(list(queries.venues(the_session())), list(queries.organisers(the_session())))
    return form


def _editing(it: Event | None, form: DeskEventForm, *, times: Any = None, status: int = 200) -> Response:
    return page("events/staff/edit.html", it=it, form=form, times=times, status=status)


def _showing(it: Event, form: DeskCancelForm, *, status: int = 200) -> Response:
    if it.state != PUBLISHED:
        form.note.label.text = gettext("Why? (for whoever announced it)")
    coming = [one for one in it.dates if one.ends_at >= clock.now()]
    known = {"coming": coming[:DATES_SHOWN], "more": len(coming) > DATES_SHOWN, "states": STATE_WORDS}
    return page("events/staff/event.html", it=it, form=form, status=status, **known)


def _dating(it: Event, one: EventDate, form: DeskMoveForm, cancel: DeskCancelForm, *, status: int = 200) -> Response:
    return page("events/staff/date.html", it=it, one=one, form=form, cancel=cancel, status=status)


def _to(event_id: int, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for(".show", event_id=event_id), 303)  # type: ignore[return-value]
