"""Manifest of search, contents and sitemap."""

from webapp.blueprints.search import contents, views
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature(
    "search",
    N_("Search and contents"),
    basic=True,
    blueprints=(views.bp, contents.bp),
    menu=((N_("Search"), "search.index"),),
    foot=((N_("Contents"), "contents.index"),),
)
