"""The desk for pages: a list with what is due, an editor with a preview, the history, pictures."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from webapp.blueprints.pages import actions, differences, queries, rules
from webapp.blueprints.pages.forms import PageForm, PictureForm, planned
from webapp.blueprints.pages.models import Page, PageVersion, Picture
from webapp.domain.town import LANGUAGES
from webapp.formats.markdown import picture_line, to_html
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.dates import moment
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session

bp = Blueprint("pages_desk", __name__, url_prefix="/verwaltung/seiten")


@bp.get("")
@staff("pages.edit")
def index() -> Response:
    """All pages, those to be looked at again first."""
    rows = [(one, _state(one)) for one in queries.all_pages(the_session())]
    return page("pages/staff/index.html", rows=rows, now=clock.now())


@bp.get("/neu")
@staff("pages.edit")
def new() -> Response:
    """A page of the town's own."""
    form = PageForm()
    form.review_on.data = clock.today() + rules.REVIEW_AFTER
    return page("pages/staff/edit.html", form=form, it=None)


@bp.post("/neu")
@staff("pages.edit")
def found() -> Response:
    """Keep it as a draft, or publish it."""
    form = PageForm()
    if _wants_preview():
        return _preview(form, None)
    made = form.attempt(actions.found, publish=_wants_publishing(), by=person(), now=clock.now())
    return _done(made) if made else page("pages/staff/edit.html", form=form, it=None, status=422)


@bp.get("/<int:page_id>")
@staff("pages.edit")
def edit(page_id: int) -> Response:
    """The newest text of a page, or of one of its languages."""
    it, code = _page(page_id), _tab()
    newest = _newest(it, code)
    times = planned(newest.publish_at, newest.until_at, clock.now()) if newest else {}
    form = PageForm(obj=newest, in_menu=it.in_menu, review_on=it.review_on, language=code, seen=_seen(it), **times)
    return page("pages/staff/edit.html", form=form, it=it, newest=newest)


@bp.post("/<int:page_id>")
@staff("pages.edit")
def save(page_id: int) -> Response:
    """The next version."""
    it, form = _page(page_id), PageForm()
    if _wants_preview():
        return _preview(form, it)
    between = _between(it, form)
    deed = {"seen": 0 if between else it.versions[0].number, "publish": _wants_publishing()}
    version = form.attempt(actions.save, page=it, by=person(), now=clock.now(), **deed)
    if version is None:
        return page("pages/staff/edit.html", form=form, it=it, newest=it.versions[0], between=between, status=422)
    return _done(it, rules.overtaken(version, it.versions))


@bp.get("/<int:page_id>/verlauf")
@staff("pages.edit")
def history(page_id: int) -> Response:
    """Every version, and what changed from one to the next."""
    it = _page(page_id)
    return page("pages/staff/history.html", it=it, steps=differences.steps(it.versions), form=StaffForm())


@bp.post("/<int:page_id>/verlauf/<int:number>")
@staff("pages.edit")
def restore(page_id: int, number: int) -> Response:
    """An old text as a new draft."""
    it, form = _page(page_id), StaffForm()
    made = form.attempt(actions.restore, page=it, number=number, by=person(), now=clock.now())
    if made is None:
        _say_no(form)
        return redirect(url_for(".history", page_id=it.id), 303)  # type: ignore[return-value]
    flash(gettext("The old text is a draft now. Publish it when you are ready."), "success")
    return redirect(url_for(".edit", page_id=it.id, sprache=made.language), 303)  # type: ignore[return-value]


@bp.post("/<int:page_id>/zurueckziehen", defaults={"deed": "withdraw"}, endpoint="withdraw")
@bp.post("/<int:page_id>/loeschen", defaults={"deed": "delete"}, endpoint="delete")
@staff("pages.edit")
def button(page_id: int, deed: str) -> Response:
    """Withdraw or delete; the history brings it back."""
    it, form = _page(page_id), StaffForm()
    if not form.attempt(getattr(actions, deed), page=it, by=person(), now=clock.now()):
        _say_no(form)
    else:
        flash(gettext("Done. The history brings every text back."), "success")
    return redirect(url_for(".index"), 303)  # type: ignore[return-value]


@bp.get("/bilder")
@staff("pages.edit")
def pictures() -> Response:
    """Pictures and the line that puts one into a text."""
    return page("pages/staff/pictures.html", form=PictureForm(), rows=_pictures())


@bp.post("/bilder")
@staff("pages.edit")
def add_picture() -> Response:
    """Keep a picture."""
    form = PictureForm()
    if not form.attempt(actions.add_picture, by=person(), now=clock.now()):
        return page("pages/staff/pictures.html", form=form, rows=_pictures(), status=422)
    return redirect(url_for(".pictures"), 303)  # type: ignore[return-value]


def _preview(form: PageForm, it: Page | None) -> Response:
    text = Markup(to_html(form.body.data or ""))
    newest = it.versions[0] if it and it.versions else None
    return page("pages/staff/edit.html", form=form, it=it, newest=newest, preview=text)


def _pictures() -> list[tuple[Picture, str]]:
    return [(one, picture_line(one.digest, one.alt)) for one in queries.pictures(the_session())]


def _say_no(form: StaffForm) -> None:
    flash(" ".join(sentence for _, sentence in form.error_list), "error")


def _wants_preview() -> bool:
    return request.form.get("do") == "preview"


def _wants_publishing() -> bool:
    return request.form.get("do") == "publish"


def _state(it: Page) -> PageVersion | None:
    return rules.showing(it.versions, clock.now())


def _tab() -> str:
    code = request.args.get("sprache", "de")
    return code if code in LANGUAGES else "de"


def _newest(it: Page, code: str) -> PageVersion | None:
    return next((one for one in it.versions if one.language == code), None)


def _between(it: Page, form: PageForm) -> PageVersion | None:
    """The text somebody else saved since this form was opened; from now on the clerk has seen it."""
    if form.seen.data == _seen(it):
        return None
    form.seen.data = _seen(it)
    return it.versions[0]


def _seen(it: Page) -> str:
    return str(it.versions[0].number if it.versions else 0)


def _page(page_id: int) -> Any:
    return queries.whole_page(the_session(), page_id) or abort(404)


def _done(it: Page, overtaken: Sequence[PageVersion] = ()) -> Response:
    flash(gettext("Saved."), "success")
    for when in (moment(one.publish_at) for one in overtaken if one.publish_at):
        flash(gettext("The text planned for %(when)s will not appear: this newer one stays.", when=when), "warning")
    return redirect(url_for(".edit", page_id=it.id), 303)  # type: ignore[return-value]
