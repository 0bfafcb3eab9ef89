"""Letters as people read them: from the facts a deed left in the outbox to subject, text and calendar file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext

from webapp.blueprints.appointments.views.booking import ACTIVATE
from webapp.formats.ical import Calendar, CalendarEntry, to_bytes, uid
from webapp.store.outbox import Letter
from webapp.web.dates import clock_time, long_day
from webapp.web.feature import Attachment, Draft
from webapp.web.keys import token_of
from webapp.web.links import outside
from webapp.web.town import find_town

RING = timedelta(hours=-2)
AN_HOUR = timedelta(hours=1)  # whoever subscribes sees a move in time
CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"


def letter(name: str, *, with_calendar: bool = True) -> Callable[[Letter], Draft]:
    """How letters of this name are written: template ``appointments/mail/<name>.md``."""

    def write(letter: Letter) -> Draft:
        values = letter.values
        files = (Attachment("termin.ics", calendar_bytes(values), CALENDAR),) if with_calendar else ()
        return Draft(f"appointments/mail/{name}.md", _context(values), files)

    return write


LETTERS = {
    name: letter(name, with_calendar=name not in {"activate", "waiting", "offer"})
    for name in ("confirmed", "activate", "moved", "cancelled", "closed", "reminder", "waiting", "offer")
}


def _context(values: dict[str, Any]) -> dict[str, Any]:
    token = token_of(values["key"])
    starts_at = _moment(values, "starts_at")
    return values | {
        "town": find_town(),
        "starts_at": starts_at,
        "ends_at": _moment(values, "ends_at"),
        "before": _moment(values, "before"),
        "valid_until": _moment(values, "valid_until"),
        "when": gettext("%(day)s, %(time)s", day=long_day(starts_at), time=clock_time(starts_at)) if starts_at else "",
        "visit_url": outside("appointments.visit", token=token),
        "move_url": outside("appointments.choose_other", token=token),
        "cancel_url": outside("appointments.ask_to_cancel", token=token),
        "activate_url": outside("appointments.ask_to_activate", token=token, code=token_of(values["key"], ACTIVATE)),
        "book_url": outside("appointments.index"),
        "waiting_url": outside("appointments.waiting_entry", token=token),
    }


def _moment(values: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(values[name]) if values.get(name) else None


def calendar_bytes(values: dict[str, Any]) -> bytes:
    """The appointment as a calendar file. The title names no concern: lock screens are read by others."""
    town, place = find_town(), values["place"]
    title = gettext("Appointment: %(town)s", town=town.name)
    lines = [f"{name} ({count})" if count > 1 else name for name, count in values["concerns"]]
    if values.get("number"):
        lines.append(gettext("Number %(number)s", number=values["number"]))
    entry = CalendarEntry(
        uid=uid("appointment", values["key"], host=town.hosts[0]),
        changed_at=datetime.fromisoformat(values["changed_at"]),
        sequence=values["sequence"],
        starts_at=datetime.fromisoformat(values["starts_at"]),
        ends_at=datetime.fromisoformat(values["ends_at"]),
        summary=gettext("CANCELLED: %(title)s", title=title) if values["cancelled"] else title,
        description="\n".join([*lines, outside("appointments.visit", token=token_of(values["key"]))]),
        location=", ".join(part for part in (place["name"], place["address"]) if part),
        cancelled=values["cancelled"],
        alarm=RING,
        transparent=values["cancelled"],
        organizer=town.email,
    )
    return to_bytes(Calendar(name=title, method="PUBLISH", refresh=AN_HOUR), [entry])
