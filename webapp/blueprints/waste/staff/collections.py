"""The dates of a district, month by month, changed by hand."""

import calendar
from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import collections
from webapp.blueprints.waste.forms import CollectionForm, NewCollectionForm
from webapp.blueprints.waste.models import Collection
from webapp.blueprints.waste.queries import desk
from webapp.blueprints.waste.staff import bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices, number_of
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session

DECEMBER = 12


@bp.get("/termine")
@staff("waste.edit")
def dates() -> Response:
    """One month of one district."""
    districts = desk.districts(the_session())
    chosen = request.args.get("bezirk", districts[0].id if districts else 0, number_of)
    first = _month(request.args.get("monat", ""))
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    rows = desk.collections_of_month(the_session(), chosen, first, last)
    months: dict[str, Any] = {"before": _shifted(first, -1), "after": _shifted(first, 1)}
    return page("waste/staff/dates.html", districts=districts, chosen=chosen, first=first, rows=rows, **months)


@bp.get("/termine/neu")
@staff("waste.edit")
def new_date() -> Response:
    """A date of one's own."""
    return page("waste/staff/new_date.html", form=_with_districts(NewCollectionForm()))


@bp.post("/termine/neu")
@staff("waste.edit")
def add_date() -> Response:
    """Add it."""
    form = _with_districts(NewCollectionForm())
    row = form.attempt(collections.add, by=person(), now=clock.now())
    return _saved(_month_of(row)) if row else page("waste/staff/new_date.html", form=form, status=422)


@bp.get("/termine/<int:row_id>")
@staff("waste.edit")
def show_date(row_id: int) -> Response:
    """One date."""
    row = _row(row_id)
    return page("waste/staff/date.html", form=CollectionForm(obj=row), row=row, button=StaffForm())


@bp.post("/termine/<int:row_id>")
@staff("waste.edit")
def change_date(row_id: int) -> Response:
    """Move it, or change what is said about it."""
    row, form = _row(row_id), CollectionForm()
    if not form.attempt(collections.change, row=row, by=person(), now=clock.now()):
        return page("waste/staff/date.html", form=form, row=row, button=StaffForm(), status=422)
    return _saved(_month_of(row))


@bp.post("/termine/<int:row_id>/absage", defaults={"deed": "cancel"}, endpoint="cancel_date")
@bp.post("/termine/<int:row_id>/zusage", defaults={"deed": "revive"}, endpoint="revive_date")
@bp.post("/termine/<int:row_id>/loeschen", defaults={"deed": "remove"}, endpoint="remove_date")
@staff("waste.edit")
def button(row_id: int, deed: str) -> Response:
    """One of the buttons below a date."""
    row, form = _row(row_id), StaffForm()
    month = _month_of(row)
    if not form.attempt(getattr(collections, deed), row=row, by=person(), now=clock.now()):
        return page("waste/staff/date.html", form=CollectionForm(None, obj=row), row=row, button=form, status=422)
    return _saved(month)


def _row(row_id: int) -> Collection:
    return the_session().get(Collection, row_id) or abort(404)


def _month_of(row: Collection) -> str:
    return url_for(".dates", bezirk=row.district_id, monat=f"{row.actual_on:%Y-%m}")


def _saved(month: str) -> Response:
    flash(gettext("Saved. Calendars learn of it at their next look."), "success")
    return redirect(month, 303)  # type: ignore[return-value]


def _with_districts(form: NewCollectionForm) -> NewCollectionForm:
    form.district_id.choices = choices((one.id, one.name) for one in desk.districts(the_session()))
    return form


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)


def _shifted(first: date, months: int) -> str:
    month = first.year * DECEMBER + first.month - 1 + months
    return f"{month // DECEMBER}-{month % DECEMBER + 1:02}"
