"""Deeds around pages: write, publish, withdraw, restore, delete, add a picture."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.pages import queries, rules
from webapp.blueprints.pages.models import Page, PageVersion, Picture
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.formats import images
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
    """A new page of the town's own; its address comes from its title."""
    rules.ensure_writable(title, body)
    page = Page(slug=_free_slug(session, title), kind="own", in_menu=in_menu, review_on=review_on)
    session.add(page)
    session.flush()
    _write(session, page, title, body, language, by=by, now=now, **timing)
    return page


def save(
    session: Session, *, page: Page, seen: int, title: str, body: str, language: str, in_menu: bool,
    review_on: date | None, by: Any, now: datetime, **timing: Any,
) -> PageVersion:  # fmt: skip
    """The next version of a page. ``seen`` is the version number the clerk started from: nobody overwrites unseen."""
    rules.ensure_writable(title, body)
    if queries.next_number(session, page.id) - 1 != seen:
        raise Refusal(OVERTAKEN)
    page.in_menu, page.review_on = in_menu, review_on
    return _write(session, page, title, body, language, by=by, now=now, **timing)


def _write(
    session: Session, page: Page, title: str, body: str, language: str, *, by: Any, now: datetime, publish: bool,
    publish_at: datetime | None = None, until_at: datetime | None = None,
) -> PageVersion:  # fmt: skip
    if publish:
        rules.ensure_ordered(publish_at, until_at, now)
    version = PageVersion(
        page_id=page.id, number=queries.next_number(session, page.id), language=language, title=title.strip(),
        body=body.replace("\r\n", "\n"), state=rules.PUBLISHED if publish else rules.DRAFT, created_at=now,
        publish_at=(publish_at or now) if publish else None, until_at=until_at if publish else None,
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
    for version in page.versions:
        if version.state == rules.PUBLISHED:
            version.state = rules.WITHDRAWN
    audit.record(session, "withdrawn", page, by=by, now=now, label=page.slug)
    return page


def delete(session: Session, *, page: Page, by: Any, now: datetime) -> Page:
    """A page of the town's own goes; restoring a version brings it back."""
    if page.kind != "own":
        raise Refusal(N_("The law asks for this page. You can withdraw it, but not delete it."))
    page.deleted_at = now
    audit.record(session, "removed", page, by=by, now=now, label=page.slug)
    return page


def add_picture(session: Session, *, content: bytes, alt: str, decorative: bool, by: Any, now: datetime) -> Picture:
    """Keep a picture with words for those who do not see it."""
    if not alt.strip() and not decorative:
        raise Refusal(N_("Please say in a sentence what the picture shows, or tick that it is only decoration."), "alt")
    clean = images.clean(content)
    kept = files.keep(session, clean.content, media_type="image/webp", width=clean.width, height=clean.height, now=now)
    picture = Picture(digest=kept.digest, alt="" if decorative else alt.strip(), decorative=decorative, created_at=now)
    session.add(picture)
    audit.record(session, "added", "image", by=by, now=now, label=alt or "–")
    return picture


def _free_slug(session: Session, title: str) -> str:
    wanted = rules.slug_of(title)
    free, number = wanted, 2
    while free in RESERVED or free in rules.KINDS or queries.is_slug_taken(session, free):
        free, number = f"{wanted}-{number}", number + 1
    return free
