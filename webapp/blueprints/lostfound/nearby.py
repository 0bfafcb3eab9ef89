"""The way to a neighbour's list of finds: the worker goes before the task's transaction, to one neighbour each time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.queries import nearby as queries
from webapp.blueprints.lostfound.rules import neighbours as rules
from webapp.blueprints.lostfound.rules.neighbours import Brought
from webapp.domain.internet import is_public
from webapp.domain.refusal import Refusal
from webapp.work.fetching import Content, IPAddress, Limits, Stamp, fetch

PATIENCE = Limits(seconds=10, most_bytes=rules.MOST_BYTES)
LIST = Content("application/feed+json, application/json, */*;q=0.1", rules.looks_like_list, rules.NO_LIST)
SECRET = 443


def bring(reading: Callable[[], AbstractContextManager[Session]], now: datetime) -> Brought | None:
    """The list of the neighbour who was not asked for longest; none if no one is due."""
    with reading() as session:
        due = queries.neighbour_due(session, now - rules.FETCHED_EVERY)
        if due is None:
            return None
        number, address, known = due.id, due.feed, Stamp(due.etag, due.last_modified)
    allowed = _at_home if rules.is_at_home(address) else _in_secret
    try:
        found = fetch(address, known, content=LIST, limits=PATIENCE, allowed=allowed)
        return Brought(number, rules.read_list(found.content, address), found.stamp) if found else Brought(number)
    except Refusal as no:
        return Brought(number, fault=no.message, values=no.values)
    except rules.NoList:
        return Brought(number, fault=rules.NO_LIST)


def _in_secret(address: IPAddress, port: int) -> bool:
    """Public servers that are asked in secret, also where we are sent on."""
    return port == SECRET and is_public(address, port)


def _at_home(address: IPAddress, port: int) -> bool:  # noqa: ARG001 - a demo town's neighbour may stand anywhere here
    return address.is_loopback
