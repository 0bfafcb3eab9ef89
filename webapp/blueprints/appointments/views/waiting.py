"""The waiting list: join, look, take what is offered, leave."""

from typing import Any

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.actions import waiting as actions
from webapp.blueprints.appointments.forms import WaitingForm
from webapp.blueprints.appointments.models import WaitingEntry
from webapp.blueprints.appointments.queries import offers, visits
from webapp.blueprints.appointments.queries import waiting as queries
from webapp.blueprints.appointments.rules import visits as rules
from webapp.blueprints.appointments.rules.states import TO_COME
from webapp.blueprints.appointments.views import bp
from webapp.blueprints.appointments.views.booking import find
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import public
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm
from webapp.web.i18n import language
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

EARLIER = "earlier"


@bp.get("/warteliste")
@public
def join() -> Response:
    """No time is free: whom shall we write to?"""
    sought = times.sought(request.args)
    return sought if isinstance(sought, Response) else _asking(WaitingForm(), sought.wishes)


@bp.post("/warteliste")
@public
def put_on_list() -> Response:
    """A place in the line."""
    sought, form = times.sought(request.args), WaitingForm()
    if isinstance(sought, Response):
        return sought
    token = token_of(form.key.data or "")
    known = {"token_hash": hashed(token), "language": language(), "now": clock.now()}
    if form.attempt(actions.join, **sought.deed, **known) is None:
        return _asking(form, sought.wishes, status=form.status)
    return _to_entry(token)


@bp.get("/t/<token>/frueher")
@by_token
def join_with(token: str) -> Response:
    """An earlier time for an appointment?"""
    it = find(token)
    if it.state not in TO_COME:
        return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]
    return _asking(ButtonForm(), booking.wishes_of(it), it=it)


@bp.post("/t/<token>/frueher")
@by_token
def wait_with(token: str) -> Response:
    """A place in the line for this appointment, once."""
    it, form = find(token), ButtonForm()
    key = f"{EARLIER}-{it.key}"[:64]
    deed = {"key": key, "token_hash": hashed(token_of(key)), "wishes": booking.wishes_of(it), "place_id": it.place_id}
    known = {"name": it.name, "email": it.email, "language": it.language, "now": clock.now(), "appointment": it}
    if it.state not in TO_COME or form.attempt(actions.join, **deed, **known) is None:
        return _asking(form, booking.wishes_of(it), it=it, status=form.status)
    return _to_entry(token_of(key))


@bp.get("/w/<token>")
@by_token
def waiting_entry(token: str) -> Response:
    """One's place in the line, and what is offered now; who has taken a time sees the appointment."""
    if known := queries.appointment_of(the_session(), _find(token)):
        return redirect(url_for(".visit", token=token_of(known.key)), 303)  # type: ignore[return-value]
    return _entry(token, ButtonForm())


@bp.post("/w/<token>/nehmen")
@by_token
def take_offer(token: str) -> Response:
    """Take the offered time; only now the old one is given back."""
    entry, form = _find(token), ButtonForm()
    taken = form.attempt(actions.take, entry=entry, town=find_town(), now=clock.now())
    if taken is None:
        return _entry(token, form, status=form.status)
    return redirect(url_for(".visit", token=token_of(taken.key)), 303)  # type: ignore[return-value]


@bp.get("/w/<token>/nehmen", endpoint="look_at_offer")
@by_token
def look_again(token: str) -> Response:
    """What the button answered, opened anew or in another language."""
    return _to_entry(token)


@bp.post("/w/<token>/ablehnen", defaults={"deed": "decline"}, endpoint="decline_offer")
@bp.post("/w/<token>/verlassen", defaults={"deed": "leave"}, endpoint="leave")
@by_token
def answer(token: str, deed: str) -> Response:
    """No, thank you; or not any more."""
    ButtonForm().attempt(getattr(actions, deed), entry=_find(token))
    return _to_entry(token)


def _asking(form: Any, wishes: Any, *, it: Any = None, status: int = 200) -> Response:
    hours = offers.preferences(the_session()).offer_hours
    about = {"wishes": wishes, "minutes": rules.minutes_of(wishes), "hours": hours, "it": it}
    return page("appointments/join.html", form=form, status=status, **about)


def _entry(token: str, form: ButtonForm, *, status: int = 200) -> Response:
    entry = _find(token)
    offer = queries.open_offer(entry, clock.now())
    old = visits.appointment_by_id(the_session(), entry.appointment_id) if entry.appointment_id else None
    return page("appointments/waiting.html", it=entry, offer=offer, old=old, token=token, form=form, status=status)


def _find(token: str) -> WaitingEntry:
    return queries.entry_by_token(the_session(), hashed(token)) or abort(404)


def _to_entry(token: str) -> Response:
    return redirect(url_for(".waiting_entry", token=token), 303)  # type: ignore[return-value]
