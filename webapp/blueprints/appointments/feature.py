"""Manifest of appointments."""

from webapp.blueprints.appointments import models  # noqa: F401 - the tables
from webapp.blueprints.appointments.rules.conflicts import DECISIONS, REASONS
from webapp.blueprints.appointments.staff.setup import bp as setup
from webapp.domain.i18n import N_
from webapp.domain.money import written
from webapp.web.feature import Desk, Feature
from webapp.web.i18n import translate

WORDS = {
    "euros": written,
    "decisions": DECISIONS,
    "reasons_in_words": lambda reasons: ", ".join(translate(REASONS[one]) for one in reasons),
}

FEATURE = Feature(
    "appointments",
    N_("Appointments"),
    blueprints=(setup,),
    desks=(Desk(N_("What the town hall offers"), "appointments_setup.index", "appointments.edit", "list"),),
    permissions=(("appointments.edit", N_("Keep services, opening rules and closures of appointments")),),
    words=WORDS,
)
