"""Employers and their links; what the town decides about vacancies."""

from flask import Response, abort, flash
from flask_babel import gettext

from webapp.blueprints.appointments.queries import offers
from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import adverts as deeds
from webapp.blueprints.vacancies.models import Employer
from webapp.blueprints.vacancies.staff import EDIT, bp
from webapp.blueprints.vacancies.staff.adverts import to
from webapp.blueprints.vacancies.staff.forms import EmployerForm, LinkForm, PreferencesForm
from webapp.blueprints.vacancies.views.employers import EMPLOYER
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/betriebe")
@staff(EDIT)
def employers() -> Response:
    """Who offers vacancies."""
    return page("vacancies/staff/employers.html", rows=queries.employers(the_session()))


@bp.get("/betriebe/neu", defaults={"employer_id": None}, endpoint="new_employer")
@bp.get("/betriebe/<int:employer_id>", endpoint="employer")
@staff(EDIT)
def show_employer(employer_id: int | None) -> Response:
    """One of them."""
    it = _find(employer_id)
    return _employer_page(it, EmployerForm(obj=it))


@bp.post("/betriebe/neu", defaults={"employer_id": None}, endpoint="found_employer")
@bp.post("/betriebe/<int:employer_id>", endpoint="save_employer")
@staff(EDIT)
def keep_employer(employer_id: int | None) -> Response:
    """Keep what was typed."""
    it, form = _find(employer_id), EmployerForm()
    if form.attempt(deeds.keep_employer, employer=it, by=person(), now=clock.now()) is None:
        return _employer_page(it, form, status=422)
    flash(gettext("Saved."), "success")
    return to(".employers")


@bp.post("/betriebe/<int:employer_id>/link")
@staff(EDIT)
def invite(employer_id: int) -> Response:
    """Send the link to send in vacancies."""
    it, form = _find(employer_id), LinkForm()
    token = token_of(form.key.data or "", EMPLOYER)
    if form.attempt(deeds.invite, employer=it, token_hash=hashed(token), by=person(), now=clock.now()) is None:
        return _employer_page(it, EmployerForm(formdata=None, obj=it), said=form, status=422)
    flash(gettext("The link is on its way. An older one ends with it."), "success")
    return to(".employer", employer_id=employer_id)


@bp.get("/einstellungen")
@staff(EDIT)
def preferences() -> Response:
    """What the town decides."""
    return _preferences_page(PreferencesForm(obj=queries.preferences(the_session())))


@bp.post("/einstellungen")
@staff(EDIT)
def set_preferences() -> Response:
    """Keep it."""
    form = PreferencesForm()
    _name_services(form)
    if form.attempt(deeds.set_preferences, by=person(), now=clock.now()) is None:
        return _preferences_page(form, status=422)
    flash(gettext("Saved."), "success")
    return to(".preferences")


def _find(employer_id: int | None) -> Employer | None:
    return (the_session().get(Employer, employer_id) or abort(404)) if employer_id else None


def _employer_page(
    it: Employer | None, form: EmployerForm, *, said: StaffForm | None = None, status: int = 200
) -> Response:
    link = LinkForm(formdata=None)
    return page("vacancies/staff/employer.html", it=it, form=form, link=link, said=said or form, status=status)


def _preferences_page(form: PreferencesForm, *, status: int = 200) -> Response:
    _name_services(form)
    return page("vacancies/staff/preferences.html", form=form, status=status)


def _name_services(form: PreferencesForm) -> None:
    services = offers.services_by_invitation(the_session())
    form.interview_service.choices = [("", gettext("nothing: we call")), *((one.slug, one.name) for one in services)]
