"""The A to Z and the places that take waste."""

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import guide as deeds
from webapp.blueprints.waste.forms import DropOffForm, ItemForm
from webapp.blueprints.waste.models import DropOff, Item
from webapp.blueprints.waste.queries import places
from webapp.blueprints.waste.staff import bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/wegweiser")
@staff("waste.edit")
def guide() -> Response:
    """Every entry and every place."""
    items, dropoffs = places.items_for(the_session(), ""), places.dropoffs(the_session())
    return page("waste/staff/guide.html", items=items, dropoffs=dropoffs)


@bp.get("/wegweiser/wort/neu", defaults={"item_id": 0}, endpoint="new_item")
@bp.get("/wegweiser/wort/<int:item_id>")
@staff("waste.edit")
def show_item(item_id: int) -> Response:
    """One entry."""
    item = _one(Item, item_id)
    return page("waste/staff/item.html", form=_with_places(ItemForm(obj=item)), thing=item)


@bp.post("/wegweiser/wort/neu", defaults={"item_id": 0}, endpoint="add_item")
@bp.post("/wegweiser/wort/<int:item_id>")
@staff("waste.edit")
def keep_item(item_id: int) -> Response:
    """Keep it."""
    item, form = _one(Item, item_id), _with_places(ItemForm())
    if not form.attempt(deeds.keep_item, item=item, by=person(), now=clock.now()):
        return page("waste/staff/item.html", form=form, thing=item, status=422)
    return _done()


@bp.get("/wegweiser/ort/neu", defaults={"dropoff_id": 0}, endpoint="new_dropoff")
@bp.get("/wegweiser/ort/<int:dropoff_id>")
@staff("waste.edit")
def show_dropoff(dropoff_id: int) -> Response:
    """One place."""
    one = _one(DropOff, dropoff_id)
    form = DropOffForm(obj=one)
    form.hours.data = deeds.hours_text(one.hours) if one else ""
    return page("waste/staff/dropoff.html", form=form, thing=one)


@bp.post("/wegweiser/ort/neu", defaults={"dropoff_id": 0}, endpoint="add_dropoff")
@bp.post("/wegweiser/ort/<int:dropoff_id>")
@staff("waste.edit")
def keep_dropoff(dropoff_id: int) -> Response:
    """Keep it."""
    one, form = _one(DropOff, dropoff_id), DropOffForm()
    if not form.attempt(deeds.keep_dropoff, dropoff=one, by=person(), now=clock.now()):
        return page("waste/staff/dropoff.html", form=form, thing=one, status=422)
    return _done()


@bp.post("/wegweiser/wort/<int:thing_id>/loeschen", defaults={"kind": Item}, endpoint="remove_item")
@bp.post("/wegweiser/ort/<int:thing_id>/loeschen", defaults={"kind": DropOff}, endpoint="remove_dropoff")
@staff("waste.edit")
def remove(thing_id: int, kind: type[Any]) -> Response:
    """An entry goes."""
    StaffForm().attempt(deeds.remove, thing=_one(kind, thing_id), by=person(), now=clock.now())
    return _done()


def _one(kind: type[Any], number: int) -> Any:
    return (the_session().get(kind, number) or abort(404)) if number else None


def _with_places(form: ItemForm) -> ItemForm:
    known = [(str(one.id), one.name) for one in places.dropoffs(the_session())]
    form.dropoff_id.choices = choices([("", gettext("no place")), *known])
    return form


def _done() -> Response:
    flash(gettext("Saved."), "success")
    return redirect(url_for(".guide"), 303)  # type: ignore[return-value]
