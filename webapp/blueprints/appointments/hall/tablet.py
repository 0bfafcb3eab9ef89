"""The tablet at the door: what do you come for? Then the number, large, on the screen or on paper."""

from flask import Response, redirect, request, url_for

from webapp.blueprints.appointments.actions import hall as deeds
from webapp.blueprints.appointments.hall import bp
from webapp.blueprints.appointments.hall.forms import DrawForm
from webapp.blueprints.appointments.hall.places import find_place, find_ticket_at, hall_now, in_german, ticket_token
from webapp.blueprints.appointments.models import Place
from webapp.blueprints.appointments.queries import hall as halls
from webapp.blueprints.appointments.rules import hall as rules
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import token as by_token
from webapp.web.links import outside, qr
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

AWAKE = 600  # seconds until the idle tablet looks anew: the key in its form is good for hours, the hall may close
SHOWN = 40  # seconds a number stays on the tablet; one press gives as many again


@bp.get("/halle/<token>")
@by_token
def tablet(token: str) -> Response:
    """Big buttons: one press, one number."""
    return _start(find_place(token), token, DrawForm())


@bp.post("/halle/<token>")
@by_token
def draw(token: str) -> Response:
    """Draw a number, or say politely why not."""
    place, form = find_place(token), DrawForm()
    number = ticket_token(form.key.data or "")
    known = {"place": place, "key": hashed(number), "town": find_town(), "now": clock.now()}
    if form.attempt(deeds.draw, **known) is None:
        return _start(place, token, form, status=form.status)
    return redirect(url_for(".drawn", token=token, number=number), 303)  # type: ignore[return-value]


@bp.get("/halle/<token>/nummer/<number>")
@by_token
def drawn(token: str, number: str) -> Response:
    """The number, how long it takes, and its picture for the phone; then the tablet is ready for the next guest."""
    ticket = find_ticket_at(token, number)
    start, phone = in_german(url_for(".tablet", token=token)), outside(".wait", number=number)
    answer = page(
        "appointments/hall/number.html", it=ticket, key=f"t{ticket.id}", hall=hall_now(ticket.place_id), rules=rules,
        start=start, drawing=qr(phone),
    )  # fmt: skip
    return _again_after(answer, SHOWN, start)


def _start(place: Place, token: str, form: DrawForm, *, status: int = 200) -> Response:
    """The buttons; what the open counters can do decides which."""
    session, now = the_session(), clock.now()
    counters = halls.counters_of(session, place.id)
    hall = halls.hall_of(session, place.id, counters, find_town(), now)
    area = request.args.get("bereich", "")
    buttons = rules.choices(halls.services_now(counters, hall), area)
    answer = page(
        "appointments/hall/tablet.html", place=place, token=token, form=form, hall=hall, rules=rules, area=area,
        buttons=buttons, status=status,
    )  # fmt: skip
    return _again_after(answer, AWAKE, in_german(url_for(".tablet", token=token)))


def _again_after(answer: Response, seconds: int, address: str) -> Response:
    """Browsers go on by themselves, without a script."""
    answer.headers["Refresh"] = f"{seconds}; url={address}"
    return answer
