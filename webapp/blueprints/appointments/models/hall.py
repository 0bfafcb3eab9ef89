"""Who stands in the hall without an appointment: a number for each, called from the counters."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Model


class Ticket(Model):
    """A number drawn at the door: it names no person."""

    __tablename__ = "appointment_ticket"
    __table_args__ = (
        UniqueConstraint("place_id", "day", "number"),
        CheckConstraint("state IN ('waiting', 'called', 'done', 'gone')", name="state"),
        Index("ix_appointment_ticket_line", "place_id", "day", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("appointment_place.id", ondelete="CASCADE"))
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("appointment_service.id", ondelete="SET NULL"), index=True
    )
    counter_id: Mapped[int | None] = mapped_column(
        ForeignKey("appointment_counter.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    drawn_at: Mapped[datetime]
    called_at: Mapped[datetime | None]  # for the last time
    first_called_at: Mapped[datetime | None]  # so long they waited
    calls: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
