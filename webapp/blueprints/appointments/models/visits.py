"""Who comes: an appointment from the held time to the end of the visit, and the five minutes it takes away."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.blueprints.appointments.models.offers import Counter, Place, Service
from webapp.blueprints.appointments.rules.states import STATES
from webapp.store.base import Model, Versioned


class Appointment(Versioned, Model):
    """One visit of one citizen (with family). ``key`` is the form's: whoever sends it twice has one appointment."""

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(one) for one in STATES)})", name="state"),
        CheckConstraint("channel IN ('online', 'phone', 'counter')", name="channel"),
        CheckConstraint("starts_at < ends_at AND ends_at <= busy_until", name="span"),
        Index("ix_appointment_busy", "counter_id", "starts_at"),
        Index("ix_appointment_day", "starts_at"),
        Index("ix_appointment_due", "state", "held_until"),
        Index("ix_appointment_network", "network", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the address the citizen holds
    number: Mapped[str | None] = mapped_column(String(12), unique=True)  # said on the phone: "K7M-4FR"
    place_id: Mapped[int] = mapped_column(ForeignKey("appointment_place.id", ondelete="RESTRICT"), index=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("appointment_counter.id", ondelete="RESTRICT"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    busy_until: Mapped[datetime]  # with the buffer
    state: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10), default="online")
    network: Mapped[str] = mapped_column(
        String(40), default=""
    )  # coarse, against hoarding; forgotten an hour after the booking
    held_until: Mapped[datetime | None]  # of a held time, or of a booking that waits for the click in the mail
    prolonged: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    remark: Mapped[str] = mapped_column(String(500), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    internal_note: Mapped[str] = mapped_column(String(1000), default="")
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 3.8.7.4: rises with every change people should see
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    booked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    called_at: Mapped[datetime | None]  # for the last time
    first_called_at: Mapped[datetime | None]  # so long they waited
    calls: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    place: Mapped[Place] = relationship(lazy="raise")
    counter: Mapped[Counter] = relationship(lazy="raise")
    concerns: Mapped[list["Concern"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="Concern.id", passive_deletes=True
    )

    @property
    def slug(self) -> str:
        """How letters and the audit name it."""
        return f"appointment:{self.id}"


class Concern(Model):
    """What somebody comes for, and for how many people."""

    __tablename__ = "appointment_concern"
    __table_args__ = (CheckConstraint("count BETWEEN 1 AND 20", name="count"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("appointment_service.id", ondelete="RESTRICT"), index=True)
    count: Mapped[int] = mapped_column(default=1)
    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)


class Cell(Model):
    """Five minutes of one counter belong to one appointment: the primary key forbids a second one."""

    __tablename__ = "appointment_cell"
    counter_id: Mapped[int] = mapped_column(
        ForeignKey("appointment_counter.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"), index=True)
