"""Manifest of the pages."""

from typing import Any

from flask import request

from webapp.blueprints.pages import demo, queries, rules, signposts, staff, views
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature, Waiting
from webapp.web.i18n import ngettext, said_in
from webapp.web.town import kept


def links() -> dict[str, Any]:
    """The pages that want to be in the menu."""
    if request.path.startswith("/verwaltung"):  # the desk has no menu
        return {"page_links": []}
    wanted = [(one, views.shown(one)) for one in kept("menu", queries.menu_pages)]
    return {
        "page_links": [
            {"label": said_in(text.language, text.title), "url": views.address(one)} for one, text in wanted if text
        ]
    }


def stale(count: int) -> str:
    """So many pages nobody has looked at for long."""
    return ngettext("%(num)s page should be looked at again", "%(num)s pages should be looked at again", count)


FEATURE = Feature(
    "pages",
    N_("Pages"),
    basic=True,
    blueprints=(views.bp, staff.bp),
    foot=tuple((title, f"pages.{kind}") for kind, _, title in rules.FIXED),
    desks=(Desk(N_("Pages"), "pages_desk.index", "pages.edit", "pencil"),),
    permissions=(("pages.edit", N_("Edit pages")),),
    waiting=(Waiting("pages.edit", queries.stale_count, stale, "pages_desk.index"),),
    context=links,
    find=signposts.find,
    contents=signposts.contents,
    sitemap=signposts.sitemap,
    demo=demo.plant,
)
