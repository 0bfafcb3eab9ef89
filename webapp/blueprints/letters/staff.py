"""The desk for letters: a list, a letter as it reads, and what can be done with it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.letters import actions, queries, rules
from webapp.blueprints.letters.forms import TrialForm
from webapp.formats.mail import Mail
from webapp.store.outbox import Letter
from webapp.web import clock, letters
from webapp.web.access import person, staff
from webapp.web.fields import number_of
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import find_town, portal, the_session

READ = "letters.read"
bp = Blueprint("letters_desk", __name__, url_prefix="/verwaltung/briefe")


@bp.get("")
@staff(READ)
def index() -> Response:
    """Letters by state and address, newest first."""
    return _list(TrialForm(formdata=None), 200)


@bp.post("/probe")
@staff(READ)
def send_trial() -> Response:
    """A letter that shows that letters arrive."""
    form = TrialForm()
    letter = form.attempt(actions.send_trial, by=person(), now=clock.now())
    return _to(letter) if letter else _list(form, 422)


@bp.get("/<letter_id>")
@staff(READ)
def show(letter_id: str) -> Response:
    """One letter, as it reads."""
    letter = _letter(letter_id)
    forgotten = actions.is_forgotten(letter, clock.now())
    may, mail = rules.deeds(letter.state, forgotten=forgotten), _mail(letter)
    told: dict[str, Any] = {"forgotten": forgotten, "may": may, "mail": mail, "states": rules.STATES}
    return page("letters/staff/show.html", letter=letter, form=StaffForm(), **told)


@bp.get("/<letter_id>/anhang/<int:number>")
@staff(READ)
def attachment(letter_id: str, number: int) -> Response:
    """A file that rode along."""
    mail = _mail(_letter(letter_id))
    if mail is None or number >= len(mail.attachments):
        abort(404)
    file = mail.attachments[number]
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    return answer


@bp.post("/<letter_id>/nochmal")
@staff(READ)
def send_again(letter_id: str) -> Response:
    """The same words as a new letter."""
    return _done(letter_id, actions.send_again, gettext("The letter leaves once more."))


@bp.post("/<letter_id>/zurueckziehen")
@staff(READ)
def withdraw(letter_id: str) -> Response:
    """It does not leave."""
    return _done(letter_id, actions.withdraw, gettext("The letter is withdrawn. You can send it again."))


def _list(form: TrialForm, status: int) -> Response:
    number, state = request.args.get("seite", 1, number_of), request.args.get("zustand", "")
    address = request.args.get("an", "").strip()
    found = queries.letters(the_session(), state=state, address=address, page=number)
    kept: dict[str, Any] = {name: text for name, text in (("zustand", state), ("an", address)) if text}
    newer = (gettext("Newer"), url_for(".index", **kept, seite=number - 1)) if number > 1 else None
    older = (gettext("Older"), url_for(".index", **kept, seite=number + 1)) if len(found) > queries.PAGE else None
    told = {"rows": found[: queries.PAGE], "newer": newer, "older": older, "states": rules.STATES}
    return page("letters/staff/index.html", form=form, state=state, address=address, status=status, **told)


def _letter(letter_id: str) -> Letter:
    return the_session().get(Letter, letter_id) or abort(404)


def _mail(letter: Letter) -> Mail | None:
    return None if actions.is_forgotten(letter, clock.now()) else letters.read(portal(), find_town(), letter)


def _done(letter_id: str, deed: Any, words: str) -> Response:
    form = StaffForm()
    letter = _letter(letter_id)
    done = form.attempt(deed, letter=letter, by=person(), now=clock.now())
    if done:
        flash(words, "success")
    else:
        flash(" ".join(sentence for _, sentence in form.error_list), "error")
    return _to(done or letter)


def _to(letter: Letter) -> Response:
    return redirect(url_for("letters_desk.show", letter_id=letter.id), 303)  # type: ignore[return-value]
