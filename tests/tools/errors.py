"""A door to every error: ``/fehler/<code>`` ends as the page that people get when it happens."""

from flask import abort

from webapp.app import Portal

CODES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


def open_door(app: Portal) -> None:
    """Add the door to an app that has not answered anybody yet."""
    app.add_url_rule("/fehler/<int:code>", "fehler", _fail)


def _fail(code: int) -> None:
    if code == 500:
        raise LookupError("secret detail")
    abort(code)
