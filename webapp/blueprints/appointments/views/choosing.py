"""From a concern to a time."""

from flask import Response, abort, redirect, request, url_for

from webapp.blueprints.accounts.rules import network_of
from webapp.blueprints.appointments import times
from webapp.blueprints.appointments.actions import booking
from webapp.blueprints.appointments.forms import TimeForm
from webapp.blueprints.appointments.queries import offers
from webapp.blueprints.appointments.rules import services
from webapp.blueprints.appointments.views import bp
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import public
from webapp.web.i18n import language
from webapp.web.keys import token_of
from webapp.web.pages import page
from webapp.web.town import find_town, the_session


@bp.get("")
@public
def index() -> Response:
    """What do you come for? All services by area of life, or those that fit what was typed."""
    typed = request.args.get("suche", "").strip()
    found = services.fitting(offers.listed_services(the_session()), typed)
    return page("appointments/index.html", typed=typed, areas=services.by_area(found))


@bp.get("/<slug>")
@public
def service(slug: str) -> Response:
    """One service: what to bring, how long, what it costs, for how many; and what else to do at the same visit."""
    all_offered = offers.services_with_counters(the_session())
    it = next((one for one in all_offered if one.slug == slug), None) or abort(404)
    refused = times.refused_to_strangers([it], request.args)
    return refused or page("appointments/service.html", it=it, others=services.combinable(it, all_offered),
                           leave=times.leave_in(request.args))  # fmt: skip


@bp.get("/zeiten")
@public
def choose_time() -> Response:
    """The free times of a place, a week at a time."""
    sought = times.sought(request.args)
    if isinstance(sought, Response):
        return sought
    return _times(TimeForm(), sought)


@bp.post("/zeiten")
@public
def hold() -> Response:
    """Hold the chosen time, or say why not."""
    sought, form = times.sought(request.args), TimeForm()
    if isinstance(sought, Response):
        return sought
    token = token_of(form.key.data or "")
    deed = sought.deed | {
        "token_hash": hashed(token),
        "language": language(),
        "network": network_of(request.remote_addr or ""),
    }
    if form.attempt(booking.hold, town=find_town(), now=clock.now(), **deed) is None:
        return _times(form, sought, status=form.status)
    return redirect(url_for(".visit", token=token), 303)  # type: ignore[return-value]


def _times(form: TimeForm, sought: times.Sought, *, status: int = 200) -> Response:
    return page("appointments/times.html", form=form, it=sought, week=times.week(sought), status=status)
