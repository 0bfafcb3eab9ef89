"""Questions about vacancies and applications, one function each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from webapp.blueprints.vacancies.models import (
    Employer,
    JobApplication,
    JobDocument,
    JobRating,
    Vacancy,
    VacancyPicture,
    VacancyPreferences,
)
from webapp.blueprints.vacancies.rules import adverts, applications
from webapp.store.audit import AuditEntry

AN_HOUR = timedelta(hours=1)
SIMILAR = 3


def preferences(session: Session) -> VacancyPreferences:
    """What the town decided; the row is made with the tables."""
    return session.get_one(VacancyPreferences, 1)


def shown(session: Session, today: date, **wanted: str) -> Sequence[Vacancy]:
    """Vacancies people see today, the nearest deadline first; ``wanted`` narrows: field, kind, hours, whose."""
    question = _with_employer().where(_is_shown(today), *_narrowed(session, **wanted))
    return session.scalars(question.order_by(Vacancy.deadline_on, Vacancy.id)).all()


def similar(session: Session, vacancy: Vacancy, today: date) -> Sequence[Vacancy]:
    """What is shown instead of a vacancy that is over: the same field first."""
    nearest = (Vacancy.field != vacancy.field, Vacancy.kind != vacancy.kind, Vacancy.deadline_on)
    question = _with_employer().where(_is_shown(today), Vacancy.id != vacancy.id, *_narrowed(session))
    return session.scalars(question.order_by(*nearest).limit(SIMILAR)).all()


def vacancy(session: Session, vacancy_id: int) -> Vacancy | None:
    """One vacancy with its employer and picture, in whatever state."""
    return session.scalars(_with_picture().where(Vacancy.id == vacancy_id)).one_or_none()


def picture(session: Session, vacancy: Vacancy) -> VacancyPicture | None:
    """The picture of a vacancy with its bytes."""
    return session.get(VacancyPicture, vacancy.id, options=[undefer(VacancyPicture.content)], populate_existing=True)


def newest_change(session: Session) -> datetime | None:
    """When anything that was ever public changed last: the feed's own date."""
    return session.scalar(select(func.max(Vacancy.changed_at)).where(Vacancy.published_at.is_not(None)))


def desk_rows(session: Session) -> Sequence[tuple[Vacancy, int, int]]:
    """(vacancy, applications, those that wait for an answer), newest first."""
    sent = JobApplication.state.not_in((applications.DRAFT, applications.RETURNED))
    waits = JobApplication.state.in_(applications.WAITING)
    counts = (func.count(JobApplication.id).filter(sent), func.count(JobApplication.id).filter(waits))
    question = (
        _with_employer()
        .outerjoin(JobApplication, JobApplication.vacancy_id == Vacancy.id)
        .add_columns(*counts)
        .group_by(Vacancy.id, Employer.id)
        .order_by(Vacancy.id.desc())
    )
    return [(row[0], int(row[1]), int(row[2])) for row in session.execute(question)]


def employers(session: Session) -> Sequence[Employer]:
    """Offices first, then local employers."""
    return session.scalars(select(Employer).order_by(Employer.local, Employer.name)).all()


def employer_by_token(session: Session, token_hash: str) -> Employer | None:
    """The employer who holds this address."""
    question = select(Employer).where(Employer.token_hash == token_hash, Employer.local, Employer.active)
    return session.scalars(question).one_or_none() if token_hash else None


def is_name_taken(session: Session, name: str, by_other_than: int | None) -> bool:
    """Whether another employer has this name."""
    question = select(Employer.id).where(Employer.name == name, Employer.id != (by_other_than or 0))
    return session.scalar(question) is not None


def quiet_employers(session: Session, since: datetime) -> Sequence[Employer]:
    """Local employers whose address is known though since then no vacancy of theirs was open and no link was sent."""
    own = select(Vacancy.id).where(Vacancy.employer_id == Employer.id)
    heard = own.where(or_(Vacancy.changed_at >= since, Vacancy.deadline_on >= since.date())).exists()
    silent = or_(Employer.linked_at < since, Employer.linked_at.is_(None) & own.exists())
    return session.scalars(select(Employer).where(Employer.local, Employer.email != "", silent, ~heard)).all()


def vacancies_of(session: Session, employer: Employer) -> Sequence[Vacancy]:
    """Everything an employer ever sent in, newest first."""
    return session.scalars(_with_picture().where(Vacancy.employer_id == employer.id).order_by(Vacancy.id.desc())).all()


def count_to_check(today: date) -> ScalarSelect[int]:  # noqa: ARG001 - as every such question
    """Question: how many vacancies were sent in and wait to be checked."""
    return select(func.count()).where(Vacancy.state == adverts.SUBMITTED).scalar_subquery()


def count_fresh(today: date) -> ScalarSelect[int]:
    """Question: how many applications nobody has answered, while the deadline lasts."""
    fresh = (JobApplication.state == applications.RECEIVED, Vacancy.deadline_on >= today)
    return select(func.count(JobApplication.id)).join(Vacancy).where(*fresh).scalar_subquery()


def count_late(today: date) -> ScalarSelect[int]:
    """Question: how many applicants wait for an answer though the deadline is over."""
    late = (JobApplication.state.in_(applications.WAITING), Vacancy.deadline_on < today)
    return select(func.count(JobApplication.id)).join(Vacancy).where(*late).scalar_subquery()


def application_by_key(session: Session, key: str) -> JobApplication | None:
    """The application this form has begun already."""
    return session.scalars(_whole().where(JobApplication.key == key)).unique().one_or_none()


def application_by_token(session: Session, token_hash: str) -> JobApplication | None:
    """The application of whoever holds the address, with vacancy and documents."""
    question = _whole().options(joinedload(JobApplication.sheets)).where(JobApplication.token_hash == token_hash)
    return session.scalars(question).unique().one_or_none()


def application(session: Session, application_id: int) -> JobApplication | None:
    """One application that was sent, for the desk, with the sheets and who filled them in."""
    sheets = joinedload(JobApplication.sheets).joinedload(JobRating.person)
    question = _whole().where(JobApplication.id == application_id, JobApplication.state != applications.DRAFT)
    return session.scalars(question.options(sheets)).unique().one_or_none()


def applications_of(session: Session, vacancy: Vacancy) -> Sequence[JobApplication]:
    """Who applied for a vacancy, in the order they came."""
    question = _whole().where(JobApplication.vacancy_id == vacancy.id, JobApplication.state != applications.DRAFT)
    sheets = selectinload(JobApplication.sheets).joinedload(JobRating.person)
    return session.scalars(question.options(sheets).order_by(JobApplication.sent_at, JobApplication.id)).unique().all()


def document(session: Session, document_id: int) -> tuple[JobDocument, JobApplication] | None:
    """A document of an application that was sent, with its bytes."""
    question = (
        select(JobDocument, JobApplication)
        .join(JobApplication, JobApplication.id == JobDocument.application_id)
        .where(JobDocument.id == document_id, JobApplication.state != applications.DRAFT)
    )
    found = session.execute(question).one_or_none()
    return (found[0], found[1]) if found else None


def is_number_taken(session: Session, number: str) -> bool:
    """Whether an application has this number."""
    return session.scalar(select(JobApplication.id).where(JobApplication.number == number)) is not None


def begun_by(session: Session, network: str, now: datetime) -> int:
    """How many applications this network began in the last hour."""
    mine = (JobApplication.network == network, JobApplication.created_at > now - AN_HOUR)
    return session.scalar(select(func.count()).where(*mine)) or 0


def unsent_bytes(session: Session) -> int:
    """How much room the papers of applications take that nobody sent yet."""
    question = select(func.sum(JobDocument.size)).join(JobApplication, JobApplication.id == JobDocument.application_id)
    return session.scalar(question.where(JobApplication.state == applications.DRAFT)) or 0


def unsent_before(session: Session, before: datetime) -> Sequence[JobApplication]:
    """Applications somebody began and did not send."""
    question = _whole().where(JobApplication.state == applications.DRAFT, JobApplication.created_at <= before)
    return session.scalars(question).unique().all()


def sent(session: Session) -> Sequence[JobApplication]:
    """Every application that was sent: a town has dozens, not thousands."""
    return session.scalars(_whole().where(JobApplication.state != applications.DRAFT)).unique().all()


def with_old_network(session: Session, now: datetime) -> Sequence[JobApplication]:
    """Applications that still name a network after its hour."""
    old = (JobApplication.network != "", JobApplication.created_at <= now - AN_HOUR)
    return session.scalars(select(JobApplication).where(*old)).all()


def history(session: Session, application: JobApplication) -> Sequence[AuditEntry]:
    """What happened to an application, oldest first."""
    question = select(AuditEntry).where(
        AuditEntry.subject == JobApplication.__tablename__, AuditEntry.subject_id == str(application.id)
    )
    return session.scalars(question.order_by(AuditEntry.id)).all()


def _whole() -> Select[JobApplication]:
    vacancy = joinedload(JobApplication.vacancy).joinedload(Vacancy.employer)
    return select(JobApplication).options(vacancy, joinedload(JobApplication.documents))


def _with_employer() -> Select[Vacancy]:
    return select(Vacancy).join(Vacancy.employer).options(joinedload(Vacancy.employer))


def _with_picture() -> Select[Vacancy]:
    return _with_employer().options(joinedload(Vacancy.picture))


def _is_shown(today: date) -> ColumnElement[bool]:
    begun = or_(Vacancy.publish_on.is_(None), Vacancy.publish_on <= today)
    return (Vacancy.state == adverts.PUBLISHED) & begun & (Vacancy.last_on >= today)


def _narrowed(session: Session, **wanted: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [] if preferences(session).local_employers else [Employer.local.is_(False)]
    if field := wanted.get("field"):
        found.append(Vacancy.field == field)
    if kind := wanted.get("kind"):
        found.append(Vacancy.kind == kind)
    if hours := wanted.get("hours"):
        found.append(Vacancy.hours.in_((hours, adverts.EITHER)))
    if whose := wanted.get("whose"):
        found.append(Employer.local.is_(whose == "local"))
    return found
