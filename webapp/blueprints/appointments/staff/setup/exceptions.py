"""Bookings that do not fit what is offered: kept as exceptions, or waiting for an answer; and whom to call."""

from typing import Any

from flask import Response, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import conflicts as deeds
from webapp.blueprints.appointments.actions.letters import CLOSED
from webapp.blueprints.appointments.queries import setup as queries
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import DecidingForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/ausnahmen")
@staff("appointments.edit")
def exceptions() -> Response:
    """Everything that does not fit, and who was written to."""
    return _page(DecidingForm(), 200)


@bp.post("/ausnahmen")
@staff("appointments.edit")
def settle() -> Response:
    """Decide some of them anew; the others stay as they are."""
    form = DecidingForm()
    if form.attempt(deeds.settle_anew, town=find_town(), by=person(), now=clock.now()) is None:
        return _page(form, 422)
    flash(gettext("Done."), "success")
    return redirect(url_for(".exceptions"), 303)  # type: ignore[return-value]


@bp.get("/anrufe")
@staff("appointments.edit")
def calls() -> Response:
    """People without e-mail whose appointment was cancelled or should be moved: to print, and to call."""
    rows = queries.visits_to_call(the_session(), clock.now(), deeds.SETTLED, deeds.TO_CALL)
    return page("appointments/staff/setup/calls.html", rows=rows)


def _page(form: DecidingForm, status: int) -> Response:
    session, now = the_session(), clock.now()
    visits = queries.visits_to_come(session, now)
    rows = form.conflicts or deeds.listed(visits, deeds.misfits(session, visits, find_town(), now))
    known: dict[str, Any] = {"written": queries.letters_about(session, CLOSED, [one.slug for one in rows])}
    form.conflicts = rows
    return page("appointments/staff/setup/exceptions.html", form=form, status=status, **known)
