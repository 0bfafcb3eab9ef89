"""Somebody misses something: a report that is compared with every find until it ends."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import letters, matching
from webapp.blueprints.lostfound.actions.claims import reachable
from webapp.blueprints.lostfound.models import LossReport
from webapp.blueprints.lostfound.queries import people as queries
from webapp.blueprints.lostfound.rules import claims as rules
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.references import new_number
from webapp.domain.refusal import Refusal
from webapp.store import audit, outbox


def report(
    session: Session, *, key: str, token_hash: str, category: str, title: str, area: str, lost_on: date,
    traits: Mapping[str, str], name: str, email: str, phone: str, language: str, now: datetime, by: Any = None,
) -> LossReport:  # fmt: skip
    """Note what somebody misses. The same form again is the same report."""
    known = queries.report_by_key(session, key)
    if known is not None:
        return known
    email, phone = reachable(name, email, phone)
    outbox.ensure_few(session, email, now)
    if by is None:
        rules.ensure_room(queries.count_reported(session, now), rules.MOST_REPORTED)
    today = local_date(now)
    if lost_on > today:
        raise Refusal(N_("Please give a day that is not in the future."), "lost_on")
    it = LossReport(
        key=key, token_hash=token_hash, number=new_number(), state="open", category=category, title=title, area=area,
        lost_on=lost_on, until_on=today + rules.SEARCHED, name=name, email=email, phone=phone, language=language,
        created_at=now, traits={trait: words for trait, words in traits.items() if words},
    )  # fmt: skip
    session.add(it)
    it.matches = []
    session.flush()
    matching.compare(it, matching.public_finds(session), now)
    audit.record(session, "added", it, by=by, now=now, label=it.number)
    letters.to_loser(session, letters.REPORTED, it, now)
    return it


def prolong(session: Session, *, report: LossReport, now: datetime) -> LossReport:
    """Search for another while, counted from today."""
    if report.state in {"open", "ended"}:
        report.state, report.until_on, report.warned_at = "open", local_date(now) + rules.SEARCHED, None
        session.flush()
    return report


def end(session: Session, *, report: LossReport, state: str, now: datetime, by: Any = None) -> LossReport:
    """It is found, or nobody searches any more; the report is kept for some days and then deleted."""
    if report.state == "open":
        report.state, report.until_on = state, local_date(now)
        audit.record(session, "withdrawn", report, by=by, now=now, label=report.number)
    return report
