"""Services, places and counters end and come back; nothing is deleted while appointments know it."""

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext

from webapp.blueprints.appointments.actions import setup as deeds
from webapp.blueprints.appointments.models import Counter, Place, Service
from webapp.blueprints.appointments.staff.setup import bp
from webapp.blueprints.appointments.staff.setup.forms import ChangeForm
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.forms import StaffForm
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

KINDS: dict[str, tuple[type[Service | Place | Counter], str]] = {
    "leistung": (Service, ".index"), "ort": (Place, ".places"), "schalter": (Counter, ".places")
}  # fmt: skip


@bp.post("/<kind>/<int:number>/stilllegen")
@staff("appointments.edit")
def retire(kind: str, number: int) -> Response:
    """Nobody can choose it any more. Bookings at a place or counter are decided first."""
    it, form = _thing(kind, number), ChangeForm()
    if not form.attempt(deeds.retire, thing=it, town=find_town(), by=person(), now=clock.now()):
        name, back = _thing(kind, number).name, url_for(KINDS[kind][1])
        return page("appointments/staff/setup/decide.html", form=form, title=name, back=back, status=422)
    flash(gettext("“%(name)s” cannot be chosen any more. It can be brought back.", name=it.name), "success")
    return redirect(url_for(KINDS[kind][1]), 303)  # type: ignore[return-value]


@bp.post("/<kind>/<int:number>/rueckkehr")
@staff("appointments.edit")
def bring_back(kind: str, number: int) -> Response:
    """It can be chosen again."""
    it = _thing(kind, number)
    StaffForm().attempt(deeds.bring_back, thing=it, by=person(), now=clock.now())
    flash(gettext("“%(name)s” can be chosen again.", name=it.name), "success")
    return redirect(url_for(KINDS[kind][1]), 303)  # type: ignore[return-value]


def _thing(kind: str, number: int) -> Service | Place | Counter:
    return (the_session().get(KINDS[kind][0], number) if kind in KINDS else None) or abort(404)
