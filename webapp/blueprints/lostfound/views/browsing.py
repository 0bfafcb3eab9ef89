"""What was found: search, browse, one find; what will be sold."""

from datetime import date
from typing import Any

from flask import Response, abort, request

from webapp.blueprints.lostfound.queries import nearby as queries
from webapp.blueprints.lostfound.queries import public, sales
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.rules.publication import wanted
from webapp.blueprints.lostfound.views import bp
from webapp.web import clock
from webapp.web.access import public as everybody
from webapp.web.fields import PastDayField, number_of, parse_date
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("")
@everybody
def index() -> Response:
    """Published finds, the newest first."""
    choice = _choice()
    since = _since(choice["seit"])
    known: dict[str, Any] = {"category": choice["art"], "words": wanted(choice["wort"]), "since": since}
    rows = public.published_finds(the_session(), **known, before=request.args.get("vor", None, number_of))
    more = {name: words for name, words in choice.items() if words} if len(rows) == public.PAGE else None
    about = {"sales": sales.sales_to_come(the_session(), clock.today()), **_nearby(choice, known)}
    return page(
        "lostfound/index.html", rows=rows, choice=choice, more=more, unread=choice["seit"] and not since, **about
    )


@bp.get("/fund/<int(max=9999):year>-<int(max=999999):number>")
@everybody
def find(year: int, number: int) -> Response:
    """One find, and what to do if it is yours."""
    it = public.published_find(the_session(), year, number) or abort(404)
    return page("lostfound/find.html", it=it)


@bp.get("/fund/<int(max=9999):year>-<int(max=999999):number>/foto.webp")
@everybody
def photo(year: int, number: int) -> Response:
    """Its photo, asked for anew each time: it may be taken off the web."""
    file = public.public_photo(the_session(), year, number) or abort(404)
    return Response(file.content, mimetype=file.media_type)


@bp.get("/versteigerung")
@everybody
def to_be_sold() -> Response:
    """The public notice of what will be sold (§§ 980–983 BGB)."""
    return page("lostfound/sales.html", rows=sales.sales_to_come(the_session(), clock.today()))


def _choice() -> dict[str, str]:
    """What the address asks for; a kind nobody knows is none."""
    asked = {name: request.args.get(name, "")[:60].strip() for name in ("art", "wort", "seit", "nachbarn")}
    return asked | {"art": asked["art"] if asked["art"] in CATEGORIES else ""}


def _nearby(choice: dict[str, str], known: dict[str, Any]) -> dict[str, Any]:
    """The neighbours that can be searched, and what is found there if somebody asks for it."""
    now, names = clock.now(), queries.names_shown(the_session(), clock.now())
    asked = bool(choice["nachbarn"] and names)
    rows = queries.nearby_finds(the_session(), **known, now=now, today=clock.today()) if asked else None
    return {"neighbours": names, "nearby": rows}


def _since(typed: str) -> date | None:
    return parse_date(typed, clock.today() - PastDayField.back) if typed else None
