"""What is to be done, one find with all about it, and the buttons that lead it on."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import claims, intake, steps
from webapp.blueprints.lostfound.actions.matching import losses_that_fit
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.models.people import FINDER, RECEIVER
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.queries import nearby, people
from webapp.blueprints.lostfound.rules.claims import OPEN
from webapp.blueprints.lostfound.rules.states import STATES
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.blueprints.lostfound.staff.forms import ExpenseForm, StepForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session

DECISIONS = {"accept": claims.accept, "refuse": claims.refuse}


@bp.get("")
@staff(DESK)
def index() -> Response:
    """What waits, the most urgent first."""
    rows = queries.worklist(the_session(), clock.today())
    claimed = [one for one in rows if any(claim.state == OPEN for claim in one.claims)]
    rest = [one for one in rows if one not in claimed]
    stale = nearby.names_stale(the_session(), clock.now())
    return page("lostfound/staff/worklist.html", claimed=claimed, rest=rest, stale=stale)


@bp.get("/register")
@staff(DESK)
def search() -> Response:
    """Finds by number, words or state."""
    wanted, state = request.args.get("suche", "")[:80].strip(), request.args.get("stand", "")
    state = state if state in STATES else ""
    rows = queries.found(the_session(), wanted, state)
    return page("lostfound/staff/register.html", rows=rows, wanted=wanted, state=state, year=clock.today().year)


@bp.get("/<int:item_id>")
@staff(DESK)
def item(item_id: int) -> Response:
    """Everything about one find."""
    return show(find(item_id))


@bp.get("/<int:item_id>/foto.webp")
@staff(DESK)
def photo(item_id: int) -> Response:
    """The photo of a find, published or not."""
    file = queries.photo_of(the_session(), item_id) or abort(404)
    return Response(file.content, mimetype=file.media_type)


@bp.post("/<int:item_id>/schritt")
@staff(DESK)
def step(item_id: int) -> Response:
    """One deed of the table of steps."""
    it, form = find(item_id), StepForm()
    if form.attempt(steps.step, item=it, by=person(), now=clock.now()) is None:
        return show(find(item_id), form, status=form.status)
    return back(it, gettext("Done."))


@bp.post("/<int:item_id>/auslage")
@staff(DESK)
def spend(item_id: int) -> Response:
    """Note what keeping has cost."""
    it, form = find(item_id), ExpenseForm()
    if form.attempt(intake.spend, item=it, by=person(), now=clock.now()) is None:
        return show(find(item_id), form, status=form.status)
    return back(it, gettext("Saved."))


@bp.post("/anspruch/<int:claim_id>/<decision>")
@staff(DESK)
def decide(claim_id: int, decision: str) -> Response:
    """Accept or refuse a claim, and tell the claimant."""
    claim, form = people.claim_by_id(the_session(), claim_id) or abort(404), StaffForm()
    deed = DECISIONS.get(decision) or abort(404)
    if form.attempt(deed, claim=claim, by=person(), now=clock.now()) is None:
        return show(find(claim.item_id), form, status=form.status)
    return back(claim.item, gettext("Decided. The letter is on its way."))


def find(item_id: int) -> FoundItem:
    """A find, or a 404."""
    return queries.whole_item(the_session(), item_id) or abort(404)


def show(it: FoundItem, form: Any = None, *, status: int = 200) -> Response:
    """The page of a find; ``form`` is the one that was sent, so that its errors are told."""
    note_look(it, it.label)
    about: dict[str, Any] = {"finder": it.party(FINDER), "receiver": it.party(RECEIVER), "heir": steps.heir(it)}
    about |= {"reward": steps.reward_of(it), "spent": steps.expenses(it)}
    about["expense"] = form if isinstance(form, ExpenseForm) else ExpenseForm(formdata=None)
    about |= {"rows": queries.history(the_session(), it), "fits": fitting_losses(it)}
    return page("lostfound/staff/item.html", it=it, form=form, status=status, **about)


def fitting_losses(it: FoundItem) -> list[Any]:
    """(report, why) for the losses this find may be; none once it is closed."""
    if it.closed_on:
        return []
    reports = people.missed_now(the_session())
    by_id = {one.id: one for one in reports}
    return [(by_id[one.id], one) for one in losses_that_fit(it, reports)]


def back(it: FoundItem, words: str) -> Response:
    """To the page of the find, with a word about what was done."""
    flash(words, "success")
    return redirect(url_for(".item", item_id=it.id), 303)  # type: ignore[return-value]
