"""The first page, and the small files that browsers and visitors ask a site for."""

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, url_for

from webapp.domain.colours import NIGHT, PAPER, is_readable
from webapp.domain.town import Town
from webapp.formats.sitemap import Address
from webapp.web import clock
from webapp.web.access import citizen, public
from webapp.web.feature import of_town
from webapp.web.pages import page
from webapp.web.town import find_town

bp = Blueprint("home", __name__)
SVG = "http://www.w3.org/2000/svg"  # not needed inside a page
CONTACT_YEAR = timedelta(days=330)  # RFC 9116 2.5.5 recommends less than a year


@bp.get("/")
@citizen
def index() -> Response:
    """The square of the town."""
    features = of_town(current_app.extensions["features"], find_town())
    tiles = [tile for one in features for tile in one.tiles]
    notices = [notice for one in features if one.today for notice in one.today()]
    return page("home/index.html", tiles=tiles, notices=notices)


@bp.get("/farben.css")
@public
def colours() -> Response:
    """The town's own colours; the stylesheet of the house reads them as variables."""
    return Response(town_colours(find_town()), mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"})


@bp.get("/wappen.svg")
@public
def crest() -> Response:
    """The town's crest as a file, for search engines; pages have it inside them."""
    drawing = find_town().crest or abort(404)
    whole = drawing if "xmlns=" in drawing else drawing.replace("<svg", f'<svg xmlns="{SVG}"', 1)
    return Response(whole, mimetype="image/svg+xml")


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """Everything public may be indexed; the desk may not."""
    lines = ("User-agent: *", "Disallow: /verwaltung", f"Sitemap: {find_town().address}/sitemap.xml")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@public
def security() -> Response:
    """Whom to tell about a weakness (RFC 9116)."""
    town = find_town()
    until = (clock.now() + CONTACT_YEAR).strftime("%Y-%m-%dT00:00:00Z")
    lines = (f"Contact: mailto:{town.email}", f"Expires: {until}", "Preferred-Languages: de, en")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def sitemap() -> list[Address]:
    """The first page, for machines."""
    return [Address(url_for("home.index"))]


def town_colours(town: Town) -> str:
    """A stylesheet of two variables; colours nobody could read were refused when the town was loaded."""
    assert is_readable(town.colour, PAPER)
    assert is_readable(town.colour_dark, NIGHT)
    dark = f"@media(prefers-color-scheme:dark){{:root{{--town:{town.colour_dark}}}}}"
    return f":root{{--town:{town.colour}}}{dark}\n"
