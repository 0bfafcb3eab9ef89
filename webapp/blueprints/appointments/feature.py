"""Manifest of appointments."""

from webapp.blueprints.appointments import models  # noqa: F401 - the tables
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("appointments", N_("Appointments"))
