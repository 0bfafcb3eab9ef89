"""Report a loss: what it is, when and where, whom to write to. It is compared with every find until it ends."""

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.lostfound.actions import losses as actions
from webapp.blueprints.lostfound.forms import LossForm
from webapp.blueprints.lostfound.models import LossReport
from webapp.blueprints.lostfound.queries import people
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.rules.claims import longer_until
from webapp.blueprints.lostfound.views import bp
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import public as everybody
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm
from webapp.web.i18n import language
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/verlust")
@everybody
def lost() -> Response:
    """The kinds of things, then the questions of the one chosen."""
    kind = request.args.get("art", "")
    if kind not in CATEGORIES:
        return page("lostfound/kinds.html", endpoint="lostfound.lost")
    return page("lostfound/lost.html", form=_form(kind), kind=kind)


@bp.post("/verlust")
@everybody
def report() -> Response:
    """Note it, and look at once whether it is here."""
    kind = request.args.get("art", "")
    form = _form(kind if kind in CATEGORIES else abort(404))
    token = token_of(form.key.data or "")
    known = {"token_hash": hashed(token), "language": language(), "now": clock.now()}
    if form.attempt(actions.report, category=kind, **known) is None:
        return page("lostfound/lost.html", form=form, kind=kind, status=form.status)
    return _to(token)


@bp.get("/v/<token>")
@by_token
def loss(token: str) -> Response:
    """The report, what fits it, until when it is searched."""
    it = _find(token)
    return page("lostfound/loss.html", it=it, token=token, longer=longer_until(it.until_on, clock.today()))


@bp.post("/v/<token>/verlaengern")
@by_token
def prolong(token: str) -> Response:
    """Search on."""
    ButtonForm().attempt(actions.prolong, report=_find(token), now=clock.now())
    return _to(token)


@bp.post("/v/<token>/zurueck", defaults={"state": "withdrawn"}, endpoint="withdraw_loss")
@bp.post("/v/<token>/gefunden", defaults={"state": "found"}, endpoint="found_again")
@by_token
def end(token: str, state: str) -> Response:
    """It is back, or nobody searches any more."""
    ButtonForm().attempt(actions.end, report=_find(token), state=state, now=clock.now())
    return _to(token)


def _form(kind: str) -> LossForm:
    return LossForm.asking(CATEGORIES[kind].traits)


def _find(token: str) -> LossReport:
    return people.report_by_token(the_session(), hashed(token)) or abort(404)


def _to(token: str) -> Response:
    return redirect(url_for(".loss", token=token), 303)  # type: ignore[return-value]
