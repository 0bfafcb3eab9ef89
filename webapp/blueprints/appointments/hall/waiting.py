"""The number on the own phone: who is before me, how long does it take, and a way to leave the line."""

from typing import Any

from flask import Response, redirect, request, url_for

from webapp.blueprints.appointments.actions import hall as deeds
from webapp.blueprints.appointments.hall import bp
from webapp.blueprints.appointments.hall.forms import LeaveForm
from webapp.blueprints.appointments.hall.places import find_ticket, hall_now
from webapp.blueprints.appointments.models import Ticket
from webapp.blueprints.appointments.rules import hall as rules
from webapp.web import clock
from webapp.web.access import token as by_token
from webapp.web.pages import page


@bp.get("/halle/n/<number>")
@by_token
def wait(number: str) -> Response:
    """The place in line; to a question whose answer is known already, nothing."""
    ticket, known = find_ticket(number), request.args.get("stand", "")
    now = _now(ticket)
    if known == now["stamp"]:
        return Response(status=204)
    return page("appointments/hall/wait.html", it=ticket, number=number, form=LeaveForm(), changed=known, **now)


@bp.post("/halle/n/<number>/gehen")
@by_token
def leave(number: str) -> Response:
    """Leave the line."""
    LeaveForm().attempt(deeds.leave, ticket=find_ticket(number), now=clock.now())
    return redirect(url_for(".wait", number=number), 303)  # type: ignore[return-value]


def _now(ticket: Ticket) -> dict[str, Any]:
    hall, key = hall_now(ticket.place_id), f"t{ticket.id}"
    ahead, minutes = len(rules.before(hall, key)), rules.wait(hall, key)
    stamp = f"{ticket.state}.{ticket.calls}.{ahead}.{minutes}"
    return {"ahead": ahead, "minutes": minutes, "stamp": stamp, "counter": hall.names.get(ticket.counter_id or 0, "")}
