"""Hands for the stories of the hall: open it, press, look at what the town remembers."""

import re
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.appointments.town_hall import at, furnish
from tests.conftest import NOW
from webapp.blueprints.appointments.models import Counter, Ticket

MORNING = NOW  # Monday, 10 o'clock: two hours until the town hall closes
SETTINGS, DESK = "/verwaltung/termine/halle/einrichten", "/verwaltung/termine/halle"


def today_at(clock: str) -> datetime:
    """A moment of this Monday by the clock of the town hall."""
    return at(clock, MORNING.date())


def stand_at(app: Any, moment: datetime) -> None:
    """It is this moment in the portal."""
    app.config["PORTAL_NOW"] = moment


def open_hall(keller: Any, town_session: Any, **hall: Any) -> str:
    """Furnish the town hall, switch numbers on, and answer the path of the tablet."""
    with town_session() as session:
        furnish(session, **hall)
    return new_address(keller)


def new_address(keller: Any) -> str:
    """The address the desk shows once, without its host."""
    soup = BeautifulSoup(press_settings(keller, "adresse").data, "html.parser")
    return soup.select_one("#tablet")["value"].split("example", 1)[1]


def press_settings(keller: Any, button: str) -> Any:
    """Press a button of the settings of the only place."""
    form = BeautifulSoup(keller.get(SETTINGS).data, "html.parser").select_one(f'main form[action$="{button}"]')
    return keller.post(form["action"], {one["name"]: one.get("value", "") for one in form.select("input")})


def pressed(guest: Any, tablet: str, button: str, *, times: int = 1) -> Any:
    """Press a button at the door, perhaps several times before the page changes."""
    soup = BeautifulSoup(guest.get(tablet).data, "html.parser")
    wanted = next((one for one in soup.select("main button") if one.get_text(strip=True) == button), None)
    sent = {"key": _key(str(soup)), "service_id": wanted["value"] if wanted else ""}
    answers = [guest.post(tablet, sent) for _ in range(times)]
    return answers[0] if times == 1 else answers


def tickets(guest: Any) -> list[tuple[int, str]]:
    """(number, state) of every number drawn."""
    with guest.app.database(guest.app.towns.by_slug["musterstadt"]).reading() as session:
        return [(one.number, one.state) for one in session.scalars(select(Ticket).order_by(Ticket.id))]


def counter_paths(town_session: Any) -> list[str]:
    """The desks of all counters."""
    with town_session() as session:
        return [f"{DESK}/{one.id}" for one in session.scalars(select(Counter).order_by(Counter.id))]


def press_at(clerk: Any, path: str, button: str) -> Any:
    """Press a button of a counter as its page shows it now."""
    return clerk.post(f"{path}/{button}", seen(clerk, path))


def seen(clerk: Any, path: str) -> dict[str, str]:
    """What a form on the page of a counter sends."""
    form = BeautifulSoup(clerk.get(path).data, "html.parser").select_one("main form")
    return {one["name"]: one.get("value", "") for one in form.select("input")}


def _key(text: str) -> str:
    found = re.search(r'name="key"[^>]*value="([^"]+)"', text)
    assert found, "no form with a key"
    return found[1]
