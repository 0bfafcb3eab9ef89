"""One field for everything, the list of all that is here, and the same for machines."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.blueprints.search import signposts
from webapp.domain.words import MOST_WORDS, Sought
from webapp.formats.sitemap import Address, to_xml
from webapp.web.access import public
from webapp.web.feature import MOST_HITS
from webapp.web.pages import page
from webapp.web.town import find_town

bp = Blueprint("search", __name__)
SHOWN = MOST_HITS - 1


@bp.get("/suche")
@public
def index() -> Response:
    """What the town has on these words, in groups; without words, or without luck, the errands."""
    sought = Sought.read(request.args.get("suche", ""))
    groups = signposts.results(sought)
    count = sum(len(one.hits[:SHOWN]) for one in groups)
    cut = any(len(one.hits) > SHOWN for one in groups)
    errands = [] if groups else [tile for one in signposts.features() for tile in one.tiles]
    about: dict[str, Any] = {"sought": sought, "errands": errands, "shown": SHOWN, "most_words": MOST_WORDS}
    return page("search/index.html", groups=groups, count=count, cut=cut, **about)


@bp.get("/inhalt")
@public
def contents() -> Response:
    """All that is here, a second way to every page (WCAG 2.2, 2.4.5)."""
    return page("search/contents.html", chapters=signposts.chapters())


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
