"""Deeds around pages: write, publish, withdraw, restore, delete, add a picture."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.pages import queries, rules
from webapp.blueprints.pages.models import Page, PageVersion, Picture
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.formats import images
from webapp.formats.markdown import pictures
from webapp.store import audit, files

OVERTAKEN = N_(
    "Somebody else saved this page in between. Your text is still here; "
    "please compare it with the newest version, then save again."
)
RESERVED = frozenset({"verwaltung", "abfall", "static", "bild", "seite", "en", "uk", "ar"})


def found(
    session: Session,
    *,
    title: str,
    body: str,
    language: str,
    in_menu: bool,
    review_on: date | None,
    by: Any,
    now: datetime,
    **timing: Any,
) -> Page:
    """A new page; its address comes from its title, so the first one called Impressum is the one the law asks for."""
    _ensure(session, title, body, now=now, **timing)
    slug = _free_slug(session, title)
    page = Page(slug=slug, kind=rules.KINDS.get(slug, "own"), in_menu=in_menu, review_on=review_on)
    session.add(page)
    session.flush()
    _write(session, page, title, body, language, by=by, now=now, **timing)
    return page


def save(
    session: Session, *, page: Page, seen: int, title: str, body: str, language: str, in_menu: bool,
    review_on: date | None, by: Any, now: datetime, **timing: Any,
) -> PageVersion:  # fmt: skip
    """The next version of a page. ``seen`` is the version number the clerk started from: nobody overwrites unseen.

    A deleted page is back with it.
    """
    _ensure(session, title, body, now=now, **timing)
    if queries.next_number(session, page.id) - 1 != seen:
        raise Refusal(OVERTAKEN)
    page.in_menu, page.review_on, page.deleted_at = in_menu, review_on, None
    return _write(session, page, title, body, language, by=by, now=now, **timing)


def _ensure(
    session: Session, title: str, body: str, *, now: datetime, publish: bool,
    publish_at: datetime | None = None, until_at: datetime | None = None,
) -> None:  # fmt: skip
    """All that can be refused, before anything is changed; a draft may have loose ends."""
    rules.ensure_writable(title, body)
    if publish:
        rules.ensure_ordered(publish_at, until_at, now)
        shown = {picture.digest for picture in pictures(body)}
        rules.ensure_described(body, queries.decorative_pictures(session, shown) if shown else {})


def _write(
    session: Session, page: Page, title: str, body: str, language: str, *, by: Any, now: datetime, publish: bool,
    publish_at: datetime | None = None, until_at: datetime | None = None,
) -> PageVersion:  # fmt: skip
    version = PageVersion(
        page_id=page.id, number=queries.next_number(session, page.id), language=language, title=title.strip(),
        body=body.replace("\r\n", "\n"), state=rules.PUBLISHED if publish else rules.DRAFT, created_at=now,
        publish_at=publish_at or (now if publish else None), until_at=until_at,
        author=by.name if by else "",
    )  # fmt: skip
    session.add(version)
    audit.record(session, "published" if publish else "saved a draft", page, by=by, now=now, label=version.title)
    return version


def restore(session: Session, *, page: Page, number: int, by: Any, now: datetime) -> PageVersion:
    """An old text comes back as a new draft."""
    old = next((one for one in page.versions if one.number == number), None)
    if old is None:
        raise Refusal(N_("This version does not exist. Please choose one from the list."))
    page.deleted_at = None
    version = _write(session, page, old.title, old.body, old.language, by=by, now=now, publish=False)
    audit.record(
        session, "restored", page, by=by, now=now, label=old.title, changes={"version": [number, version.number]}
    )
    return version


def withdraw(session: Session, *, page: Page, by: Any, now: datetime) -> Page:
    """Nobody sees the page any more; its texts stay and can be published again."""
    _hide(page)
    audit.record(session, "withdrawn", page, by=by, now=now, label=page.slug)
    return page


def delete(session: Session, *, page: Page, by: Any, now: datetime) -> Page:
    """A page of the town's own goes; the history brings each text back as a draft, never at once in public."""
    if page.kind != "own":
        raise Refusal(N_("The law asks for this page. You can withdraw it, but not delete it."))
    _hide(page)
    page.deleted_at = now
    audit.record(session, "removed", page, by=by, now=now, label=page.slug)
    return page


def add_picture(session: Session, *, content: bytes, alt: str, decorative: bool, by: Any, now: datetime) -> Picture:
    """Keep a picture with words for those who do not see it."""
    words = " ".join(alt.split())
    if not words and not decorative:
        raise Refusal(N_("Please say in a sentence what the picture shows, or tick that it is only decoration."), "alt")
    clean = images.clean(content)
    kept = files.keep(session, clean.content, media_type="image/webp", width=clean.width, height=clean.height, now=now)
    picture = Picture(digest=kept.digest, alt="" if decorative else words, decorative=decorative, created_at=now)
    session.add(picture)
    audit.record(session, "added", "image", by=by, now=now, label=words or "–")
    return picture


def _hide(page: Page) -> None:
    for version in page.versions:
        if version.state == rules.PUBLISHED:
            version.state = rules.WITHDRAWN


def _free_slug(session: Session, title: str) -> str:
    wanted = rules.slug_of(title)
    free, number = wanted, 2
    while free in RESERVED or queries.is_slug_taken(session, free):
        free, number = f"{wanted}-{number}", number + 1
    return free
