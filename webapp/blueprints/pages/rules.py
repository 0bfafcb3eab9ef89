"""When a version shows, what an address may look like, which texts the law asks for."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.words import folded
from webapp.formats import markdown

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
FIXED = (  # kind, address, title: § 5 DDG, Art. 13 DSGVO, § 12b BGG, § 4 BITV 2.0
    ("imprint", "impressum", N_("Imprint")),
    ("privacy", "datenschutz", N_("Privacy")),
    ("accessibility", "barrierefreiheit", N_("Accessibility")),
    ("easy", "leichte-sprache", N_("Easy language")),
    ("contact", "kontakt", N_("Contact")),
)
KINDS = {slug: kind for kind, slug, _ in FIXED}
REVIEW_AFTER = timedelta(days=365)  # Implementing Decision (EU) 2018/1523 wants a yearly look; a good habit for all


class Version(Protocol):
    """What decides whether a version shows."""

    language: str
    state: str
    publish_at: datetime | None
    until_at: datetime | None
    number: int


V = TypeVar("V", bound=Version)


def shows(version: Version, now: datetime) -> bool:
    """Whether a version is published, its time has come and not passed."""
    begun = version.publish_at is None or version.publish_at <= now
    over = version.until_at is not None and version.until_at <= now
    return version.state == PUBLISHED and begun and not over


def showing(versions: Iterable[V], now: datetime) -> V | None:
    """The version people see: the newest that shows, for every text is written on top of the one before."""
    return max((one for one in versions if shows(one, now)), key=lambda one: one.number, default=None)


def overtaken(newest: V, versions: Iterable[V]) -> list[V]:
    """Texts planned for later that nobody will ever see, because ``newest`` stands in front of them all the time."""
    begin, end = newest.publish_at, newest.until_at
    return [
        one
        for one in versions
        if one.state == newest.state == PUBLISHED
        and (one.language == newest.language and one.number < newest.number)
        and (one.publish_at is not None and begin is not None and one.publish_at > begin)
        and (end is None or (one.until_at is not None and one.until_at <= end))
    ]


def slug_of(title: str) -> str:
    """``Unser Freibad`` becomes ``unser-freibad``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:80] or "seite"


def ensure_writable(title: str, body: str) -> None:
    """Refuse a page without title or text, or longer than anybody reads."""
    if not title.strip():
        raise Refusal(N_("Please give the page a title."), "title")
    if not body.strip():
        raise Refusal(N_("Please write something."), "body")
    if len(body) > markdown.LONGEST:
        raise Refusal(N_("This text is too long for one page. Please split it."), "body")


def ensure_described(body: str, decorative: Mapping[str, bool]) -> None:
    """Refuse a picture nobody kept, or one without words (``decorative``: digest to whether it may be silent)."""
    for picture in markdown.pictures(body):
        if picture.digest not in decorative:
            raise Refusal(N_("One picture is not here. Please copy its line again from the list of pictures."), "body")
        if not picture.words.strip() and not decorative[picture.digest]:
            raise Refusal(N_("Please say between the square brackets what each picture shows."), "body")


def ensure_ordered(publish_at: datetime | None, until_at: datetime | None, now: datetime) -> None:
    """Refuse a page that would end before it begins."""
    if until_at and until_at <= (publish_at or now):
        raise Refusal(N_("The end is before the beginning. Please change one of them."), "until_on")
