"""What the pages of the counter share: who may come in, what a clerk chose to see, one appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, redirect, url_for
from werkzeug.datastructures import MultiDict

from webapp.blueprints.appointments.models import Appointment, Counter, Place
from webapp.blueprints.appointments.queries import day as queries
from webapp.web import clock
from webapp.web.fields import number_of, parse_date
from webapp.web.town import the_session

COUNTER = "appointments.counter"
bp = Blueprint("appointments_desk", __name__, url_prefix="/verwaltung/termine")
A_DAY = timedelta(days=1)
LONGEST = timedelta(days=92)  # a quarter on one list; more would be a matter for the figures


@dataclass(frozen=True)
class Choice:
    """Days, a place and a counter, as the address says; nothing chosen is today, everywhere."""

    first: date
    last: date
    place_id: int | None
    counter_id: int | None

    @classmethod
    def read(cls, query: MultiDict[str, str]) -> "Choice":
        """What the address asks for; what nobody understands is left out."""
        today = clock.today()
        first = parse_date(query.get("tag", ""), today) or today
        last = parse_date(query.get("bis", ""), today) or first
        return cls(
            first,
            max(first, min(last, first + LONGEST)),
            query.get("ort", None, number_of),
            query.get("schalter", None, number_of),
        )

    def query(self, **other: Any) -> dict[str, Any]:
        """The same choice as an address, with something else."""
        chosen = {"tag": self.first.isoformat(), "ort": self.place_id, "schalter": self.counter_id}
        if self.last != self.first:
            chosen["bis"] = self.last.isoformat()
        return {name: value for name, value in (chosen | other).items() if value}

    @property
    def day_before(self) -> dict[str, Any]:
        """The address of the day before."""
        return self.query(tag=(self.first - A_DAY).isoformat())

    @property
    def day_after(self) -> dict[str, Any]:
        """The address of the day after."""
        return self.query(tag=(self.first + A_DAY).isoformat())

    def rows(self) -> Sequence[Appointment]:
        """Who comes then and there."""
        where = {"place_id": self.place_id, "counter_id": self.counter_id}
        return queries.visits_of_days(the_session(), self.first, self.last, **where, now=clock.now())


def places_of(counters: Sequence[Counter]) -> list[Place]:
    """The places of these counters, each once."""
    return list({one.place_id: one.place for one in counters}.values())


def find(appointment_id: int) -> Appointment:
    """An appointment somebody booked, or a 404."""
    return queries.visit(the_session(), appointment_id) or abort(404)


def to(endpoint: str, **values: Any) -> Response:
    """Go on to another page of the desk."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]
