"""The day at the counter: who comes, who is here, who waits; a button for each step."""

from typing import Any

from flask import Response, flash, request

from webapp.blueprints.appointments.actions import day as deeds
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.rules.day import first_to_see
from webapp.blueprints.appointments.staff.day_forms import StepForm
from webapp.blueprints.appointments.staff.desk import COUNTER, Choice, bp, find, places_of, to
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("")
@staff(COUNTER)
def day() -> Response:
    """The list of the day, what wants attention on top."""
    choice, now = Choice.read(request.args), clock.now()
    rows, counters = choice.rows(), queries.counters(the_session())
    note_look("appointment", choice.first.isoformat())
    first = [one for one in rows if first_to_see(one, now)]
    lists = {"first": first, "rest": [one for one in rows if one not in first]}
    shown: dict[str, Any] = {"rows": rows, "lists": lists, "counters": counters, "places": places_of(counters)}
    shown["closed"] = queries.closed_visits(the_session(), rows)
    shown["following"] = None if rows else queries.next_visit_at(the_session(), choice.last, now)
    return page("appointments/staff/day.html", choice=choice, now=now, form=StepForm(), **shown)


@bp.post("/<int:appointment_id>/stand")
@staff(COUNTER)
def step(appointment_id: int) -> Response:
    """One step of a visit, forward or back; then the same list again."""
    it, form = find(appointment_id), StepForm()
    if form.attempt(deeds.step, appointment=it, by=person(), now=clock.now()) is None:
        flash(" ".join(sentence for _, sentence in form.error_list), "error")
    return to(".day", **Choice.read(request.args).query(), _anchor=f"termin-{it.id}")
