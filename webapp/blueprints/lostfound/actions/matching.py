"""Finds and losses are compared as long as both wait; whoever lost something is told, once for each find."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import FoundItem, LossReport, Match
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.rules import categories
from webapp.blueprints.lostfound.rules.matching import Find, Loss, Suggestion, finds_for, losses_for

WORDS = ("kind", "material", "size")
MARKS = ("marks", "attached", "engraving", "serial", "contents")
MOST_TOLD = 3  # finds for one report; a longer list is no help


def public_finds(session: Session) -> list[Find]:
    """What is published, with what is public of it: what a citizen sees must not tell more by order or number."""
    return [find_of(one, categories.published(one.traits, one.shown)) for one in queries.published_items(session)]


def compare(report: LossReport, finds: Sequence[Find], now: datetime) -> list[Match]:
    """Note which of the public finds may be what somebody misses; answers those that are new."""
    known = {one.item_id for one in report.matches}
    new = [one for one in finds_for(loss_of(report), finds, MOST_TOLD) if one.id not in known]
    matches = [Match(item_id=one.id, told_at=now) for one in new]
    report.matches.extend(matches)
    return matches


def losses_that_fit(item: FoundItem, reports: Sequence[LossReport]) -> list[Suggestion]:
    """For the desk: what may be this find, with all that is known of it."""
    return losses_for(find_of(item, item.traits), [loss_of(one) for one in reports])


def finds_that_fit(report: LossReport, items: Sequence[FoundItem]) -> list[Suggestion]:
    """For the desk: what may be what somebody misses."""
    return finds_for(loss_of(report), [find_of(one, one.traits) for one in items])


def find_of(item: FoundItem, traits: Mapping[str, str]) -> Find:
    """A find as it is compared, by these of its traits."""
    return Find(
        id=item.id, category=item.category, words=_joined(traits, WORDS, item.title), first_day=item.found_on,
        last_day=item.found_on, colour=traits.get("colour", ""), brand=traits.get("brand", ""), place=item.area,
        marks=_joined(traits, MARKS),
    )  # fmt: skip


def loss_of(report: LossReport) -> Loss:
    """A loss as it is compared."""
    traits = report.traits
    return Loss(
        id=report.id, category=report.category, words=_joined(traits, WORDS, report.title), first_day=report.lost_on,
        last_day=report.lost_on, colour=traits.get("colour", ""), brand=traits.get("brand", ""), place=report.area,
        marks=_joined(traits, MARKS),
    )  # fmt: skip


def _joined(traits: Mapping[str, str], names: Sequence[str], first: str = "") -> str:
    return " ".join(words for words in (first, *(traits.get(one, "") for one in names)) if words)
