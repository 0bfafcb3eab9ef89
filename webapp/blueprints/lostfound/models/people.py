"""People around finds: finders, receivers, claimants, losers. Each row can be deleted, the register stays."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.blueprints.lostfound.models.items import FoundItem, listed
from webapp.blueprints.lostfound.rules.claims import CLAIM_STATES
from webapp.store.base import Model

REPORT_STATES = ("open", "found", "withdrawn", "ended")
FINDER, RECEIVER = ROLES = ("finder", "receiver")


class Party(Model):
    """The finder of a find, or who has received it: one of each at most."""

    __tablename__ = "found_party"
    __table_args__ = (
        UniqueConstraint("item_id", "role"),
        CheckConstraint(f"role IN {listed(ROLES)}", name="role"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("found_item.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    item: Mapped[FoundItem] = relationship(back_populates="parties", lazy="raise")


class Claim(Model):
    """Somebody says a find is theirs, and answers what only the owner knows. The desk decides."""

    __tablename__ = "found_claim"
    __table_args__ = (
        CheckConstraint(f"state IN {listed(CLAIM_STATES)}", name="state"),
        Index(
            "uq_found_claim_accepted", "item_id", unique=True, sqlite_where=text("state = 'accepted'"),
            postgresql_where=text("state = 'accepted'"),
        ),
        Index("ix_found_claim_network", "network", "created_at"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)  # said on the phone: "K7M-4FR"
    item_id: Mapped[int] = mapped_column(ForeignKey("found_item.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open", index=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    story: Mapped[str] = mapped_column(String(1000), default="")  # when and where it was lost
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    network: Mapped[str] = mapped_column(String(40), default="")  # coarse, forgotten after an hour
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    item: Mapped[FoundItem] = relationship(back_populates="claims", lazy="raise")


class LossReport(Model):
    """Somebody misses something. It is compared with every find until the report ends."""

    __tablename__ = "loss_report"
    __table_args__ = (
        CheckConstraint(f"state IN {listed(REPORT_STATES)}", name="state"),
        Index("ix_loss_report_due", "state", "until_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    category: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    traits: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    area: Mapped[str] = mapped_column(String(80), default="")
    lost_on: Mapped[date]
    until_on: Mapped[date]
    warned_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2), default="de")
    created_at: Mapped[datetime]
    matches: Mapped[list["Match"]] = relationship(cascade="all, delete-orphan", lazy="raise", passive_deletes=True)

    @property
    def slug(self) -> str:
        """How letters name it."""
        return f"loss_report:{self.id}"


class Match(Model):
    """A find that may be what somebody misses; told once."""

    __tablename__ = "found_match"
    report_id: Mapped[int] = mapped_column(
        ForeignKey("loss_report.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    item_id: Mapped[int] = mapped_column(
        ForeignKey("found_item.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    told_at: Mapped[datetime]
    item: Mapped[FoundItem] = relationship(lazy="raise")
