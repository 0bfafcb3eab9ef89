"""Pages as people read them, and their pictures."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, current_app, url_for
from markupsafe import Markup

from webapp.blueprints.pages import queries, rules
from webapp.blueprints.pages.models import Page, PageVersion
from webapp.formats.markdown import to_html
from webapp.web import clock
from webapp.web.access import public
from webapp.web.feature import Feature, of_town
from webapp.web.i18n import language
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

bp = Blueprint("pages", __name__)


@bp.get("/impressum", defaults={"slug": "impressum"}, endpoint="imprint")
@bp.get("/datenschutz", defaults={"slug": "datenschutz"}, endpoint="privacy")
@bp.get("/barrierefreiheit", defaults={"slug": "barrierefreiheit"}, endpoint="accessibility")
@bp.get("/leichte-sprache", defaults={"slug": "leichte-sprache"}, endpoint="easy")
@bp.get("/kontakt", defaults={"slug": "kontakt"}, endpoint="contact")
@public
def fixed(slug: str) -> Response:
    """A page the law asks for: always there, honest where its text is still missing."""
    found = queries.page_by_slug(the_session(), slug)
    version = shown(found) if found else None
    if version is None:
        title = next(title for _, address, title in rules.FIXED if address == slug)
        return page("pages/missing.html", title=title)
    return _read(found, version, asking=_asking() if slug == "datenschutz" else ())


@bp.get("/seite/<slug>")
@public
def show(slug: str) -> Response:
    """A page of the town's own."""
    found = queries.page_by_slug(the_session(), slug)
    version = shown(found) if found and found.kind == "own" else None
    return _read(found, version) if version else abort(404)


@bp.get("/bild/<digest>.webp")
@public
def picture(digest: str) -> Response:
    """A picture; its address is its content, so it is kept for good."""
    file = queries.file_with_content(the_session(), digest)
    if file is None:
        abort(404)
    return Response(
        file.content, mimetype=file.media_type, headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


def address(found: Page) -> str:
    """Where people read a page."""
    return url_for("pages.show", slug=found.slug) if found.kind == "own" else url_for(f"pages.{found.kind}")


def shown(found: Page) -> PageVersion | None:
    """What people see of a page: in their language, else in German."""
    return _chosen(found.versions)


def readable() -> list[PageVersion]:
    """What people can read today: of every page one text."""
    texts = groupby(queries.published_texts(the_session()), key=lambda one: one.page_id)
    return [one for _, versions in texts if (one := _chosen(list(versions)))]


def _chosen(versions: Sequence[PageVersion]) -> PageVersion | None:
    for code in (language(), "de"):
        if version := rules.showing([one for one in versions if one.language == code], clock.now()):
            return version
    return None


def _asking() -> list[Feature]:
    """The features that ask people something: what, why, how long it is kept (Art. 13 GDPR), from their manifests."""
    return [one for one in of_town(current_app.extensions["features"], find_town()) if one.purposes]


def _read(found: Any, version: PageVersion, asking: Sequence[Feature] = ()) -> Response:
    foreign = version.language != language()
    text = Markup(to_html(version.body))
    return page("pages/show.html", it=found, version=version, text=text, foreign=foreign, asking=asking)
