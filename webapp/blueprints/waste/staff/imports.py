"""Import: upload, see what it changes, apply, undo."""

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import imports
from webapp.blueprints.waste.commands import as_kept
from webapp.blueprints.waste.forms import ApplyForm, DecisionForm, UploadForm
from webapp.blueprints.waste.models import WasteImport
from webapp.blueprints.waste.queries import desk
from webapp.blueprints.waste.rules import assembly
from webapp.blueprints.waste.rules.compare import needs_second_yes
from webapp.blueprints.waste.rules.plausibility import report
from webapp.blueprints.waste.rules.streams import STREAMS
from webapp.blueprints.waste.staff import bp
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/import")
@staff("waste.edit")
def upload() -> Response:
    """Choose files."""
    return page("waste/staff/upload.html", form=UploadForm(), imports=desk.recent_imports(the_session()))


@bp.post("/import")
@staff("waste.edit")
def receive() -> Response:
    """Read the files, then show what they would change. Reading happens before the database is asked."""
    form = UploadForm()
    readings = [as_kept(one.filename, one.read()) for one in form.files.data or [] if one.filename]
    started = form.attempt(imports.start, readings=readings, by=person(), now=clock.now())
    if started is None:
        past = desk.recent_imports(the_session())
        return page("waste/staff/upload.html", form=form, imports=past, status=422)
    return _to(started)


@bp.get("/import/<int:import_id>")
@staff("waste.edit")
def preview(import_id: int) -> Response:
    """What was read, what must be decided, what would change."""
    return _preview(_import(import_id), DecisionForm(), ApplyForm(), 200)


@bp.post("/import/<int:import_id>/entscheidung")
@staff("waste.edit")
def settle(import_id: int) -> Response:
    """Keep districts and titles."""
    return _settle(_import(import_id), DecisionForm())


def _settle(one: WasteImport, form: DecisionForm) -> Response:
    if not form.attempt(imports.settle, one=one, **form.decisions(), by=person(), now=clock.now()):
        return _preview(one, form, ApplyForm(), 422)
    return _to(one)


@bp.post("/import/<int:import_id>/uebernehmen")
@staff("waste.edit")
def apply(import_id: int) -> Response:
    """Write the changes; a decision changed since the comparison is compared first."""
    one, form, decision = _import(import_id), ApplyForm(), DecisionForm()
    if one.state == "preview" and assembly.decided_anew(
        one.files, desk.meanings(the_session()), **decision.decisions()
    ):
        flash(gettext("You decided something anew. Please look at what changes now."), "info")
        return _settle(one, decision)
    if not form.attempt(imports.apply, one=one, by=person(), now=clock.now(), today=clock.today()):
        return _preview(one, DecisionForm(formdata=None), form, 422)
    flash(gettext("The dates are in the calendar."), "success")
    return _to(one)


@bp.post("/import/<int:import_id>/zuruecknehmen")
@staff("waste.edit")
def undo(import_id: int) -> Response:
    """Put everything back."""
    one, form = _import(import_id), DecisionForm()
    if not form.attempt(imports.undo, one=one, by=person(), now=clock.now()):
        return _preview(one, form, ApplyForm(formdata=None), 422)
    flash(gettext("Everything is as it was before this import."), "success")
    return _to(one)


@bp.post("/import/<int:import_id>/verwerfen")
@staff("waste.edit")
def drop(import_id: int) -> Response:
    """Throw the preview away."""
    one, form = _import(import_id), DecisionForm()
    if not form.attempt(imports.drop, one=one):
        return _preview(one, form, ApplyForm(formdata=None), 422)
    return redirect(url_for(".upload"), 303)  # type: ignore[return-value]


def _preview(one: WasteImport, form: DecisionForm, apply_form: ApplyForm, status: int) -> Response:
    meanings, town = desk.meanings(the_session()), find_town()
    existing = [row.name for row in desk.districts(the_session())]
    shown: dict[str, Any] = {"titles": assembly.titles_of(one.files, meanings), "districts": existing}
    if one.state == "preview":
        found = imports.difference(the_session(), one, clock.today())
        wanted = assembly.pickups_of(one.files, meanings)
        findings = report(wanted, town.land, town.holidays)
        shown |= {
            "found": found,
            "second": needs_second_yes(found),
            "findings": findings,
            "counts": imports.counts(found),
        }
    shown |= {"streams": STREAMS, "undecided": assembly.undecided(one.files, meanings), "span": assembly.span}
    shown["planned"] = any(file.get("origin") == "plan" for file in one.files)
    return page("waste/staff/preview.html", one=one, form=form, apply_form=apply_form, status=status, **shown)


def _import(import_id: int) -> WasteImport:
    one = the_session().get(WasteImport, import_id)
    return one if one and one.kind == "dates" else abort(404)


def _to(one: WasteImport) -> Response:
    return redirect(url_for(".preview", import_id=one.id), 303)  # type: ignore[return-value]
