"""Booking for somebody on the phone: concerns, a time, details; the number to read out."""

from datetime import datetime

from flask import Response, flash, request
from flask_babel import gettext

from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import day as deeds
from webapp.blueprints.appointments.forms import DetailsForm, MoveForm
from webapp.blueprints.appointments.queries import free, offers
from webapp.blueprints.appointments.rules import questions, services, visits
from webapp.blueprints.appointments.staff.day_forms import DeskDetailsForm
from webapp.blueprints.appointments.staff.desk import COUNTER, bp, to
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.i18n import language, translate
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/neu")
@staff(COUNTER)
def choose_concerns() -> Response:
    """What does the caller come for?"""
    return _concerns()


@bp.get("/neu/zeiten")
@staff(COUNTER)
def choose_time() -> Response:
    """Free times, also those kept for the telephone."""
    sought = _sought()
    if isinstance(sought, Response):
        return sought
    places = free.able_places(sought.wishes)
    return page("appointments/staff/new_time.html", it=sought, week=times.week(sought), places=places)


@bp.get("/neu/angaben")
@staff(COUNTER)
def ask_details() -> Response:
    """Who comes?"""
    sought = _sought()
    return sought if isinstance(sought, Response) else _details(sought, _form(sought))


@bp.post("/neu/angaben")
@staff(COUNTER)
def book() -> Response:
    """Book it; sent twice, it is the same appointment."""
    sought = _sought()
    if isinstance(sought, Response):
        return sought
    form, by = _form(sought), {"by": person(), "now": clock.now(), "town": find_town(), "language": language()}
    at = {"starts_at": _moment(), "token_hash": hashed(token_of(form.key.data or "")), **sought.deed}
    it = form.attempt(deeds.book, **at, **by) if _moment() else None
    if it is None:
        return _details(sought, form, status=form.status)
    flash(gettext("Booked. Please read out the number."), "success")
    return to(".visit", appointment_id=it.id)


def _concerns(reason: str = "") -> Response:
    areas = services.by_area(offers.offered_services(the_session()))
    status = 422 if reason else 200
    return page("appointments/staff/new.html", areas=areas, reason=reason, chosen=request.args, status=status)


def _sought() -> times.Sought | Response:
    """What the address asks for; or the page of concerns that says what is missing."""
    wishes = times.wishes_in(request.args)
    places = free.able_places(wishes)
    try:
        visits.ensure_possible(wishes)
        if not places:
            raise Refusal(N_("No counter can do all of this in one visit. Please book two appointments."))
    except Refusal as no:
        return _concerns(translate(no.message, **no.values))
    place = next((one for one in places if one.slug == request.args.get("ort")), places[0])
    asked = request.args.get("ab", "")[:40], request.args.get("tageszeit", "")
    return times.Sought(wishes, place, len(places) > 1, *asked, channel="phone")


def _moment() -> datetime | None:
    """The time in the address, none if it is no time."""
    return MoveForm(request.args).starts_at.data


def _form(sought: times.Sought) -> DetailsForm:
    asked = [one for wish in sought.wishes for one in questions.read(wish.service.questions)]
    return DeskDetailsForm.asking(asked, "either")


def _details(sought: times.Sought, form: DetailsForm, *, status: int = 200) -> Response:
    moment = _moment()
    if moment is None:
        return to(".choose_time", **sought.query)
    return page("appointments/staff/new_details.html", it=sought, at=moment, form=form, status=status)
