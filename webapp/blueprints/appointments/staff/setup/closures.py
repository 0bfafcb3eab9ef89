"""Closures: planned ones, and the sudden one that writes to everybody it affects."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import hours as deeds
from webapp.blueprints.appointments.models import Closure
from webapp.blueprints.appointments.queries import setup as queries
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import ClosureForm
from webapp.domain.holidays import holidays_in
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

SHOWN = 6  # public holidays


@bp.get("/schliessungen")
@staff("appointments.edit")
def closures() -> Response:
    """Closures to come, and the public holidays that need none."""
    rows = queries.closures_to_come(the_session(), clock.now())
    names = dict(_scopes())
    shown = [(one, names.get(_scope(one), "")) for one in rows]
    return page("appointments/staff/setup/closures.html", rows=shown, holidays=_holidays(), form=StaffForm())


@bp.get("/schliessungen/neu")
@staff("appointments.edit")
def new_closure() -> Response:
    """A closure; with ``jetzt`` it begins this minute."""
    form = ClosureForm()
    if "jetzt" in request.args:
        form.begin_now()
    return page("appointments/staff/setup/closure.html", form=_with_scopes(form))


@bp.post("/schliessungen/neu")
@staff("appointments.edit")
def close() -> Response:
    """Close, once it is decided what becomes of each booking."""
    form = _with_scopes(ClosureForm())
    if not form.attempt(deeds.close, town=find_town(), by=person(), now=clock.now()):
        return page("appointments/staff/setup/closure.html", form=form, status=422)
    flash(gettext("Closed. Nobody can book these times any more."), "success")
    return redirect(url_for(".closures"), 303)  # type: ignore[return-value]


@bp.post("/schliessungen/<int:closure_id>/loeschen")
@staff("appointments.edit")
def open_again(closure_id: int) -> Response:
    """These times can be booked again."""
    it = the_session().get(Closure, closure_id) or abort(404)
    StaffForm().attempt(deeds.open_again, closure=it, by=person(), now=clock.now())
    flash(gettext("These times can be booked again."), "success")
    return redirect(url_for(".closures"), 303)  # type: ignore[return-value]


def _holidays() -> list[tuple[Any, str]]:
    town, today = find_town(), clock.today()
    years = (holidays_in(year, town.land, town.holidays) for year in (today.year, today.year + 1))
    return [(day, name) for year in years for day, name in year.items() if day >= today][:SHOWN]


def _scope(one: Closure) -> str:
    return f"place-{one.place_id}" if one.place_id else f"counter-{one.counter_id}" if one.counter_id else ""


def _scopes() -> list[tuple[str, str]]:
    """The whole town hall, each place with its counters."""
    found: dict[str, str] = {"": gettext("everything")}
    for one in queries.all_counters(the_session()):
        found.setdefault(f"place-{one.place_id}", one.place.name)
        found[f"counter-{one.id}"] = f"{one.place.name}, {one.name}"
    return list(found.items())


def _with_scopes(form: ClosureForm) -> ClosureForm:
    form.scope.choices = choices(_scopes())
    return form
