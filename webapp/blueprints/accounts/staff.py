"""The desk: what waits today, my account, people and roles, and who changed what."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext

from webapp.blueprints.accounts import actions, keys, queries, rules
from webapp.blueprints.accounts.forms import (
    ButtonForm,
    ConfirmCodeForm,
    NewPersonForm,
    PasswordForm,
    PersonForm,
    ProofForm,
)
from webapp.blueprints.accounts.log import as_table, asked_for
from webapp.blueprints.accounts.models import Person
from webapp.blueprints.accounts.views import whose_try
from webapp.domain.refusal import Refusal
from webapp.store import sessions
from webapp.web import clock
from webapp.web.access import person as me
from webapp.web.access import staff
from webapp.web.feature import of_town
from webapp.web.fields import choices, number_of
from webapp.web.links import qr
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

bp = Blueprint("accounts_desk", __name__, url_prefix="/verwaltung")


@bp.get("")
@staff()
def home() -> Response:
    """What waits, and what I did last."""
    here = of_town(current_app.extensions["features"], find_town())
    mine = [waiting for one in here for waiting in one.waiting if me().may(waiting.permission)]
    counts = queries.answers(the_session(), [one.count(clock.today()) for one in mine])
    waiting = [(one, count) for one, count in zip(mine, counts, strict=True) if count]
    return page("accounts/staff/home.html", waiting=waiting, mine=queries.latest_deeds(the_session(), me().id))


@bp.get("/konto")
@staff()
def account() -> Response:
    """My password, my second factor, my sessions."""
    return _account_page(200)


@bp.post("/konto/passwort")
@staff()
def password() -> Response:
    """Change my password; every session ends, also this one."""
    form, town = PasswordForm(), find_town()
    given = {"person": _myself(), "town_name": town.name, "now": clock.now()}
    if not _is_counted(form) or not form.attempt(actions.change_password, **given):
        return _account_page(422, form=form)
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
    session["seal"] = _myself().seal
    session.renew()  # type: ignore[attr-defined]
    return page("accounts/staff/recovery.html", codes=codes)


@bp.post("/konto/notfall-codes")
@staff()
def recovery() -> Response:
    """Fresh codes for paper."""
    form = ProofForm()
    given = {"person": _myself(), "now": clock.now()}
    if not _is_counted(form) or not (codes := form.attempt(actions.new_recovery_codes, **given)):
        return _account_page(422, proof=form)
    actions.forgive_tries(the_session(), whose_try(_myself().login)["account"])
    return page("accounts/staff/recovery.html", codes=codes)


@bp.post("/konto/sitzungen")
@staff()
def end_sessions() -> Response:
    """Sign out everywhere else."""
    here = sessions.hashed(session.key)  # type: ignore[attr-defined]
    actions.end_other_sessions(the_session(), person=_myself(), here=here, now=clock.now())
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
    number, asked = request.args.get("seite", 1, number_of), asked_for(request.args, clock.today())
    rows = queries.deeds(the_session(), **asked, page=number)
    kept: dict[str, Any] = {name: text for name in ("person", "art", "tag") if (text := request.args.get(name))}
    newer = (gettext("Newer"), url_for(".log", **kept, seite=number - 1)) if number > 1 else None
    older = (gettext("Older"), url_for(".log", **kept, seite=number + 1)) if len(rows) > queries.PAGE else None
    kinds, people = queries.subjects(the_session()), queries.everybody(the_session())
    found = {"rows": rows[: queries.PAGE], "newer": newer, "older": older}
    return page("accounts/staff/log.html", found=found, kept=kept, kinds=kinds, people=people)


@bp.get("/protokoll.csv")
@staff(rules.AUDIT)
def log_csv() -> Response:
    """The same as a table, as far as it was filtered."""
    content = as_table(queries.deeds_for_table(the_session(), **asked_for(request.args, clock.today())))
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="protokoll.csv"'
    return response


def _account_page(status: int, *, form: PasswordForm | None = None, proof: ProofForm | None = None) -> Response:
    """``form`` is the one that was sent, so that its errors are told."""
    mine, here = _myself(), sessions.hashed(session.key)  # type: ignore[attr-defined]
    forms = {
        "change": form or PasswordForm(formdata=None),
        "proof": proof or ProofForm(formdata=None),
        "button": ButtonForm(),
    }
    rows, left = sessions.of_person(the_session(), mine.id), len(queries.unused_recovery_codes(the_session(), mine.id))
    sent = form or proof
    return page("accounts/staff/account.html", status=status, form=sent, forms=forms, rows=rows, here=here, left=left)


def _is_counted(form: PasswordForm | ProofForm) -> bool:
    """Whether a present password may be looked at; counted outside the savepoint that a wrong one undoes."""
    try:
        if form.validate_on_submit():
            actions.note_try(the_session(), **whose_try(_myself().login), now=clock.now())
        return not form.error_list
    except Refusal as no:
        form.refuse(no)
        return False


def _totp_page(form: ConfirmCodeForm, status: int) -> Response:
    mine = _myself()
    if mine.totp_on or not mine.totp_secret:
        return _to(".account")  # a key that works is never shown again
    drawing = qr(keys.app_address(mine.totp_secret, mine.login, find_town().name))
    return page("accounts/staff/totp.html", form=form, drawing=drawing, secret=mine.totp_secret, status=status)


def _with_permissions(form: PersonForm) -> PersonForm:
    known = [entry for one in of_town(current_app.extensions["features"], find_town()) for entry in one.permissions]
    form.permissions.choices = choices(
        (name, gettext(label)) for name, label in known if name not in rules.ADMINISTRATION
    )
    return form


def _myself() -> Person:
    return the_session().get_one(Person, me().id)


def _colleague(person_id: int) -> Person:
    found = the_session().get(Person, person_id) if person_id < 2**63 else None  # SQLite holds no larger number
    return found or abort(404)


def invitation_link(word: str) -> str:
    """The whole address to hand over."""
    return find_town().address + url_for("accounts.invitation", word=word)


def _to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]
