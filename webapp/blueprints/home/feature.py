"""Manifest of the first page."""

from webapp.blueprints.home.views import bp, sitemap
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("home", N_("Start page"), basic=True, blueprints=(bp,), sitemap=sitemap)
