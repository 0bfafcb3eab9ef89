"""Who would like an earlier time: offers go out one after another, each a held time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.blueprints.appointments.models.visits import Appointment
from webapp.store.base import Model


class WaitingEntry(Model):
    """Somebody waits: with an appointment, for an earlier one; without, for any."""

    __tablename__ = "appointment_waiting"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'offered', 'served', 'ended')", name="state"),
        Index("ix_appointment_waiting_line", "state", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("appointment_place.id", ondelete="CASCADE"), index=True)
    wishes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # {"service_id", "count"}
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2), default="de")
    until_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    created_at: Mapped[datetime]
    offers: Mapped[list["Offer"]] = relationship(
        back_populates="entry", cascade="all, delete-orphan", lazy="raise", passive_deletes=True
    )


class Offer(Model):
    """A time offered to somebody who waits; the time is held by an appointment of its own."""

    __tablename__ = "appointment_offer"
    __table_args__ = (
        UniqueConstraint("entry_id", "starts_at"),
        CheckConstraint("state IN ('open', 'taken', 'declined', 'expired')", name="state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("appointment_waiting.id", ondelete="CASCADE"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id", ondelete="SET NULL"), index=True)
    starts_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="open")
    entry: Mapped[WaitingEntry] = relationship(back_populates="offers", lazy="raise")
    appointment: Mapped[Appointment | None] = relationship(lazy="raise")
