"""Manifest of lost property."""

from webapp.blueprints.lostfound import models  # noqa: F401
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("lostfound", N_("Lost property"))
