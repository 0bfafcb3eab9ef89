"""The desk's list to take along, one line for each date: for the gazette, for a spreadsheet."""

from collections.abc import Iterator

from flask import Response
from flask_babel import gettext

from webapp.blueprints.events import queries, shown
from webapp.blueprints.events.models import Event, EventDate
from webapp.blueprints.events.rules.events import CATEGORIES, STATE_WORDS
from webapp.blueprints.events.staff import EDIT, bp
from webapp.blueprints.events.staff.events import word
from webapp.domain.localtime import local
from webapp.formats import exports
from webapp.web import clock
from webapp.web.access import staff
from webapp.web.i18n import translate
from webapp.web.town import the_session


@bp.get("/liste.csv")
@staff(EDIT)
def as_csv() -> Response:
    """As text."""
    return _file("csv", "text/csv", exports.csv_bytes(_head(), _rows()))


@bp.get("/liste.xlsx")
@staff(EDIT)
def as_xlsx() -> Response:
    """As a spreadsheet."""
    return _file("xlsx", exports.XLSX, exports.xlsx_bytes(gettext("Events"), _head(), _rows()))


def _head() -> list[str]:
    return [
        gettext("Day"), gettext("Begins at"), gettext("Last day"), gettext("Ends at"), gettext("Event"),
        gettext("Place"), gettext("Kind"), gettext("Organiser"), gettext("Price"), gettext("Made for children"),
        gettext("State"), gettext("Cancelled or moved"), gettext("Why?"), gettext("Web address to register"),
        gettext("Description"),
    ]  # fmt: skip


def _rows() -> Iterator[tuple[str, ...]]:
    """The dates to come of the listed events, in order; whoever looks for a title gets the past ones too."""
    listed = queries.desk_events(the_session(), clock.now(), word())
    dates = [(one, event) for event in listed for one in event.dates if word() or one.ends_at >= clock.now()]
    return (_row(one, event) for one, event in sorted(dates, key=lambda pair: (pair[0].starts_at, pair[0].id)))


def _row(one: EventDate, it: Event) -> tuple[str, ...]:
    starts, ends = local(one.starts_at), local(one.ends_at)
    news = gettext("cancelled") if one.cancelled else shown.moved_words(one) if one.is_moved else ""
    price = ", ".join(part for part in (gettext("free of charge") if it.free else "", it.price) if part)
    return (
        f"{starts:%d.%m.%Y}", "" if one.all_day else f"{starts:%H:%M}", f"{shown.last_day(one):%d.%m.%Y}",
        "" if one.all_day or ends == starts else f"{ends:%H:%M}", it.title, shown.whole_place(it),
        translate(CATEGORIES[it.category]), it.organiser.name if it.organiser else "", price,
        gettext("yes") if it.for_children else "", translate(STATE_WORDS[it.state]), news, one.note, it.registration,
        it.about,
    )  # fmt: skip


def _file(ending: str, kind: str, content: bytes) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="veranstaltungen-{clock.today()}.{ending}"'
    return answer
