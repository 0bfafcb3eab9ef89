"""What happens by itself: what the law lets go is deleted, unsent applications end, networks are forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.vacancies.actions import adverts, cases


def delete_applications(session: Session, now: datetime) -> int:
    """Delete applications whose keeping period is over, with proof, and those nobody sent."""
    return cases.forget(session, now)


def forget_employers(session: Session, now: datetime) -> int:
    """Forget how to reach local employers who have sent in nothing for long."""
    return adverts.forget_employers(session, now)


def forget_networks(session: Session, now: datetime) -> int:
    """Forget from which networks applications came."""
    return cases.forget_networks(session, now)
