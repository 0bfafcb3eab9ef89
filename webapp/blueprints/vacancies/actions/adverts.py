"""Deeds around a vacancy: write, publish, withdraw, fill, extend, open again; employers and the town's choices."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import Employer, Vacancy, VacancyPicture
from webapp.blueprints.vacancies.rules import adverts, deadlines
from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.formats import images
from webapp.store import audit, outbox
from webapp.store.changes import change, ensure_newest

PICTURE_WIDTH = 720  # the column of a page is narrower, and search engines ask for no more
NOT_NOW = N_("This is no longer possible. Please look at the vacancy again.")
COPIED = (
    "employer_id", "kind", "field", "title", "hours", "weekly_hours", "pay_group", "pay_from", "pay_to", "intro",
    "duties", "wishes", "benefits", "criteria", "closing", "contact_name", "contact_phone", "contact_email", "online",
    "alt",
)  # fmt: skip


def keep(
    session: Session, *, vacancy: Vacancy | None, seen: int, publish: bool, by: Any, now: datetime, image: bytes = b"",
    no_picture: bool = False, like: Vacancy | None = None, **typed: Any,
) -> Vacancy:  # fmt: skip
    """A new vacancy, maybe with the photo of one ``like`` it, or an old one changed.

    Published is only what the rules of the house find whole.
    """
    it = vacancy or Vacancy(state=adverts.DRAFT, changed_at=now, picture=None, alt="")
    ensure_newest(vacancy, seen)
    was_public, today = it.state == adverts.PUBLISHED, local_date(now)
    judged_on = min(today, it.deadline_on or today) if was_public else today
    employer = session.get(Employer, typed["employer_id"])
    if employer is None:
        raise Refusal(N_("Please choose who offers it."), "employer_id")
    changes = change(it, typed) | _depict(it, image, drop=no_picture, like=like)
    it.employer, it.changed_at = employer, now
    it.online = it.online and not employer.local  # the town hall collects no applications for others
    _ensure_writable(it)
    if publish or was_public:
        _publish(it, now, judged_on)
    session.add(it)
    verb = "published" if publish and not was_public else "changed" if vacancy else "saved a draft"
    audit.record(session, verb, it, by=by, now=now, label=it.title, changes=changes if vacancy else {})
    if publish and not was_public and employer.local:
        _tell(session, "vacancies.published", it, now)
    return it


def move(session: Session, *, vacancy: Vacancy, to: str, by: Any, now: datetime) -> Vacancy:
    """Withdraw, close as filled, or open again; nothing is lost, so each can be undone."""
    if to == adverts.PUBLISHED and vacancy.state in {adverts.WITHDRAWN, adverts.FILLED}:
        _publish(vacancy, now, local_date(now))
    elif to in {adverts.WITHDRAWN, adverts.FILLED} and vacancy.state == adverts.PUBLISHED:
        vacancy.state = to
    elif to == adverts.WITHDRAWN and vacancy.state == adverts.SUBMITTED:
        vacancy.state = to
        if by:  # whoever takes it back himself knows
            _tell(session, "vacancies.declined", vacancy, now)
    else:
        raise Refusal(NOT_NOW)
    vacancy.changed_at = now
    verb = {adverts.PUBLISHED: "published", adverts.WITHDRAWN: "withdrawn", adverts.FILLED: "closed as filled"}[to]
    audit.record(session, verb, vacancy, by=by, now=now, label=vacancy.title)
    return vacancy


def extend(session: Session, *, vacancy: Vacancy, deadline_on: date, by: Any, now: datetime) -> Vacancy:
    """People may apply until a later day."""
    old = vacancy.deadline_on
    if old is None or vacancy.state != adverts.PUBLISHED:
        raise Refusal(NOT_NOW)
    if deadline_on <= max(old, local_date(now)):
        raise Refusal(N_("Please choose a day after the old deadline."), "deadline_on")
    vacancy.deadline_on, vacancy.changed_at = deadline_on, now
    if vacancy.until_on and vacancy.until_on < deadline_on:
        vacancy.until_on = None
    changes = {"deadline_on": [old.isoformat(), deadline_on.isoformat()]}
    audit.record(session, "extended", vacancy, by=by, now=now, label=vacancy.title, changes=changes)
    return vacancy


def copied(vacancy: Vacancy) -> dict[str, Any]:
    """Last year's vacancy as a beginning: its words, without its days."""
    return {name: getattr(vacancy, name) for name in COPIED}


def send_in(session: Session, *, employer: Employer, vacancy: Vacancy | None, now: datetime, **typed: Any) -> Vacancy:
    """A local employer sends in a vacancy, or corrects one that was not checked yet. It is public once checked."""
    it = vacancy or _twin(session, employer, typed["title"]) or Vacancy(state=adverts.SUBMITTED, picture=None, alt="")
    if it.state != adverts.SUBMITTED:
        raise Refusal(NOT_NOW)
    change(it, typed)
    it.employer, it.changed_at, it.online = employer, now, False
    it.contact_email = it.contact_email or employer.email
    _ensure_writable(it)
    _ensure_whole(it, local_date(now))
    session.add(it)
    audit.record(session, "sent in", it, by=None, now=now, label=it.title)
    return it


def close_own(session: Session, *, vacancy: Vacancy, now: datetime) -> Vacancy:
    """A local employer has found somebody, or takes back what was sent in."""
    return move(session, vacancy=vacancy, to=_end_of(vacancy), by=None, now=now)


def keep_employer(
    session: Session, *, employer: Employer | None, seen: int, by: Any, now: datetime, **typed: Any
) -> Employer:  # fmt: skip
    """A new employer, or an old one changed."""
    it = employer or Employer()
    ensure_newest(employer, seen)
    if not typed["name"]:
        raise Refusal(N_("Please give a name."), "name")
    if typed["homepage"] and not typed["homepage"].startswith(("https://", "http://")):
        raise Refusal(N_("Please write the address with https:// before it."), "homepage")
    typed["email"] = ensure_email(typed["email"], "email") if typed["email"] or typed["local"] else ""
    if queries.is_name_taken(session, typed["name"], it.id):
        raise Refusal(N_("There is one with this name already. Please choose another name."), "name")
    changes = change(it, typed)
    session.add(it)
    audit.record(session, "changed" if employer else "added", it, by=by, now=now, label=it.name,
                 changes=changes if employer else {})  # fmt: skip
    return it


def invite(session: Session, *, employer: Employer, key: str, token_hash: str, by: Any, now: datetime) -> Employer:
    """Send the link by which a local employer sends in vacancies; an older one ends with it."""
    if not (employer.local and employer.active and employer.email):
        raise Refusal(N_("Only a local employer with an e-mail address gets a link."))
    employer.token_hash, employer.linked_at = token_hash, now
    values = {"key": key, "employer": employer.name}
    outbox.post(session, "vacancies.link", to=employer.email, language="de", values=values, now=now,
                about=f"employer:{employer.id}")  # fmt: skip
    audit.record(session, "renewed the address", employer, by=by, now=now, label=employer.name)
    return employer


def forget_employers(session: Session, now: datetime) -> int:
    """Blank the address of local employers nothing was heard of for long, and end their links; answers how many."""
    found = queries.quiet_employers(session, now - deadlines.QUIET)
    for one in found:
        one.email = one.token_hash = ""
    return len(found)


def set_preferences(session: Session, *, seen: int, by: Any, now: datetime, **typed: Any) -> Any:
    """What the town decides: local employers, keeping period, texts."""
    it = queries.preferences(session)
    ensure_newest(it, seen)
    deadlines.ensure_keeping(typed["keep_months"], local_date(now))
    changes = change(it, typed)
    audit.record(session, "changed", it, by=by, now=now, changes={name: changes[name] for name in changes if name in {
        "local_employers", "keep_months", "interview_service"}})  # fmt: skip
    return it


def _depict(it: Vacancy, image: bytes, *, drop: bool, like: Vacancy | None) -> dict[str, list[Any]]:
    """A new picture instead of the old one, or none any more; answers what changed, for the log."""
    had = bool(it.picture)
    if image:
        clean = images.clean(image, widest=PICTURE_WIDTH)
        it.picture = it.picture or VacancyPicture()
        it.picture.content, it.picture.width, it.picture.height = clean
    elif drop:
        it.picture = None
    elif like and like.picture and not it.picture:
        old = like.picture
        it.picture = VacancyPicture(content=old.content, width=old.width, height=old.height)
    if not it.picture:
        it.alt = ""
    return {"picture": [had, bool(it.picture)]} if image or had != bool(it.picture) else {}


def _twin(session: Session, employer: Employer, title: str) -> Vacancy | None:
    """The same vacancy, sent in a moment ago: a button pressed twice makes one."""
    sent_in = (one for one in queries.vacancies_of(session, employer) if one.state == adverts.SUBMITTED)
    return next((one for one in sent_in if one.title == title), None)


def _ensure_writable(it: Vacancy) -> None:
    if not it.title.strip():
        raise Refusal(N_("Please give the vacancy a title."), "title")
    if it.published_at and it.deadline_on is None:  # its old address tells it, and applications are kept from then on
        raise Refusal(N_("Please say until when people can apply."), "deadline_on")
    it.contact_email = ensure_email(it.contact_email, "contact_email") if it.contact_email else ""
    it.contact_phone = ensure_phone(it.contact_phone, "contact_phone") if it.contact_phone else ""


def _ensure_whole(it: Vacancy, today: date) -> None:
    for fault in adverts.faults(it, today, local=it.employer.local):
        raise fault


def _publish(it: Vacancy, now: datetime, judged_on: date) -> None:
    """``judged_on``: what is public already is still changed after its deadline, such as its rating sheet."""
    _ensure_whole(it, judged_on)
    it.state, it.published_at = adverts.PUBLISHED, it.published_at or now


def _end_of(it: Vacancy) -> str:
    return adverts.FILLED if it.state == adverts.PUBLISHED else adverts.WITHDRAWN


def _tell(session: Session, kind: str, it: Vacancy, now: datetime) -> None:
    if it.employer.email:
        session.flush()
        values = {"title": it.title, "vacancy_id": it.id}
        outbox.post(session, kind, to=it.employer.email, language="de", values=values, now=now,
                    about=f"vacancy:{it.id}")  # fmt: skip
