"""Published finds as Atom and JSON, for readers and for the search of neighbouring towns."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from flask import Response, request, url_for

from webapp.blueprints.lostfound.queries.public import Shown, published_finds
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.rules.neighbours import OURS
from webapp.blueprints.lostfound.views import bp
from webapp.formats import feeds
from webapp.web.access import public as everybody
from webapp.web.dates import numeric_day
from webapp.web.i18n import gettext, language, translate
from webapp.web.town import find_town, the_session

MOST = 200  # half a year of a small town, so that neighbours search all of it
SINCE = date(2026, 1, 1)  # the names of entries are the town's since then (RFC 4151)
NEVER = datetime.combine(SINCE, time(), UTC)


@bp.get("/funde.atom")
@everybody
def as_atom() -> Response:
    """The newest finds as Atom."""
    return _feed(feeds.atom, feeds.ATOM)


@bp.get("/funde.json")
@everybody
def as_json() -> Response:
    """The newest finds as JSON Feed."""
    return _feed(feeds.json_feed, feeds.JSON_FEED)


def _feed(write: Callable[[feeds.Feed, list[feeds.FeedEntry]], bytes], kind: str) -> Response:
    rows, address = published_finds(the_session(), most=MOST), find_town().address
    feed = feeds.Feed(
        id=_name("feed"), title=gettext("Lost property: %(town)s", town=find_town().name), language=language(),
        url=address + url_for("lostfound.index"), feed_url=address + request.path, author=find_town().name,
        updated_at=max((one.created_at for one in rows), default=NEVER),
    )  # fmt: skip
    return Response(write(feed, [_entry(one) for one in rows]), mimetype=kind)


def _entry(one: Shown) -> feeds.FeedEntry:
    week = gettext("week from %(day)s", day=numeric_day(one.week))
    return feeds.FeedEntry(
        id=_name(one.label), title=one.title, published_at=one.created_at, updated_at=one.created_at,
        url=find_town().address + url_for("lostfound.find", year=one.year, number=one.number),
        summary=", ".join((*one.traits.values(), one.area, week)),
        categories=(translate(CATEGORIES[one.category].name),), extra={OURS: _about(one)},
    )  # fmt: skip


def _about(one: Shown) -> dict[str, str]:
    """The same for the search of a neighbour's portal."""
    return {
        "number": one.label, "category": one.category, "area": one.area, "week": one.week.isoformat(),
        "until": one.until.isoformat(),
    }  # fmt: skip


def _name(what: str) -> str:
    return feeds.tag(find_town().hosts[0], SINCE, "fundbuero", what)
