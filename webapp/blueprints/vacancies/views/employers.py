"""Local employers: by the link in their mail they send in a vacancy, correct it, close it. No password."""

from typing import Any

from flask import Response, abort, redirect, url_for

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import adverts as deeds
from webapp.blueprints.vacancies.forms import AdvertFields
from webapp.blueprints.vacancies.models import Employer, Vacancy
from webapp.blueprints.vacancies.rules.adverts import PUBLISHED, SUBMITTED
from webapp.blueprints.vacancies.views import bp
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import token as by_token
from webapp.web.forms import ButtonForm, PortalForm
from webapp.web.pages import page
from webapp.web.town import the_session

EMPLOYER = "employer"


class SendInForm(AdvertFields, PortalForm):
    """What a local employer types."""


@bp.get("/betrieb/<token>")
@by_token
def employer(token: str) -> Response:
    """What this employer sent in so far."""
    it = _find(token)
    return page(
        "vacancies/employer.html", it=it, token=token, rows=queries.vacancies_of(the_session(), it), form=ButtonForm()
    )


@bp.get("/betrieb/<token>/neu", defaults={"vacancy_id": None}, endpoint="new_own")
@bp.get("/betrieb/<token>/<int:vacancy_id>", endpoint="edit_own")
@by_token
def write(token: str, vacancy_id: int | None) -> Response:
    """A vacancy to send in, or one to correct before it is checked."""
    it, vacancy = _find(token), _own(token, vacancy_id, SUBMITTED)
    return _asking(it, vacancy, SendInForm(obj=vacancy), token)


@bp.post("/betrieb/<token>/neu", defaults={"vacancy_id": None}, endpoint="found_own")
@bp.post("/betrieb/<token>/<int:vacancy_id>", endpoint="save_own")
@by_token
def send_in(token: str, vacancy_id: int | None) -> Response:
    """Send it in; the town hall looks at it first."""
    it, vacancy, form = _find(token), _own(token, vacancy_id, SUBMITTED), SendInForm()
    if form.attempt(deeds.send_in, employer=it, vacancy=vacancy, now=clock.now()) is None:
        return _asking(it, vacancy, form, token, status=form.status)
    return _back(token)


@bp.post("/betrieb/<token>/<int:vacancy_id>/schliessen")
@by_token
def close_own(token: str, vacancy_id: int) -> Response:
    """Somebody is found, or it was a mistake."""
    ButtonForm().attempt(deeds.close_own, vacancy=_own(token, vacancy_id, SUBMITTED, PUBLISHED), now=clock.now())
    return _back(token)


def _find(token: str) -> Employer:
    """The employer of this address, if the town takes vacancies of local employers; else a 404."""
    if not queries.preferences(the_session()).local_employers:
        abort(404)
    return queries.employer_by_token(the_session(), hashed(token)) or abort(404)


def _own(token: str, vacancy_id: int | None, *states: str) -> Vacancy | None:
    if vacancy_id is None:
        return None
    it = queries.vacancy(the_session(), vacancy_id)
    return it if it and it.employer.token_hash == hashed(token) and it.state in states else abort(404)


def _asking(it: Employer, vacancy: Vacancy | None, form: Any, token: str, *, status: int = 200) -> Response:
    return page("vacancies/send_in.html", it=it, vacancy=vacancy, form=form, token=token, status=status)


def _back(token: str) -> Response:
    return redirect(url_for(".employer", token=token), 303)  # type: ignore[return-value]
