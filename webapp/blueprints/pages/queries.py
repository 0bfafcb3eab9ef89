"""Questions about pages."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload, undefer

from webapp.blueprints.pages import rules
from webapp.blueprints.pages.models import Page, PageVersion, Picture
from webapp.store.files import StoredFile

# Texts come one by one: the menu of every page asks for titles only, and a page shows one of fifty.
PUBLISHED = selectinload(Page.versions.and_(PageVersion.state == rules.PUBLISHED)).defer(PageVersion.body)


def page_by_slug(session: Session, slug: str) -> Page | None:
    """The page of an address with its published versions."""
    question = select(Page).where(Page.slug == slug, Page.deleted_at.is_(None)).options(PUBLISHED)
    return session.scalars(question).one_or_none()


def whole_page(session: Session, page_id: int) -> Page | None:
    """A page with all its versions, deleted ones too."""
    return session.scalars(select(Page).where(Page.id == page_id).options(selectinload(Page.versions))).one_or_none()


def all_pages(session: Session) -> Sequence[Page]:
    """Every page with its versions; what must be looked at again comes first."""
    bodiless = selectinload(Page.versions).defer(PageVersion.body)
    question = select(Page).options(bodiless).order_by(Page.review_on.nulls_last(), Page.slug)
    return session.scalars(question).all()


def is_slug_taken(session: Session, slug: str) -> bool:
    """Whether a page has this address."""
    return session.scalar(select(Page.id).where(Page.slug == slug)) is not None


def menu_pages(session: Session) -> Sequence[Page]:
    """Pages that want to be in the menu."""
    question = select(Page).where(Page.in_menu, Page.deleted_at.is_(None)).options(PUBLISHED).order_by(Page.slug)
    return session.scalars(question).all()


def published_texts(session: Session) -> Sequence[PageVersion]:
    """Every published text with its page, also those whose time has not come or is over."""
    question = select(PageVersion).join(PageVersion.page).options(contains_eager(PageVersion.page))
    question = question.where(PageVersion.state == rules.PUBLISHED, Page.deleted_at.is_(None))
    return session.scalars(question.order_by(Page.slug, PageVersion.number)).all()


def stale_count(today: date) -> ScalarSelect[int]:
    """Question: how many pages should be looked at again."""
    stale = (Page.review_on <= today, Page.deleted_at.is_(None))
    return select(func.count()).select_from(Page).where(*stale).scalar_subquery()


def next_number(session: Session, page_id: int) -> int:
    """The number of a page's next version."""
    return (session.scalar(select(func.max(PageVersion.number)).where(PageVersion.page_id == page_id)) or 0) + 1


def decorative_pictures(session: Session, digests: Collection[str]) -> dict[str, bool]:
    """Of these pictures those that are here, each with whether somebody said that it is only decoration."""
    question = select(Picture.digest, func.max(Picture.decorative)).where(Picture.digest.in_(digests))
    return {digest: bool(silent) for digest, silent in session.execute(question.group_by(Picture.digest))}


def pictures(session: Session) -> Sequence[Picture]:
    """Pictures, newest first."""
    return session.scalars(select(Picture).order_by(Picture.id.desc()).limit(60)).all()


def file_with_content(session: Session, digest: str) -> StoredFile | None:
    """The file of a picture and its bytes; files other features keep are theirs to show."""
    mine = exists().where(Picture.digest == digest)
    question = select(StoredFile).where(StoredFile.digest == digest, mine).options(undefer(StoredFile.content))
    return session.scalars(question).one_or_none()
