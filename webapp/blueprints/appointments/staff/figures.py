"""Figures of a year: how people book, how long they wait, who does not come."""

from collections.abc import Iterator

from flask import Response, request
from flask_babel import gettext

from webapp.blueprints.appointments.queries import figures as queries
from webapp.blueprints.appointments.rules.figures import CHANNELS, Month, by_month, shown
from webapp.blueprints.appointments.staff.desk import COUNTER, bp
from webapp.blueprints.appointments.staff.words import channel_words
from webapp.formats import exports
from webapp.web import clock
from webapp.web.access import staff
from webapp.web.pages import page
from webapp.web.town import find_town, the_session

FIRST_YEAR = 2020


@bp.get("/zahlen")
@staff(COUNTER)
def figures() -> Response:
    """The year by month, and how soon a visit is possible today."""
    ahead = queries.days_to_next_free(the_session(), town=find_town(), now=clock.now())
    table = {"head": _head(), "rows": list(_rows(_months(_year())))}
    return page("appointments/staff/figures.html", year=_year(), this_year=clock.today().year, table=table, ahead=ahead)


@bp.get("/zahlen.csv")
@staff(COUNTER)
def figures_csv() -> Response:
    """The same as a table."""
    answer = Response(exports.csv_bytes(_head(), _rows(_months(_year()))), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="termine-zahlen-{_year()}.csv"'
    return answer


def _year() -> int:
    this_year = clock.today().year
    return min(max(request.args.get("jahr", this_year, int), FIRST_YEAR), this_year)


def _months(year: int) -> list[Month]:
    """The months until now: what is still to come is no figure yet."""
    first, last = clock.today().replace(year=year, month=1, day=1), clock.today()
    last = last if year == last.year else first.replace(month=12, day=31)
    return by_month(queries.facts(the_session(), first, last), queries.walk_ins(the_session(), first, last))


def _head() -> list[str]:
    return [
        gettext("Month"), *(gettext("booked %(how)s", how=channel_words(one)) for one in CHANNELS), gettext("Walk-ins"),
        gettext("Cancelled"), gettext("Did not come"), gettext("Days from booking to visit"),
        gettext("Minutes of waiting"), gettext("Minutes at the counter"),
    ]  # fmt: skip


def _rows(months: list[Month]) -> Iterator[tuple[str, ...]]:
    for one in months:
        typical = (one.lead_days, one.waiting, one.serving)
        counts = (*(one.bookings[channel] for channel in CHANNELS), one.walk_ins, one.cancelled, one.missed)
        yield (
            f"{one.first:%m/%Y}", *(shown(count) for count in counts),
            *("–" if value is None else f"{value:g}".replace(".", ",") for value in typical),
        )  # fmt: skip
