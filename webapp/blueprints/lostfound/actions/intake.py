"""A find comes into the register: over the counter, or announced online; and what stands there is put right."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import letters, steps
from webapp.blueprints.lostfound.models import Expense, FoundItem, Party
from webapp.blueprints.lostfound.models.people import FINDER
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.rules import categories, claims, deadlines, publication, states
from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.formats import images
from webapp.store import audit, files, outbox


class Photo(NamedTuple):
    """A photo as it was sent, and the parts of it nobody may see; no bytes are no photo."""

    content: bytes = b""
    hidden: Sequence[images.Area] = ()


def take_in(
    session: Session, *, key: str, token_hash: str, publish: bool, finder: Mapping[str, str], photo: Photo, by: Any,
    now: datetime, **facts: Any,
) -> FoundItem:  # fmt: skip
    """A find comes over the counter and gets its number. The same form again is the same find."""
    known = queries.item_by_key(session, key)
    if known is not None:
        return known
    states.ensure_new(queries.number_of_twin(session, now - states.JUST_NOW, facts))
    item = _new(session, key, token_hash, states.REGISTERED, now, finder=finder, photo=photo, facts=facts)
    steps.number(session, item, now)
    session.flush()
    audit.record(session, "added", item, by=by, now=now, label=item.label)
    if publish:
        steps.step(session, item=item, deed="publish", seen=item.state, by=by, now=now)
    return item


def announce(
    session: Session, *, key: str, token_hash: str, finder: Mapping[str, str], photo: Photo, now: datetime, **facts: Any
) -> FoundItem:
    """A finder tells of a find online (§ 965 BGB): from today on the keeping period runs."""
    known = queries.item_by_key(session, key)
    if known is not None:
        return known
    if not (finder.get("email") or finder.get("phone")):
        raise Refusal(claims.UNREACHABLE, "email")
    claims.ensure_room(queries.count_announced(session))
    outbox.ensure_few(session, finder.get("email", ""), now)
    item = _new(session, key, token_hash, states.ANNOUNCED, now, finder=finder, photo=photo, facts=facts)
    session.flush()
    audit.record(session, "added", item, by=None, now=now, label=item.title)
    letters.to_finder(session, letters.ANNOUNCED, item, now)
    return item


def revise(
    session: Session, *, item: FoundItem, finder: Mapping[str, str], photo: Photo, by: Any, now: datetime, **facts: Any
) -> FoundItem:
    """Put right what stands in the register; the keeping period is counted anew."""
    if item.state in states.CLOSED:
        raise Refusal(N_("This find is closed and stays as it is."))
    before = {name: getattr(item, name) for name in facts}
    _write(session, item, finder=finder, photo=photo, facts=facts, now=now)
    if item.state == states.PUBLISHED:
        steps.index(session, item)
    changed = [name for name, old in before.items() if old != getattr(item, name)]
    audit.record(session, "changed", item, by=by, now=now, label=item.label, changes={"fields": ["", sorted(changed)]})
    return item


def spend(session: Session, *, item: FoundItem, what: str, cents: int, by: Any, now: datetime) -> FoundItem:
    """Note what keeping has cost (§ 970 BGB)."""
    if item.state in states.CLOSED:
        raise Refusal(N_("This find is closed and stays as it is."))
    item.expenses.append(Expense(what=what, cents=cents))
    audit.record(session, "changed", item, by=by, now=now, label=item.label, changes={"expense": ["", cents]})
    return item


def _new(
    session: Session, key: str, token_hash: str, state: str, now: datetime, *, finder: Mapping[str, str],
    photo: Photo, facts: dict[str, Any],
) -> FoundItem:  # fmt: skip
    item = FoundItem(key=key, token_hash=token_hash, state=state, created_at=now, notified_on=local_date(now))
    item.parties, item.claims, item.expenses = [], [], []
    _write(session, item, finder=finder, photo=photo, facts=facts, now=now)
    session.add(item)
    return item


def _write(
    session: Session, item: FoundItem, *, finder: Mapping[str, str], photo: Photo, facts: dict[str, Any], now: datetime
) -> None:
    """What the form says, refused before anything is changed."""
    _ensure_writable(item, facts)
    for name, value in facts.items():
        setattr(item, name, value)
    _write_finder(item, finder)
    if photo.content:
        clean = images.clean(photo.content, photo.hidden)
        kept = files.keep(
            session, clean.content, media_type="image/webp", width=clean.width, height=clean.height, now=now
        )
        item.photo = kept.digest
    item.kept_until = deadlines.kept_until(
        item.path, found_on=item.found_on, notified_on=item.notified_on, value_cents=item.value_cents
    )


def _ensure_writable(item: FoundItem, facts: Mapping[str, Any]) -> None:
    if facts["found_on"] > item.notified_on:
        raise Refusal(N_("Please give a day that is not in the future."), "found_on")
    for field in ("title", "area"):
        publication.ensure_coarse(facts[field], field)
    for trait in facts.get("shown", ()):
        if categories.may_show(trait):
            publication.ensure_coarse(facts["traits"].get(trait, ""), f"trait-{trait}")


def _write_finder(item: FoundItem, finder: Mapping[str, str]) -> None:
    known = item.party(FINDER)
    if not any(finder.get(one) for one in ("name", "email", "phone", "address")):
        if known is not None:
            item.parties.remove(known)
        return
    if not finder.get("name"):
        raise Refusal(N_("Please give the name of the finder."), "name")
    details = dict(finder)
    details["email"] = ensure_email(finder["email"], "email") if finder.get("email") else ""
    details["phone"] = ensure_phone(finder["phone"], "phone") if finder.get("phone") else ""
    if known is None:
        known = Party(role=FINDER)
        item.parties.append(known)
    for name, value in details.items():
        setattr(known, name, value)
