"""The desk: what waits today, my account, people and roles, and who changed what."""

import csv
import io
from datetime import date
from typing import Any

import segno
from flask import Blueprint, Response, abort, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext

from webapp.blueprints.accounts import actions, keys, queries, rules
from webapp.blueprints.accounts.forms import ButtonForm, ConfirmCodeForm, NewPersonForm, PasswordForm, PersonForm
from webapp.blueprints.accounts.models import Person
from webapp.store import sessions
from webapp.store.audit import AuditEntry
from webapp.web import clock
from webapp.web.access import person as me
from webapp.web.access import staff
from webapp.web.fields import choices
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

bp = Blueprint("accounts_desk", __name__, url_prefix="/verwaltung")


@bp.get("")
@staff()
def home() -> Response:
    """What waits, and what I did last."""
    waiting = [line for one in current_app.extensions["features"] if one.waiting for line in one.waiting(me())]
    mine = queries.deeds(the_session(), person_id=me().id, subject="", day=None, page=1)[:8]
    return page("accounts/staff/home.html", waiting=waiting, mine=mine)


@bp.get("/konto")
@staff()
def account() -> Response:
    """My password, my second factor, my sessions."""
    return _account_page(PasswordForm(), 200)


@bp.post("/konto/passwort")
@staff()
def password() -> Response:
    """Change my password; every session ends, also this one."""
    form, town = PasswordForm(), find_town()
    if not form.attempt(actions.change_password, person=_myself(), town_name=town.name, now=clock.now()):
        return _account_page(form, 422)
    session.clear()
    return _to("accounts.login")


@bp.post("/konto/zweiter-faktor")
@staff()
def start_totp() -> Response:
    """A new secret for an app."""
    actions.start_totp(the_session(), person=_myself())
    return _to(".totp")


@bp.get("/konto/zweiter-faktor")
@staff()
def totp() -> Response:
    """The QR code to scan."""
    return _totp_page(ConfirmCodeForm(), 200)


@bp.post("/konto/zweiter-faktor/code")
@staff()
def confirm_totp() -> Response:
    """The first code switches it on; the recovery codes are shown once."""
    form = ConfirmCodeForm()
    codes = form.attempt(actions.confirm_totp, person=_myself(), now=clock.now())
    if not codes:
        return _totp_page(form, 422)
    session.pop("must_set_up", None)
    session.renew()  # type: ignore[attr-defined]
    return page("accounts/staff/recovery.html", codes=codes)


@bp.post("/konto/notfall-codes")
@staff()
def recovery() -> Response:
    """Fresh codes for paper."""
    return page("accounts/staff/recovery.html", codes=actions.new_recovery_codes(the_session(), person=_myself()))


@bp.post("/konto/sitzungen")
@staff()
def end_sessions() -> Response:
    """Sign out everywhere else."""
    sessions.end_all(the_session(), me().id, but=sessions.hashed(session.key))  # type: ignore[attr-defined]
    flash(gettext("You are signed out everywhere else."), "success")
    return _to(".account")


@bp.get("/personen")
@staff(rules.PEOPLE)
def people() -> Response:
    """Everybody who works here."""
    return page("accounts/staff/people.html", people=queries.everybody(the_session()), roles=dict(rules.ROLES))


@bp.get("/personen/neu")
@staff(rules.PEOPLE)
def new_person() -> Response:
    """A new colleague."""
    return page("accounts/staff/new.html", form=_with_permissions(NewPersonForm()))


@bp.post("/personen/neu")
@staff(rules.PEOPLE)
def add_person() -> Response:
    """Add the colleague and show the invitation once."""
    form = _with_permissions(NewPersonForm())
    added = form.attempt(actions.add_person, by=me(), now=clock.now())
    if added is None:
        return page("accounts/staff/new.html", form=form, status=422)
    return page("accounts/staff/invited.html", colleague=added[0], link=invitation_link(added[1]))


@bp.get("/personen/<int:person_id>")
@staff(rules.PEOPLE)
def show_person(person_id: int) -> Response:
    """One colleague."""
    colleague = _colleague(person_id)
    form = _with_permissions(PersonForm(obj=colleague))
    return page("accounts/staff/person.html", form=form, colleague=colleague, button=ButtonForm())


@bp.post("/personen/<int:person_id>")
@staff(rules.PEOPLE)
def change_person(person_id: int) -> Response:
    """Change name, office or rights."""
    colleague, form = _colleague(person_id), _with_permissions(PersonForm())
    if not form.attempt(actions.change_person, person=colleague, by=me(), now=clock.now()):
        return page("accounts/staff/person.html", form=form, colleague=colleague, button=ButtonForm(), status=422)
    flash(gettext("Saved."), "success")
    return _to(".people")


@bp.post("/personen/<int:person_id>/einladung")
@staff(rules.PEOPLE)
def invite(person_id: int) -> Response:
    """A new invitation, for example after a forgotten password."""
    colleague = _colleague(person_id)
    word = actions.invite(the_session(), person=colleague, by=me(), now=clock.now())
    return page("accounts/staff/invited.html", colleague=colleague, link=invitation_link(word))


@bp.post("/personen/<int:person_id>/ausscheiden", defaults={"deed": "let_go"}, endpoint="let_go")
@bp.post("/personen/<int:person_id>/rueckkehr", defaults={"deed": "take_back"}, endpoint="take_back")
@bp.post("/personen/<int:person_id>/zweiter-faktor", defaults={"deed": "reset_totp"}, endpoint="reset_totp")
@staff(rules.PEOPLE)
def button(person_id: int, deed: str) -> Response:
    """One of the buttons below a person."""
    colleague, form = _colleague(person_id), ButtonForm()
    if not form.attempt(getattr(actions, deed), person=colleague, by=me(), now=clock.now()):
        shown = _with_permissions(PersonForm(formdata=None, obj=colleague))
        shown.whole = " ".join(sentence for _, sentence in form.error_list)
        return page("accounts/staff/person.html", form=shown, colleague=colleague, button=ButtonForm(), status=422)
    flash(gettext("Saved."), "success")
    return _to(".show_person", person_id=person_id)


@bp.get("/protokoll")
@staff(rules.AUDIT)
def log() -> Response:
    """Who changed what, newest first."""
    number = max(1, request.args.get("seite", 1, int))
    rows = _deeds(number)
    kinds, people = queries.subjects(the_session()), queries.everybody(the_session())
    more = len(rows) > queries.PAGE
    return page(
        "accounts/staff/log.html", rows=rows[: queries.PAGE], number=number, more=more, kinds=kinds, people=people
    )


@bp.get("/protokoll.csv")
@staff(rules.AUDIT)
def log_csv() -> Response:
    """The same as a table."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["at", "person", "verb", "subject", "id", "label"])
    for one in _deeds(1):
        cells = (one.at.isoformat(), one.person_name, one.verb, one.subject, one.subject_id, one.label)
        writer.writerow(
            [f"'{cell}" if cell[:1] in "=+-@\t\r" else cell for cell in cells]
        )  # no formulas from strangers
    return Response(text.getvalue(), mimetype="text/csv")


def _deeds(number: int) -> list[AuditEntry]:
    asked = request.args
    return list(
        queries.deeds(
            the_session(),
            person_id=asked.get("person", None, int),
            subject=asked.get("art", ""),
            day=asked.get("tag", None, date.fromisoformat),
            page=number,
        )
    )


def _account_page(form: PasswordForm, status: int) -> Response:
    rows, here = sessions.of_person(the_session(), me().id), sessions.hashed(session.key)  # type: ignore[attr-defined]
    left = len(queries.unused_recovery_codes(the_session(), me().id))
    return page(
        "accounts/staff/account.html", form=form, rows=rows, here=here, left=left, button=ButtonForm(), status=status
    )


def _totp_page(form: ConfirmCodeForm, status: int) -> Response:
    mine = _myself()
    if not mine.totp_secret:
        return _to(".account")
    picture = segno.make(keys.app_address(mine.totp_secret, mine.login, find_town().name), error="m")
    drawing = picture.svg_inline(scale=4, border=2, omitsize=False, svgclass="qr", lineclass=None)
    return page("accounts/staff/totp.html", form=form, drawing=drawing, secret=mine.totp_secret, status=status)


def _with_permissions(form: PersonForm) -> PersonForm:
    known = [entry for one in current_app.extensions["features"] for entry in one.permissions]
    form.permissions.choices = choices(
        (name, gettext(label)) for name, label in known if name not in rules.ADMINISTRATION
    )
    return form


def _myself() -> Person:
    return the_session().get_one(Person, me().id)


def _colleague(person_id: int) -> Person:
    found = the_session().get(Person, person_id)
    return found or abort(404)


def invitation_link(word: str) -> str:
    """The whole address to hand over."""
    return find_town().address + url_for("accounts.invitation", word=word)


def _to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]
