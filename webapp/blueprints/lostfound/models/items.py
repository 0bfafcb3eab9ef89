"""The register of finds. It names nobody: people stand in tables of their own and are deleted, the register stays."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.blueprints.lostfound.rules.publication import register_number
from webapp.blueprints.lostfound.rules.states import ANNOUNCED, CLOSED, DECLINED, PLACE_KINDS, STATES, path_of
from webapp.domain.words import LONGEST_WORD
from webapp.store.base import Model, Versioned

if TYPE_CHECKING:
    from webapp.blueprints.lostfound.models.people import Claim, Party


def listed(values: tuple[str, ...]) -> str:
    """Values as SQL writes them."""
    return f"({', '.join(repr(one) for one in values)})"


class FoundItem(Versioned, Model):
    """One find. ``title``, ``area`` and the shown traits are public, everything else is not.

    An announced find has no number of the register yet; it gets one when the desk takes it in.
    """

    __tablename__ = "found_item"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint(f"state IN {listed(STATES)}", name="state"),
        CheckConstraint(f"place_kind IN {listed(PLACE_KINDS)}", name="place"),
        CheckConstraint(f"(number IS NULL) = (state IN {listed((ANNOUNCED, DECLINED))})", name="numbered"),
        CheckConstraint(f"(closed_on IS NULL) = (state NOT IN {listed(CLOSED)})", name="closed"),
        CheckConstraint("value_cents >= 0 AND proceeds_cents >= 0", name="money"),
        CheckConstraint("(state = 'sold') = (proceeds_cents IS NOT NULL)", name="sold"),
        CheckConstraint("found_on <= notified_on AND found_on < kept_until", name="days"),
        Index("ix_found_item_due", "state", "kept_until"),
        Index("ix_found_item_newest", "state", "id"),
        Index("ix_found_item_kind", "state", "category", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # of the form: sent twice, it is one find
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the address the finder holds
    year: Mapped[int | None]
    number: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    traits: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    shown: Mapped[list[str]] = mapped_column(JSON, default=list)  # the traits whose switch stands on public
    area: Mapped[str] = mapped_column(String(80))  # coarse, public
    place: Mapped[str] = mapped_column(String(200), default="")  # exact
    place_kind: Mapped[str] = mapped_column(String(10))
    found_on: Mapped[date]
    notified_on: Mapped[date]
    kept_until: Mapped[date]
    value_cents: Mapped[int | None]
    sentimental: Mapped[bool] = mapped_column(default=False)
    by_staff: Mapped[bool] = mapped_column(default=False)  # § 978 II BGB
    breached: Mapped[bool] = mapped_column(default=False)  # § 971 II BGB
    waives_ownership: Mapped[bool] = mapped_column(default=False)  # § 976 BGB
    waives_reward: Mapped[bool] = mapped_column(default=False)
    consents: Mapped[bool] = mapped_column(default=False)  # § 975 BGB: the town may hand it over without asking again
    storage: Mapped[str] = mapped_column(String(80), default="")  # empty while the finder keeps it (§ 966 BGB)
    note: Mapped[str] = mapped_column(String(1000), default="")
    photo: Mapped[str | None] = mapped_column(ForeignKey("stored_file.digest", ondelete="RESTRICT"), index=True)
    shows_photo: Mapped[bool] = mapped_column(default=False)
    sale_id: Mapped[int | None] = mapped_column(ForeignKey("found_sale.id", ondelete="SET NULL"), index=True)
    proceeds_cents: Mapped[int | None]
    collect_by: Mapped[date | None]  # § 976 II BGB: until then the finder may fetch what is theirs
    closed_on: Mapped[date | None]
    created_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]  # what may name or show somebody is blank since then
    parties: Mapped[list["Party"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", passive_deletes=True
    )
    claims: Mapped[list["Claim"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", order_by="Claim.id", passive_deletes=True
    )
    expenses: Mapped[list["Expense"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="Expense.id", passive_deletes=True
    )
    handover: Mapped["Handover | None"] = relationship(cascade="all, delete-orphan", lazy="raise")
    sale: Mapped["Sale | None"] = relationship(lazy="raise", back_populates="items")

    @property
    def path(self) -> str:
        """The law that holds: ordinary, or that of authorities and public transport."""
        return path_of(self.place_kind)

    @property
    def label(self) -> str:
        """``2026-17``; empty until it has a number."""
        return register_number(self.year, self.number) if self.year and self.number else ""

    @property
    def slug(self) -> str:
        """How letters name it."""
        return f"found_item:{self.id}"

    def party(self, role: str) -> "Party | None":
        """The finder or the receiver, as long as the town knows them."""
        return next((one for one in self.parties if one.role == role), None)


class Word(Model):
    """A beginning of a word by which a published find is searched, among many as quickly as among few."""

    __tablename__ = "found_word"
    word: Mapped[str] = mapped_column(String(LONGEST_WORD), primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("found_item.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )


class Expense(Model):
    """What keeping a find has cost (§ 970 BGB)."""

    __tablename__ = "found_expense"
    __table_args__ = (CheckConstraint("cents > 0", name="cents"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("found_item.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(120))
    cents: Mapped[int]


class Handover(Model):
    """A find leaves the house to one person, once: the find is the primary key."""

    __tablename__ = "found_handover"
    __table_args__ = (CheckConstraint("reward_cents >= 0 AND expense_cents >= 0", name="money"),)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("found_item.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    handed_at: Mapped[datetime]
    identity: Mapped[str] = mapped_column(String(20))  # the kind of paper that was shown, never its number
    reward_cents: Mapped[int] = mapped_column(default=0)
    expense_cents: Mapped[int] = mapped_column(default=0)
    clerk: Mapped[str] = mapped_column(String(200), default="")


class Sale(Versioned, Model):
    """A public list: what is to be sold, until when owners may come, when and where it is sold (§§ 979–983 BGB)."""

    __tablename__ = "found_sale"
    __table_args__ = (CheckConstraint("notice_on <= notice_until AND notice_until < sold_on", name="days"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    place: Mapped[str] = mapped_column(String(200))
    notice_on: Mapped[date]
    notice_until: Mapped[date]
    sold_on: Mapped[date]
    items: Mapped[list[FoundItem]] = relationship(back_populates="sale", lazy="raise", order_by=FoundItem.id)
