"""The screen in the hall: who is called to which counter, large; it asks again every few seconds."""

from flask import Response, request

from webapp.blueprints.appointments.hall import bp
from webapp.blueprints.appointments.hall.places import find_place, hall_now
from webapp.blueprints.appointments.rules import hall as rules
from webapp.web.access import token as by_token
from webapp.web.pages import page


@bp.get("/halle/<token>/anzeige")
@by_token
def screen(token: str) -> Response:
    """Who is called; to a question whose answer is known already, nothing: the screen stays as it is."""
    place, known = find_place(token), request.args.get("stand", "")
    hall = hall_now(place.id)
    stamp = rules.stamp(hall)
    if known == stamp:
        return Response(status=204)
    news = rules.news(hall, known)
    return page(
        "appointments/hall/screen.html", place=place, token=token, hall=hall, rules=rules, stamp=stamp, news=news
    )
