"""The desk writes a letter of its own: to whom, which text, a look at it; by e-mail or on paper."""

from flask import Response, abort, request
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import writing as actions
from webapp.blueprints.lostfound.actions.writing import Reader
from webapp.blueprints.lostfound.letters import places
from webapp.blueprints.lostfound.models import FoundItem, LossReport
from webapp.blueprints.lostfound.queries import office
from webapp.blueprints.lostfound.rules import blocks as rules
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.blueprints.lostfound.staff.forms import WritingForm
from webapp.blueprints.lostfound.staff.working import back, find, fitting_losses
from webapp.store.outbox import Letter
from webapp.web import clock, letters
from webapp.web.access import person, staff
from webapp.web.i18n import translate
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import find_town, portal, the_session


@bp.get("/<int:item_id>/brief")
@staff(DESK)
def choose_letter(item_id: int) -> Response:
    """To whom, and which text."""
    it = find(item_id)
    note_look(it, it.label)
    about = actions.about(it)
    rows = [(one, rules.fitting(one.role, about)) for one in actions.readers(it, _losses(it))]
    return page("lostfound/staff/letters.html", it=it, rows=rows)


@bp.get("/<int:item_id>/brief/<reader>/<block>")
@staff(DESK)
def write_letter(item_id: int, reader: str, block: str) -> Response:
    """The text, filled in and open to change."""
    it = find(item_id)
    who = _reader(it, reader, block)
    note_look(it, it.label)
    return _ask(it, who, block, WritingForm(data={"text": _text(it, who, block)}))


@bp.post("/<int:item_id>/brief/<reader>/<block>")
@staff(DESK)
def send_letter(item_id: int, reader: str, block: str) -> Response:
    """Look at it, print it, or let it leave."""
    it, form, do = find(item_id), WritingForm(), request.form.get("do")
    who = _reader(it, reader, block)
    deed = {"send": actions.send, "print": actions.put_on_paper}.get(do or "")
    if deed is None or (do == "send" and not who.email):
        return _ask(it, who, block, form, preview=form.validate())
    done = form.attempt(deed, item=it, reader=who, block=block, by=person(), now=clock.now())
    if done is None:
        return _ask(find(item_id), who, block, form, status=form.status)
    return _sheet(it, who, done) if isinstance(done, Letter) else back(it, gettext("The letter is on its way."))


def _losses(it: FoundItem) -> list[LossReport]:
    return [report for report, _ in fitting_losses(it)]


def _reader(it: FoundItem, slug: str, block: str) -> Reader:
    """Who is meant, if the text suits them; losses are looked through only for whoever misses something."""
    missed = _losses(it) if slug.startswith(rules.LOSER) else []
    who = next((one for one in actions.readers(it, missed) if one.slug == slug), None) or abort(404)
    return who if block in rules.fitting(who.role, actions.about(it)) else abort(404)


def _text(it: FoundItem, who: Reader, block: str) -> str:
    """The block in the reader's language, with what is known."""
    decided, own = office.words_of(the_session(), block, who.language)
    with letters.room(portal(), find_town(), who.language):
        known = places(it, collect_weeks=decided.collect_weeks)
        return rules.filled(own or translate(rules.BLOCKS[block].text), known, verified=who.verified)


def _ask(
    it: FoundItem, who: Reader, block: str, form: WritingForm, *, preview: bool = False, status: int = 200
) -> Response:
    draft = actions.letter(it, who, block, form.text.data or "", clock.now())
    mail = letters.read(portal(), find_town(), draft) if preview else None
    return page("lostfound/staff/write.html", it=it, who=who, block=block, form=form, mail=mail, status=status)


def _sheet(it: FoundItem, who: Reader, letter: Letter) -> Response:
    mail = letters.read(portal(), find_town(), letter) or abort(404)
    return page("lostfound/staff/sheet.html", it=it, who=who, mail=mail)
