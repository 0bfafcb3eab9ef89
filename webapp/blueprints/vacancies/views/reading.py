"""Vacancies as people read them: the list, one of them, the feeds."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from flask import Response, abort, render_template, request, url_for

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import Vacancy
from webapp.blueprints.vacancies.rules import adverts, deadlines, posting
from webapp.blueprints.vacancies.views import bp
from webapp.domain.localtime import local_date
from webapp.formats import feeds, jsonld
from webapp.web import clock
from webapp.web.access import public
from webapp.web.i18n import gettext, language, translate
from webapp.web.links import outside
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

FILTERS = {  # address: (column, what may be chosen)
    "bereich": ("field", adverts.FIELDS),
    "art": ("kind", adverts.KINDS),
    "umfang": ("hours", {name: adverts.HOURS[name] for name in (adverts.FULL, adverts.PART)}),
    "von": ("whose", {"town": "", "local": ""}),
}
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # the date of a feed that never had an entry


@bp.get("")
@public
def index() -> Response:
    """What is open now."""
    wanted = {column: request.args.get(name, "") for name, (column, among) in FILTERS.items()
              if request.args.get(name) in among}  # fmt: skip
    rows = queries.shown(the_session(), clock.today(), **wanted)
    local = queries.preferences(the_session()).local_employers
    return page("vacancies/index.html", rows=rows, wanted=wanted, local=local)


@bp.get("/<int:vacancy_id>")
@public
def show(vacancy_id: int) -> Response:
    """Everything about one; an old address says that it is over, and what is like it."""
    it = find_public(vacancy_id)
    if not is_shown(it):
        rows = queries.similar(the_session(), it, clock.today())
        return page("vacancies/over.html", it=it, rows=rows, status=410)
    address, picture_url = outside(".show", vacancy_id=it.id), url_for(".picture", vacancy_id=it.id)
    told = {"address": address, "mailto": _mailto(it, address), "data": _data(it), "picture_url": picture_url}
    return page("vacancies/show.html", **told, **about(it))


@bp.get("/<int:vacancy_id>/bild.webp")
@public
def picture(vacancy_id: int) -> Response:
    """The photo, as long as people read the vacancy."""
    it = find_public(vacancy_id)
    return picture_of(it) if is_shown(it) else abort(404)


@bp.get("/feed.atom", defaults={"write": "atom"}, endpoint="atom")
@bp.get("/feed.json", defaults={"write": "json_feed"}, endpoint="json")
@public
def feed(write: str) -> Response:
    """New vacancies for a feed reader."""
    kind = feeds.ATOM if write == "atom" else feeds.JSON_FEED
    rows = queries.shown(the_session(), clock.today())
    content = getattr(feeds, write)(_feed(), [_entry(one) for one in rows])
    return Response(content, content_type=f"{kind}; charset=utf-8")


def find_public(vacancy_id: int) -> Vacancy:
    """A vacancy that is or once was public, or a 404."""
    it = queries.vacancy(the_session(), vacancy_id)
    if it is None or it.published_at is None or it.deadline_on is None or (it.publish_on or date.min) > clock.today():
        abort(404)
    return it


def is_shown(it: Vacancy) -> bool:
    """Whether people read it today."""
    if it.state != adverts.PUBLISHED or it.deadline_on is None:
        return False
    allowed = not it.employer.local or queries.preferences(the_session()).local_employers
    return allowed and deadlines.is_shown(it.publish_on, it.deadline_on, it.until_on, clock.today())


def picture_of(it: Vacancy) -> Response:
    """The photo of a vacancy, or a 404."""
    found = queries.picture(the_session(), it) or abort(404)
    return Response(found.content, mimetype="image/webp")


def about(it: Vacancy) -> dict[str, Any]:
    """What the page of a vacancy shows; the preview at the desk shows the same."""
    is_open = bool(it.deadline_on and deadlines.is_open(it.deadline_on, clock.now()))
    return {"it": it, "is_open": is_open, "can_apply": is_open and it.online and it.state == adverts.PUBLISHED}


def _data(it: Vacancy) -> Any:
    words, url = render_template("vacancies/_words.html", it=it), outside(".show", vacancy_id=it.id)
    about: dict[str, Any] = {"url": url, "host": find_town().hosts[0], "description": words, "direct": it.online}
    about["picture"] = outside(".picture", vacancy_id=it.id) if it.picture else ""
    about["logo"] = outside("home.crest") if find_town().crest and not it.employer.local else ""
    return jsonld.script(posting.job_posting(it, land=find_town().land, **about))


def _mailto(it: Vacancy, address: str) -> str:
    """A letter to a friend: no service in between learns who likes what."""
    return f"mailto:?subject={quote(it.title)}&body={quote(address)}"


def _feed() -> feeds.Feed:
    town = find_town()
    return feeds.Feed(
        id=feeds.tag(town.hosts[0], NEVER.date(), "stellen"), title=gettext("Vacancies: %(town)s", town=town.name),
        url=outside(".index"), feed_url=outside(request.endpoint or ".atom"), author=town.name, language=language(),
        updated_at=queries.newest_change(the_session()) or NEVER,
    )  # fmt: skip


def _entry(it: Vacancy) -> feeds.FeedEntry:
    day = f"{it.deadline_on:%d.%m.%Y}"
    about = (it.employer.name, it.pay_group, gettext("Apply until %(day)s, 23:59", day=day), it.intro)
    began = it.published_at or it.changed_at
    return feeds.FeedEntry(
        id=feeds.tag(find_town().hosts[0], local_date(began), "stellen", it.id), title=it.title,
        url=outside(".show", vacancy_id=it.id), published_at=began, updated_at=it.changed_at,
        summary="\n".join(one for one in about if one), categories=(translate(adverts.FIELDS[it.field]),),
    )  # fmt: skip
