"""Hiring people for tests."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from webapp.blueprints.accounts import keys
from webapp.blueprints.accounts.models import Person

PASSWORD = "vier kurze worte hier"
HASH = keys.hashed_password(PASSWORD)


def add_person(session: Session, *, login: str, name: str, role: str, permissions: tuple[str, ...] = ()) -> Person:
    """A colleague with a real argon2id password, hashed once for all tests."""
    person = Person(login=login, name=name, role=role, permissions=list(permissions), password_hash=HASH)
    person.created_at = datetime(2026, 1, 1, tzinfo=UTC)
    session.add(person)
    return person
