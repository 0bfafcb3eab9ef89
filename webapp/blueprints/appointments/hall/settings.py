"""Switching numbers on and off, and the address of the tablet and the screen."""

from flask import Response, abort, redirect, url_for

from webapp.blueprints.appointments.actions import hall as deeds
from webapp.blueprints.appointments.hall import bp
from webapp.blueprints.appointments.hall.forms import AddressForm
from webapp.blueprints.appointments.hall.places import TABLET
from webapp.blueprints.appointments.models import Place
from webapp.blueprints.appointments.queries import offers
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.keys import token_of
from webapp.web.links import outside, qr
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/verwaltung/termine/halle/einrichten")
@staff("appointments.edit")
def settings() -> Response:
    """Every place: are numbers drawn there?"""
    return _settings_page(AddressForm())


@bp.post("/verwaltung/termine/halle/einrichten/<int:place_id>/adresse")
@staff("appointments.edit")
def open_hall(place_id: int) -> Response:
    """Switch numbers on, or renew the address; it is shown this once."""
    place, form = _find(place_id), AddressForm()
    token = token_of(form.key.data or "", TABLET)
    if not form.attempt(deeds.open_hall, place=place, token_hash=hashed(token), by=person(), now=clock.now()):
        return _settings_page(form, status=form.status)
    address, screen = outside(".tablet", token=token), outside(".screen", token=token)
    return page("appointments/staff/hall_address.html", place=place, address=address, screen=screen, qr=qr)


@bp.post("/verwaltung/termine/halle/einrichten/<int:place_id>/aus")
@staff("appointments.edit")
def close_hall(place_id: int) -> Response:
    """Switch numbers off."""
    StaffForm().attempt(deeds.close_hall, place=_find(place_id), by=person(), now=clock.now())
    return redirect(url_for(".settings"), 303)  # type: ignore[return-value]


def _settings_page(form: AddressForm, *, status: int = 200) -> Response:
    places = offers.places(the_session())
    return page("appointments/staff/hall_settings.html", places=places, form=form, status=status)


def _find(place_id: int) -> Place:
    return the_session().get(Place, place_id) or abort(404)
