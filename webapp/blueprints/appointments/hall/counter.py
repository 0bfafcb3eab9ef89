"""Calling at the counter: next, again, done, gone, one step back."""

from typing import Any

from flask import Response, abort, redirect, url_for

from webapp.blueprints.appointments.actions import hall as deeds
from webapp.blueprints.appointments.hall import bp
from webapp.blueprints.appointments.hall.forms import TurnForm
from webapp.blueprints.appointments.models import Counter
from webapp.blueprints.appointments.queries import hall as halls
from webapp.blueprints.appointments.rules import hall as rules
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/verwaltung/termine/halle")
@staff("appointments.counter")
def counters() -> Response:
    """At which counter do you sit?"""
    may_edit, found = person().may("appointments.edit"), halls.hall_counters(the_session())
    return page("appointments/staff/hall_counters.html", counters=found, may_edit=may_edit)


@bp.get("/verwaltung/termine/halle/<int:counter_id>")
@staff("appointments.counter")
def counter(counter_id: int) -> Response:
    """Whom this counter serves, who waits for it, and the buttons."""
    return _counter_page(_find(counter_id), TurnForm())


@bp.post("/verwaltung/termine/halle/<int:counter_id>/naechste", defaults={"button": "next"}, endpoint="call_next")
@bp.post("/verwaltung/termine/halle/<int:counter_id>/erneut", defaults={"button": "again"}, endpoint="call_again")
@bp.post("/verwaltung/termine/halle/<int:counter_id>/fertig", defaults={"button": "done"}, endpoint="finish")
@bp.post("/verwaltung/termine/halle/<int:counter_id>/fort", defaults={"button": "gone"}, endpoint="give_up")
@bp.post("/verwaltung/termine/halle/<int:counter_id>/zurueck", defaults={"button": "back"}, endpoint="step_back")
@staff("appointments.counter")
def press(counter_id: int, button: str) -> Response:
    """One of the buttons of a counter."""
    found, form = _find(counter_id), TurnForm()
    form.attempt(deeds.press, button=button, counter=found, town=find_town(), now=clock.now(), by=person())
    if form.error_list:
        return _counter_page(found, form, status=form.status)
    return redirect(url_for(".counter", counter_id=counter_id), 303)  # type: ignore[return-value]


def _find(counter_id: int) -> Counter:
    return next((one for one in halls.hall_counters(the_session()) if one.id == counter_id), None) or abort(404)


def _counter_page(found: Counter, form: TurnForm, *, status: int = 200) -> Response:
    hall = halls.hall_of(the_session(), found.place_id, [found], find_town(), clock.now())
    line = rules.line_of(hall, found.id, {one.id for one in found.services})
    known: dict[str, Any] = {"current": rules.served_at(hall, found.id), "last": rules.last_served_at(hall, found.id)}
    services = {one.id: one.name for one in found.services}
    return page(
        "appointments/staff/hall_counter.html", counter=found, form=form, hall=hall, line=line, services=services,
        seen=rules.mark(known["current"]), enough=rules.CALLS, status=status, **known,
    )  # fmt: skip
