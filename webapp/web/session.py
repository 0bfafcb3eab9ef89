"""Server-side sessions for Flask: the cookie is a random key, the rest is a row."""

from datetime import datetime
from typing import Any

from flask import Flask, Request, Response, g
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from webapp.store import sessions
from webapp.web import clock
from webapp.web.town import find_database, portal


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What the server remembers of one browser."""

    def __init__(self, content: dict[str, Any] | None = None, key: str = "", seen_at: datetime | None = None) -> None:
        super().__init__(content, lambda changed: setattr(changed, "modified", True))
        self.key, self.seen_at = key, seen_at
        self.modified = False
        self.renewed = False
        self.accessed = False

    def renew(self) -> None:
        """A new key for a new level of trust (login, second factor): an old cookie is worth nothing."""
        self.renewed = self.modified = True


class RowSessions(SessionInterface):
    """Sessions as rows of the town's own database, so no town knows another's."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:  # noqa: ARG002
        """The session of the cookie; without a cookie none is made and the database is left alone."""
        found = portal().towns.find(request.host)
        if found is None:
            return ServerSession()
        g.town = found
        key = request.cookies.get(cookie_name(found.is_secure), "")
        if not key:
            return ServerSession()
        with find_database().reading() as store:
            row = sessions.find(store, key, clock.now())
            return ServerSession(dict(row.content), key, row.seen_at) if row else ServerSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Write what changed, note now and then that the person is still here, drop what was emptied."""
        if not isinstance(session, ServerSession) or "town" not in g:
            return
        if session.modified and not session:
            self._end(session, response)
        elif session.modified:
            self._write(session, response)
        elif session.key and session.seen_at and clock.now() - session.seen_at > sessions.TOUCH_EVERY:
            self._store(session)

    def _end(self, session: ServerSession, response: Response) -> None:
        if session.key:
            with find_database().writing() as store:
                sessions.end(store, session.key)
            response.delete_cookie(cookie_name(g.town.is_secure), path="/", secure=g.town.is_secure, httponly=True)
            response.headers["Clear-Site-Data"] = '"cache", "storage"'

    def _write(self, session: ServerSession, response: Response) -> None:
        old = session.key if session.renewed else ""
        is_new = session.renewed or not session.key
        if is_new:
            session.key = sessions.new_key()
        self._store(session, old, is_new=is_new)
        secure = g.town.is_secure
        response.set_cookie(cookie_name(secure), session.key, path="/", secure=secure, httponly=True, samesite="Lax")

    def _store(self, session: ServerSession, old_key: str = "", *, is_new: bool = False) -> None:
        from flask import request

        with find_database().writing() as store:
            if old_key:
                sessions.end(store, old_key)
            browser = request.headers.get("User-Agent", "")
            sessions.save(store, session.key, dict(session), now=clock.now(), browser=browser, is_new=is_new)


def cookie_name(secure: bool) -> str:
    """``__Host-`` binds the cookie to this host and to https; on plain http browsers would refuse it."""
    return "__Host-sitzung" if secure else "sitzung"
