"""What the office itself decides: its deadlines, its words, the neighbours it searches with."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Model, Versioned


class FoundPreferences(Versioned, Model):
    """What a town decides about its lost property: one row."""

    __tablename__ = "found_preferences"
    __table_args__ = (CheckConstraint("notice_weeks > 0 AND collect_weeks > 0", name="weeks"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    notice_weeks: Mapped[int | None]  # §§ 980, 982 BGB; none: as the Land does
    collect_weeks: Mapped[int] = mapped_column(default=4)  # § 976 II BGB


class FoundText(Model):
    """A text block the town has written anew, in one language; without a row it is as delivered."""

    __tablename__ = "found_text"
    block: Mapped[str] = mapped_column(String(10), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class FoundNeighbour(Model):
    """A town nearby, and where it tells what was found there. ``fetched_at`` is when it last answered properly."""

    __tablename__ = "found_neighbour"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    feed: Mapped[str] = mapped_column(String(500), unique=True)
    etag: Mapped[str] = mapped_column(String(200), default="")
    last_modified: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(300), default="")  # a msgid, with what is filled in
    fault_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class NeighbourFind(Model):
    """A copy of what a neighbour has published, replaced with every answer; it goes when the neighbour goes."""

    __tablename__ = "found_nearby"
    __table_args__ = (UniqueConstraint("neighbour_id", "number"), Index("ix_found_nearby_newest", "week", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    neighbour_id: Mapped[int] = mapped_column(ForeignKey("found_neighbour.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    area: Mapped[str] = mapped_column(String(80))
    week: Mapped[date]
    until_on: Mapped[date]
    url: Mapped[str] = mapped_column(String(500))
    words: Mapped[str] = mapped_column(String(400))  # what it is searched by, folded
