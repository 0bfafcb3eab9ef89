"""Own planning: rhythms, the holiday table, the year written into the calendar."""

from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.waste.actions import planning as deeds
from webapp.blueprints.waste.forms import RhythmForm, YearForm
from webapp.blueprints.waste.models import Rhythm
from webapp.blueprints.waste.queries import desk, planning
from webapp.blueprints.waste.rules import coverage
from webapp.blueprints.waste.rules.shifts import TEMPLATES
from webapp.blueprints.waste.staff import bp
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices, parse_date
from webapp.web.forms import StaffForm
from webapp.web.i18n import translate
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

SPARE_LINES = 3


@bp.get("/planung")
@staff("waste.edit")
def plans() -> Response:
    """Rhythms, and the years to write."""
    year = clock.today().year
    return page(
        "waste/staff/plans.html", rows=planning.rhythms(the_session()), years=(year, year + 1), form=StaffForm()
    )


@bp.get("/planung/neu", defaults={"rhythm_id": 0}, endpoint="new_rhythm")
@bp.get("/planung/<int:rhythm_id>")
@staff("waste.edit")
def show_rhythm(rhythm_id: int) -> Response:
    """One rhythm."""
    row = _rhythm(rhythm_id)
    return page("waste/staff/rhythm.html", form=_with_districts(RhythmForm(obj=row)), row=row)


@bp.post("/planung/neu", defaults={"rhythm_id": 0}, endpoint="add_rhythm")
@bp.post("/planung/<int:rhythm_id>")
@staff("waste.edit")
def keep_rhythm(rhythm_id: int) -> Response:
    """Keep it."""
    row, form = _rhythm(rhythm_id), _with_districts(RhythmForm())
    if not form.attempt(deeds.keep_rhythm, row=row, by=person(), now=clock.now()):
        return page("waste/staff/rhythm.html", form=form, row=row, status=422)
    flash(gettext("Saved. Write the year to bring it into the calendar."), "success")
    return _to(".plans")


@bp.post("/planung/<int:rhythm_id>/loeschen")
@staff("waste.edit")
def drop_rhythm(rhythm_id: int) -> Response:
    """It ends."""
    StaffForm().attempt(deeds.drop_rhythm, row=_rhythm(rhythm_id), by=person(), now=clock.now())
    return _to(".plans")


@bp.get("/planung/jahr/<int:year>")
@staff("waste.edit")
def plan(year: int) -> Response:
    """The holiday table of a year, and what is missing in the calendar."""
    return _year_page(year, _templates(YearForm()), None, 200)


@bp.post("/planung/jahr/<int:year>/vorlage")
@staff("waste.edit")
def prefill(year: int) -> Response:
    """Fill the table from the holidays of the Land."""
    form = _templates(YearForm())
    if not form.attempt(deeds.prefill, year=_sane(year), town=find_town(), by=person(), now=clock.now()):
        return _year_page(year, form, None, 422)
    return _to(".plan", year=year)


@bp.post("/planung/jahr/<int:year>/feiertage")
@staff("waste.edit")
def keep_shifts(year: int) -> Response:
    """Keep the table as it was typed."""
    form, typed = StaffForm(), _typed_lines()
    rows = _read_lines(form, typed)
    known = {"year": _sane(year), "rows": rows, "town": find_town(), "by": person(), "now": clock.now()}
    if rows is None or not form.attempt(deeds.keep_shifts, **known):
        return _year_page(year, form, typed, 422)
    flash(gettext("Saved."), "success")
    return _to(".plan", year=year)


@bp.post("/planung/jahr/<int:year>/schreiben")
@staff("waste.edit")
def write_year(year: int) -> Response:
    """The year's dates as a preview."""
    form = StaffForm()
    started = form.attempt(deeds.plan_year, year=_sane(year), by=person(), now=clock.now())
    return _to(".preview", import_id=started.id) if started else _year_page(year, form, None, 422)


def _year_page(year: int, form: StaffForm, typed: list[tuple[str, str, str]] | None, status: int) -> Response:
    rows, names = planning.rhythms(the_session()), [one.name for one in desk.districts(the_session())]
    stored = [
        one for one in desk.stored_pickups(the_session(), names, date(_sane(year), 1, 1)) if one.regular_on.year == year
    ]
    table = typed or [
        (f"{one.from_on:%d.%m.%Y}", f"{one.to_on:%d.%m.%Y}", translate(one.reason))
        for one in planning.shifts_of(the_session(), year)
    ]
    missing = coverage.unplanned([deeds.as_rule(row) for row in rows], stored, year)
    lines = [*table, *[("", "", "")] * SPARE_LINES]
    choose = form if isinstance(form, YearForm) else _templates(YearForm(formdata=None))
    return page(
        "waste/staff/year.html", year=year, form=form, choose=choose, lines=lines, missing=missing, status=status
    )


def _typed_lines() -> list[tuple[str, str, str]]:
    columns = (request.form.getlist(name) for name in ("from", "to", "reason"))
    return [line for line in zip(*columns, strict=False) if line[0].strip() or line[1].strip()]


def _read_lines(form: StaffForm, typed: list[tuple[str, str, str]]) -> list[Any] | None:
    """The typed lines as days; none, with a sentence in the form, if one cannot be read."""
    today = clock.today()
    rows = [(parse_date(one, today), parse_date(other, today), reason.strip()) for one, other, reason in typed]
    if any(one is None or other is None for one, other, _ in rows):
        form.refuse(Refusal(N_("Please write the day like 24.11.2026.")))
        return None
    return rows


def _templates(form: YearForm) -> YearForm:
    form.template.choices = choices((key, translate(text)) for key, text in TEMPLATES.items())
    return form


def _with_districts(form: RhythmForm) -> RhythmForm:
    form.district_id.choices = choices((one.id, one.name) for one in desk.districts(the_session()))
    return form


def _rhythm(rhythm_id: int) -> Rhythm | None:
    return (the_session().get(Rhythm, rhythm_id) or abort(404)) if rhythm_id else None


def _sane(year: int) -> int:
    return year if abs(year - clock.today().year) <= 2 else abort(404)


def _to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]
