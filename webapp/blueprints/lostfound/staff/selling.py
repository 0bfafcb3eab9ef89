"""Public lists at the desk: what may be sold, the notice, what each find brought, the record to print."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import sales as actions
from webapp.blueprints.lostfound.models import Sale
from webapp.blueprints.lostfound.queries import office
from webapp.blueprints.lostfound.queries import sales as queries
from webapp.blueprints.lostfound.rules.deadlines import notice_of
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.blueprints.lostfound.staff.forms import AmountForm, SaleForm
from webapp.blueprints.lostfound.staff.working import find
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

A_WEEK = timedelta(weeks=1)


@bp.get("/versteigerungen")
@staff(DESK)
def sales() -> Response:
    """All lists, and a new one."""
    weeks = office.preferences(the_session()).notice_weeks or notice_of(find_town().land, clock.today()).weeks
    until = clock.today() + weeks * A_WEEK
    return _show(SaleForm(data={"notice_until": until, "sold_on": until + A_WEEK}))


@bp.post("/versteigerungen")
@staff(DESK)
def announce() -> Response:
    """Announce a list; sent twice, it is the same."""
    form = SaleForm()
    form.items.choices = _listable()
    sale = form.attempt(actions.announce, by=person(), now=clock.now())
    if sale is None:
        return _show(form, status=form.status)
    return _to(sale.id, gettext("Announced. Everybody can read the list."))


@bp.get("/versteigerungen/<int:sale_id>")
@staff(DESK)
def sale(sale_id: int) -> Response:
    """One list: its days, its finds, what they brought."""
    return page("lostfound/staff/sale.html", it=_find(sale_id), form=AmountForm())


@bp.post("/<int:item_id>/verkauft")
@staff(DESK)
def sell(item_id: int) -> Response:
    """Note what a find brought."""
    it, form = find(item_id), AmountForm()
    sale_id = it.sale_id or abort(404)
    if form.attempt(actions.sell, item=it, by=person(), now=clock.now()) is None:
        return page("lostfound/staff/sale.html", it=_find(sale_id), form=form, status=form.status)
    return _to(sale_id, gettext("Saved."))


def _show(form: SaleForm, *, status: int = 200) -> Response:
    form.items.choices = _listable()
    return page("lostfound/staff/sales.html", form=form, rows=queries.all_sales(the_session()), status=status)


def _listable() -> list[Any]:
    return choices((one.id, f"{one.label} {one.title}") for one in queries.listable(the_session()))


def _find(sale_id: int) -> Sale:
    return queries.sale_by_id(the_session(), sale_id) or abort(404)


def _to(sale_id: int, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for(".sale", sale_id=sale_id), 303)  # type: ignore[return-value]
