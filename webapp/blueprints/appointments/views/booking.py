"""From a held time to a booked appointment. One address all the way, and for good: the state decides what it shows."""

from hmac import compare_digest
from typing import Any

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.actions.letters import documents
from webapp.blueprints.appointments.forms import DetailsForm, MoveForm
from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import visits
from webapp.blueprints.appointments.rules import holds, questions
from webapp.blueprints.appointments.rules.states import CANCELLED, EXPIRED, HELD, PENDING, TO_COME
from webapp.blueprints.appointments.rules.visits import contact_of, fee_of
from webapp.blueprints.appointments.views import bp
from webapp.domain.i18n import N_
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm
from webapp.web.i18n import translate
from webapp.web.keys import token_of
from webapp.web.links import outside, webcal
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

ACTIVATE = "activate"


@bp.get("/t/<token>")
@by_token
def visit(token: str) -> Response:
    """The details while the time is held; afterwards the appointment itself."""
    it = find(token)
    if it.state != HELD:
        return page("appointments/appointment.html", **receipt(it, token))
    if not is_live(it):
        return _choose_again(it, MoveForm())
    return page("appointments/details.html", form=_details(it), **_about(it, token))


@bp.post("/t/<token>")
@by_token
def fill_in(token: str) -> Response:
    """Keep what was typed, then show it for a last look."""
    it = find(token)
    form = _details(it)
    if it.state == HELD and form.attempt(booking.fill_in, appointment=it, town=find_town(), now=clock.now()) is None:
        return page("appointments/details.html", form=form, status=form.status, **_about(it, token))
    return redirect(url_for(".check" if it.state == HELD else ".visit", token=token), 303)  # type: ignore[return-value]


@bp.get("/t/<token>/pruefen")
@by_token
def check(token: str) -> Response:
    """All entries once more, each with a way back."""
    it = find(token)
    if it.state != HELD or not it.name or not is_live(it):
        return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]
    return page("appointments/check.html", form=ButtonForm(), **_about(it, token))


@bp.post("/t/<token>/buchen")
@by_token
def confirm(token: str) -> Response:
    """Book it. Pressed twice, it is the same appointment."""
    it, form = find(token), ButtonForm()
    if form.attempt(booking.confirm, appointment=it, town=find_town(), now=clock.now()) is None:
        if form.whole == booking.OVER or not is_live(it):
            return _choose_again(it, MoveForm())
        return page("appointments/check.html", form=form, status=form.status, **_about(it, token))
    return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]


@bp.post("/t/<token>/verlaengern")
@by_token
def prolong(token: str) -> Response:
    """Hold the time once more as long. What is typed already comes along and stays in the form, kept nowhere else.

    So this is an answer and no redirect; loaded anew, it says the same and holds nothing longer.
    """
    it, form = find(token), ButtonForm()
    again = it.prolonged and "name" in request.form
    longer = it if again else form.attempt(booking.prolong, appointment=it, now=clock.now())
    if it.state == HELD and is_live(it) and (longer is None or "name" in request.form):
        status = 422 if longer is None else 200
        return page("appointments/details.html", form=_details(it, form.whole), status=status, **_about(it, token))
    where = ".check" if it.state == HELD and it.name else ".visit"
    return redirect(url_for(where, token=token), 303)  # type: ignore[return-value]


@bp.get("/t/<token>/buchen")
@bp.get("/t/<token>/verlaengern")
@by_token
def look_again(token: str) -> Response:
    """What a button answered, opened anew or in another language: the state decides what is to be seen."""
    return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]


@bp.get("/t/<token>/zeit")
@by_token
def other_time(token: str) -> Response:
    """Another time for what is held; what was typed stays."""
    it = find(token)
    if it.state != HELD:
        return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]
    return _choose_again(it, MoveForm(), status=200)


@bp.post("/t/<token>/zeit")
@by_token
def hold_other(token: str) -> Response:
    """Hold the other time with the same entries."""
    it, form = find(token), MoveForm()
    wishes = booking.with_counters(the_session(), booking.wishes_of(it))
    deed = {"key": it.key, "token_hash": it.token_hash, "wishes": wishes, "place_id": it.place_id}
    about = {"town": find_town(), "now": clock.now(), "language": it.language, "network": it.network}
    if form.attempt(booking.hold, **deed, **about) is None:
        return _choose_again(it, form)
    return redirect(url_for(".check" if it.name else ".visit", token=token), 303)  # type: ignore[return-value]


@bp.get("/t/<token>/aktivieren/<code>")
@by_token
def ask_to_activate(token: str, code: str) -> Response:
    """The link in the mail: a page with a button, because mail scanners open links too."""
    it = _find_for(token, code)
    return page("appointments/activate.html", it=it, token=token, code=code, form=ButtonForm(), live=is_live(it))


@bp.post("/t/<token>/aktivieren/<code>")
@by_token
def activate(token: str, code: str) -> Response:
    """Now the appointment counts."""
    it, form = _find_for(token, code), ButtonForm()
    if form.attempt(booking.activate, appointment=it, now=clock.now()) is None:
        return page("appointments/activate.html", it=it, token=token, code=code, form=form, live=False, status=422)
    return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]


def find(token: str) -> Appointment:
    """The appointment of this address, or a 404 like for any other."""
    return visits.appointment_by_token(the_session(), hashed(token)) or abort(404)


HEADINGS = {
    PENDING: N_("Please confirm by mail"),
    CANCELLED: N_("Your appointment is cancelled"),
    EXPIRED: N_("Your appointment was not confirmed"),
}


def receipt(it: Appointment, token: str) -> dict[str, Any]:
    """What the page of an appointment shows: what next, what to bring, what can still be done."""
    wishes = booking.wishes_of(it)
    state = it.state if is_live(it) else EXPIRED
    return {
        "it": it,
        "token": token,
        "state": state,
        "heading": translate(HEADINGS.get(state, N_("Your appointment"))),
        "fee": fee_of(wishes),
        "documents": documents(wishes),
        "open": state in TO_COME and it.starts_at > clock.now(),
        "webcal": webcal(outside(".calendar", token=token)),
    }


def is_live(it: Appointment) -> bool:
    """Whether it has its time."""
    return holds.is_live(it.state, it.held_until, clock.now())


def _find_for(token: str, code: str) -> Appointment:
    it = find(token)
    return it if compare_digest(code.encode(), token_of(it.key, ACTIVATE).encode()) else abort(404)


def _details(it: Appointment, whole: str = "") -> DetailsForm:
    asked = [one for concern in it.concerns for one in questions.read(concern.service.questions)]
    known = {name: getattr(it, name) for name in ("name", "email", "phone", "needs", "remark")}
    answers = {f"question-{place}": it.answers.get(one.label, "") for place, one in enumerate(asked)}
    form = DetailsForm.asking(asked, contact_of(booking.wishes_of(it)), **known, **answers)
    form.whole = whole
    return form


def _about(it: Appointment, token: str) -> dict[str, Any]:
    wishes = booking.wishes_of(it)
    return {"it": it, "token": token, "live": is_live(it), "contact": contact_of(wishes), "fee": fee_of(wishes)}


def _choose_again(it: Appointment, form: MoveForm, *, status: int = 422) -> Response:
    wishes = booking.with_counters(the_session(), booking.wishes_of(it))
    chosen = request.args.get("ab", "")[:40], request.args.get("tageszeit", "")
    sought = times.Sought(wishes, it.place, False, *chosen, moving=it, is_over=not is_live(it))
    return page("appointments/times.html", form=form, it=sought, week=times.week(sought), status=status)
