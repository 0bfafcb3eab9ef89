"""Somebody says a find is theirs: the claim is noted, whatever was answered, and the desk decides."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import letters, steps
from webapp.blueprints.lostfound.models import Claim, FoundItem
from webapp.blueprints.lostfound.queries import people as queries
from webapp.blueprints.lostfound.rules import claims as rules
from webapp.blueprints.lostfound.rules import states
from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.i18n import N_
from webapp.domain.references import new_number
from webapp.domain.refusal import Refusal
from webapp.store import audit, outbox


def claim(
    session: Session, *, key: str, token_hash: str, item: FoundItem, name: str, email: str, phone: str, story: str,
    answers: Mapping[str, str], language: str, network: str, now: datetime,
) -> Claim:  # fmt: skip
    """Note a claim. Nothing is compared here, so nobody learns from words or time whether an answer was right."""
    known = queries.claim_by_key(session, key)
    if known is not None:
        return known
    email, phone = reachable(name, email, phone)
    rules.ensure_few(*queries.claims_of(session, network, email, now))
    outbox.ensure_few(session, email, now)
    it = Claim(
        key=key, token_hash=token_hash, number=new_number(), state=rules.OPEN, item=item, name=name, email=email,
        phone=phone, story=story, language=language, network=network, created_at=now,
        answers={trait: words for trait, words in answers.items() if words},
    )  # fmt: skip
    session.add(it)
    session.flush()
    audit.record(session, "claimed", item, by=None, now=now, label=item.label)
    letters.to_claimant(session, letters.CLAIMED, it, item, now)
    return it


def accept(session: Session, *, claim: Claim, by: Any, now: datetime) -> Claim:
    """The answers convince: the find is kept for this person, who is asked to come."""
    item = claim.item
    rules.ensure_open(claim.state)
    after = states.next_state(item.state, "reserve", item.path)
    states.ensure_still_the_owners(item.state, steps.heir(item))
    claim.state, claim.decided_at = rules.ACCEPTED, now
    before = item.state
    steps.become(session, item, after, now)
    audit.record(session, "decided", item, by=by, now=now, label=item.label, changes={"state": [before, after]})
    letters.to_claimant(session, letters.ACCEPTED, claim, item, now)
    return claim


def refuse(session: Session, *, claim: Claim, by: Any, now: datetime) -> Claim:
    """The answers do not convince. The letter does not say which."""
    rules.ensure_open(claim.state)
    claim.state, claim.decided_at = rules.REFUSED, now
    audit.record(session, "decided", claim.item, by=by, now=now, label=claim.item.label)
    letters.to_claimant(session, letters.REFUSED, claim, claim.item, now)
    return claim


def withdraw(session: Session, *, claim: Claim, now: datetime) -> Claim:
    """It was another one's after all; what was kept is free again. Withdrawn twice is withdrawn."""
    if claim.state == rules.ACCEPTED and claim.item.state == states.RESERVED:
        steps.become(session, claim.item, states.next_state(states.RESERVED, "release", claim.item.path), now)
    if claim.state in {rules.OPEN, rules.ACCEPTED} and claim.item.state not in states.CLOSED:
        claim.state, claim.decided_at = rules.WITHDRAWN, now
        audit.record(session, "withdrawn", claim.item, by=None, now=now, label=claim.item.label)
    return claim


def reachable(name: str, email: str, phone: str) -> tuple[str, str]:
    """(e-mail, telephone) as they are kept; refuses whoever gave no name or cannot be reached."""
    if not name:
        raise Refusal(N_("Please give your name."), "name")
    email = ensure_email(email, "email") if email else ""
    phone = ensure_phone(phone, "phone") if phone else ""
    if not (email or phone):
        raise Refusal(rules.UNREACHABLE, "email")
    return email, phone
