"""Who changed what, when: one row per deed of the staff, written in the deed's own transaction."""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import JSON, ForeignKey, String, func, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.i18n import N_
from webapp.store.base import Model

# The words of the log, listed so that they are translated: verbs as they are recorded, kinds of things by table.
WORDS = (
    N_("added"), N_("changed"), N_("removed"), N_("renamed"), N_("decided"), N_("imported"), N_("took back the import"),
    N_("cancelled"), N_("revived"), N_("retired"), N_("brought back"), N_("prefilled"), N_("invited"), N_("let go"),
    N_("took back"), N_("set the password"), N_("used a recovery code"), N_("switched the second factor on"),
    N_("reset the second factor"), N_("published"), N_("withdrawn"), N_("saved a draft"), N_("restored"),
    N_("kept as an exception"), N_("asked to move"), N_("moved to another counter"),
    N_("sent again"), N_("sent a trial"), N_("switched on"), N_("switched off"), N_("renewed the address"),
    N_("booked"), N_("moved"), N_("looked at"), N_("searched"), N_("exported"),
    N_("closed as filled"), N_("extended"), N_("sent in"), N_("received"), N_("taken back by the applicant"),
    N_("rated"), N_("wrote to"), N_("hired"), N_("rejected"), N_("deleted by deadline"),
    N_("claimed"), N_("handed over"), N_("printed a letter"),
)  # fmt: skip
KINDS = {
    "person": N_("person"), "waste_street": N_("street"), "waste_district": N_("district"),
    "waste_collection": N_("collection"), "waste_import": N_("import"), "waste_title": N_("title"),
    "waste_rhythm": N_("rhythm"), "waste_shift": N_("holiday table"), "waste_dropoff": N_("drop-off point"),
    "waste_item": N_("entry of the guide"), "page": N_("page"), "image": N_("image"), "letter": N_("letter"),
    "appointment": N_("appointment"), "appointment_service": N_("service"), "appointment_place": N_("place"),
    "appointment_counter": N_("counter"), "appointment_opening": N_("opening rule"),
    "found_item": N_("find"), "loss_report": N_("report of a loss"), "found_sale": N_("list of a sale"),
    "found_preferences": N_("settings of lost property"), "found_text": N_("text block of lost property"),
    "found_neighbour": N_("neighbouring town"),
    "appointment_closure": N_("closure"), "appointment_preferences": N_("settings of appointments"),
    "vacancy": N_("vacancy"), "vacancy_employer": N_("employer"), "job_application": N_("application for a job"),
    "vacancy_preferences": N_("settings of vacancies"),
    "event": N_("event"), "event_venue": N_("venue"), "event_organiser": N_("organiser"),
    "event_import": N_("imported calendar"),
}  # fmt: skip
REACHES = frozenset({"email", "phone"})  # how somebody is reached is forgotten one day, but nothing leaves the log
HIDDEN = "…"


class Named(Protocol):
    """Somebody who can be held to a deed."""

    @property
    def id(self) -> Any: ...  # noqa: D102
    @property
    def name(self) -> Any: ...  # noqa: D102


class AuditEntry(Model):
    """One change: the person, the verb, the thing, and what was different afterwards."""

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    person_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    subject_id: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(300))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def record(
    session: Session,
    verb: str,
    thing: Any,
    *,
    by: Named | None,
    now: datetime,
    label: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Note a deed. ``thing`` is the changed record, or the name of a kind of thing when many rows changed.

    ``changes`` maps a field to [before, after]; secrets and contents of cases do not belong in it. Of addresses it
    says only that they are others now.
    """
    if isinstance(thing, Model) and inspect(thing).pending:
        session.flush()  # the thing needs its id
    entry = AuditEntry(
        at=now,
        person_id=by.id if by else None,
        person_name=by.name if by else "",
        verb=verb,
        subject=thing if isinstance(thing, str) else thing.__tablename__,
        subject_id="" if isinstance(thing, str) else str(getattr(thing, "id", "")),
        label=label[:300],
        changes={name: [HIDDEN, HIDDEN] if name in REACHES else pair for name, pair in (changes or {}).items()},
    )
    session.add(entry)


def is_noted(
    session: Session, verb: str, subject: str, *, subject_id: str, label: str, by: Named, since: datetime
) -> bool:
    """Whether this person's deed is in the log already, so that looking twice makes one row."""
    question = select(func.count()).where(
        AuditEntry.person_id == by.id, AuditEntry.at >= since, AuditEntry.verb == verb,
        AuditEntry.subject == subject, AuditEntry.subject_id == subject_id, AuditEntry.label == label,
    )  # fmt: skip
    return bool(session.scalar(question))
