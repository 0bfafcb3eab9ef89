"""Claim a find: answers, a case number, what to bring. Nobody learns here whether an answer was right."""

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.accounts.rules import network_of
from webapp.blueprints.lostfound.actions import claims as actions
from webapp.blueprints.lostfound.forms import ClaimForm
from webapp.blueprints.lostfound.models import Claim, FoundItem
from webapp.blueprints.lostfound.queries import people, public
from webapp.blueprints.lostfound.rules.categories import challenges
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


@bp.get("/fund/<int(max=9999):year>-<int(max=999999):number>/anspruch")
@everybody
def ask(year: int, number: int) -> Response:
    """What only the owner knows."""
    it = _claimable(year, number)
    return page("lostfound/claim.html", it=it, form=ClaimForm.asking(challenges(it.category)))


@bp.post("/fund/<int(max=9999):year>-<int(max=999999):number>/anspruch")
@everybody
def claim(year: int, number: int) -> Response:
    """Note the claim; the desk decides."""
    it = _claimable(year, number)
    form = ClaimForm.asking(challenges(it.category))
    token = token_of(form.key.data or "")
    about = {"network": network_of(request.remote_addr or ""), "language": language(), "now": clock.now()}
    if form.attempt(actions.claim, item=it, token_hash=hashed(token), **about) is None:
        return page("lostfound/claim.html", it=it, form=form, status=form.status)
    return _to(token)


@bp.get("/a/<token>")
@by_token
def receipt(token: str) -> Response:
    """Where the claim stands, and what to bring."""
    return page("lostfound/claimed.html", it=_find(token), token=token)


@bp.post("/a/<token>/zurueck")
@by_token
def withdraw(token: str) -> Response:
    """It was another one's after all."""
    ButtonForm().attempt(actions.withdraw, claim=_find(token), now=clock.now())
    return _to(token)


def _claimable(year: int, number: int) -> FoundItem:
    return public.claimable(the_session(), year, number) or abort(404)


def _find(token: str) -> Claim:
    return people.claim_by_token(the_session(), hashed(token)) or abort(404)


def _to(token: str) -> Response:
    return redirect(url_for(".receipt", token=token), 303)  # type: ignore[return-value]
