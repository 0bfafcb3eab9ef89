"""Three people for the demo town. Their password is public, so a real town never gets them."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.accounts import keys, rules
from webapp.blueprints.accounts.models import Person
from webapp.domain.i18n import N_
from webapp.domain.town import Town

PASSWORD = "linde-brunnen-kirchturm"
PEOPLE = (
    ("keller", "Frau Keller", "Bürgerbüro", rules.EDITOR, N_("clerk who edits pages and waste dates")),
    ("vogt", "Herr Vogt", "Bauamt", rules.CLERK, N_("clerk of another office, without rights")),
    ("admin", "Verwaltung", "", rules.ADMINISTRATOR, N_("administrator")),
)
LOGINS = tuple((login, PASSWORD, about) for login, _, _, _, about in PEOPLE)


def plant(session: Session, town: Town, now: datetime) -> None:
    """Add the three; refuses any town that is not a demo."""
    if not town.demo:
        raise ValueError(f"{town.slug} is a real town: no default passwords")
    for login, name, office, role, _ in PEOPLE:
        person = Person(login=login, name=name, office=office, role=role, created_at=now)
        person.password_hash = keys.hashed_password(PASSWORD)
        session.add(person)
