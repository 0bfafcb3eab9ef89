"""Manifest of the handbook."""

from webapp.blueprints.handbook import staff
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("handbook", N_("Help"), basic=True, blueprints=(staff.bp,), words={"help_url": staff.help_url})
