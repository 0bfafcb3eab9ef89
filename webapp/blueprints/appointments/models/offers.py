"""What the town hall offers: services at counters of places, with opening rules and closures."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Model, Versioned

can_do = Table(
    "appointment_can_do",
    Model.metadata,
    Column("service_id", ForeignKey("appointment_service.id", ondelete="CASCADE"), primary_key=True),
    Column("counter_id", ForeignKey("appointment_counter.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Place(Versioned, Model):
    """A house people come to."""

    __tablename__ = "appointment_place"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    directions: Mapped[str] = mapped_column(String(500), default="")
    access: Mapped[str] = mapped_column(String(500), default="")  # steps, lift, parking
    phone: Mapped[str] = mapped_column(String(40), default="")
    walk_ins: Mapped[bool] = mapped_column(default=False)  # numbers are drawn at the door
    hall_hash: Mapped[str] = mapped_column(String(64), default="")  # of the token of the tablet and the screen
    active: Mapped[bool] = mapped_column(default=True)


class Counter(Versioned, Model):
    """A desk where one visitor at a time is served."""

    __tablename__ = "appointment_counter"
    __table_args__ = (
        CheckConstraint("kept_percent BETWEEN 0 AND 100", name="kept"),
        CheckConstraint("raster_minutes IN (5, 10, 15, 20, 30, 60)", name="raster"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("appointment_place.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    raster_minutes: Mapped[int] = mapped_column(default=10)  # a visit may begin every so many minutes
    kept_percent: Mapped[int] = mapped_column(default=0)  # of a day's minutes, for the telephone and for walk-ins
    release_hours: Mapped[int] = mapped_column(default=24)  # so long before, what was kept is open to everybody
    feed_hash: Mapped[str] = mapped_column(String(64), default="")  # of the token of the counter's own calendar
    active: Mapped[bool] = mapped_column(default=True)
    place: Mapped[Place] = relationship(lazy="raise")
    openings: Mapped[list["Opening"]] = relationship(
        back_populates="counter",
        cascade="all, delete-orphan",
        lazy="raise",
        order_by="Opening.weekday, Opening.from_time",
    )
    services: Mapped[list["Service"]] = relationship(secondary=can_do, back_populates="counters", lazy="raise")


class Service(Versioned, Model):
    """A concern people come with. Its slug is an address others link to and never changes."""

    __tablename__ = "appointment_service"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 5 AND 480 AND buffer_minutes BETWEEN 0 AND 120", name="minutes"),
        CheckConstraint("max_count BETWEEN 1 AND 20", name="count"),
        CheckConstraint("contact IN ('email', 'phone', 'either', 'both')", name="contact"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(String(80))  # of life: "Ausweise", "Familie", "Bauen"
    synonyms: Mapped[str] = mapped_column(String(300), default="")
    about: Mapped[str] = mapped_column(String(500), default="")
    documents: Mapped[str] = mapped_column(Text, default="")  # what to bring, one a line
    fee_cents: Mapped[int] = mapped_column(default=0)  # for each person
    minutes: Mapped[int] = mapped_column(default=15)
    per_person: Mapped[bool] = mapped_column(default=True)  # else the minutes are those of the whole visit
    buffer_minutes: Mapped[int] = mapped_column(default=0)  # afterwards, for the files
    max_count: Mapped[int] = mapped_column(default=4)
    lead_hours: Mapped[int] = mapped_column(default=2)
    window_days: Mapped[int] = mapped_column(default=60)
    contact: Mapped[str] = mapped_column(String(10), default="email")
    reminder_hours: Mapped[int] = mapped_column(default=24)  # before the visit; 0 writes none
    questions: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list
    )  # {"label", "kind", "options", "needed"}
    by_invitation: Mapped[bool] = mapped_column(default=False)  # listed nowhere, booked only with a pass
    active: Mapped[bool] = mapped_column(default=True)
    counters: Mapped[list[Counter]] = relationship(
        secondary=can_do, back_populates="services", lazy="raise", order_by="Counter.id"
    )


class Opening(Model):
    """A counter is open on a weekday from–to, every so many weeks, from a day until a day."""

    __tablename__ = "appointment_opening"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("from_time < to_time", name="span"),
        CheckConstraint("every_weeks BETWEEN 1 AND 8", name="weeks"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("appointment_counter.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]  # 0 is Monday
    from_time: Mapped[time]
    to_time: Mapped[time]
    every_weeks: Mapped[int] = mapped_column(default=1)  # counted from the week of valid_from
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    counter: Mapped[Counter] = relationship(back_populates="openings", lazy="raise")


class Closure(Model):
    """No visits from–to: for the whole town, a place or a counter. Public holidays need none."""

    __tablename__ = "appointment_closure"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="span"),
        Index("ix_appointment_closure_span", "ends_at", "starts_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("appointment_place.id", ondelete="CASCADE"), index=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("appointment_counter.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(200), default="")


class Preferences(Versioned, Model):
    """What a town decides about its appointments: one row."""

    __tablename__ = "appointment_preferences"
    __table_args__ = (CheckConstraint("hold_minutes BETWEEN 5 AND 60", name="hold"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    hold_minutes: Mapped[int] = mapped_column(default=10)
    activation: Mapped[bool] = mapped_column(default=False)  # a booking counts only after a click in the mail
    activation_minutes: Mapped[int] = mapped_column(default=60)
    offer_hours: Mapped[int] = mapped_column(default=4)  # an offer of the waiting list is good for so long
    per_email: Mapped[int] = mapped_column(default=5)  # appointments to come for one address
    keep_days: Mapped[int] = mapped_column(default=2)  # after the visit, then the person is forgotten
    daily_list_to: Mapped[str] = mapped_column(String(254), default="")
