"""Errors as full pages in the same house: what happened, what to do now, whom to call."""

import logging
import secrets
from sqlite3 import OperationalError as SqliteError

from flask import Flask, Response, g, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from webapp.domain.i18n import N_
from webapp.store.engines import QueueTimeout
from webapp.web.town import portal

log = logging.getLogger("portal")

PAGES: dict[int, tuple[str, str]] = {
    400: (N_("We could not read that"), N_("Please go back and try it once more.")),
    403: (
        N_("This is not open to you"),
        N_(
            "Perhaps your account may not do this, you are signed out, or the form lay open for long. "
            "Please go back, reload the page and try again."
        ),
    ),
    404: (
        N_("This page is not here"),
        N_("Perhaps the address has a typing mistake, or the page has moved. The start page leads on."),
    ),
    405: (N_("That does not work at this address"), N_("Please go back and use the buttons of the page.")),
    409: (N_("Somebody was faster"), N_("The entry has changed in the meantime. Please go back and look at it again.")),
    413: (N_("That is too large"), N_("Please choose a smaller file and try again.")),
    422: (N_("Something is missing or unclear"), N_("Please go back and check what you typed.")),
    429: (N_("Too many tries"), N_("Please wait a few minutes and try again.")),
    500: (N_("Something broke on our side"), N_("It is not your fault. Please try again later, or call us.")),
    503: (N_("We are busy for a moment"), N_("Nothing was saved. Please try again in a minute.")),
}
BUSY = (OperationalError, SqliteError, QueueTimeout, PoolTimeout, OSError)


def init_app(app: Flask) -> None:
    """Answer every fault with a page of the house."""
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(StaleDataError, lambda _: _answer(409))
    for kind in BUSY:
        app.register_error_handler(kind, busy)
    app.register_error_handler(Exception, broken)


def show(error: HTTPException) -> Response:
    """A page for an expected error; redirects pass through."""
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    answer = _answer(error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def busy(error: Exception) -> Response:
    """The database or the disk cannot answer now; nothing was saved."""
    log.warning("busy: %s at %s", type(error).__name__, request.endpoint, exc_info=error)
    answer = _answer(ServiceUnavailable.code)
    answer.headers["Retry-After"] = "30"
    return answer


def broken(error: Exception) -> Response:
    """A fault of ours: a number for the person, the details for the log."""
    reference = secrets.token_hex(4)
    name = g.town.slug if "town" in g else "-"
    log.error("fault %s in town %s at %s", reference, name, request.endpoint, exc_info=error)
    if portal().testing and portal().config.get("PROPAGATE", True):
        raise error
    return _answer(InternalServerError.code, reference)


def _answer(code: int, reference: str = "") -> Response:
    if portal().towns.find(request.host) is None:
        return Response("404 Not Found\n", 404, mimetype="text/plain")
    title, advice = PAGES.get(code, PAGES[500 if code >= 500 else 400])
    from webapp.web.town import find_town

    find_town()
    return make_response(
        render_template("error.html", code=code, heading=title, advice=advice, reference=reference), code
    )
