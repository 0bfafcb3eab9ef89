"""Deeds of the desk around applications: note, rate, invite, answer, reject in one go, delete by the deadline."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions.applying import about, write
from webapp.blueprints.vacancies.models import JobApplication, JobRating, Vacancy
from webapp.blueprints.vacancies.rules import adverts, deadlines, ratings
from webapp.blueprints.vacancies.rules import applications as rules
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store import audit, outbox

REJECTION = "vacancies.rejected"


def note(
    session: Session, *, application: JobApplication, note: str, points: dict[str, int], by: Any, now: datetime
) -> JobApplication:  # fmt: skip
    """What the desk thinks of it: a note for all, and the points of this person. Her empty sheet is none."""
    if application.state == rules.RETURNED:  # nothing is written about it any more
        raise Refusal(N_("This is no longer possible. Please look at the application again."))
    whole = ratings.whole_sheet(points, adverts.lines(application.vacancy.criteria))
    application.note = note
    others = [one for one in application.sheets if one.person_id != by.id]
    mine = next((one for one in application.sheets if one.person_id == by.id), None)
    if whole:
        mine = mine or JobRating(person_id=by.id)
        mine.points = whole
    application.sheets[:] = [*others, mine] if mine and whole else others
    audit.record(session, "rated", application, by=by, now=now, label=application.number)
    return application


def answer(
    session: Session, *, application: JobApplication, text: str, invite: bool, service: str, by: Any, now: datetime
) -> JobApplication:  # fmt: skip
    """Write to the applicant; an invitation carries the link to book the talk."""
    if not text.strip():
        raise Refusal(N_("Please write something."), "text")
    if application.state == rules.RETURNED:
        raise Refusal(N_("The applicant took this application back. There is nobody to write to."))
    if invite:
        if application.state != rules.INVITED:
            rules.ensure_next(application.state, rules.INVITED)
        _settle(application, rules.INVITED, None)
    kind = "vacancies.invited" if invite else "vacancies.message"
    write(session, kind, application, now, text=text, service=service if invite else "")
    verb = "invited" if invite else "wrote to"
    audit.record(session, verb, application, by=by, now=now, label=application.number)
    return application


def hire(session: Session, *, application: JobApplication, by: Any, now: datetime) -> JobApplication:
    """This one gets the job; the town hall tells it in person."""
    rules.ensure_next(application.state, rules.HIRED)
    _settle(application, rules.HIRED, now)
    audit.record(session, "hired", application, by=by, now=now, label=application.number)
    return application


def reject(
    session: Session, *, vacancy: Vacancy, chosen: Collection[int], text: str, by: Any, now: datetime
) -> int:  # fmt: skip
    """The same letter to everybody chosen, each with the own name; answers how many. It leaves a little later."""
    if not text.strip():
        raise Refusal(N_("Please write something."), "text")
    found = [one for one in to_reject(session, vacancy) if one.id in chosen]
    if not found:
        raise Refusal(N_("Please choose at least one application."), "chosen")
    gone_on = deadlines.delete_on(now, queries.preferences(session).keep_months).isoformat()
    for one in found:
        _settle(one, rules.REJECTED, now)
        write(session, REJECTION, one, now, due_at=now + deadlines.SECOND_THOUGHT, text=text, gone_on=gone_on)
        audit.record(session, "rejected", one, by=by, now=now, label=one.number)
    return len(found)


def to_reject(session: Session, vacancy: Vacancy) -> list[JobApplication]:
    """Who still hopes."""
    return [one for one in queries.applications_of(session, vacancy) if one.state in rules.WAITING]


def undo(session: Session, *, application: JobApplication, by: Any, now: datetime) -> JobApplication:
    """Take an answer back, as long as its letter has not left."""
    if application.state not in rules.ANSWERED:
        raise Refusal(N_("This is no longer possible. Please look at the application again."))
    if application.state == rules.REJECTED and not outbox.withdraw(session, about(application), REJECTION):
        raise Refusal(N_("The letter has left already. Please call the applicant."))
    _settle(application, rules.RECEIVED, None)
    audit.record(session, "took back", application, by=by, now=now, label=application.number)
    return application


def forget(session: Session, now: datetime) -> int:
    """Delete what the law lets go, each with a line that proves it and names nobody; answers how many."""
    months, today = queries.preferences(session).keep_months, local_date(now)
    due = [one for one in queries.sent(session) if _delete_on(one, months) <= today]
    for one in due:
        audit.record(session, "deleted by deadline", one, by=None, now=now,
                     label=one.number, changes={"documents": [len(one.documents), 0]})  # fmt: skip
        outbox.forget(session, about(one))
    unsent = queries.unsent_before(session, now - deadlines.DRAFT_KEPT)
    for one in (*due, *unsent):
        session.delete(one)
    return len(due) + len(unsent)


def forget_networks(session: Session, now: datetime) -> int:
    """A network counts against floods for an hour only."""
    found = queries.with_old_network(session, now)
    for one in found:
        one.network = ""
    return len(found)


def _delete_on(application: JobApplication, months: int) -> Any:
    if application.answered_at:
        return deadlines.delete_on(application.answered_at, months)
    return deadlines.delete_unanswered_on(application.vacancy.deadline_on or local_date(application.created_at))


def _settle(application: JobApplication, state: str, at: datetime | None) -> None:
    application.state, application.answered_at = state, at
