"""The daily list as the town hall reads it."""

from datetime import date, datetime

from webapp.blueprints.appointments.rules.visits import NEEDS
from webapp.store.outbox import Letter
from webapp.web.feature import Draft
from webapp.web.i18n import translate
from webapp.web.links import outside


def write_daily(letter: Letter) -> Draft:
    """From the facts of the morning to a letter."""
    day = date.fromisoformat(letter.values["day"])
    lines = [
        one
        | {
            "starts_at": datetime.fromisoformat(one["starts_at"]),
            "needs": [translate(NEEDS[need]) for need in one["needs"] if need in NEEDS],
        }
        for one in letter.values["visits"]
    ]
    link = outside("appointments_desk.day", tag=day.isoformat())
    return Draft("appointments/staff/mail/daily.md", {"day": day, "visits": lines, "link": link})
