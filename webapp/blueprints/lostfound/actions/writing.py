"""The desk writes to the finder, to whoever claims a find, or to whoever misses such a thing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem, LossReport
from webapp.blueprints.lostfound.models.people import FINDER as FINDER_ROLE
from webapp.blueprints.lostfound.queries import office
from webapp.blueprints.lostfound.rules import blocks as rules
from webapp.blueprints.lostfound.rules import states
from webapp.blueprints.lostfound.rules.blocks import CLAIMANT, FINDER, LOSER
from webapp.blueprints.lostfound.rules.claims import ACCEPTED, WITHDRAWN
from webapp.blueprints.lostfound.rules.rewards import is_small
from webapp.store import audit, outbox
from webapp.store.outbox import Letter

WRITTEN = "lostfound.written"
MOMENT = timedelta(minutes=5)  # the same words to the same person within it are a button pressed twice


class Reader(NamedTuple):
    """Somebody the desk can write to about a find. ``verified`` may read what would tell a stranger too much."""

    slug: str  # ``claim-3``
    role: str
    name: str
    email: str
    address: str
    language: str
    key: str
    verified: bool


def readers(item: FoundItem, reports: Iterable[LossReport]) -> list[Reader]:
    """Everybody who may get a letter about this find; ``reports`` are the losses that fit it."""
    finder = item.party(FINDER_ROLE)
    who = [_reader(FINDER, finder, item.key, verified=True, address=finder.address)] if finder else []
    who += [
        _reader(CLAIMANT, one, one.key, verified=one.state == ACCEPTED)
        for one in item.claims if one.state != WITHDRAWN
    ]  # fmt: skip
    return who + [_reader(LOSER, one, one.key, verified=False) for one in reports]


def about(item: FoundItem) -> rules.About:
    """What decides which letters make sense for this find."""
    reward = 0 if item.waives_reward or item.party(FINDER_ROLE) is None else steps.reward_of(item).cents
    return rules.About(
        path=item.path, finder_is_heir=steps.heir(item) == states.FINDER, at_home=not item.storage,
        small=is_small(item.value_cents, item.found_on), owed=reward != 0 or steps.expenses(item) > 0,
    )  # fmt: skip


def letter(item: FoundItem, reader: Reader, block: str, text: str, now: datetime) -> Letter:
    """The letter as it would leave; it is in no outbox yet."""
    values = {"block": block, "number": item.label, "name": reader.name, "text": text, "role": reader.role,
              "key": reader.key}  # fmt: skip
    return Letter(id="preview", kind=WRITTEN, to=reader.email, language=reader.language, values=values, created_at=now)


def send(
    session: Session, *, item: FoundItem, reader: Reader, block: str, text: str, by: Any, now: datetime
) -> FoundItem:  # fmt: skip
    """Send a letter by e-mail; pressed twice, it is one."""
    rules.ensure_whole(text)
    draft = letter(item, reader, block, text, now)
    if office.just_written(session, draft, now - MOMENT):
        return item
    outbox.ensure_few(session, reader.email, now)
    outbox.post(
        session, WRITTEN, to=reader.email, language=reader.language, values=draft.values, now=now, about=item.slug
    )
    _note(session, "wrote to", item, reader, block, by=by, now=now)
    return item


def put_on_paper(
    session: Session, *, item: FoundItem, reader: Reader, block: str, text: str, by: Any, now: datetime
) -> Letter:  # fmt: skip
    """A letter to print; only that there was one is kept."""
    rules.ensure_whole(text)
    _note(session, "printed a letter", item, reader, block, by=by, now=now)
    return letter(item, reader, block, text, now)


def _reader(role: str, who: Any, key: str, *, verified: bool, address: str = "") -> Reader:
    return Reader(f"{role}-{who.id}", role, who.name, who.email, address, who.language, key, verified)


def _note(
    session: Session, verb: str, item: FoundItem, reader: Reader, block: str, *, by: Any, now: datetime
) -> None:  # fmt: skip
    changes = {"letter": [reader.role, block]}  # no name: the log outlives the people
    audit.record(session, verb, item, by=by, now=now, label=item.label, changes=changes)
