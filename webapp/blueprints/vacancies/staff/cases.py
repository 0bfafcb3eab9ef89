"""Applications as cases: who applied, one of them, its papers, a note and points."""

import io
from typing import Any

from flask import Response, abort, flash, send_file
from flask_babel import gettext

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import cases as deeds
from webapp.blueprints.vacancies.models import JobApplication
from webapp.blueprints.vacancies.rules import adverts
from webapp.blueprints.vacancies.rules import applications as rules
from webapp.blueprints.vacancies.staff import CASES, bp
from webapp.blueprints.vacancies.staff.adverts import find, to
from webapp.blueprints.vacancies.staff.forms import LetterForm, NoteForm
from webapp.blueprints.vacancies.staff.sheets import Sheets
from webapp.web import clock, seal
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/<int:vacancy_id>/bewerbungen")
@staff(CASES)
def applications(vacancy_id: int) -> Response:
    """Who applied for a vacancy."""
    it = find(vacancy_id)
    note_look(it, it.title)
    rows = [(one, Sheets.of(one)) for one in queries.applications_of(the_session(), it)]
    return page("vacancies/staff/applications.html", it=it, rows=rows)


@bp.get("/bewerbung/<int:application_id>")
@staff(CASES)
def case(application_id: int) -> Response:
    """Everything about one application."""
    return show(find_case(application_id))


@bp.post("/bewerbung/<int:application_id>")
@staff(CASES)
def note(application_id: int) -> Response:
    """Keep the note and the points."""
    it = find_case(application_id)
    form = _rating(it, {})
    if form.attempt(deeds.note, application=it, by=person(), now=clock.now()) is None:
        return show(it, note=form, status=422)
    return back(it, gettext("Saved."))


@bp.post("/bewerbung/<int:application_id>/zusage", defaults={"deed": "hire"}, endpoint="hire")
@bp.post("/bewerbung/<int:application_id>/ruecknahme", defaults={"deed": "undo"}, endpoint="undo")
@staff(CASES)
def settle(application_id: int, deed: str) -> Response:
    """This one gets the job; or: the answer was a mistake."""
    it, form = find_case(application_id), StaffForm()
    if form.attempt(getattr(deeds, deed), application=it, by=person(), now=clock.now()) is None:
        return show(it, said=form, status=422)
    return back(it, gettext("Done."))


@bp.get("/unterlage/<int:document_id>")
@staff(CASES)
def document(document_id: int) -> Response:
    """A paper, opened for this one answer; browsers save it and run nothing of it."""
    found = queries.document(the_session(), document_id) or abort(404)
    paper, application = found
    note_look(application, f"{application.number}, {paper.id}")
    content = io.BytesIO(seal.opened(paper.sealed))
    answer = send_file(content, "application/pdf", as_attachment=True, download_name=paper.name)
    answer.headers["Content-Security-Policy"] = "sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def find_case(application_id: int) -> JobApplication:
    """An application somebody sent, or a 404."""
    return queries.application(the_session(), application_id) or abort(404)


def show(
    it: JobApplication, *, note: NoteForm | None = None, letter: LetterForm | None = None,
    said: StaffForm | None = None, status: int = 200,
) -> Response:  # fmt: skip
    """The page of a case; ``note``, ``letter`` or ``said`` is the form that was sent, so that its errors are told."""
    note_look(it, it.number)
    wanted = queries.preferences(the_session())
    sheets = Sheets.of(it)
    about: dict[str, Any] = {
        "note": note or _rating(it, sheets.own),
        "sheets": sheets,
        "letter": letter or LetterForm(formdata=None, data={"text": wanted.invitation}),
        "form": note or letter or said,
        "service": wanted.interview_service,
        "rows": queries.history(the_session(), it),
        "next": rules.NEXT[it.state],
    }
    return page("vacancies/staff/case.html", it=it, status=status, **about)


def back(it: JobApplication, words: str) -> Response:
    """To the case again, with what was done."""
    flash(words, "success")
    return to(".case", application_id=it.id)


def _rating(it: JobApplication, points: dict[str, int]) -> NoteForm:
    return NoteForm.rating(adverts.lines(it.vacancy.criteria), note=it.note, points=points)
