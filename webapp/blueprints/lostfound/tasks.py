"""What happens by itself: keeping periods end, reports end, people are forgotten."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import letters, losses, matching, neighbours, steps
from webapp.blueprints.lostfound.models import Claim, FoundItem
from webapp.blueprints.lostfound.queries import items, people
from webapp.blueprints.lostfound.rules import claims, deadlines, states
from webapp.blueprints.lostfound.rules.neighbours import Brought
from webapp.domain.localtime import local_date
from webapp.store import audit


def expire(session: Session, now: datetime) -> int:
    """What nobody has claimed in time is due for a decision; a registered claim stops the clock (§ 973 BGB)."""
    count = 0
    for item in items.expired(session, local_date(now)):
        has_claim = any(claim.state == claims.OPEN for claim in item.claims)
        stopped = deadlines.is_stopped(
            item.path, has_claim=has_claim, found_on=item.found_on, value_cents=item.value_cents
        )
        if not stopped:
            before = item.state
            steps.become(session, item, states.next_state(before, "expire", item.path), now)
            changes = {"state": [before, item.state]}
            audit.record(session, "changed", item, by=None, now=now, label=item.label, changes=changes)
            count += 1
    return count


def end_reports(session: Session, now: datetime) -> int:
    """Ask whoever still misses something whether to go on; end what nobody answered."""
    today, count = local_date(now), 0
    for report in people.reports_to_warn(session, today + claims.WARNED):
        letters.to_loser(session, letters.ENDING, report, now)
        report.warned_at = now
        count += 1
    for report in people.reports_over(session, today):
        losses.end(session, report=report, state="ended", now=now)
        count += 1
    return count


def match(session: Session, now: datetime) -> int:
    """Compare what is missed with what is published, and write to whoever may have luck."""
    count, finds = 0, matching.public_finds(session)
    for report in people.open_reports(session):
        if matching.compare(report, finds, now):
            letters.to_loser(session, letters.MATCHED, report, now)
            count += 1
    return count


def follow_neighbours(session: Session, now: datetime, brought: Brought | None) -> int:
    """Keep what neighbours have published as their errand brought it."""
    return neighbours.take_over(session, brought, now)


def forget(session: Session, now: datetime) -> int:
    """Delete people nobody needs to know any more; the register stays."""
    today = local_date(now)
    closed_before = today - deadlines.ENRICHMENT
    nothing_since = now - claims.KEPT_AFTER
    gone = [
        *items.parties_to_forget(session, closed_before),
        *people.claims_to_forget(session, nothing_since, closed_before),
        *people.reports_to_forget(session, today - claims.KEPT_AFTER),
    ]
    for one in gone:
        session.delete(one)
    blank = items.items_to_forget(session, closed_before)
    for item in blank:
        _blank(session, item, now)
    return len(gone) + len(blank)


def _blank(session: Session, item: FoundItem, now: datetime) -> None:
    """The register says that there was a find and what became of it, no more."""
    photo, item.photo = item.photo, None
    item.note, item.place, item.traits, item.forgotten_at = "", "", {}, now
    session.flush()
    unused = items.photo_nobody_uses(session, photo) if photo else None
    if unused is not None:
        session.delete(unused)


def forget_networks(session: Session, now: datetime) -> int:
    """Only the last hour of a network counts against guessing."""
    old = (Claim.network != "", Claim.created_at <= now - claims.AN_HOUR)
    found = session.scalars(update(Claim).where(*old).values(network="").returning(Claim.id)).all()
    return len(found)
