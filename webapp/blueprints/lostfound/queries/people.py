"""Questions about claims and reports of losses."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.blueprints.lostfound.models import Claim, FoundItem, LossReport, Match
from webapp.blueprints.lostfound.rules.claims import AN_HOUR, OPEN, REFUSED, WITHDRAWN


def claim_by_key(session: Session, key: str) -> Claim | None:
    """The claim this form has made already."""
    return session.scalars(_claims().where(Claim.key == key)).unique().one_or_none()


def claim_by_token(session: Session, token_hash: str) -> Claim | None:
    """The claim of whoever holds the address."""
    return session.scalars(_claims().where(Claim.token_hash == token_hash)).unique().one_or_none()


def claim_by_id(session: Session, claim_id: int) -> Claim | None:
    """One claim with its find."""
    return session.scalars(_claims().where(Claim.id == claim_id)).unique().one_or_none()


def claims_of(session: Session, network: str, email: str, now: datetime) -> tuple[int, int]:
    """(claims from this network in the last hour, open claims of this e-mail address)."""
    near = select(func.count()).where(Claim.network == network, Claim.created_at > now - AN_HOUR).scalar_subquery()
    mine = select(func.count()).where(Claim.email == email, Claim.state == OPEN).scalar_subquery()
    lately, waiting = session.execute(select(near, mine)).one()
    return int(lately) if network else 0, int(waiting) if email else 0


def claims_to_forget(session: Session, before: datetime, closed_before: date) -> Sequence[Claim]:
    """Claims that came to nothing some time ago, and all of finds that have been closed for long."""
    nothing = Claim.state.in_((REFUSED, WITHDRAWN)) & (Claim.decided_at < before)
    return session.scalars(select(Claim).join(Claim.item).where(nothing | (FoundItem.closed_on < closed_before))).all()


def report_by_key(session: Session, key: str) -> LossReport | None:
    """The report this form has made already."""
    return session.scalars(select(LossReport).where(LossReport.key == key)).one_or_none()


def report_by_token(session: Session, token_hash: str) -> LossReport | None:
    """The report of whoever holds the address, with the finds that were told."""
    return session.scalars(_reports().where(LossReport.token_hash == token_hash)).one_or_none()


def report_by_id(session: Session, report_id: int) -> LossReport | None:
    """One report with the finds that were told."""
    return session.scalars(_reports().where(LossReport.id == report_id)).one_or_none()


def count_reported(session: Session, now: datetime) -> int:
    """How many losses were reported in the last hour."""
    return session.scalar(select(func.count()).where(LossReport.created_at > now - AN_HOUR)) or 0


def open_reports(session: Session) -> Sequence[LossReport]:
    """What is missed now, the newest first, with the finds that were told."""
    return session.scalars(_open().options(selectinload(LossReport.matches))).all()


def missed_now(session: Session) -> Sequence[LossReport]:
    """What is missed now, the newest first."""
    return session.scalars(_open()).all()


def reports_to_warn(session: Session, until: date) -> Sequence[LossReport]:
    """Reports that end soon and whose owners were not asked yet."""
    near = (LossReport.state == "open", LossReport.until_on <= until, LossReport.warned_at.is_(None))
    return session.scalars(select(LossReport).where(*near)).all()


def reports_over(session: Session, today: date) -> Sequence[LossReport]:
    """Reports whose time is over."""
    return session.scalars(select(LossReport).where(LossReport.state == "open", LossReport.until_on < today)).all()


def reports_to_forget(session: Session, before: date) -> Sequence[LossReport]:
    """Reports that ended before this day."""
    return session.scalars(select(LossReport).where(LossReport.state != "open", LossReport.until_on < before)).all()


def _claims() -> Select[Claim]:
    whole = joinedload(Claim.item).options(joinedload(FoundItem.parties), joinedload(FoundItem.claims))
    return select(Claim).options(whole)


def _open() -> Select[LossReport]:
    return select(LossReport).where(LossReport.state == "open").order_by(LossReport.id.desc())


def _reports() -> Select[LossReport]:
    return select(LossReport).options(selectinload(LossReport.matches).joinedload(Match.item))
