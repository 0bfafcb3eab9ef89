"""What the town remembers of events: venues, organisers, events, and every single date of them."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.blueprints.events.rules.events import ORIGINS, STATES
from webapp.store.base import Model, Versioned


class Venue(Versioned, Model):
    """A place people come to, and what it is like for those who cannot take steps or do not hear well."""

    __tablename__ = "event_venue"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    step_free: Mapped[bool] = mapped_column(default=False)
    toilet: Mapped[bool] = mapped_column(default=False)
    hearing_loop: Mapped[bool] = mapped_column(default=False)
    parking: Mapped[bool] = mapped_column(default=False)
    access: Mapped[str] = mapped_column(String(500), default="")  # in words: which door, where to ask


class Organiser(Versioned, Model):
    """A club, a church, an office. With an e-mail address it keeps its own dates by a link in a mail."""

    __tablename__ = "event_organiser"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the address the organiser holds
    name: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    web: Mapped[str] = mapped_column(String(300), default="")
    trusted: Mapped[bool] = mapped_column(default=False)  # what it announces needs no check
    linked_at: Mapped[datetime | None]  # when it was last sent the address of its page
    feed: Mapped[str] = mapped_column(String(300), default="")  # the address of its calendar, kept in step
    feed_category: Mapped[str] = mapped_column(String(20), default="other")
    feed_agreed: Mapped[bool] = mapped_column(default=False)  # somebody has looked at it once
    feed_at: Mapped[datetime | None]  # when it was last asked for
    feed_stamp: Mapped[list[str]] = mapped_column(JSON, default=list)  # how its server names the version we have
    feed_fault: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # {"message", "values"}


class Event(Versioned, Model):
    """What takes place. ``key`` is the form's: whoever sends it twice has announced one event."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"origin IN {ORIGINS}", name="origin"),
        UniqueConstraint("organiser_id", "source_uid"),
        Index("ix_event_network", "network", "created_at"),
        {"sqlite_autoincrement": True},  # the number names it in calendars: no other event ever gets it
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(String(20))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("event_venue.id", ondelete="RESTRICT"), index=True)
    place: Mapped[str] = mapped_column(String(200), default="")  # where it is no venue, or which room of it
    organiser_id: Mapped[int | None] = mapped_column(ForeignKey("event_organiser.id", ondelete="RESTRICT"), index=True)
    price: Mapped[str] = mapped_column(String(120), default="")
    free: Mapped[bool] = mapped_column(default=False)
    for_children: Mapped[bool] = mapped_column(default=False)
    registration: Mapped[str] = mapped_column(String(300), default="")
    link: Mapped[str] = mapped_column(String(300), default="")
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    repeats: Mapped[str] = mapped_column(String(10), default="once")
    every: Mapped[int] = mapped_column(default=1)
    until_on: Mapped[date | None]
    except_on: Mapped[list[str]] = mapped_column(JSON, default=list)  # days left out, ISO 8601
    state: Mapped[str] = mapped_column(String(10))  # no index: SQLite would take it and sort all the years
    unseen: Mapped[bool] = mapped_column(default=False)  # changed by its organiser since the desk looked at it
    origin: Mapped[str] = mapped_column(String(10))
    source_uid: Mapped[str | None] = mapped_column(String(255))  # in the calendar it was imported from
    name: Mapped[str] = mapped_column(String(120), default="")  # who announced it
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    network: Mapped[str] = mapped_column(String(40), default="")  # coarse, against floods; forgotten after an hour
    reason: Mapped[str] = mapped_column(String(300), default="")  # why it is not published
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    venue: Mapped[Venue | None] = relationship(lazy="raise")
    organiser: Mapped[Organiser | None] = relationship(lazy="raise")
    dates: Mapped[list["EventDate"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", lazy="raise", order_by="EventDate.starts_at",
        passive_deletes=True,
    )  # fmt: skip


class EventDate(Model):
    """One date of an event. Its regular day names it for ever: feeds and addresses go on knowing it when it moves."""

    __tablename__ = "event_date"
    __table_args__ = (
        UniqueConstraint("event_id", "regular_on"),
        CheckConstraint("starts_at <= ends_at", name="span"),
        Index("ix_event_date_span", "starts_at", "ends_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    regular_on: Mapped[date]
    regular_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    told_at: Mapped[datetime | None]  # when it begins in the calendar it was imported from
    all_day: Mapped[bool] = mapped_column(default=False)
    cancelled: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(300), default="")  # why it was moved or cancelled
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 3.8.7.4: rises with every change people should see
    changed_at: Mapped[datetime]
    event: Mapped[Event] = relationship(back_populates="dates")  # loaded with it, or in the session already

    @property
    def is_moved(self) -> bool:
        """Whether it begins at another time than planned."""
        return self.starts_at != self.regular_at

    @property
    def is_moved_by_hand(self) -> bool:
        """Whether we moved it, not the calendar it comes from."""
        return self.starts_at != (self.told_at or self.regular_at)


class EventImport(Versioned, Model):
    """A calendar of an organiser: read, previewed, taken over."""

    __tablename__ = "event_import"
    __table_args__ = (CheckConstraint("state IN ('preview', 'applied', 'undone', 'dropped')", name="state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("event_organiser.id", ondelete="CASCADE"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    file: Mapped[str] = mapped_column(String(200))
    unreadable: Mapped[int] = mapped_column(default=0)
    followed: Mapped[bool] = mapped_column(default=False)  # fetched, not brought by a clerk
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # what was read
    state: Mapped[str] = mapped_column(String(10), default="preview")
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    made: Mapped[list[int]] = mapped_column(JSON, default=list)  # the events it brought, to be taken back
    organiser: Mapped[Organiser] = relationship(lazy="raise")
