"""Deeds around people: let in, invite, change, let go. Each is in the audit."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.accounts import keys, rules
from webapp.blueprints.accounts.models import Invitation, LoginTry, Person, RecoveryCode
from webapp.blueprints.accounts.queries import (
    failed_tries,
    open_invitation,
    other_administrators,
    person_by_login,
    unused_recovery_codes,
)
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit, sessions

LOCKED = N_("Too many tries. Please wait a quarter of an hour, then try again.")
WRONG = N_("Name or password is not right. Please try again.")
WRONG_PASSWORD = N_("This is not your present password.")
WRONG_CODE = N_("This code is not right, or it was used before. Please wait for the next one.")


def note_try(session: Session, *, account: str, network: str, now: datetime) -> None:
    """Count this try before its password is looked at, or refuse it: nobody slips through between count and check."""
    if rules.is_locked(*failed_tries(session, account, network, now)):
        raise Refusal(LOCKED)
    session.add(LoginTry(account=account, network=network, at=now))


def forgive_tries(session: Session, account: str) -> None:
    """The right person was there: their earlier mistakes no longer count."""
    session.query(LoginTry).filter(LoginTry.account == account).delete()


def welcome(session: Session, *, person: Person, account: str, now: datetime) -> None:
    """Somebody got in, and the log says when (ASVS 5, 16.3.1)."""
    forgive_tries(session, account)
    audit.record(session, rules.SIGNED_IN, person, by=person, now=now, label=person.name)


def sign_in(session: Session, *, login: str, password: str) -> Person:
    """The person, if name and password are right and they still work here."""
    person = person_by_login(session, login)
    right = keys.is_password(person.password_hash if person else "", password)
    if person is None or not right or not person.active:
        raise Refusal(WRONG)
    return person


def use_code(session: Session, *, person: Person, code: str, now: datetime) -> Person:
    """Accept a code of the app, or a recovery code, exactly once."""
    if step := keys.matching_step(person.totp_secret, code, now, person.totp_last_step):
        person.totp_last_step = step
        return person
    for kept in unused_recovery_codes(session, person.id):
        if kept.code_hash == keys.hashed_code(code):
            kept.used_at = now
            audit.record(session, "used a recovery code", person, by=person, now=now, label=person.name)
            return person
    raise Refusal(WRONG_CODE, "code")


def add_person(
    session: Session, *, name: str, login: str, office: str, role: str, permissions: list[str], by: Any, now: datetime
) -> tuple[Person, str]:
    """A new colleague and the word of their invitation."""
    rules.ensure_login(login.strip())
    if person_by_login(session, login):
        raise Refusal(N_("Somebody has this login already. Please choose another one."), "login")
    person = Person(name=name.strip(), login=login.strip().casefold(), office=office.strip(), role=role, created_at=now)
    person.permissions = permissions
    session.add(person)
    audit.record(session, "added", person, by=by, now=now, label=person.name, changes={"role": ["", role]})
    return person, invite(session, person=person, by=by, now=now)


def invite(session: Session, *, person: Person, by: Any, now: datetime) -> str:
    """A word for an address that sets a password once; older ones end, the second factor stays as it is."""
    _end_invitations(session, person)
    word = keys.token()
    session.add(Invitation(person_id=person.id, token_hash=keys.hashed(word), expires_at=now + rules.INVITATION))
    audit.record(session, "invited", person, by=by, now=now, label=person.name)
    return word


def _end_invitations(session: Session, person: Person) -> None:
    session.query(Invitation).filter(Invitation.person_id == person.id, Invitation.used_at.is_(None)).delete()


def accept(session: Session, *, word: str, password: str, town_name: str, now: datetime) -> Person:
    """Set the password of an invitation."""
    invitation = open_invitation(session, keys.hashed(word), now)
    person = session.get(Person, invitation.person_id) if invitation else None
    if invitation is None or person is None:
        raise Refusal(N_("This link was used before or is too old. Please ask for a new one."))
    invitation.used_at = now
    return set_password(session, person=person, password=password, town_name=town_name, by=person, now=now)


def change_password(
    session: Session, *, person: Person, old: str, password: str, town_name: str, now: datetime
) -> Person:
    """A new password for somebody who knows the old one."""
    if not keys.is_password(person.password_hash, old):
        raise Refusal(WRONG_PASSWORD, "old")
    return set_password(session, person=person, password=password, town_name=town_name, by=person, now=now)


def set_password(session: Session, *, person: Person, password: str, town_name: str, by: Any, now: datetime) -> Person:
    """Keep a new password and end every session of the person."""
    rules.ensure_good_password(password, (person.login, person.login.split("@")[0], person.name, town_name))
    person.password_hash = keys.hashed_password(password)
    sessions.end_all(session, person.id)
    audit.record(session, "set the password", person, by=by, now=now, label=person.name)
    return person


def change_person(
    session: Session,
    *,
    person: Person,
    name: str,
    office: str,
    role: str,
    permissions: list[str],
    by: Any,
    now: datetime,
) -> Person:
    """Change name, office or rights; new rights need a new sign-in."""
    before = {"name": person.name, "office": person.office, "role": person.role, "permissions": person.permissions}
    _ensure_administrator_left(session, person, stays=role == rules.ADMINISTRATOR)
    person.name, person.office, person.role, person.permissions = name.strip(), office.strip(), role, permissions
    changes = {key: [old, getattr(person, key)] for key, old in before.items() if old != getattr(person, key)}
    if changes.keys() & {"role", "permissions"}:
        sessions.end_all(session, person.id)
    audit.record(session, "changed", person, by=by, now=now, label=person.name, changes=changes)
    return person


def let_go(session: Session, *, person: Person, by: Any, now: datetime) -> Person:
    """The person leaves: signed out everywhere at once."""
    _ensure_administrator_left(session, person, stays=False)
    person.active = False
    _end_invitations(session, person)
    sessions.end_all(session, person.id)
    audit.record(session, "let go", person, by=by, now=now, label=person.name)
    return person


def take_back(session: Session, *, person: Person, by: Any, now: datetime) -> Person:
    """The person works here again."""
    person.active = True
    audit.record(session, "took back", person, by=by, now=now, label=person.name)
    return person


def _ensure_administrator_left(session: Session, person: Person, *, stays: bool) -> None:
    leaves = person.role == rules.ADMINISTRATOR and person.active and not stays
    if leaves and not other_administrators(session, person):
        raise Refusal(N_("This is the only administrator. Please name another one first."), "role")


def start_totp(session: Session, *, person: Person) -> str:
    """A secret to put into the app; it counts once a code has proved it."""
    if not person.totp_on:
        person.totp_secret = keys.new_secret()
    session.flush()
    return person.totp_secret


def confirm_totp(session: Session, *, person: Person, code: str, now: datetime) -> list[str]:
    """Switch the second factor on with a first code and end older sessions; answers recovery codes, shown once."""
    step = keys.matching_step(person.totp_secret, code, now, person.totp_last_step)
    if not step or person.totp_on:
        raise Refusal(WRONG_CODE, "code")
    person.totp_on, person.totp_last_step = True, step
    sessions.end_all(session, person.id)
    audit.record(session, "switched the second factor on", person, by=person, now=now, label=person.name)
    return _fresh_codes(session, person)


def new_recovery_codes(session: Session, *, person: Person, proof: str, now: datetime) -> list[str]:
    """Ten new codes for somebody who knows the password; the old ones no longer open."""
    if not keys.is_password(person.password_hash, proof):
        raise Refusal(WRONG_PASSWORD, "proof")
    audit.record(session, N_("made new recovery codes"), person, by=person, now=now, label=person.name)
    return _fresh_codes(session, person)


def _fresh_codes(session: Session, person: Person) -> list[str]:
    session.query(RecoveryCode).filter(RecoveryCode.person_id == person.id).delete()
    codes = [keys.recovery_code() for _ in range(rules.RECOVERY_CODES)]
    session.add_all(RecoveryCode(person_id=person.id, code_hash=keys.hashed_code(code)) for code in codes)
    return codes


def reset_totp(session: Session, *, person: Person, by: Any, now: datetime) -> Person:
    """Take the second factor off after a lost phone; the person sets it up anew at the next sign-in."""
    person.totp_on, person.totp_secret, person.totp_last_step = False, "", 0
    session.query(RecoveryCode).filter(RecoveryCode.person_id == person.id).delete()
    sessions.end_all(session, person.id)
    audit.record(session, "reset the second factor", person, by=by, now=now, label=person.name)
    return person


def end_other_sessions(session: Session, *, person: Person, here: str, now: datetime) -> None:
    """Sign a person out everywhere but in the session with this hash."""
    sessions.end_all(session, person.id, but=here)
    audit.record(session, N_("signed out everywhere else"), person, by=person, now=now, label=person.name)
