"""The desk's venues and organisers."""

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import directory as deeds
from webapp.blueprints.events.forms import OrganiserForm, VenueForm
from webapp.blueprints.events.models import Organiser, Venue
from webapp.blueprints.events.staff import EDIT, bp
from webapp.store.sessions import hashed
from webapp.web import clock, keys
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/orte")
@staff(EDIT)
def venues() -> Response:
    """All venues."""
    return page("events/staff/venues.html", rows=queries.venues(the_session()))


@bp.get("/ort/neu", defaults={"venue_id": 0}, endpoint="new_venue")
@bp.get("/ort/<int:venue_id>")
@staff(EDIT)
def show_venue(venue_id: int) -> Response:
    """One venue."""
    it = _venue(venue_id)
    return page("events/staff/venue.html", form=VenueForm(obj=it), it=it)


@bp.post("/ort/neu", defaults={"venue_id": 0}, endpoint="add_venue")
@bp.post("/ort/<int:venue_id>")
@staff(EDIT)
def keep_venue(venue_id: int) -> Response:
    """Keep it."""
    it, form = _venue(venue_id), VenueForm()
    if not form.attempt(deeds.keep_venue, venue=it, by=person(), now=clock.now()):
        return page("events/staff/venue.html", form=form, it=it, status=422)
    return _saved(".venues")


@bp.get("/veranstalter")
@staff(EDIT)
def organisers() -> Response:
    """All organisers."""
    return page("events/staff/organisers.html", rows=queries.organisers(the_session()))


@bp.get("/veranstalter/neu", defaults={"organiser_id": 0}, endpoint="new_organiser")
@bp.get("/veranstalter/<int:organiser_id>")
@staff(EDIT)
def show_organiser(organiser_id: int) -> Response:
    """One organiser."""
    it = _organiser(organiser_id)
    return page("events/staff/organiser.html", form=OrganiserForm(obj=it), it=it)


@bp.post("/veranstalter/neu", defaults={"organiser_id": 0}, endpoint="add_organiser")
@bp.post("/veranstalter/<int:organiser_id>")
@staff(EDIT)
def keep_organiser(organiser_id: int) -> Response:
    """Keep it."""
    it, form = _organiser(organiser_id), OrganiserForm()
    if not form.attempt(deeds.keep_organiser, organiser=it, by=person(), now=clock.now()):
        return page("events/staff/organiser.html", form=form, it=it, status=422)
    return _saved(".organisers")


@bp.post("/veranstalter/<int:organiser_id>/brief")
@staff(EDIT)
def send_page(organiser_id: int) -> Response:
    """Send the link to its page."""
    it, form = _organiser(organiser_id), StaffForm()
    if not form.attempt(deeds.send_page, organiser=it, by=person(), now=clock.now()):
        return page("events/staff/organiser.html", form=OrganiserForm(formdata=None, obj=it), it=it, status=422)
    flash(gettext("The letter with the link is on its way."), "success")
    return redirect(url_for(".show_organiser", organiser_id=organiser_id), 303)  # type: ignore[return-value]


@bp.post("/veranstalter/<int:organiser_id>/adresse")
@staff(EDIT)
def renew_page(organiser_id: int) -> Response:
    """A new address; whoever has the old one is shut out."""
    it, key = _organiser(organiser_id), keys.new_key()
    known = {"key": key, "token_hash": hashed(keys.token_of(key))}
    StaffForm().attempt(deeds.renew_page, organiser=it, by=person(), now=clock.now(), **known)
    flash(gettext("The old link opens nothing any more. Please send the new one."), "success")
    return redirect(url_for(".show_organiser", organiser_id=organiser_id), 303)  # type: ignore[return-value]


def _saved(endpoint: str) -> Response:
    flash(gettext("Saved."), "success")
    return redirect(url_for(endpoint), 303)  # type: ignore[return-value]


def _venue(venue_id: int) -> Venue | None:
    return (the_session().get(Venue, venue_id) or abort(404)) if venue_id else None


def _organiser(organiser_id: int) -> Organiser | None:
    return (the_session().get(Organiser, organiser_id) or abort(404)) if organiser_id else None
