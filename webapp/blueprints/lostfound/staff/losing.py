"""Reports of losses at the desk: what is missed, and what may be it."""

from typing import Any

from flask import Response, abort

from webapp.blueprints.lostfound.actions import losses as actions
from webapp.blueprints.lostfound.actions.matching import finds_that_fit
from webapp.blueprints.lostfound.queries import items, people
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/verluste")
@staff(DESK)
def losses() -> Response:
    """What is missed now; it names nobody."""
    return page("lostfound/staff/losses.html", rows=people.open_reports(the_session()))


@bp.get("/verluste/<int:report_id>")
@staff(DESK)
def loss(report_id: int) -> Response:
    """One report, and the finds that may be it."""
    return _show(_find(report_id))


@bp.post("/verluste/<int:report_id>/ende")
@staff(DESK)
def end_loss(report_id: int) -> Response:
    """It is found, or nobody searches any more."""
    it = _find(report_id)
    StaffForm().attempt(actions.end, report=it, state="found", by=person(), now=clock.now())
    return _show(it)


def _find(report_id: int) -> Any:
    return people.report_by_id(the_session(), report_id) or abort(404)


def _show(it: Any) -> Response:
    note_look(it, it.number)
    kept = items.kept_items(the_session())
    by_id = {one.id: one for one in kept}
    fits = [(by_id[one.id], one) for one in finds_that_fit(it, kept)]
    return page("lostfound/staff/loss.html", it=it, fits=fits)
