"""Opening rules of a counter, with the next weeks in words."""

from typing import Any

from flask import Response, abort, flash, redirect, session, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import hours as deeds
from webapp.blueprints.appointments.models import Counter, Opening
from webapp.blueprints.appointments.queries import free
from webapp.blueprints.appointments.queries import setup as queries
from webapp.blueprints.appointments.rules import preview
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import ChangeForm, CopyForm, OpeningForm
from webapp.domain.holidays import name_of
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.fields import choices
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("/schalter/<int:counter_id>/zeiten")
@staff("appointments.edit")
def openings(counter_id: int) -> Response:
    """The rules, and what they mean in the next weeks."""
    return _rules_page(counter_id, CopyForm(), 200)


@bp.get("/schalter/<int:counter_id>/zeiten/neu", defaults={"opening_id": 0}, endpoint="new_opening")
@bp.get("/schalter/<int:counter_id>/zeiten/<int:opening_id>")
@staff("appointments.edit")
def show_opening(counter_id: int, opening_id: int) -> Response:
    """One rule."""
    counter, it = _found(counter_id, opening_id)
    begins = {} if it else {"valid_from": clock.today()}
    return _rule_page(OpeningForm(obj=it, version=str(counter.version), **begins), counter, it, 200)


@bp.post("/schalter/<int:counter_id>/zeiten/neu", defaults={"opening_id": 0}, endpoint="add_opening")
@bp.post("/schalter/<int:counter_id>/zeiten/<int:opening_id>")
@staff("appointments.edit")
def keep_opening(counter_id: int, opening_id: int) -> Response:
    """Keep it; bookings that no longer fit are decided first."""
    (counter, it), form = _found(counter_id, opening_id), OpeningForm()
    if not form.attempt(deeds.keep_opening, counter=counter, opening=it, **_known()):
        return _rule_page(form, *_found(counter_id, opening_id), 422)
    return _saved(counter_id)


@bp.post("/schalter/<int:counter_id>/zeiten/<int:opening_id>/loeschen")
@staff("appointments.edit")
def remove_opening(counter_id: int, opening_id: int) -> Response:
    """The rule goes; bookings that no longer fit are decided first."""
    (counter, it), form = _found(counter_id, opening_id), ChangeForm()
    gone = _as_typed(it or abort(404))
    if not form.attempt(deeds.remove_opening, counter=counter, opening=it, **_known()):
        name, back = _found(counter_id, 0)[0].name, url_for(".openings", counter_id=counter_id)
        return page("appointments/staff/setup/decide.html", form=form, title=name, back=back, status=422)
    session[f"gone-{counter_id}"] = gone  # not in the address: nobody shall send a clerk a rule of his own making
    return redirect(url_for(".openings", counter_id=counter_id), 303)  # type: ignore[return-value]


@bp.post("/schalter/<int:counter_id>/zeiten/uebertragen")
@staff("appointments.edit")
def copy_openings(counter_id: int) -> Response:
    """Other counters get the same rules."""
    counter, _ = _found(counter_id, 0)
    form = _with_counters(CopyForm(), counter_id)
    if not form.attempt(deeds.copy_openings, counter=counter, **_known()):
        return _rules_page(counter_id, form, 422)
    return _saved(counter_id)


def _rules_page(counter_id: int, form: CopyForm, status: int) -> Response:
    counter, town = _found(counter_id, 0)[0], find_town()
    desk = free.as_desks([counter], queries.closures_to_come(the_session(), clock.now()))[0]
    days = preview.days(desk, clock.today(), lambda day: name_of(day, town.land, town.holidays))
    gone = session.pop(f"gone-{counter_id}", {})
    return page(
        "appointments/staff/setup/openings.html", it=counter, days=days, weeks=preview.WEEKS, today=clock.today(),
        form=_with_counters(form, counter_id), gone=gone, status=status,
    )  # fmt: skip


def _rule_page(form: OpeningForm, counter: Counter, it: Opening | None, status: int) -> Response:
    return page("appointments/staff/setup/opening.html", form=form, counter=counter, it=it, status=status)


def _as_typed(it: Opening) -> dict[str, str]:
    """A rule as its form would send it, to bring it back with one press."""
    return {
        "weekday": str(it.weekday), "from_time": f"{it.from_time:%H:%M}", "to_time": f"{it.to_time:%H:%M}",
        "every_weeks": str(it.every_weeks), "valid_from": it.valid_from.isoformat(),
        "valid_until": it.valid_until.isoformat() if it.valid_until else "",
    }  # fmt: skip


def _with_counters(form: CopyForm, but: int) -> CopyForm:
    others = [one for one in queries.all_counters(the_session()) if one.active and one.id != but]
    form.counters.choices = choices((one.id, f"{one.place.name}, {one.name}") for one in others)
    return form


def _found(counter_id: int, opening_id: int) -> tuple[Counter, Opening | None]:
    counter = queries.whole_counter(the_session(), counter_id) or abort(404)
    it = next((one for one in counter.openings if one.id == opening_id), None)
    return (counter, it) if it or not opening_id else abort(404)


def _known() -> dict[str, Any]:
    return {"town": find_town(), "by": person(), "now": clock.now()}


def _saved(counter_id: int) -> Response:
    flash(gettext("Saved."), "success")
    return redirect(url_for(".openings", counter_id=counter_id), 303)  # type: ignore[return-value]
