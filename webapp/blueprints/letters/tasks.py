"""What happens to letters by themselves."""

from datetime import datetime

from sqlalchemy import String, func
from sqlalchemy.orm import Session

from webapp.blueprints.letters import rules
from webapp.store.outbox import Letter


def forget_letters(session: Session, now: datetime) -> int:
    """Blank what was sent a week ago, forget what was settled a quarter of a year ago; answers how many."""
    settled = Letter.state.in_((rules.SENT, rules.REFUSED, rules.WITHDRAWN))
    old = func.coalesce(Letter.sent_at, Letter.due_at) < now - rules.KEPT
    gone = session.query(Letter).filter(settled, old).delete(synchronize_session=False)
    done = Letter.state.in_((rules.SENT, rules.WITHDRAWN)) & (Letter.values.cast(String) != "{}")
    read = func.coalesce(Letter.sent_at, Letter.created_at) < now - rules.CONTENT_KEPT
    return gone + session.query(Letter).filter(done, read).update({"values": {}}, synchronize_session=False)
