"""The find leaves the house: to its owner or its finder, with a check of identity and a receipt to print."""

from typing import Any

from flask import Response, abort
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.models.people import FINDER, RECEIVER
from webapp.blueprints.lostfound.rules.states import OFFERED, may_leave
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.blueprints.lostfound.staff.forms import HandoverForm
from webapp.blueprints.lostfound.staff.working import back, find
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.links import outside, qr
from webapp.web.looks import note_look
from webapp.web.pages import page


@bp.get("/<int:item_id>/herausgabe")
@staff(DESK)
def ask_to_hand_over(item_id: int) -> Response:
    """Who takes it?"""
    it = find(item_id)
    note_look(it, it.label)
    return _ask(it, HandoverForm(data=_expected(it)))


@bp.post("/<int:item_id>/herausgabe")
@staff(DESK)
def hand_over(item_id: int) -> Response:
    """It is handed over, once."""
    it, form = find(item_id), HandoverForm()
    if form.attempt(steps.hand_over, item=it, by=person(), now=clock.now()) is None:
        return _ask(find(item_id), form, status=form.status)
    return back(it, gettext("Handed over. The receipt can be printed."))


@bp.get("/<int:item_id>/beleg")
@staff(DESK)
def receipt(item_id: int) -> Response:
    """What the receiver signs."""
    it = find(item_id)
    note_look(it, it.label)
    who = it.party(RECEIVER) or it.party(FINDER)
    return page("lostfound/staff/receipt.html", it=it, who=who) if it.handover else abort(404)


@bp.get("/<int:item_id>/finderbeleg")
@staff(DESK)
def finder_receipt(item_id: int) -> Response:
    """What the finder takes home: the number, the rights, until when."""
    it = find(item_id)
    note_look(it, it.label)
    return page("lostfound/staff/finder_receipt.html", it=it, finder=it.party(FINDER), reward=steps.reward_of(it))


@bp.get("/<int:item_id>/etikett")
@staff(DESK)
def label(item_id: int) -> Response:
    """A label with the number and a code that opens the page of the find."""
    it = find(item_id)
    return page("lostfound/staff/label.html", it=it, code=qr(outside("lostfound_desk.item", item_id=it.id)))


def _expected(it: FoundItem) -> dict[str, Any]:
    """The form as it probably will be sent: whom the claim or the register names, what the law gives the finder."""
    who = it.party(FINDER) if it.state == OFFERED else steps.accepted_claim(it)
    owed = 0 if it.waives_reward or it.party(FINDER) is None else steps.reward_of(it).cents or 0
    return {"name": who.name if who else "", "address": getattr(who, "address", ""), "reward_cents": owed}


def _ask(it: FoundItem, form: HandoverForm, *, status: int = 200) -> Response:
    if not may_leave(it.state, it.path):
        return page("lostfound/staff/gone.html", it=it, status=422 if status != 200 else 200)
    about = {"reward": steps.reward_of(it), "spent": steps.expenses(it), "finder": it.party(FINDER)}
    claim = steps.accepted_claim(it)
    return page("lostfound/staff/handover.html", it=it, form=form, claim=claim, status=status, **about)
