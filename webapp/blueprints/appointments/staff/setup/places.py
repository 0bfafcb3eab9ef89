"""Places and counters."""

from itertools import groupby

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import setup as deeds
from webapp.blueprints.appointments.models import Counter, Place
from webapp.blueprints.appointments.queries import setup as queries
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import CounterForm, PlaceForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/orte")
@staff("appointments.edit")
def places() -> Response:
    """All places with their counters."""
    counters = {key: list(rows) for key, rows in groupby(queries.all_counters(the_session()), lambda one: one.place_id)}
    rows = [(one, counters.get(one.id, [])) for one in queries.all_places(the_session())]
    return page("appointments/staff/setup/places.html", rows=rows)


@bp.get("/ort/neu", defaults={"place_id": 0}, endpoint="new_place")
@bp.get("/ort/<int:place_id>")
@staff("appointments.edit")
def show_place(place_id: int) -> Response:
    """One place."""
    it = _place(place_id)
    return page("appointments/staff/setup/place.html", form=PlaceForm(obj=it), it=it)


@bp.post("/ort/neu", defaults={"place_id": 0}, endpoint="add_place")
@bp.post("/ort/<int:place_id>")
@staff("appointments.edit")
def keep_place(place_id: int) -> Response:
    """Keep it."""
    it, form = _place(place_id), PlaceForm()
    if not form.attempt(deeds.keep_place, place=it, by=person(), now=clock.now()):
        return page("appointments/staff/setup/place.html", form=form, it=_place(place_id), status=422)
    return _saved()


@bp.get("/schalter/neu", defaults={"counter_id": 0}, endpoint="new_counter")
@bp.get("/schalter/<int:counter_id>")
@staff("appointments.edit")
def show_counter(counter_id: int) -> Response:
    """One counter."""
    it = _counter(counter_id)
    return page("appointments/staff/setup/counter.html", form=_form(it, request.args.get("ort", 0, int)), it=it)


@bp.post("/schalter/neu", defaults={"counter_id": 0}, endpoint="add_counter")
@bp.post("/schalter/<int:counter_id>")
@staff("appointments.edit")
def keep_counter(counter_id: int) -> Response:
    """Keep it; a new one needs opening rules next."""
    it = _counter(counter_id)
    form = _form(it)
    kept = form.attempt(deeds.keep_counter, counter=it, by=person(), now=clock.now())
    if kept is None:
        return page("appointments/staff/setup/counter.html", form=form, it=_counter(counter_id), status=422)
    return _saved() if it else redirect(url_for(".openings", counter_id=kept.id), 303)  # type: ignore[return-value]


def _saved() -> Response:
    flash(gettext("Saved."), "success")
    return redirect(url_for(".places"), 303)  # type: ignore[return-value]


def _form(it: Counter | None, place_id: int = 0) -> CounterForm:
    """Only a new counter chooses its place: booked visitors know where they go."""
    form = CounterForm(obj=it) if it else CounterForm(place_id=place_id)
    if it:
        del form.place_id
    else:
        form.place_id.choices = choices((one.id, one.name) for one in queries.all_places(the_session()) if one.active)
    return form


def _place(place_id: int) -> Place | None:
    return (the_session().get(Place, place_id) or abort(404)) if place_id else None


def _counter(counter_id: int) -> Counter | None:
    return (queries.whole_counter(the_session(), counter_id) or abort(404)) if counter_id else None
