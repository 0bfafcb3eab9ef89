"""What the town remembers of its waste: streets, districts, collections, plans, and where things go."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Model, Versioned

ANY = "*"  # an assignment that holds for every stream


class District(Model):
    """An area the lorry drives on one day; named as the disposal company names it."""

    __tablename__ = "waste_district"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class Street(Versioned, Model):
    """A street of one locality. Its slug is part of residents' calendar addresses and never changes."""

    __tablename__ = "waste_street"
    __table_args__ = (UniqueConstraint("name", "locality"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    locality: Mapped[str] = mapped_column(String(80), default="")
    slug: Mapped[str] = mapped_column(String(140), unique=True)
    retired_at: Mapped[datetime | None]
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="street", cascade="all, delete-orphan", lazy="raise", order_by="Assignment.id"
    )


class OldAddress(Model):
    """A slug that once led to a street: it answers with a permanent redirect, so no calendar breaks."""

    __tablename__ = "waste_old_address"
    slug: Mapped[str] = mapped_column(String(140), primary_key=True)
    street_id: Mapped[int] = mapped_column(ForeignKey("waste_street.id", ondelete="CASCADE"), index=True)


class Assignment(Model):
    """Which district a street, or some of its house numbers, belongs to for one stream (or ``*`` for all).

    Without a street it is the town's default ("all other streets"). Without numbers it holds for the whole street.
    """

    __tablename__ = "waste_assignment"
    __table_args__ = (CheckConstraint("parity IN ('all', 'even', 'odd')", name="parity"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    street_id: Mapped[int | None] = mapped_column(ForeignKey("waste_street.id", ondelete="CASCADE"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("waste_district.id", ondelete="RESTRICT"), index=True)
    stream: Mapped[str] = mapped_column(String(20), default=ANY)
    from_number: Mapped[int | None]
    from_suffix: Mapped[str] = mapped_column(String(8), default="")
    to_number: Mapped[int | None]
    to_suffix: Mapped[str] = mapped_column(String(8), default="")
    parity: Mapped[str] = mapped_column(String(4), default="all")
    street: Mapped[Street | None] = relationship(back_populates="assignments", lazy="raise")
    district: Mapped[District] = relationship(lazy="joined")


class Collection(Model):
    """One collection of one stream in one district: the regular day, the actual day, and why they differ."""

    __tablename__ = "waste_collection"
    __table_args__ = (
        UniqueConstraint("district_id", "stream", "variant", "regular_on", "place", "time"),
        Index("ix_waste_collection_by_day", "district_id", "actual_on"),
        CheckConstraint("origin IN ('import', 'plan', 'manual')", name="origin"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("waste_district.id", ondelete="CASCADE"))
    stream: Mapped[str] = mapped_column(String(20))
    variant: Mapped[str] = mapped_column(String(80), default="")
    regular_on: Mapped[date]
    actual_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    cancelled: Mapped[bool] = mapped_column(default=False)
    time: Mapped[str] = mapped_column(String(20), default="")  # "11:00-13:00", only for mobile collections
    place: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    origin: Mapped[str] = mapped_column(String(10), default="import")  # manual rows are never overwritten
    import_id: Mapped[int | None] = mapped_column(ForeignKey("waste_import.id", ondelete="SET NULL"), index=True)
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 3.8.7.4: rises with every change
    changed_at: Mapped[datetime]

    @property
    def is_moved(self) -> bool:
        """Whether the lorry comes on another day than usual."""
        return self.actual_on != self.regular_on

    @property
    def is_own(self) -> bool:
        """Whether a clerk added it: a date of a file or a plan would come back with the next one."""
        return self.origin == "manual" and self.import_id is None


class TitleMeaning(Model):
    """What a title of the disposal company means in this town: asked once, remembered."""

    __tablename__ = "waste_title"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200), unique=True)
    stream: Mapped[str | None] = mapped_column(String(20))  # none: not a collection, leave it out
    variant: Mapped[str] = mapped_column(String(80), default="")


class WasteImport(Versioned, Model):
    """Files a clerk brought: read, previewed, applied, and if need be undone."""

    __tablename__ = "waste_import"
    __table_args__ = (
        CheckConstraint("state IN ('preview', 'applied', 'undone', 'dropped')", name="state"),
        CheckConstraint("kind IN ('dates', 'streets')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), default="dates")
    created_at: Mapped[datetime]
    person_name: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(10), default="preview")
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # what was read, and each file's district
    applied_at: Mapped[datetime | None]
    undo: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # rows as they were before
    summary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # {"added": 3, ...} once applied


class Rhythm(Versioned, Model):
    """Own planning: one district and stream, every so many weeks on a weekday, perhaps in a season only."""

    __tablename__ = "waste_rhythm"
    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("waste_district.id", ondelete="CASCADE"), index=True)
    stream: Mapped[str] = mapped_column(String(20))
    variant: Mapped[str] = mapped_column(String(80), default="")
    weekday: Mapped[int]  # 0 Monday to 6 Sunday
    every_weeks: Mapped[int]
    first_on: Mapped[date]
    season_from: Mapped[str] = mapped_column(String(5), default="")  # "04-01", empty: all year
    season_to: Mapped[str] = mapped_column(String(5), default="")
    until_on: Mapped[date | None]
    district: Mapped[District] = relationship(lazy="joined")


class HolidayShift(Model):
    """One row of the year's holiday table: what is due on a day is collected on another."""

    __tablename__ = "waste_shift"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(unique=True)
    to_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")


class DropOff(Versioned, Model):
    """A place that takes waste: recycling yard, glass bank, shop, chemist."""

    __tablename__ = "waste_dropoff"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    takes: Mapped[str] = mapped_column(Text, default="")
    hours: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list
    )  # [{"weekday": 0, "from": "09:00", "to": "12:00"}]
    closed_on_holidays: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(500), default="")


class Item(Versioned, Model):
    """One word of "Where does this go?": the thing, other names for it, and the answer."""

    __tablename__ = "waste_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    synonyms: Mapped[str] = mapped_column(String(300), default="")
    stream: Mapped[str | None] = mapped_column(String(20))
    dropoff_id: Mapped[int | None] = mapped_column(ForeignKey("waste_dropoff.id", ondelete="SET NULL"), index=True)
    advice: Mapped[str] = mapped_column(String(500), default="")
    dropoff: Mapped[DropOff | None] = relationship(lazy="joined")
