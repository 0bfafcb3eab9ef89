"""Pages, every version of them, and their pictures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Model, Versioned


class Page(Versioned, Model):
    """An address with texts in one or more languages."""

    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="own")
    in_menu: Mapped[bool] = mapped_column(default=False)
    review_on: Mapped[date | None]
    deleted_at: Mapped[datetime | None]
    versions: Mapped[list["PageVersion"]] = relationship(
        back_populates="page", cascade="all, delete-orphan", lazy="raise", order_by="PageVersion.number.desc()"
    )


class PageVersion(Model):
    """One saved text; it is never changed, only followed by the next."""

    __tablename__ = "page_version"
    __table_args__ = (
        UniqueConstraint("page_id", "number"),
        CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name="state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(5), default="de")
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    publish_at: Mapped[datetime | None]
    until_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(200), default="")
    page: Mapped[Page] = relationship(back_populates="versions", lazy="raise")


class Picture(Model):
    """A picture and the words for those who do not see it; empty words only where it is mere decoration."""

    __tablename__ = "picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("stored_file.digest", ondelete="RESTRICT"), index=True)
    alt: Mapped[str] = mapped_column(String(300), default="")
    decorative: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
