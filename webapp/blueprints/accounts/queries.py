"""Questions about people, tries and deeds."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from webapp.blueprints.accounts import rules
from webapp.blueprints.accounts.models import Invitation, LoginTry, Person, RecoveryCode
from webapp.domain.localtime import at_local
from webapp.store.audit import AuditEntry

PAGE = 50
TABLE = 20_000  # years of a small town hall; more would be a matter for the administrator's backup


def person_by_login(session: Session, login: str) -> Person | None:
    """The person of this login, whatever the case."""
    return session.scalars(select(Person).where(Person.login == login.strip().casefold())).one_or_none()


def everybody(session: Session) -> Sequence[Person]:
    """All people, those who work here first."""
    return session.scalars(select(Person).order_by(Person.active.desc(), Person.name)).all()


def other_administrators(session: Session, person: Person) -> int:
    """How many active administrators there are besides this one."""
    question = select(func.count()).where(Person.role == rules.ADMINISTRATOR, Person.active, Person.id != person.id)
    return session.scalar(question) or 0


def failed_tries(session: Session, account: str, network: str, now: datetime) -> tuple[int, int, int]:
    """Failed tries: (this account in 15 minutes, this account in a day, this network in an hour)."""

    def count(condition: ColumnElement[bool], span: timedelta) -> int:
        question = select(func.count()).select_from(LoginTry).where(condition, LoginTry.at > now - span)
        return session.scalar(question) or 0

    return (
        count(LoginTry.account == account, rules.ACCOUNT_SPAN),
        count(LoginTry.account == account, rules.DAY),
        count(LoginTry.network == network, rules.NETWORK_SPAN),
    )


def open_invitation(session: Session, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation of this token if it is still good."""
    question = select(Invitation).where(
        Invitation.token_hash == token_hash, Invitation.used_at.is_(None), Invitation.expires_at > now
    )
    return session.scalars(question).one_or_none()


def unused_recovery_codes(session: Session, person_id: int) -> Sequence[RecoveryCode]:
    """The recovery codes that still open the door."""
    return session.scalars(
        select(RecoveryCode).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    ).all()


def deeds(session: Session, *, person: int | None, subject: str, day: date | None, page: int) -> Sequence[AuditEntry]:
    """A page of the audit, newest first; one row more than a page tells that there is another."""
    question = _deeds(person, subject, day).offset((page - 1) * PAGE).limit(PAGE + 1)
    return session.scalars(question).all()


def deeds_for_table(session: Session, *, person: int | None, subject: str, day: date | None) -> Sequence[AuditEntry]:
    """The audit as far as a table holds it, newest first."""
    return session.scalars(_deeds(person, subject, day).limit(TABLE)).all()


def latest_deeds(session: Session, person_id: int) -> Sequence[AuditEntry]:
    """What a person changed last; coming to work is no deed."""
    question = _deeds(person_id, "", None).where(AuditEntry.verb != rules.SIGNED_IN)
    return session.scalars(question.limit(8)).all()


def _deeds(person: int | None, subject: str, day: date | None) -> Select[AuditEntry]:
    question = select(AuditEntry).order_by(AuditEntry.id.desc())
    if person:
        question = question.where(AuditEntry.person_id == person)
    if subject:
        question = question.where(AuditEntry.subject == subject)
    if day:
        midnight, next_midnight = at_local(day, time()), at_local(day + timedelta(days=1), time())
        question = question.where(AuditEntry.at >= midnight, AuditEntry.at < next_midnight)
    return question


def subjects(session: Session) -> Sequence[str]:
    """The kinds of things that were ever changed."""
    return session.scalars(select(AuditEntry.subject).distinct().order_by(AuditEntry.subject)).all()


def answers(session: Session, questions: Sequence[ScalarSelect[int]]) -> Sequence[int]:
    """The numbers so many questions ask for, in one statement."""
    return session.execute(select(*questions)).one() if questions else ()
