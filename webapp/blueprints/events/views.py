"""What citizens see: what is on, by day and by month, one event, a week to print, and how to subscribe."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, request

from webapp.blueprints.events import queries, shown
from webapp.blueprints.events.rules.events import CATEGORIES, PUBLISHED
from webapp.blueprints.events.rules.wish import Wish, day_in
from webapp.web import clock
from webapp.web.access import public
from webapp.web.pages import page
from webapp.web.town import kept, the_session

bp = Blueprint("events", __name__, url_prefix="/veranstaltungen")
MOST = 30  # dates of one page: more is rarely looked at on a phone, and waited for on a bad line
A_WEEK = timedelta(days=7)
PLANNED = timedelta(days=800)  # pages of months and weeks that lead somewhere


@bp.get("")
@public
def index() -> Response:
    """What is on, by day, for every wish."""
    wish, today = Wish.read(request.args), clock.today()
    first, last = wish.span(today)
    since = clock.now() if first == today else shown.begin(first)
    before = shown.begin(last + shown.A_DAY) if last else None
    rows = queries.dates(the_session(), wish, since, before, most=MOST + 1)
    days, later = shown.by_day(rows, first, MOST)
    venues = kept("event_venues", queries.venues)
    known: dict[str, Any] = {"venues": venues, "categories": CATEGORIES, "only": shown.wish_words(wish, venues)}
    return page("events/index.html", wish=wish, days=days, later=later, first=first, **known)


@bp.get("/monat/<month>")
@public
def month(month: str) -> Response:
    """A month as a table."""
    first = _sane(day_in(f"{month}-01"))
    after = (first + 31 * shown.A_DAY).replace(day=1)
    rows = queries.dates(the_session(), Wish(), shown.begin(first), shown.begin(after))
    before = (first - shown.A_DAY).replace(day=1)
    weeks = shown.by_week(rows, first)
    return page("events/month.html", month=first, weeks=weeks, before=before, after=after)


@bp.get("/woche/<day>")
@public
def week(day: str) -> Response:
    """The week of a day, on a sheet for the notice board."""
    wanted = _sane(day_in(day))
    monday = wanted - wanted.weekday() * shown.A_DAY
    rows = queries.dates(the_session(), Wish(), shown.begin(monday), shown.begin(monday + A_WEEK))
    days, _ = shown.by_day(rows, monday, len(rows))
    return page("events/week.html", days=days, monday=monday, sunday=monday + A_WEEK - shown.A_DAY, week=A_WEEK)


@bp.get("/<int:event_id>", defaults={"day": ""})
@bp.get("/<int:event_id>/<day>")
@public
def show(event_id: int, day: str) -> Response:
    """One event: the date asked for or the next one, where, what it costs, who holds it, all other dates."""
    event = queries.event_by_id(the_session(), event_id)
    if event is None or event.state != PUBLISHED or not event.dates:
        abort(404)
    one, others = shown.chosen(event, day, clock.now()) or abort(404)
    about: dict[str, Any] = {"it": event, "one": one, "others": others, "over": one.ends_at < clock.now()}
    return page("events/event.html", json_ld=shown.json_ld(event, one), categories=CATEGORIES, **about)


@bp.get("/abo")
@public
def subscribe() -> Response:
    """The address of the feed: everything, one kind, or one organiser."""
    wish, chosen = Wish.read(request.args), request.args.get("von", "")
    organisers = queries.organisers(the_session())
    organiser = next((one for one in organisers if str(one.id) == chosen), None)
    if organiser:
        links = shown.feed_links("events_feeds.of_organiser", organiser=organiser.id)
    elif wish.category:
        links = shown.feed_links("events_feeds.of_category", category=wish.category)
    else:
        links = shown.feed_links("events_feeds.everything")
    known: dict[str, Any] = {"categories": CATEGORIES, "organisers": organisers, "organiser": organiser}
    return page("events/subscribe.html", wish=wish, links=links, **known)


def _sane(day: date | None) -> date:
    return day if day and abs(day - clock.today()) < PLANNED else abort(404)
