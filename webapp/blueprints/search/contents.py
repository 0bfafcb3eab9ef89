"""All that is here, for people and for machines."""

from flask import Blueprint, Response, request, url_for

from webapp.blueprints.search import signposts
from webapp.formats.sitemap import Address, to_xml
from webapp.web.access import public
from webapp.web.pages import page
from webapp.web.town import find_town

bp = Blueprint("contents", __name__)


@bp.get("/inhalt")
@public
def index() -> Response:
    """A second way to every page (WCAG 2.2, 2.4.5)."""
    return page("search/contents.html", chapters=signposts.chapters(but=url_for(".index")))


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """Public addresses for search engines, the German ones: what is in the records is German everywhere."""
    features = signposts.features()
    found = [Address(url_for(door.endpoint)) for one in features for door in signposts.doors(one)]
    found += [address for one in features if one.sitemap for address in one.sitemap()]
    begin, prefix = find_town().address, request.script_root
    whole = (Address(begin + one.url.removeprefix(prefix), one.changed_on) for one in found)
    return Response(to_xml(whole), mimetype="application/xml")
