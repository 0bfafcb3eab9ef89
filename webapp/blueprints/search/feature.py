"""Manifest of search, contents and sitemap."""

from webapp.blueprints.search import signposts
from webapp.blueprints.search.views import bp
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature(
    "search",
    N_("Search and contents"),
    basic=True,
    blueprints=(bp,),
    menu=((N_("Search"), "search.index"),),
    foot=((N_("Contents"), "search.contents"),),
    find=signposts.find,
)
