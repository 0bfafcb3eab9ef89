"""What letters about finds know: the facts as they were when the deed was done. None names another person."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.models import Claim, FoundItem, LossReport
from webapp.blueprints.lostfound.models.people import FINDER
from webapp.store import outbox

ANNOUNCED, OFFERED, RETURNED = "lostfound.announced", "lostfound.offered", "lostfound.returned"
CLAIMED, ACCEPTED, REFUSED = "lostfound.claimed", "lostfound.accepted", "lostfound.refused"
REPORTED, MATCHED, ENDING = "lostfound.reported", "lostfound.matched", "lostfound.ending"


def to_finder(session: Session, kind: str, item: FoundItem, now: datetime) -> None:
    """A letter to the finder, who may be unknown or have no e-mail address."""
    finder = item.party(FINDER)
    if finder is not None and finder.email:
        values = _about(item) | {"key": item.key, "collect_by": item.collect_by and item.collect_by.isoformat()}
        outbox.post(session, kind, to=finder.email, language=finder.language, values=values, now=now, about=item.slug)


def to_claimant(session: Session, kind: str, claim: Claim, item: FoundItem, now: datetime) -> None:
    """A letter to whoever claims a find."""
    if claim.email:
        values = _about(item) | {"key": claim.key, "case": claim.number}
        about, language = item.slug, claim.language
        outbox.post(session, kind, to=claim.email, language=language, values=values, now=now, about=about)


def to_loser(session: Session, kind: str, report: LossReport, now: datetime, **more: Any) -> None:
    """A letter to whoever lost something."""
    if report.email:
        values = {"key": report.key, "case": report.number, "category": report.category} | more
        values["until"] = report.until_on.isoformat()
        about, language = report.slug, report.language
        outbox.post(session, kind, to=report.email, language=language, values=values, now=now, about=about)


def _about(item: FoundItem) -> dict[str, Any]:
    """No words a stranger typed: a first letter must not carry anybody's advertising."""
    return {"number": item.label, "category": item.category, "until": item.kept_until.isoformat(), "path": item.path}
