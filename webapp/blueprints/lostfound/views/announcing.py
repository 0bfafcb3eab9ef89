"""Announce a find: what, when, where, a photo; a receipt that explains the rights of the finder."""

from typing import Any

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.lostfound.actions import intake, steps
from webapp.blueprints.lostfound.forms import FindForm
from webapp.blueprints.lostfound.queries import items
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.views import bp
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import public as everybody
from webapp.web.access import takes_files
from webapp.web.access import token as by_token
from webapp.web.i18n import language
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/gefunden")
@everybody
def found() -> Response:
    """The kinds of things, then the questions of the one chosen."""
    kind = request.args.get("art", "")
    if kind not in CATEGORIES:
        return page("lostfound/kinds.html", endpoint="lostfound.found")
    return page("lostfound/found.html", form=_form(kind), kind=kind)


@bp.post("/gefunden")
@everybody
@takes_files
def announce() -> Response:
    """Note it; from today on the keeping period runs."""
    kind = request.args.get("art", "")
    form = _form(kind if kind in CATEGORIES else abort(404))
    token = token_of(form.key.data or "")
    if form.attempt(_announce, category=kind, token_hash=hashed(token), now=clock.now()) is None:
        return page("lostfound/found.html", form=form, kind=kind, status=form.status)
    return redirect(url_for(".announced", token=token), 303)  # type: ignore[return-value]


@bp.get("/f/<token>")
@by_token
def announced(token: str) -> Response:
    """The receipt of the finder: until when, what reward, whose it will be."""
    it = items.item_by_token(the_session(), hashed(token)) or abort(404)
    return page("lostfound/announced.html", it=it, reward=steps.reward_of(it))


def _form(kind: str) -> FindForm:
    return FindForm.asking(CATEGORIES[kind].traits)


def _announce(session: Any, *, finder: dict[str, str], **typed: Any) -> Any:
    """The finder is written to in the language of the page."""
    return intake.announce(session, finder=finder | {"language": language()}, **typed)
