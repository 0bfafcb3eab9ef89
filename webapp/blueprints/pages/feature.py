"""Manifest of the pages."""

from typing import Any

from flask import request
from markupsafe import Markup

from webapp.blueprints.pages import demo, queries, rules, staff, views
from webapp.blueprints.pages.models import PageVersion
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature, Waiting
from webapp.web.i18n import language, ngettext
from webapp.web.links import entry
from webapp.web.town import kept


def links() -> dict[str, Any]:
    """The pages the law asks for, in every footer; those that want to be in the menu."""
    if request.path.startswith("/verwaltung"):  # the desk has neither footer nor menu
        return {"page_links": [], "footer_links": []}
    wanted = [(one, views.shown(one)) for one in kept("menu", queries.menu_pages)]
    return {
        "footer_links": [entry(title, f"pages.{kind}") for kind, _, title in rules.FIXED],
        "page_links": [{"label": _title(text), "url": views.address(one)} for one, text in wanted if text],
    }


def _title(text: PageVersion) -> str:
    """A German title among Arabic words says that it is German, so that a screen reader speaks it as such."""
    if text.language == language():
        return text.title
    return Markup('<span lang="{}" dir="ltr">{}</span>').format(text.language, text.title)


def stale(count: int) -> str:
    """So many pages nobody has looked at for long."""
    return ngettext("%(num)s page should be looked at again", "%(num)s pages should be looked at again", count)


FEATURE = Feature(
    "pages",
    N_("Pages"),
    basic=True,
    blueprints=(views.bp, staff.bp),
    desks=(Desk(N_("Pages"), "pages_desk.index", "pages.edit", "pencil"),),
    permissions=(("pages.edit", N_("Edit pages")),),
    waiting=(Waiting("pages.edit", queries.stale_count, stale, "pages_desk.index"),),
    context=links,
    demo=demo.plant,
)
