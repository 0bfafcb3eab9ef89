"""Manifest of the health addresses."""

from datetime import time

from webapp.blueprints.health.views import bp
from webapp.domain.i18n import N_
from webapp.store.runs import forget_runs
from webapp.web.feature import Feature, Task

FEATURE = Feature("health", N_("Health of the portal"), blueprints=(bp,), tasks=(Task(forget_runs, at=time(3, 30)),))
