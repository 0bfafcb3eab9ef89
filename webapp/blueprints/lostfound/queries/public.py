"""What everybody may ask of the register: only public columns leave the database here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased, joinedload, undefer

from webapp.blueprints.lostfound.models import FoundItem, Word
from webapp.blueprints.lostfound.rules import categories, publication
from webapp.blueprints.lostfound.rules.states import PUBLISHED
from webapp.store.files import StoredFile

PAGE = 20


class Shown(NamedTuple):
    """A published find as everybody may read it."""

    id: int
    year: int
    number: int
    category: str
    title: str
    traits: dict[str, str]
    area: str
    week: date
    until: date
    photo: str
    created_at: datetime

    @property
    def label(self) -> str:
        """``2026-17``"""
        return publication.register_number(self.year, self.number)


def published_finds(
    session: Session, *, category: str = "", words: Sequence[str] = (), since: date | None = None,
    before: int | None = None, most: int = PAGE,
) -> list[Shown]:  # fmt: skip
    """Published finds, newest first: of a kind, found since a week, with these beginnings of words (longest first)."""
    question = _public()
    if category:
        question = question.where(FoundItem.category == category)
    if since:
        question = question.where(FoundItem.found_on >= publication.week_of(since))
    if before:
        question = question.where(FoundItem.id < before)
    order = FoundItem.id
    for nth, word in enumerate(words):
        here = aliased(Word)
        said = (here.item_id == FoundItem.id, here.word == word)
        # The longest word leads, newest first; whether the others are there too is one look each.
        question = question.where(exists().where(*said)) if nth else question.join(here, and_(*said))
        order = order if nth else here.item_id
    return [_shown(row) for row in session.execute(question.order_by(order.desc()).limit(most))]


def published_find(session: Session, year: int, number: int) -> Shown | None:
    """The published find of this number."""
    row = session.execute(_public().where(FoundItem.year == year, FoundItem.number == number)).one_or_none()
    return _shown(row) if row else None


def public_photo(session: Session, year: int, number: int) -> StoredFile | None:
    """The photo of a find, as long as both are published."""
    shown = (FoundItem.year == year, FoundItem.number == number, FoundItem.state == PUBLISHED, FoundItem.shows_photo)
    question = select(StoredFile).join(FoundItem, FoundItem.photo == StoredFile.digest).where(*shown)
    return session.scalars(question.options(undefer(StoredFile.content))).one_or_none()


def claimable(session: Session, year: int, number: int) -> FoundItem | None:
    """The record behind a published find, for a claim."""
    numbered = (FoundItem.year == year, FoundItem.number == number, FoundItem.state == PUBLISHED)
    whole = (joinedload(FoundItem.parties), joinedload(FoundItem.claims))
    return session.scalars(select(FoundItem).where(*numbered).options(*whole)).unique().one_or_none()


def _public() -> Select[*tuple[Any, ...]]:
    return select(
        FoundItem.id, FoundItem.year, FoundItem.number, FoundItem.category, FoundItem.title, FoundItem.traits,
        FoundItem.shown, FoundItem.area, FoundItem.found_on, FoundItem.kept_until, FoundItem.photo,
        FoundItem.shows_photo, FoundItem.created_at,
    ).where(FoundItem.state == PUBLISHED)  # fmt: skip


def _shown(row: Row[*tuple[Any, ...]]) -> Shown:
    return Shown(
        id=row.id, year=row.year, number=row.number, category=row.category, title=row.title,
        traits=categories.published(row.traits, row.shown), area=row.area, week=publication.week_of(row.found_on),
        until=row.kept_until, photo=row.photo if row.photo and row.shows_photo else "",
        created_at=row.created_at,
    )  # fmt: skip
