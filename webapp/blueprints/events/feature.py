"""Manifest of events."""

from webapp.blueprints.events import models  # noqa: F401
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("events", N_("Events"))
