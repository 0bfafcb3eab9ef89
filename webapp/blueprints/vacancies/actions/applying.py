"""Deeds of an applicant: begin, add papers, send, take back. A second press of a button changes nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import JobApplication, JobDocument, Vacancy
from webapp.blueprints.vacancies.rules import applications as rules
from webapp.blueprints.vacancies.rules.deadlines import ensure_open
from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.i18n import N_
from webapp.domain.references import new_number
from webapp.domain.refusal import Refusal
from webapp.store import audit, outbox

PERSONAL = ("name", "email", "phone", "message", "note", "network")


def begin(
    session: Session, *, key: str, token_hash: str, vacancy: Vacancy, network: str, language: str, now: datetime,
    **typed: Any,
) -> JobApplication:  # fmt: skip
    """Who applies; the papers come next. The same form again is the same application."""
    known = queries.application_by_key(session, key)
    if known is not None:
        return known
    _ensure_open(vacancy, now)
    rules.ensure_not_flooding(queries.begun_by(session, network, now))
    it = JobApplication(
        key=key, token_hash=token_hash, number=_free_number(session), vacancy=vacancy, state=rules.DRAFT,
        network=network, language=language, created_at=now, documents=[], sheets=[],
    )  # fmt: skip
    describe(session, application=it, **typed)
    session.add(it)
    session.flush()
    return it


def describe(
    session: Session, *, application: JobApplication, name: str, email: str, phone: str, message: str, disabled: bool,  # noqa: ARG001 - as every deed
) -> JobApplication:  # fmt: skip
    """What the applicant says about himself, as long as it is not sent."""
    if application.state != rules.DRAFT:
        return application
    if not name:
        raise Refusal(N_("Please give your name."), "name")
    application.name, application.email = name, ensure_email(email, "email")
    application.phone = ensure_phone(phone, "phone") if phone else ""
    application.message, application.disabled = message, disabled
    return application


def count_try(session: Session, *, token_hash: str) -> JobApplication | None:
    """One file more is tried for this application, if there is one."""
    it = queries.application_by_token(session, token_hash)
    if it is not None:
        it.tries += 1
    return it


def add_document(
    session: Session, *, application: JobApplication, name: str, content: bytes, seal: Callable[[bytes], bytes]
) -> JobDocument:  # fmt: skip
    """Keep a paper that was looked through, sealed; the same name again replaces the old one."""
    rules.ensure_next(application.state, rules.RECEIVED)
    clean = rules.file_name(name)
    for old in [one for one in application.documents if one.name == clean]:
        application.documents.remove(old)
    rules.ensure_room(len(application.documents), len(content), queries.unsent_bytes(session))
    kept = JobDocument(name=clean, size=len(content), sealed=seal(content))
    application.documents.append(kept)
    session.flush()
    return kept


def remove_document(session: Session, *, application: JobApplication, document_id: int) -> JobApplication:  # noqa: ARG001
    """Leave a paper out again."""
    if application.state == rules.DRAFT:
        application.documents[:] = [one for one in application.documents if one.id != document_id]
    return application


def send(session: Session, *, application: JobApplication, now: datetime) -> JobApplication:
    """Now it counts; the receipt is on its way."""
    if application.state != rules.DRAFT:
        return application
    _ensure_open(application.vacancy, now)
    outbox.ensure_few(session, application.email, now)
    application.state, application.sent_at = rules.RECEIVED, now
    write(session, "vacancies.received", application, now)
    audit.record(session, "received", application, by=None, now=now, label=application.number)
    return application


def take_back(session: Session, *, application: JobApplication, now: datetime) -> JobApplication:
    """The applicant thought otherwise: who it was and every paper are deleted at once, the number stays."""
    if application.state == rules.RETURNED:
        return application
    rules.ensure_next(application.state, rules.RETURNED)
    count = len(application.documents)
    application.state, application.answered_at = rules.RETURNED, now
    application.documents.clear()
    for name in PERSONAL:
        setattr(application, name, "")
    application.disabled = False
    application.sheets.clear()
    outbox.forget(session, about(application))
    audit.record(session, "taken back by the applicant", application, by=None, now=now,
                 label=application.number, changes={"documents": [count, 0]})  # fmt: skip
    return application


def write(
    session: Session, kind: str, application: JobApplication, now: datetime, *, due_at: datetime | None = None,
    **more: Any,
) -> None:  # fmt: skip
    """A letter to the applicant, at once or when it is due."""
    values = {
        "key": application.key,
        "number": application.number,
        "name": application.name,
        "title": application.vacancy.title,
    }
    outbox.post(
        session, kind, to=application.email, language=application.language, values=values | more, now=now,
        about=about(application), due_at=due_at,
    )  # fmt: skip


def about(application: JobApplication) -> str:
    """The name of an application in the outbox."""
    return f"application:{application.id}"


def _ensure_open(vacancy: Vacancy, now: datetime) -> None:
    if vacancy.state != "published" or not vacancy.online or vacancy.deadline_on is None:
        raise Refusal(N_("This vacancy is no longer open. Please look at the others, or call us."))
    ensure_open(vacancy.deadline_on, now)


def _free_number(session: Session) -> str:
    number = new_number()
    while queries.is_number_taken(session, number):
        number = new_number()
    return number
