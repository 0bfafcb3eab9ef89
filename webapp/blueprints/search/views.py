"""One field for everything."""

from typing import Any

from flask import Blueprint, Response, request

from webapp.blueprints.search import signposts
from webapp.domain.words import MEANT, MOST_WORDS, Sought
from webapp.web.access import public
from webapp.web.feature import MOST_HITS
from webapp.web.pages import page

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
    guessed = bool(groups) and groups[0].hits[0].fit == MEANT
    errands = [] if groups else [tile for one in signposts.features() for tile in one.tiles]
    about: dict[str, Any] = {"sought": sought, "errands": errands, "shown": SHOWN, "guessed": guessed}
    return page("search/index.html", groups=groups, count=count, cut=cut, most_words=MOST_WORDS, **about)
