"""Importing a street directory."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import streets as deeds
from webapp.blueprints.waste.forms import StreetFileForm
from webapp.blueprints.waste.models import WasteImport
from webapp.blueprints.waste.queries import desk
from webapp.blueprints.waste.rules import directory
from webapp.blueprints.waste.rules.streams import STREAMS
from webapp.blueprints.waste.staff import bp
from webapp.domain.i18n import N_
from webapp.formats.tables import BadTable, csv_rows, looks_like_workbook, workbook_rows
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.i18n import translate
from webapp.web.pages import page
from webapp.web.town import the_session

SHOWN = 8
NAMES = {
    "street": N_("Street"), "locality": N_("Locality"), "numbers": N_("House numbers"), "from": N_("House number from"),
    "to": N_("House number until"), "parity": N_("Side of the street"), "*": N_("District of all kinds of waste"),
}  # fmt: skip


@bp.get("/strassen/import")
@staff("waste.edit")
def streets_upload() -> Response:
    """Choose a table."""
    imports = desk.recent_imports(the_session(), "streets")
    return page("waste/staff/streets_upload.html", form=StreetFileForm(), imports=imports)


@bp.post("/strassen/import")
@staff("waste.edit")
def streets_receive() -> Response:
    """Read the table, then show what its columns seem to be."""
    form = StreetFileForm()
    rows = _rows(form)
    started = None
    if rows is not None:
        started = form.attempt(deeds.start, name=form.file.data.filename, rows=rows, by=person(), now=clock.now())
    if started is None:
        imports = desk.recent_imports(the_session(), "streets")
        return page("waste/staff/streets_upload.html", form=form, imports=imports, status=422)
    return _to(started)


@bp.get("/strassen/import/<int:import_id>")
@staff("waste.edit")
def streets_preview(import_id: int) -> Response:
    """The first lines, the columns, and what would change."""
    return _preview(_import(import_id), StaffForm(), 200)


@bp.post("/strassen/import/<int:import_id>/spalten")
@staff("waste.edit")
def streets_choose(import_id: int) -> Response:
    """Keep what the columns are."""
    one, form = _import(import_id), StaffForm()
    if not form.attempt(deeds.choose, one=one, columns=request.form.getlist("column")):
        return _preview(one, form, 422)
    return _to(one)


@bp.post("/strassen/import/<int:import_id>/uebernehmen", defaults={"deed": "apply"}, endpoint="streets_apply")
@bp.post("/strassen/import/<int:import_id>/zuruecknehmen", defaults={"deed": "undo"}, endpoint="streets_undo")
@staff("waste.edit")
def streets_button(import_id: int, deed: str) -> Response:
    """Write it, or put everything back."""
    one, form = _import(import_id), StaffForm()
    if not form.attempt(getattr(deeds, deed), one=one, by=person(), now=clock.now()):
        return _preview(one, form, 422)
    flash(gettext("Saved."), "success")
    return _to(one)


def _rows(form: StreetFileForm) -> list[Any] | None:
    """The longest sheet of the file; none with a sentence at the field if it cannot be read."""
    if not form.validate_on_submit() or not form.file.data:
        form.file.errors = [gettext("Please choose at least one file.")]
        return None
    content = form.file.data.read()
    try:
        sheets = (
            [sheet.rows for sheet in workbook_rows(content)] if looks_like_workbook(content) else [csv_rows(content)]
        )
    except BadTable as no:
        form.file.errors = [translate(no.reason)]
        return None
    return max(sheets, key=_street_cells, default=[])


def _street_cells(rows: list[Any]) -> int:
    columns = directory.guess_columns([row for row in rows if any(row)])
    return (
        len(directory.entries_of(rows, columns))
        if directory.has_heading(rows)
        else sum(len(row) > 1 for row in rows) // 10
    )


def _preview(one: WasteImport, form: StaffForm, status: int) -> Response:
    file = one.files[0]
    names = [(role, translate(NAMES[role])) for role in directory.ROLES if role in NAMES]
    found = deeds.changes(the_session(), one) if one.state == "preview" else None
    width = max(len(row) for row in file["rows"])
    columns = [*file["columns"], *[""] * width][:width]
    return page(
        "waste/staff/streets_preview.html", one=one, form=form, rows=file["rows"][:SHOWN], columns=columns, names=names,
        streams=STREAMS, found=found, status=status,
    )  # fmt: skip


def _import(import_id: int) -> WasteImport:
    one = the_session().get(WasteImport, import_id)
    return one if one and one.kind == "streets" else abort(404)


def _to(one: WasteImport) -> Response:
    return redirect(url_for(".streets_preview", import_id=one.id), 303)  # type: ignore[return-value]
