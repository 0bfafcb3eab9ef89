"""How the templates of the counter say what the rules know by key."""

from datetime import datetime
from typing import Any

from webapp.blueprints.appointments.models import Appointment
from webapp.blueprints.appointments.rules import day, states
from webapp.blueprints.appointments.rules.visits import NEEDS
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.web.i18n import translate

CHANNELS = {"online": N_("on the web"), "phone": N_("by telephone"), "counter": N_("at the counter")}


def concerns_of(visit: Appointment) -> str:
    """``Reisepass (2), Wohnung anmelden``"""
    return ", ".join(
        f"{one.service.name} ({one.count})" if one.count > 1 else one.service.name for one in visit.concerns
    )


def needs_of(visit: Appointment) -> str:
    """``an interpreter, a way without steps``"""
    return ", ".join(translate(NEEDS[one]) for one in visit.needs if one in NEEDS)


def steps_of(visit: Appointment, now: datetime) -> list[tuple[str, str]]:
    """(state, words of its button) for each step forward."""
    return [(state, translate(day.BUTTONS[state])) for state in day.steps(visit, now)]


def visit_state(state: str) -> str:
    """``has arrived``"""
    return translate(states.WORDS[state])


def channel_words(channel: str) -> str:
    """``by telephone``"""
    return translate(CHANNELS[channel])


WORDS: dict[str, Any] = {
    "concerns_of": concerns_of,
    "day_of": lambda visit: local_date(visit.starts_at).isoformat(),
    "needs_of": needs_of,
    "steps_of": steps_of,
    "step_back_of": day.state_before,
    "visit_state": visit_state,
    "first_words": lambda visit, now: translate(day.FIRST.get(day.first_to_see(visit, now), "")),
    "channel_words": channel_words,
}
