"""Answers: a letter to one, an invitation with a link to book the talk, rejections in one go after a look at them."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext, ngettext

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import cases as deeds
from webapp.blueprints.vacancies.models import Vacancy
from webapp.blueprints.vacancies.staff import CASES, bp
from webapp.blueprints.vacancies.staff.adverts import find, to
from webapp.blueprints.vacancies.staff.cases import back, find_case, show
from webapp.blueprints.vacancies.staff.forms import LetterForm, RejectionForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.post("/bewerbung/<int:application_id>/brief")
@staff(CASES)
def write(application_id: int) -> Response:
    """A letter to one applicant; as an invitation it carries the link to book."""
    it, form, invite = find_case(application_id), LetterForm(), request.form.get("do") == "invite"
    about = {"invite": invite, "service": queries.preferences(the_session()).interview_service}
    if form.attempt(deeds.answer, application=it, by=person(), now=clock.now(), **about) is None:
        return show(it, letter=form, status=422)
    return back(it, gettext("The invitation is on its way.") if invite else gettext("The letter is on its way."))


@bp.get("/<int:vacancy_id>/absagen")
@staff(CASES)
def rejections(vacancy_id: int) -> Response:
    """Whom to write, and what."""
    it = find(vacancy_id)
    return _asking(it, RejectionForm(data={"text": queries.preferences(the_session()).rejection}))


@bp.post("/<int:vacancy_id>/absagen")
@staff(CASES)
def reject(vacancy_id: int) -> Response:
    """First a look at the letters, then they leave."""
    it, form = find(vacancy_id), RejectionForm()
    _name(it, form)
    if request.form.get("do") != "send":
        return _asking(it, form, preview=form.validate())
    count = form.attempt(deeds.reject, vacancy=it, by=person(), now=clock.now())
    if count is None:
        return _asking(it, form, status=422)
    flash(ngettext("%(num)s rejection leaves in 15 minutes. Until then you can take it back.",
                   "%(num)s rejections leave in 15 minutes. Until then you can take each back.", count),
          "success")  # fmt: skip
    return to(".applications", vacancy_id=it.id)


def _asking(it: Vacancy, form: RejectionForm, *, preview: bool = False, status: int = 200) -> Response:
    rows = _name(it, form)
    chosen = [one for one in rows if one.id in (form.chosen.data or ())]
    about = {"letters": chosen if preview else [], "protected": [one for one in chosen or rows if one.disabled]}
    return page("vacancies/staff/rejections.html", it=it, form=form, rows=rows, status=status, **about)


def _name(it: Vacancy, form: RejectionForm) -> Any:
    rows = deeds.to_reject(the_session(), it)
    form.chosen.choices = [(one.id, f"{one.name} ({one.number})") for one in rows]
    return rows
