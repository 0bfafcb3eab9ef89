"""What the town remembers: employers, vacancies, applications with their sealed documents, and its own choices."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Computed, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from webapp.blueprints.accounts.models import Person
from webapp.blueprints.vacancies.rules import adverts, applications
from webapp.store.base import Model, Versioned


def _among(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(one) for one in values)})", name=column)


class Employer(Versioned, Model):
    """An office of the town, or a local employer who sends in vacancies by a link."""

    __tablename__ = "vacancy_employer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    local: Mapped[bool] = mapped_column(default=False)
    street: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    homepage: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    token_hash: Mapped[str] = mapped_column(String(64), default="", index=True)  # of the address in the last mail
    linked_at: Mapped[datetime | None]  # when that was sent
    active: Mapped[bool] = mapped_column(default=True)


class Vacancy(Versioned, Model):
    """A job, a training or a voluntary service that somebody is sought for."""

    __tablename__ = "vacancy"
    __table_args__ = (
        _among("state", adverts.STATES),
        _among("kind", tuple(adverts.KINDS)),
        _among("hours", tuple(adverts.HOURS)),
        CheckConstraint("pay_from IS NULL OR pay_to IS NULL OR pay_from <= pay_to", name="pay"),
        CheckConstraint("state != 'published' OR deadline_on IS NOT NULL", name="deadline"),
        Index("ix_vacancy_shown", "state", "last_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("vacancy_employer.id", ondelete="RESTRICT"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=adverts.DRAFT)
    kind: Mapped[str] = mapped_column(String(10), default=adverts.JOB)
    field: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(160))
    hours: Mapped[str] = mapped_column(String(10), default=adverts.FULL)
    weekly_hours: Mapped[str] = mapped_column(String(40), default="")
    pay_group: Mapped[str] = mapped_column(String(80), default="")
    pay_from: Mapped[int | None]  # whole euros a month, before tax
    pay_to: Mapped[int | None]
    starts_on: Mapped[date | None]  # none: as soon as possible
    limited_until: Mapped[date | None]
    intro: Mapped[str] = mapped_column(Text, default="")
    duties: Mapped[str] = mapped_column(Text, default="")  # these four: one thing in each line
    wishes: Mapped[str] = mapped_column(Text, default="")
    benefits: Mapped[str] = mapped_column(Text, default="")
    criteria: Mapped[str] = mapped_column(Text, default="")  # of the rating sheet
    closing: Mapped[str] = mapped_column(Text, default="")  # equality, severely disabled people
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    online: Mapped[bool] = mapped_column(default=False)  # people may apply here
    publish_on: Mapped[date | None]  # none: at once
    until_on: Mapped[date | None]  # none: until the deadline
    last_on: Mapped[date | None] = mapped_column(Computed("coalesce(until_on, deadline_on)", persisted=True))
    deadline_on: Mapped[date | None]
    alt: Mapped[str] = mapped_column(String(200), default="")  # what the picture shows, for whoever does not see it
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    employer: Mapped[Employer] = relationship(lazy="raise")
    picture: Mapped["VacancyPicture | None"] = relationship(
        cascade="all, delete-orphan", lazy="raise", passive_deletes=True
    )


class VacancyPicture(Model):
    """The photo of a vacancy. Not among the stored files: their addresses stay public for good, this one ends."""

    __tablename__ = "vacancy_picture"
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class JobApplication(Model):
    """Somebody would like the job. ``key`` is the form's: whoever sends it twice has one application."""

    __tablename__ = "job_application"
    __table_args__ = (
        _among("state", applications.STATES),
        Index("ix_job_application_network", "network", "created_at"),
        Index("ix_job_application_state", "state", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the address the applicant holds
    number: Mapped[str] = mapped_column(String(12), unique=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="RESTRICT"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=applications.DRAFT)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    disabled: Mapped[bool] = mapped_column(default=False)  # severely, or of equal status; said freely
    language: Mapped[str] = mapped_column(String(2), default="de")
    network: Mapped[str] = mapped_column(String(40), default="")  # coarse, against floods; forgotten after an hour
    tries: Mapped[int] = mapped_column(default=0)  # files looked through for it
    note: Mapped[str] = mapped_column(Text, default="")  # of the desk, never shown to anybody else
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    vacancy: Mapped[Vacancy] = relationship(lazy="raise")
    documents: Mapped[list["JobDocument"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", passive_deletes=True, order_by="JobDocument.id"
    )
    sheets: Mapped[list["JobRating"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", passive_deletes=True, order_by="JobRating.person_id"
    )


class JobRating(Model):
    """The sheet of one person of the town hall about one application: criterion to points."""

    __tablename__ = "job_rating"
    application_id: Mapped[int] = mapped_column(ForeignKey("job_application.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    points: Mapped[dict[str, int]] = mapped_column(JSON)
    person: Mapped[Person] = relationship(lazy="raise")


class JobDocument(Model):
    """A PDF of an application, sealed with the portal's key: the database alone shows nothing of it."""

    __tablename__ = "job_document"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("job_application.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(90))
    size: Mapped[int]
    sealed: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class VacancyPreferences(Versioned, Model):
    """What a town decides about its vacancies: one row."""

    __tablename__ = "vacancy_preferences"
    id: Mapped[int] = mapped_column(primary_key=True)
    local_employers: Mapped[bool] = mapped_column(default=False)
    keep_months: Mapped[int] = mapped_column(default=6)
    interview_service: Mapped[str] = mapped_column(String(80), default="")  # slug of a service of appointments
    closing: Mapped[str] = mapped_column(Text, default="")
    invitation: Mapped[str] = mapped_column(Text, default="")
    rejection: Mapped[str] = mapped_column(Text, default="")
