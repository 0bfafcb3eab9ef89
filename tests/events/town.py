"""What is on in Musterstadt, for the tests."""

from datetime import date, time
from typing import Any

from tests.conftest import NOW
from webapp.blueprints.events.actions import keeping
from webapp.blueprints.events.models import Event, Organiser, Venue

TUESDAY = date(2026, 12, 1)
CHOIR = {
    "title": "Chorprobe", "about": "Wir singen Volkslieder.", "category": "culture", "venue_id": None,
    "place": "Alte Schule", "organiser_id": None, "price": "", "free": False, "for_children": False,
    "registration": "", "link": "", "first_on": TUESDAY, "last_on": None, "starts": time(19, 30), "ends": time(21),
    "repeats": "weekly", "every": 1, "until_on": date(2027, 1, 31), "except_on": [],
}  # fmt: skip
FAIR = {"title": "Markt", "category": "feast", "starts": None, "ends": None, "repeats": "once", "until_on": None}
GYM = {"name": "Turnhalle", "address": "Schulstraße 3", "step_free": True, "access": "Rampe am Hof"}


def on(session: Any, key: str = "choir", **told: Any) -> Event:
    """An event is on."""
    told = CHOIR | told
    return keeping.keep(session, event=None, seen=0, by=None, now=NOW, key=key, token_hash=f"hash-{key}", **told)


def venue(session: Any, **facts: Any) -> Venue:
    """A venue, the gym if nothing else is said."""
    made = Venue(**GYM | facts)
    session.add(made)
    session.flush()
    return made


def organiser(session: Any, **facts: Any) -> Organiser:
    """A club with a page of its own."""
    made = Organiser(**{"name": "TSV", "key": "tsv", "token_hash": "tsv", "email": "tsv@example.org"} | facts)
    session.add(made)
    session.flush()
    return made
