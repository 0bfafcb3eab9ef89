"""What residents see: from a street to the next bin, a year for the fridge, and where everything else goes."""

from datetime import date, timedelta

from flask import Blueprint, Response, abort, redirect, request, url_for

from webapp.blueprints.waste import calendars, lookup
from webapp.blueprints.waste.arrivals import Arrival, arrive
from webapp.blueprints.waste.feeds import FOREVER
from webapp.blueprints.waste.queries.places import collections_between, dropoffs, items_for
from webapp.blueprints.waste.rules.choice import HOURS, Choice
from webapp.web import clock
from webapp.web.access import citizen, public
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

bp = Blueprint("waste", __name__, url_prefix="/abfall")
COOKIE = "ort"
A_YEAR = 365 * 24 * 3600


@bp.get("")
@citizen
def index() -> Response:
    """Which street? One match leads on, several are listed, none is said plainly."""
    typed = request.args.get("adresse", "").strip()
    found = lookup.find(typed) if typed else None
    if found and found.place and not request.headers.get("HX-Request"):
        return redirect(url_for(".place", place=found.place), 303)  # type: ignore[return-value]
    return page("waste/index.html", typed=typed, found=found, remembered=lookup.remembered())


@bp.get("/ort/<place>")
@citizen
def place(place: str) -> Response:
    """The next collection of every stream, then all that follow, by month."""
    arrival = arrive(place)
    if isinstance(arrival, Response):
        return arrival
    if arrival.resolution.unclear:
        return _ask_number(arrival)
    rows = collections_between(the_session(), arrival.districts, clock.today(), FOREVER)
    shown = calendars.overview(rows, Choice.read(request.args), clock.today(), every="alle" in request.args)
    return page("waste/place.html", arrival=arrival, remembered=request.cookies.get(COOKIE) == place, **shown)


def _ask_number(arrival: Arrival) -> Response:
    typed = request.args.get("nummer", "").strip()
    if typed and (leads_to := lookup.place_with_number(arrival, typed)):
        return redirect(url_for(".place", place=leads_to), 303)  # type: ignore[return-value]
    status = 422 if typed else 200
    return page("waste/number.html", arrival=arrival, typed=typed, choices=lookup.choices(arrival), status=status)


@bp.get("/ort/<place>/jahr/<int:year>")
@public
def year(place: str, year: int) -> Response:
    """A whole year on one sheet."""
    arrival = _clear(place)
    if isinstance(arrival, Response):
        return arrival
    if not clock.today().year - 1 <= year <= clock.today().year + 2:
        abort(404)
    rows = collections_between(the_session(), arrival.districts, date(year, 1, 1), date(year, 12, 31))
    choice = Choice.read(request.args)
    return page("waste/year.html", arrival=arrival, year=year, **calendars.whole_year(rows, choice, year))


@bp.get("/ort/<place>/abo")
@public
def subscribe(place: str) -> Response:
    """The addresses to subscribe to, for the chosen streams and reminder."""
    arrival = _clear(place)
    if isinstance(arrival, Response):
        return arrival
    choice = Choice.read(request.args)
    rows = collections_between(the_session(), arrival.districts, clock.today(), FOREVER)
    links = calendars.links(find_town().address, arrival.place, choice)
    streams = calendars.streams_of(rows)
    return page("waste/subscribe.html", arrival=arrival, choice=choice, streams=streams, links=links, hours=HOURS)


@bp.get("/morgen/<place>")
@bp.get("/morgen/<place>.txt", defaults={"plain": True}, endpoint="tomorrow_text")
@public
def tomorrow(place: str, plain: bool = False) -> Response:
    """One sentence for tomorrow, also for voice readers as text/plain."""
    arrival = _clear(place)
    if isinstance(arrival, Response):
        return arrival
    day = clock.today() + timedelta(days=1)
    sentence = calendars.sentence(collections_between(the_session(), arrival.districts, day, day), day)
    if plain or request.accept_mimetypes.best_match(["text/html", "text/plain"]) == "text/plain":
        return Response(sentence + "\n", mimetype="text/plain", headers={"Vary": "Accept"})
    return page("waste/tomorrow.html", arrival=arrival, sentence=sentence)


@bp.post("/merken")
@citizen
def remember() -> Response:
    """Keep the place in one functional cookie, because the person asked for it (§ 25 Abs. 2 TDDDG)."""
    arrival = arrive(request.form.get("place", ""))
    if isinstance(arrival, Response):
        return arrival
    answer = redirect(url_for(".place", place=arrival.place), 303)
    secure = find_town().is_secure
    answer.set_cookie(COOKIE, arrival.place, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer  # type: ignore[return-value]


@bp.post("/vergessen")
@citizen
def forget() -> Response:
    """Drop the cookie."""
    answer = redirect(url_for(".index"), 303)
    answer.delete_cookie(COOKIE, secure=find_town().is_secure, httponly=True, samesite="Lax")
    return answer  # type: ignore[return-value]


@bp.get("/a-z")
@public
def guide() -> Response:
    """Where does this go?"""
    typed = request.args.get("wort", "").strip()
    items = items_for(the_session(), typed)
    return page("waste/guide.html", typed=typed, items=items, letters=calendars.by_letter(items))


@bp.get("/annahmestellen")
@public
def places_to_bring() -> Response:
    """Places that take waste, with their hours and whether they are open now."""
    rows = dropoffs(the_session())
    return page("waste/dropoffs.html", places=[calendars.opening(one) for one in rows])


def _clear(place: str) -> Arrival | Response:
    """A place that needs no further question, else the way to the question."""
    arrival = arrive(place)
    if isinstance(arrival, Arrival) and arrival.resolution.unclear:
        return redirect(url_for(".place", place=place), 303)  # type: ignore[return-value]
    return arrival
