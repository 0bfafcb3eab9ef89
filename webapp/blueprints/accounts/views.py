"""The door: signing in with two factors, signing out, choosing a first password."""

import logging
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import login_user, logout_user
from flask_wtf.csrf import generate_csrf

from webapp.blueprints.accounts import actions, keys, queries, rules
from webapp.blueprints.accounts.demo import LOGINS
from webapp.blueprints.accounts.forms import CodeForm, InvitationForm, LoginForm
from webapp.blueprints.accounts.models import Person
from webapp.domain.refusal import Refusal
from webapp.web import clock
from webapp.web.access import public, staff
from webapp.web.pages import page
from webapp.web.town import find_database, find_town, portal, the_session

log = logging.getLogger("portal")
TOO_MANY = 429  # RFC 6585 4
BEFORE_SET_UP = frozenset({"accounts.logout"}) | {
    f"accounts_desk.{name}" for name in ("account", "start_totp", "totp", "confirm_totp")
}
bp = Blueprint("accounts", __name__, url_prefix="/verwaltung")


@bp.record_once
def _know_people(state: Any) -> None:
    state.app.login_manager.user_loader(_known)


def _known(key: str) -> Person | None:
    """The person of a session, if they still work here and nothing changed that the session was opened under."""
    person = the_session().get(Person, int(key))
    return person if person and person.active and person.seal == session.get("seal") else None


@bp.before_app_request
def set_up_first() -> Any:
    """An administrator without a second factor sets one up before anything else at the desk."""
    view = current_app.view_functions.get(request.endpoint or "")
    at_the_desk = getattr(view, "badge", ("",))[0] == "staff"
    if session.get("must_set_up") and at_the_desk and request.endpoint not in BEFORE_SET_UP:
        return redirect(url_for("accounts_desk.account"), 303)
    return None


@bp.get("/anmelden")
@public
def login() -> Response:
    """Name and password, please."""
    return _login_page(LoginForm(), 200)


@bp.post("/anmelden")
@public
def enter() -> Response:
    """Check name and password; a second factor, if there is one, comes next."""
    form = LoginForm()
    person = form.validate_on_submit() and _checked(form, form.login.data, lambda: _sign_in(form))
    if not person:
        return _login_page(form, form.status)
    target = rules.local_path(request.args.get("next"), url_for("accounts_desk.home"))
    if person.totp_on:
        session.clear()
        session.update(pending=person.id, seal=person.seal, since=clock.now().isoformat(), next=target)
        session.renew()  # type: ignore[attr-defined]
        return _to(url_for(".second_factor"))
    return _let_in(person, target)


@bp.get("/anmelden/code")
@public
def second_factor() -> Response:
    """The code, please."""
    if _pending() is None:
        return _to(url_for(".login"))
    return page("accounts/code.html", form=CodeForm())


@bp.post("/anmelden/code")
@public
def prove() -> Response:
    """Check the code."""
    form, person = CodeForm(), _pending()
    if person is None:
        return _to(url_for(".login"))
    if not form.validate_on_submit() or not _checked(form, person.login, lambda: person, code=form.code.data):
        return page("accounts/code.html", form=form, status=form.status)
    return _let_in(person, session.get("next", url_for("accounts_desk.home")))


@bp.post("/abmelden")
@staff()
def logout() -> Response:
    """Sign out: the session's row is gone, the cookie is worth nothing."""
    logout_user()
    session.clear()
    return _to(url_for("home.index"))


@bp.get("/einladung/<word>")
@public
def invitation(word: str) -> Response:
    """Choose a first password."""
    if queries.open_invitation(the_session(), keys.hashed(word), clock.now()) is None:
        return page("accounts/invitation.html", form=None, status=404)
    return page("accounts/invitation.html", form=InvitationForm())


@bp.post("/einladung/<word>")
@public
def accept(word: str) -> Response:
    """Keep the first password."""
    form = InvitationForm()
    if not form.attempt(actions.accept, word=word, town_name=find_town().name, now=clock.now()):
        return page("accounts/invitation.html", form=form, status=422)
    return _to(url_for(".login"))


def _login_page(form: LoginForm, status: int) -> Response:
    logins = LOGINS if find_town().demo else ()
    return page("accounts/login.html", form=form, logins=logins, status=status)


def _pending() -> Person | None:
    """Who gave the right password a moment ago, detached so that no transaction stays open while tries are counted."""
    with find_database().reading() as reading:
        person = reading.get(Person, session.get("pending", 0))
        if person is None or not person.active or person.seal != session.get("seal"):
            return None
        reading.expunge(person)
        return person if clock.now() - datetime.fromisoformat(session["since"]) < rules.HALFWAY else None


def _sign_in(form: LoginForm) -> Person:
    """Hashing takes 30 ms on purpose, so it happens while nobody waits for the database."""
    with find_database().reading() as reading:
        person = actions.sign_in(reading, login=form.login.data, password=form.password.data)
        reading.expunge(person)
        return person


def _checked(form: Any, login_name: str, check: Any, code: str | None = None) -> Person | None:
    """Count the try in a transaction of its own, then look; only getting in forgives what was counted."""
    now, database = clock.now(), find_database()
    the_session().rollback()  # nothing of this request may wait in the queue while the try is counted
    try:
        with database.writing() as counting:
            actions.note_try(counting, **whose_try(login_name), now=now)
        person: Person = check()
        if code is not None:
            with database.writing() as deed:
                actions.use_code(deed, person=deed.get_one(Person, person.id), code=code, now=now)
        return person
    except Refusal as no:
        log.warning("sign-in refused in town %s from %s", find_town().slug, rules.network_of(request.remote_addr or ""))
        form.refuse(no)
        form.status = TOO_MANY if no.message == actions.LOCKED else form.status
        return None


def whose_try(login_name: str) -> dict[str, str]:
    """What a try is counted under: the account as a keyed hash, the network coarsely."""
    account = keys.keyed(portal().settings.secret_key, login_name)
    return {"account": account, "network": rules.network_of(request.remote_addr or "")}


def _let_in(person: Person, target: str) -> Response:
    account = keys.keyed(portal().settings.secret_key, person.login)
    actions.welcome(the_session(), person=person, account=account, now=clock.now())
    session.clear()
    login_user(person)
    session["seal"] = person.seal
    generate_csrf()
    session.renew()  # type: ignore[attr-defined]
    if person.role == rules.ADMINISTRATOR and not person.totp_on and not find_town().demo:
        session["must_set_up"] = True
        flash(gettext("Please set up the second factor first. It protects everything you may do here."), "info")
    return _to(target)


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
