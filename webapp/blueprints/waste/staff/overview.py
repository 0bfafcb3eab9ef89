"""What is there, until when, and what to do next."""

from datetime import timedelta

from flask import Response

from webapp.blueprints.waste.queries import desk, directory
from webapp.blueprints.waste.rules.coverage import streets_without_district
from webapp.blueprints.waste.staff import bp
from webapp.web import clock
from webapp.web.access import staff
from webapp.web.pages import page
from webapp.web.town import the_session

ENDS_SOON = timedelta(weeks=6)


@bp.get("")
@staff("waste.edit")
def index() -> Response:
    """Districts and streams, and the day their dates end."""
    today = clock.today()
    rows = desk.extent(the_session(), today)
    ends = {name: max(last for other, _, _, last in rows if other == name) for name, _, _, _ in rows}
    soon = sorted(name for name, last in ends.items() if last < today + ENDS_SOON)
    streets, lines = directory.assigned_streams(the_session())
    forgotten = streets_without_district(streets, lines, sorted({stream for _, stream, _, _ in rows}))
    return page("waste/staff/index.html", rows=rows, soon=soon, forgotten=forgotten)
