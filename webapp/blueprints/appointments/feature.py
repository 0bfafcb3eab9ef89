"""Manifest of appointments."""

from webapp.blueprints.appointments import hall, models  # noqa: F401 - the tables
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature

FEATURE = Feature(
    "appointments",
    N_("Appointments"),
    blueprints=(hall.bp,),
    desks=(Desk(N_("Numbers in the hall"), "appointments_hall.counters", "appointments.counter", "people"),),
    permissions=(
        ("appointments.edit", N_("Set up services, counters and opening hours")),
        ("appointments.counter", N_("Serve visitors at the counter")),
    ),
)
