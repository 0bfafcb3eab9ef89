"""What search shows of lost property: published finds. They are gone in weeks, so a sitemap names only their list."""

from collections.abc import Iterator

from flask import url_for

from webapp.blueprints.lostfound.queries.public import Shown, published_finds
from webapp.blueprints.lostfound.rules.publication import wanted
from webapp.domain.i18n import N_
from webapp.domain.words import SAID, Sought
from webapp.web.dates import numeric_day
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import gettext, joined, said_in
from webapp.web.town import the_session


def find(sought: Sought) -> Iterator[Hits]:
    """Published finds, the newest first, as their own list finds them."""
    rows = published_finds(the_session(), words=wanted(sought.typed), most=MOST_HITS)
    yield Hits(N_("Lost property"), [_hit(one, sought) for one in rows], url_for("lostfound.index", wort=sought.typed))


def _hit(one: Shown, sought: Sought) -> Hit:
    week = gettext("week from %(day)s", day=numeric_day(one.week))
    address = url_for("lostfound.find", year=one.year, number=one.number)
    return Hit(said_in("de", one.title), joined(said_in("de", one.area), week), address, sought.fits(one.title) or SAID)
