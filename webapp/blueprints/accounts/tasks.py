"""What the accounts do by themselves."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.accounts import rules
from webapp.blueprints.accounts.models import LoginTry
from webapp.store import sessions


def forget_expired(session: Session, now: datetime) -> int:
    """Forget sessions nobody can use and tries older than a day; answers how many."""
    tries = session.query(LoginTry).filter(LoginTry.at < now - rules.DAY).delete()
    return sessions.forget_expired(session, now) + tries
