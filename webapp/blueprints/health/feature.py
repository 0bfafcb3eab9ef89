"""Manifest of the health addresses."""

from webapp.blueprints.health.views import bp
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("health", N_("Health of the portal"), blueprints=(bp,))
