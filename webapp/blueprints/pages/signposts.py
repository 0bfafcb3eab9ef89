"""What search, contents and sitemap show of the pages."""

from collections.abc import Iterator

from webapp.blueprints.pages.models import PageVersion
from webapp.blueprints.pages.views import address, readable
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.words import NAMED, Sought
from webapp.formats.sitemap import Address
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import said_in


def find(sought: Sought) -> Iterator[Hits]:
    """Pages by their title and their text."""
    found = sought.best(readable(), lambda one: (one.title, one.body), MOST_HITS)
    yield Hits(N_("Pages"), [_hit(one, fit) for one, fit in found])


def contents() -> list[Hit]:
    """The town's own pages."""
    return [_hit(one) for one in readable() if one.page.kind == "own"]


def sitemap() -> Iterator[Address]:
    """The town's own pages; the others stand at the foot of every page."""
    own = (one for one in readable() if one.page.kind == "own")
    return (Address(address(one.page), local_date(one.publish_at or one.created_at)) for one in own)


def _hit(text: PageVersion, fit: int = NAMED) -> Hit:
    return Hit(said_in(text.language, text.title), "", address(text.page), fit)
