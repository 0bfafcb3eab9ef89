"""Services, and what the town decides about all of them."""

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import setup as deeds
from webapp.blueprints.appointments.models import Counter, Service
from webapp.blueprints.appointments.queries import offers
from webapp.blueprints.appointments.queries import setup as queries
from webapp.blueprints.appointments.rules import questions
from webapp.blueprints.appointments.rules.services import by_area
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import PreferencesForm, ServiceForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("")
@staff("appointments.edit")
def index() -> Response:
    """All services by area of life; those no longer offered last."""
    rows = queries.all_services(the_session())
    offered = by_area(one for one in rows if one.active)
    retired = [one for one in rows if not one.active]
    return page("appointments/staff/setup/services.html", areas=offered, retired=retired)


@bp.get("/leistung/neu", defaults={"service_id": 0}, endpoint="new_service")
@bp.get("/leistung/<int:service_id>")
@staff("appointments.edit")
def show_service(service_id: int) -> Response:
    """One service."""
    it = _service(service_id)
    form = ServiceForm(obj=it)
    if it:
        form.counters.data = [one.id for one in it.counters]
    return _page(form, it, questions.read(it.questions) if it else [], 200)


@bp.post("/leistung/neu", defaults={"service_id": 0}, endpoint="add_service")
@bp.post("/leistung/<int:service_id>")
@staff("appointments.edit")
def keep_service(service_id: int) -> Response:
    """Keep it."""
    it, form = _service(service_id), _with_counters(ServiceForm())
    if not form.attempt(deeds.keep_service, service=it, town=find_town(), by=person(), now=clock.now()):
        return _page(form, _service(service_id), form.questions(), 422)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".index"), 303)  # type: ignore[return-value]


@bp.get("/einstellungen")
@staff("appointments.edit")
def preferences() -> Response:
    """How long times are held, when people are forgotten, who gets the daily list."""
    return page(
        "appointments/staff/setup/preferences.html", form=PreferencesForm(obj=offers.preferences(the_session()))
    )


@bp.post("/einstellungen")
@staff("appointments.edit")
def keep_preferences() -> Response:
    """Keep them."""
    row, form = offers.preferences(the_session()), PreferencesForm()
    if not form.attempt(deeds.keep_preferences, row=row, by=person(), now=clock.now()):
        return page("appointments/staff/setup/preferences.html", form=form, status=422)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".preferences"), 303)  # type: ignore[return-value]


def _page(form: ServiceForm, it: Service | None, asked: list[questions.Question], status: int) -> Response:
    lines = [*asked, *[questions.Question("")] * (questions.MOST - len(asked))]
    known: dict[str, Any] = {"areas": queries.known_areas(the_session()), "kinds": questions.KINDS}
    return page(
        "appointments/staff/setup/service.html", form=_with_counters(form), it=it, lines=lines, status=status, **known
    )


def _with_counters(form: ServiceForm) -> ServiceForm:
    form.counters.choices = choices((one.id, _words(one)) for one in queries.all_counters(the_session()))
    return form


def _words(one: Counter) -> str:
    words = f"{one.place.name}, {one.name}"
    return words if one.active and one.place.active else f"{words} {gettext('(retired)')}"


def _service(service_id: int) -> Service | None:
    return (queries.whole_service(the_session(), service_id) or abort(404)) if service_id else None
