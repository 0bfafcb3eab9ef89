"""Streets and districts."""

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import directory as deeds
from webapp.blueprints.waste.forms import DistrictForm, StreetForm
from webapp.blueprints.waste.models import District, Street
from webapp.blueprints.waste.queries import desk, directory
from webapp.blueprints.waste.rules.addresses import written
from webapp.blueprints.waste.rules.places import has_numbers, range_of
from webapp.blueprints.waste.rules.streams import STREAMS
from webapp.blueprints.waste.staff import bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import number_of
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import the_session

SPARE_LINES = 2


@bp.get("/strassen")
@staff("waste.edit")
def streets() -> Response:
    """All streets, or those that hold a word."""
    word, number = request.args.get("wort", "").strip(), request.args.get("seite", 1, number_of)
    rows = directory.streets(the_session(), word, number)
    more = len(rows) > directory.PAGE
    names = {one.id: one.name for one in desk.districts(the_session())}
    return page(
        "waste/staff/streets.html", rows=rows[: directory.PAGE], word=word, number=number, more=more, names=names
    )


@bp.get("/strassen/neu", defaults={"street_id": 0}, endpoint="new_street")
@bp.get("/strassen/<int:street_id>")
@staff("waste.edit")
def show_street(street_id: int) -> Response:
    """One street and its lines."""
    street = _street(street_id)
    return _street_page(StreetForm(obj=street), street, _lines_of(street), 200)


@bp.post("/strassen/neu", defaults={"street_id": 0}, endpoint="add_street")
@bp.post("/strassen/<int:street_id>")
@staff("waste.edit")
def keep_street(street_id: int) -> Response:
    """Keep it."""
    street, form, rows = _street(street_id), StreetForm(), _typed_rows()
    if not form.attempt(deeds.keep_street, street=street, rows=rows, by=person(), now=clock.now()):
        return _street_page(form, street, rows, 422)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".streets"), 303)  # type: ignore[return-value]


@bp.post("/strassen/<int:street_id>/stilllegen", defaults={"deed": "retire"}, endpoint="retire_street")
@bp.post("/strassen/<int:street_id>/rueckkehr", defaults={"deed": "bring_back"}, endpoint="bring_street_back")
@staff("waste.edit")
def street_button(street_id: int, deed: str) -> Response:
    """Retire a street, or bring it back."""
    StaffForm().attempt(getattr(deeds, deed), street=_street(street_id), by=person(), now=clock.now())
    return redirect(url_for(".show_street", street_id=street_id), 303)  # type: ignore[return-value]


@bp.get("/bezirke")
@staff("waste.edit")
def districts() -> Response:
    """All districts and what hangs on them."""
    return page("waste/staff/districts.html", rows=directory.districts_with_counts(the_session()), form=DistrictForm())


@bp.post("/bezirke")
@staff("waste.edit")
def add_district() -> Response:
    """A new district."""
    form = DistrictForm()
    if not form.attempt(lambda session, name: deeds.the_district(session, name)):
        return page(
            "waste/staff/districts.html", rows=directory.districts_with_counts(the_session()), form=form, status=422
        )
    return redirect(url_for(".districts"), 303)  # type: ignore[return-value]


@bp.get("/bezirke/<int:district_id>")
@staff("waste.edit")
def show_district(district_id: int) -> Response:
    """One district."""
    one = the_session().get(District, district_id) or abort(404)
    return page("waste/staff/district.html", form=DistrictForm(obj=one), one=one)


@bp.post("/bezirke/<int:district_id>")
@staff("waste.edit")
def rename_district(district_id: int) -> Response:
    """Another name."""
    one, form = the_session().get(District, district_id) or abort(404), DistrictForm()
    if not form.attempt(deeds.rename_district, district=one, by=person(), now=clock.now()):
        return page("waste/staff/district.html", form=form, one=one, status=422)
    return redirect(url_for(".districts"), 303)  # type: ignore[return-value]


def _street_page(form: StreetForm, street: Street | None, rows: list[deeds.Row], status: int) -> Response:
    lines = [*rows, *[deeds.Row("*", "", "")] * SPARE_LINES]
    names = [one.name for one in desk.districts(the_session())]
    return page(
        "waste/staff/street.html",
        form=form,
        street=street,
        lines=lines,
        streams=STREAMS,
        districts=names,
        status=status,
    )


def _lines_of(street: Street | None) -> list[deeds.Row]:
    return [
        deeds.Row(one.stream, written(range_of(one)).strip() if has_numbers(one) else "", one.district.name)
        for one in (street.assignments if street else ())
    ]


def _typed_rows() -> list[deeds.Row]:
    columns = (request.form.getlist(name) for name in ("stream", "numbers", "district"))
    rows = [deeds.Row(*line) for line in zip(*columns, strict=False)]
    return [row for row in rows if row.numbers.strip() or row.district.strip()]


def _street(street_id: int) -> Street | None:
    return (directory.whole_street(the_session(), street_id) or abort(404)) if street_id else None
