"""Citizens announce events and correct them until they are checked; organisers keep theirs on a page of their own."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for

from webapp.blueprints.accounts.rules import network_of
from webapp.blueprints.events import queries
from webapp.blueprints.events.actions import announcing, keeping
from webapp.blueprints.events.forms import (
    AnnounceForm,
    CancelForm,
    CorrectForm,
    LinkForm,
    MoveForm,
    OwnForm,
)
from webapp.blueprints.events.models import Event, EventDate, Organiser
from webapp.blueprints.events.rules.events import STATE_WORDS, SUBMITTED
from webapp.blueprints.events.shown import as_typed, date_of
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import public
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm
from webapp.web.i18n import language
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import kept, the_session

bp = Blueprint("events_own", __name__, url_prefix="/veranstaltungen")


@bp.get("/vorschlagen")
@public
def announce() -> Response:
    """Tell us what takes place."""
    return _asking(_offered(AnnounceForm()))


@bp.post("/vorschlagen")
@public
def receive() -> Response:
    """Keep it for the desk to check."""
    form = _offered(AnnounceForm())
    about = {"network": network_of(request.remote_addr or ""), "language": language(), "now": clock.now()}
    made = form.attempt(announcing.announce, **about)
    if made is None:
        return _asking(form, status=form.status)
    return _to(".announced", token_of(made.key))


@bp.get("/t/<token>")
@by_token
def announced(token: str) -> Response:
    """What became of it."""
    it = _find(token)
    return page("events/announced.html", it=it, token=token, states=STATE_WORDS, open=it.state == SUBMITTED)


@bp.get("/t/<token>/aendern")
@by_token
def correct(token: str) -> Response:
    """The form once more."""
    it = _find(token)
    return _asking(_offered(CorrectForm(obj=it)), it=it) if it.state == SUBMITTED else _to(".announced", token)


@bp.post("/t/<token>/aendern")
@by_token
def keep(token: str) -> Response:
    """Keep the correction, as long as nobody has checked the event."""
    it, form = _find(token), _offered(CorrectForm())
    if form.attempt(announcing.correct, event=it, now=clock.now()) is None:
        return _asking(form, it=it, status=form.status)
    return _to(".announced", token)


@bp.post("/t/<token>/zuruecknehmen")
@by_token
def take_back(token: str) -> Response:
    """It shall not be published any more."""
    ButtonForm().attempt(announcing.take_back, event=_find(token), now=clock.now())
    return _to(".announced", token)


@bp.get("/veranstalter")
@public
def ask_for_link() -> Response:
    """Clubs the town hall knows get their link here."""
    return page("events/link.html", form=LinkForm(), sent=False)


@bp.post("/veranstalter")
@public
def send_link() -> Response:
    """The same answer, whether the address is known or not."""
    form = LinkForm()
    sent = form.attempt(announcing.send_link, language=language(), now=clock.now())
    return page("events/link.html", form=form, sent=bool(sent), status=200 if sent else form.status)


@bp.get("/o/<token>")
@by_token
def own(token: str) -> Response:
    """All events of an organiser."""
    it = _organiser(token)
    rows = queries.events_of(the_session(), it)
    return page("events/own.html", it=it, token=token, rows=rows, states=STATE_WORDS, now=clock.now())


@bp.get("/o/<token>/neu")
@by_token
def new_own(token: str) -> Response:
    """Announce another one."""
    return _asking(_offered(OwnForm()), organiser=_organiser(token), token=token)


@bp.post("/o/<token>/neu")
@by_token
def add_own(token: str) -> Response:
    """Keep it; of those the town trusts it is published at once."""
    it, form = _organiser(token), _offered(OwnForm())
    made = form.attempt(announcing.announce_own, organiser=it, language=language(), now=clock.now())
    return _asking(form, organiser=it, token=token, status=form.status) if made is None else _to(".own", token)


@bp.get("/o/<token>/<int:event_id>")
@by_token
def edit_own(token: str, event_id: int) -> Response:
    """Change it, and see its dates."""
    it, event = _own(token, event_id)
    return _asking(_offered(CorrectForm(obj=event)), organiser=it, token=token, it=event)


@bp.post("/o/<token>/<int:event_id>")
@by_token
def keep_own(token: str, event_id: int) -> Response:
    """Keep the change."""
    (it, event), form = _own(token, event_id), _offered(CorrectForm())
    if form.attempt(announcing.correct_own, organiser=it, event=event, now=clock.now()) is None:
        return _asking(form, organiser=it, token=token, it=_own(token, event_id)[1], status=form.status)
    return _to(".own", token)


@bp.get("/o/<token>/<int:event_id>/<day>")
@bp.get("/o/<token>/<int:event_id>/<day>/<name>")
@by_token
def show_date(token: str, event_id: int, day: str, name: str = "") -> Response:  # noqa: ARG001 - in another language
    """One date: move it, cancel it, or take that back."""
    event, one = _own_date(token, event_id, day)
    return _dating(token, event, one, MoveForm(data=as_typed(one)), CancelForm())


DEEDS: dict[str, tuple[Any, Any]] = {
    "verschieben": (keeping.move, MoveForm), "absagen": (keeping.cancel, CancelForm),
    "zuruecknehmen": (keeping.revive, ButtonForm),
}  # fmt: skip


@bp.post("/o/<token>/<int:event_id>/<day>/<name>")
@by_token
def do(token: str, event_id: int, day: str, name: str) -> Response:
    """Move it, cancel it, or take that back."""
    (event, one), (deed, kind) = _own_date(token, event_id, day), DEEDS.get(name) or abort(404)
    form = kind()
    if form.attempt(deed, event=event, day=one.regular_on, by=None, now=clock.now()) is None:
        move = form if kind is MoveForm else MoveForm(formdata=None, data=as_typed(one))
        return _dating(token, event, one, move, form if kind is CancelForm else CancelForm(formdata=None), status=422)
    return _to(".own", token)


def _asking(
    form: Any, *, it: Event | None = None, organiser: Organiser | None = None, token: str = "", status: int = 200
) -> Response:  # fmt: skip
    known = {"form": form, "it": it, "organiser": organiser, "token": token, "now": clock.now()}
    return page("events/announce.html", status=status, **known)


def _dating(
    token: str, event: Event, one: EventDate, form: MoveForm, cancel: CancelForm, *, status: int = 200
) -> Response:  # fmt: skip
    return page("events/date.html", token=token, it=event, one=one, form=form, cancel=cancel, status=status)


def _offered(form: Any) -> Any:
    form.offer(kept("event_venues", queries.venues))
    return form


def _find(token: str) -> Event:
    return queries.event_by_token(the_session(), hashed(token)) or abort(404)


def _organiser(token: str) -> Organiser:
    return queries.organiser_by_token(the_session(), hashed(token)) or abort(404)


def _own(token: str, event_id: int) -> tuple[Organiser, Event]:
    """Ownership lives in the query: a stranger's event is a 404."""
    it = _organiser(token)
    return it, queries.own_event(the_session(), it, event_id) or abort(404)


def _own_date(token: str, event_id: int, day: str) -> tuple[Event, EventDate]:
    _, event = _own(token, event_id)
    return event, date_of(event, day) or abort(404)


def _to(endpoint: str, token: str) -> Response:
    return redirect(url_for(endpoint, token=token), 303)  # type: ignore[return-value]
