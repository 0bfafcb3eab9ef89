"""Who looked at whose case: a row in the log for each clerk, thing and day. It is complete and can still be read."""

from datetime import time
from typing import Any

from webapp.domain.localtime import at_local
from webapp.store import audit
from webapp.store.engines import ReadSession
from webapp.web import clock
from webapp.web.access import person
from webapp.web.town import find_database, the_session

LOOKED = "looked at"


def note_look(thing: Any, label: str, verb: str = LOOKED) -> None:
    """Note that the signed-in person sees this record, or this kind of thing; ``label`` names no citizen."""
    subject, number = (thing, "") if isinstance(thing, str) else (thing.__tablename__, str(thing.id))
    about: dict[str, Any] = {"label": label, "by": person()}
    midnight = at_local(clock.today(), time())
    if audit.is_noted(the_session(), verb, subject, subject_id=number, since=midnight, **about):
        return
    if not isinstance(the_session(), ReadSession):
        audit.record(the_session(), verb, thing, now=clock.now(), **about)
        return
    with find_database().writing() as session:  # the page itself only reads
        audit.record(session, verb, thing, now=clock.now(), **about)
