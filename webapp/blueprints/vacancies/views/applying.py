"""The way of an application: who, which papers, send; afterwards the receipt. One address all the way."""

from datetime import date
from typing import Any

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.accounts.rules import network_of
from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import applying as deeds
from webapp.blueprints.vacancies.forms import ApplicationForm, DetailsForm, DocumentForm
from webapp.blueprints.vacancies.models import JobApplication, Vacancy
from webapp.blueprints.vacancies.rules.applications import DRAFT, INVITED, NEXT, REJECTED, RETURNED, ensure_patience
from webapp.blueprints.vacancies.rules.deadlines import SECOND_THOUGHT, delete_on
from webapp.blueprints.vacancies.views import bp
from webapp.blueprints.vacancies.views.reading import about, find_public, is_shown
from webapp.domain.refusal import Refusal
from webapp.store.sessions import hashed
from webapp.web import clock, seal
from webapp.web.access import public, takes_files
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm
from webapp.web.i18n import language
from webapp.web.keys import leave_for, token_of
from webapp.web.pages import page
from webapp.web.town import find_database, the_session

APPLICATION = "application"


@bp.get("/<int:vacancy_id>/bewerben")
@public
def apply(vacancy_id: int) -> Response:
    """Who would like to come?"""
    it = find_public(vacancy_id)
    return _asking(it, ApplicationForm()) if is_shown(it) else _to_vacancy(it)


@bp.post("/<int:vacancy_id>/bewerben")
@public
def begin(vacancy_id: int) -> Response:
    """Begin an application; the papers come next."""
    it, form = find_public(vacancy_id), ApplicationForm()
    token = token_of(form.key.data or "", APPLICATION)
    known = {"token_hash": hashed(token), "network": _network(), "language": language(), "now": clock.now()}
    if form.attempt(deeds.begin, vacancy=it, **known) is None:
        return _asking(it, form, status=form.status)
    return to_application(token)


@bp.get("/t/<token>")
@by_token
def application(token: str) -> Response:
    """The papers as long as nothing is sent; afterwards the receipt."""
    it = find(token)
    return _papers(it, token, DocumentForm()) if it.state == DRAFT else _receipt(it, token)


@bp.get("/t/<token>/angaben")
@by_token
def details(token: str) -> Response:
    """Who applies, once more."""
    it = find(token)
    if it.state != DRAFT:
        return to_application(token)
    return page("vacancies/details.html", form=DetailsForm(obj=it), token=token, **about(it.vacancy))


@bp.post("/t/<token>/angaben")
@by_token
def describe(token: str) -> Response:
    """Change them."""
    it, form = find(token), DetailsForm()
    if form.attempt(deeds.describe, application=it) is None:
        return page("vacancies/details.html", form=form, token=token, status=form.status, **about(it.vacancy))
    return to_application(token)


@bp.post("/t/<token>/unterlagen")
@by_token
@takes_files
def add_document(token: str) -> Response:
    """One paper more; it is looked through before the town's database is held for writing."""
    form = DocumentForm()
    good = _may_try(token, form) and form.look_through()
    it = find(token)
    if it.state != DRAFT:
        return to_application(token)
    if not good or form.attempt(deeds.add_document, application=it, seal=seal.seal) is None:
        return _papers(it, token, form, status=form.status)
    return to_application(token)


@bp.post("/t/<token>/unterlagen/<int:document_id>/entfernen")
@by_token
def remove_document(token: str, document_id: int) -> Response:
    """Leave one out again."""
    ButtonForm().attempt(deeds.remove_document, application=find(token), document_id=document_id)
    return to_application(token)


@bp.post("/t/<token>/senden")
@by_token
def send(token: str) -> Response:
    """Now it counts."""
    it, form = find(token), ButtonForm()
    if form.attempt(deeds.send, application=it, now=clock.now()) is None:
        return _papers(it, token, DocumentForm(formdata=None), whole=form.whole, status=form.status)
    return to_application(token)


@bp.get("/t/<token>/zuruecknehmen")
@by_token
def ask_to_take_back(token: str) -> Response:
    """Really?"""
    it = find(token)
    return (
        page("vacancies/take_back.html", it=it, token=token, form=ButtonForm())
        if _can_return(it)
        else to_application(token)
    )


@bp.post("/t/<token>/zuruecknehmen")
@by_token
def take_back(token: str) -> Response:
    """Delete what was sent."""
    it, form = find(token), ButtonForm()
    if form.attempt(deeds.take_back, application=it, now=clock.now()) is None:
        return page("vacancies/take_back.html", it=it, token=token, form=form, status=form.status)
    return to_application(token)


@bp.get("/t/<token>/gespraech")
@by_token
def interview(token: str) -> Response:
    """The invited choose a time for the talk; the leave for it ends after some hours, this address gives another."""
    slug = _talk(find(token))
    if not slug:
        return to_application(token)
    return redirect(url_for("appointments.service", slug=slug, einladung=leave_for(slug)), 303)  # type: ignore[return-value]


def find(token: str) -> JobApplication:
    """The application of this address, or a 404 like for any other."""
    return queries.application_by_token(the_session(), hashed(token)) or abort(404)


def to_application(token: str) -> Response:
    """Go on to the one address of an application."""
    return redirect(url_for(".application", token=token), 303)  # type: ignore[return-value]


def _asking(it: Vacancy, form: ApplicationForm, *, status: int = 200) -> Response:
    return page("vacancies/apply.html", form=form, status=status, **about(it))


def _papers(it: JobApplication, token: str, form: DocumentForm, *, whole: str = "", status: int = 200) -> Response:
    form.whole = whole or form.whole
    return page("vacancies/papers.html", application=it, token=token, form=form, status=status, **about(it.vacancy))


def _receipt(it: JobApplication, token: str) -> Response:
    return page(
        "vacancies/receipt.html", it=it, token=token, can_return=_can_return(it), talk=_talk(it), gone_on=_gone_on(it)
    )


def _may_try(token: str, form: DocumentForm) -> bool:
    with find_database().writing() as session:
        it = deeds.count_try(session, token_hash=hashed(token)) or abort(404)
        try:
            ensure_patience(it.tries)
        except Refusal as no:
            form.refuse(no)
    return not form.error_list


def _gone_on(it: JobApplication) -> date | None:
    """The day a rejected application is deleted; none as long as the letter can be taken back."""
    if it.state != REJECTED or it.answered_at is None or clock.now() < it.answered_at + SECOND_THOUGHT:
        return None
    return delete_on(it.answered_at, queries.preferences(the_session()).keep_months)


def _talk(it: JobApplication) -> str:
    """The service as which the invited book their talk, if the town has one."""
    return queries.preferences(the_session()).interview_service if it.state == INVITED else ""


def _can_return(it: JobApplication) -> bool:
    return RETURNED in NEXT[it.state]


def _to_vacancy(it: Vacancy) -> Any:
    return redirect(url_for(".show", vacancy_id=it.id), 303)


def _network() -> str:
    return network_of(request.remote_addr or "")
