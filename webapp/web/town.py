"""Host to town to database: which town a request belongs to, and its one session."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import abort, current_app, g, has_request_context, request
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from webapp.domain.town import Town
from webapp.store.engines import Database

if TYPE_CHECKING:
    from webapp.app import Portal

T = TypeVar("T")


def portal() -> "Portal":
    """The running app with its towns."""
    return cast("Portal", current_app)


def find_town() -> Town:
    """The town of this request, or a plain 404 for a host nobody knows."""
    if "town" not in g:
        found = portal().towns.find(request.host)
        if found is None:
            abort(404)
        g.town = found
    return cast(Town, g.town)


def find_database() -> Database:
    """The database of this request's town."""
    return portal().database(find_town())


def find_session() -> Session:
    """The one session of this request: reading for GET and HEAD, writing for everything else."""
    if "session" not in g:
        database = find_database()
        reads = has_request_context() and request.method in {"GET", "HEAD", "OPTIONS"}
        g.session = database.read_session() if reads else database.write_session()
    return cast(Session, g.session)


town = cast(Town, LocalProxy(find_town))
database = cast(Database, LocalProxy(find_database))
session = cast(Session, LocalProxy(find_session))


def kept(name: str, question: Callable[[Session], T], *, of: Any = None) -> T:
    """The town's answer to a question every page asks, kept until anybody changes the file or asks it ``of`` another.

    For reading only.
    """
    shelf: dict[tuple[str, str], tuple[Any, Any]] = current_app.extensions.setdefault("kept", {})
    place, version = (find_town().slug, name), (find_database().changes(), of)
    found = shelf.get(place)
    if found is None or found[0] != version:
        with find_database().reading() as fresh:  # what this request has not committed is nobody's answer yet
            found = shelf[place] = (version, question(fresh))
    return cast(T, found[1])


def the_session() -> Session:
    """The session itself, for deeds and queries that keep it."""
    return find_session()
