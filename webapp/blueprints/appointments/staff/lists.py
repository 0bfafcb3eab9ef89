"""The day, or a span of days, to take along: on paper, as CSV, as a spreadsheet."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from flask import Response, request
from flask_babel import gettext

from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.queries import day as queries
from webapp.blueprints.appointments.staff.desk import COUNTER, Choice, bp
from webapp.blueprints.appointments.staff.words import channel_words, concerns_of, needs_of, visit_state
from webapp.domain.localtime import local, local_date
from webapp.formats import exports
from webapp.web.access import staff
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session


@bp.get("/liste")
@staff(COUNTER)
def paper() -> Response:
    """A list for A4."""
    choice = Choice.read(request.args)
    _note(choice)
    rows = choice.rows()
    days = [(day, list(visits)) for day, visits in groupby(rows, key=lambda one: local_date(one.starts_at))]
    closed = queries.closed_visits(the_session(), rows)
    return page("appointments/staff/paper.html", choice=choice, days=days, closed=closed)


@bp.get("/liste.csv")
@staff(COUNTER)
def as_csv() -> Response:
    """The same for a spreadsheet, as text."""
    choice = Choice.read(request.args)
    _note(choice)
    return _file(choice, "csv", "text/csv", exports.csv_bytes(_head(), _rows(choice.rows())))


@bp.get("/liste.xlsx")
@staff(COUNTER)
def as_xlsx() -> Response:
    """The same as a spreadsheet."""
    choice = Choice.read(request.args)
    _note(choice)
    content = exports.xlsx_bytes(gettext("Appointments"), _head(), _rows(choice.rows()))
    return _file(choice, "xlsx", exports.XLSX, content)


def _note(choice: Choice) -> None:
    note_look("appointment", f"{choice.first} – {choice.last}", "exported")


def _head() -> list[str]:
    return [
        gettext("Day"), gettext("Time"), gettext("Place"), gettext("Counter"), gettext("Number"), gettext("Name"),
        gettext("What for"), gettext("Needs"), gettext("Telephone"), gettext("E-mail address"), gettext("State"),
        gettext("Booked"),
    ]  # fmt: skip


def _rows(visits: Iterable[Appointment]) -> Iterator[tuple[str, ...]]:
    for one in visits:
        at = local(one.starts_at)
        yield (
            f"{at:%d.%m.%Y}", f"{at:%H:%M}", one.place.name, one.counter.name, one.number or "", one.name,
            concerns_of(one), needs_of(one), one.phone, one.email, visit_state(one.state), channel_words(one.channel),
        )  # fmt: skip


def _file(choice: Choice, ending: str, kind: str, content: bytes) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="termine-{choice.first}.{ending}"'
    return answer
