"""Neighbouring towns at the desk: who searches with us, and whether their lists arrive."""

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import neighbours as actions
from webapp.blueprints.lostfound.models import FoundNeighbour
from webapp.blueprints.lostfound.queries import nearby as queries
from webapp.blueprints.lostfound.rules.neighbours import STALE
from webapp.blueprints.lostfound.staff import SETTINGS, bp
from webapp.blueprints.lostfound.staff.forms import NeighbourForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/nachbarn")
@staff(SETTINGS)
def neighbours() -> Response:
    """Who searches with us."""
    return _show(NeighbourForm())


@bp.post("/nachbarn")
@staff(SETTINGS)
def add_neighbour() -> Response:
    """One more."""
    form = NeighbourForm()
    if form.attempt(actions.add, demo=find_town().demo, by=person(), now=clock.now()) is None:
        return _show(form, status=form.status)
    return _back(gettext("Added. Its finds appear within minutes."))


@bp.post("/nachbarn/<int:neighbour_id>/entfernen")
@staff(SETTINGS)
def remove_neighbour(neighbour_id: int) -> Response:
    """One less; the copies of its finds go as well."""
    it = the_session().get(FoundNeighbour, neighbour_id) or abort(404)
    StaffForm().attempt(actions.remove, neighbour=it, by=person(), now=clock.now())
    return _back(gettext("Removed. The copies of its finds are deleted."))


def _show(form: NeighbourForm, *, status: int = 200) -> Response:
    rows, fresh_since = queries.neighbours(the_session()), clock.now() - STALE
    return page("lostfound/staff/neighbours.html", form=form, rows=rows, fresh_since=fresh_since, status=status)


def _back(words: str) -> Response:
    flash(words, "success")
    return redirect(url_for(".neighbours"), 303)  # type: ignore[return-value]
