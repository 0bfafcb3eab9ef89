"""The chapters at the desk, and their pictures."""

import re
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, url_for
from markupsafe import Markup

from webapp.blueprints.handbook.rules import Chapter, chapter_of
from webapp.formats.markdown import to_html
from webapp.web.access import staff
from webapp.web.feature import Feature, of_town
from webapp.web.pages import page
from webapp.web.town import find_town

bp = Blueprint("handbook_desk", __name__, url_prefix="/verwaltung/hilfe")
FOLDER = Path(__file__).parents[2] / "handbook"
CHAPTERS = {one.stem: one for one in (FOLDER / "clerks").glob("*.md")}  # by the name of their feature
PICTURES = {one.stem: one for one in FOLDER.glob("*.png")}
SHOWN_AT = "/verwaltung/hilfe/bild/{}.png"
OURS = re.compile(SHOWN_AT.format("[a-z]+"))


@bp.get("")
@staff()
def index() -> Response:
    """What there is to read."""
    return page("handbook/index.html", chapters=[_read(one) for one in _told()])


@bp.get("/<name>")
@staff()
def chapter(name: str) -> Response:
    """One chapter."""
    found = next((_read(one) for one in _told() if one.name == name), None) or abort(404)
    return page("handbook/chapter.html", it=found, text=Markup(to_html(found.text, pictures=OURS)))


@bp.get("/bild/<name>.png")
@staff()
def picture(name: str) -> Response:
    """A picture of a chapter."""
    file = PICTURES.get(name) or abort(404)
    return Response(file.read_bytes(), mimetype="image/png")


def help_url() -> str:
    """Help for this page of the desk: the chapter of its feature, or the list."""
    here = next((one for one in _told() if request.blueprint in [it.name for it in one.blueprints]), None)
    return url_for("handbook_desk.chapter", name=here.name) if here else url_for("handbook_desk.index")


def _told() -> list[Feature]:
    """Features of this town that have a chapter."""
    features = of_town(current_app.extensions["features"], find_town())
    return [one for one in features if one.name in CHAPTERS]


def _read(feature: Feature) -> Chapter:
    return chapter_of(feature.name, CHAPTERS[feature.name].read_text(encoding="utf-8"), SHOWN_AT)
