"""Vacancies at the desk: the list, the form with its preview, withdraw, fill, extend, open again."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import adverts as deeds
from webapp.blueprints.vacancies.models import Vacancy
from webapp.blueprints.vacancies.rules import adverts as rules
from webapp.blueprints.vacancies.staff import EDIT, bp
from webapp.blueprints.vacancies.staff.forms import DeadlineForm, VacancyForm
from webapp.blueprints.vacancies.views.reading import about, picture_of
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import number_of
from webapp.web.forms import StaffForm
from webapp.web.i18n import translate
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("")
@staff(EDIT)
def index() -> Response:
    """All vacancies with their states and how many applied."""
    return page("vacancies/staff/index.html", rows=queries.desk_rows(the_session()), state_of=_state)


@bp.get("/neu")
@staff(EDIT)
def new() -> Response:
    """An empty form, or last year's vacancy as a beginning."""
    old = _like()
    known = deeds.copied(old) if old else {"closing": queries.preferences(the_session()).closing, "online": True}
    return _edit(None, VacancyForm(data=known), old)


@bp.get("/<int:vacancy_id>")
@staff(EDIT)
def edit(vacancy_id: int) -> Response:
    """A vacancy to be changed."""
    it = find(vacancy_id)
    return _edit(it, VacancyForm(obj=it))


@bp.post("/neu", defaults={"vacancy_id": None}, endpoint="found")
@bp.post("/<int:vacancy_id>")
@staff(EDIT)
def save(vacancy_id: int | None) -> Response:
    """Keep it as it is, publish it, or look at it first."""
    it, form, do = find(vacancy_id) if vacancy_id else None, VacancyForm(), request.form.get("do")
    old = it or _like()
    _name_employers(form)
    if do == "preview":
        return _preview(it, form, old)
    kept = form.attempt(deeds.keep, vacancy=it, like=old, publish=do == "publish", by=person(), now=clock.now())
    return _kept(kept) if kept else _edit(it, form, old, status=422)


@bp.post("/<int:vacancy_id>/zurueckziehen", defaults={"state": rules.WITHDRAWN}, endpoint="withdraw")
@bp.post("/<int:vacancy_id>/besetzt", defaults={"state": rules.FILLED}, endpoint="fill")
@bp.post("/<int:vacancy_id>/oeffnen", defaults={"state": rules.PUBLISHED}, endpoint="open_again")
@staff(EDIT)
def move(vacancy_id: int, state: str) -> Response:
    """Withdraw, close as filled, or open again."""
    it, form = find(vacancy_id), StaffForm()
    if form.attempt(deeds.move, vacancy=it, to=state, by=person(), now=clock.now()) is None:
        return _edit(it, VacancyForm(formdata=None, obj=it), said=form, status=422)
    flash(gettext("Done. You can undo it on the page of the vacancy."), "success")
    return to(".edit", vacancy_id=it.id)


@bp.post("/<int:vacancy_id>/verlaengern")
@staff(EDIT)
def extend(vacancy_id: int) -> Response:
    """A later deadline."""
    it, form = find(vacancy_id), DeadlineForm()
    if form.attempt(deeds.extend, vacancy=it, by=person(), now=clock.now()) is None:
        return _edit(it, VacancyForm(formdata=None, obj=it), said=form, status=422)
    flash(gettext("People can apply for longer now."), "success")
    return to(".edit", vacancy_id=it.id)


@bp.get("/<int:vacancy_id>/bild.webp")
@staff(EDIT)
def picture(vacancy_id: int) -> Response:
    """The photo, whatever state the vacancy is in."""
    return picture_of(find(vacancy_id))


def find(vacancy_id: int) -> Vacancy:
    """A vacancy in whatever state, or a 404."""
    return queries.vacancy(the_session(), vacancy_id) or abort(404)


def to(endpoint: str, **values: Any) -> Response:
    """Go on to another page of the desk."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]


def _edit(
    it: Vacancy | None, form: VacancyForm, old: Vacancy | None = None, *, said: StaffForm | None = None,
    status: int = 200, **more: Any,
) -> Response:  # fmt: skip
    """``old`` is the vacancy a new one begins with; ``said`` the smaller form that was sent: its errors are told."""
    _name_employers(form)
    later = said if isinstance(said, DeadlineForm) else DeadlineForm(formdata=None)
    about = {"later": later, "said": said or form, "shown": it or old}
    return page("vacancies/staff/edit.html", it=it, form=form, status=status, **about, **more)


def _like() -> Vacancy | None:
    """The vacancy a new one begins with."""
    return queries.vacancy(the_session(), request.args.get("wie", 0, number_of))


def _name_employers(form: VacancyForm) -> None:
    rows = queries.employers(the_session())
    form.employer_id.choices = [(one.id, one.name) for one in rows if one.active or one.id == form.employer_id.data]


def _preview(it: Vacancy | None, form: VacancyForm, old: Vacancy | None) -> Response:
    """As people will see it, with what is missing and what would read better."""
    typed = {name: value for name, value in form.typed().items() if name not in {"seen", "image", "no_picture"}}
    employer = next((one for one in queries.employers(the_session()) if one.id == form.employer_id.data), None)
    if not form.validate() or employer is None:
        return _edit(it, form, old, status=422)
    kept = old.picture if old and not form.no_picture.data else None
    draft = Vacancy(**typed, employer=employer, state=rules.DRAFT, picture=kept)
    shown = about(draft) | {"picture_url": url_for(".picture", vacancy_id=old.id) if old else ""}
    return _edit(it, form, old, remarks=_remarks(draft), preview=shown)


def _remarks(it: Vacancy) -> list[str]:
    faults = [translate(one.message, **one.values) for one in rules.faults(it, clock.today(), local=it.employer.local)]
    return faults + [translate(sentence, **values) for sentence, values in rules.advice(it)]


def _kept(it: Vacancy) -> Response:
    flash(gettext("Saved."), "success")
    for sentence in _remarks(it):
        flash(sentence, "warning")
    return to(".edit", vacancy_id=it.id)


def _state(it: Vacancy) -> str:
    """The state in words: what is published is planned, open or over."""
    today = clock.today()
    if it.state == rules.PUBLISHED and it.publish_on and it.publish_on > today:
        return gettext("planned")
    if it.state == rules.PUBLISHED and it.deadline_on and it.deadline_on < today:
        return gettext("deadline over")
    return translate(rules.STATE_WORDS[it.state])
