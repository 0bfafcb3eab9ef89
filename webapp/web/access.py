"""Badges: every view carries exactly one, and the app refuses to start otherwise.

``@public`` everyone · ``@citizen`` somebody with a functional cookie of their own · ``@staff("waste.edit")`` a
signed-in clerk with that permission (``@staff()`` any) · ``@token`` whoever holds the unguessable address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from webapp.web.feature import of_town
from webapp.web.i18n import language
from webapp.web.town import portal

P = ParamSpec("P")
R = TypeVar("R")
FORM_BYTES = 200_000
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DESK, DESK_LANGUAGES = "/verwaltung", ("de", "en")


class Staff(Protocol):
    """A signed-in person, as far as the web floor needs to know."""

    id: int
    name: str

    def may(self, permission: str) -> bool:
        """Whether this person has the permission."""
        ...


def _badge(view: Callable[P, R], kind: str, permission: str = "") -> Callable[P, R]:
    view.badge = (kind, permission)  # type: ignore[attr-defined]
    return view


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Everyone may see this; it carries nothing personal."""
    return _badge(view, "public")


def citizen(view: Callable[P, R]) -> Callable[P, R]:
    """Everyone may see this; the answer depends on a functional cookie and is never cached for others."""
    return _badge(view, "citizen")


def token(view: Callable[P, R]) -> Callable[P, R]:
    """Whoever holds the unguessable address may see this."""
    return _badge(view, "token")


def takes_files(view: Callable[P, R]) -> Callable[P, R]:
    """Citizens may send a photo here; everywhere else a form is text and stays small."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def staff(permission: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A signed-in clerk with this permission; unsafe methods need the form's token as well."""

    def wear(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                return cast(R, _to_login())
            if permission and not current_user.may(permission):
                abort(403)
            if request.method not in SAFE:
                _ensure_own_form()
            return view(*args, **kwargs)

        return _badge(guarded, "staff", permission)

    return wear


def _to_login() -> Any:
    if request.method not in SAFE:
        abort(403)
    return redirect(url_for("accounts.login", next=request.full_path.rstrip("?")), 303)


def _ensure_own_form() -> None:
    """Refuse posts that no form of ours sent (CSRF)."""
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRF-Token"))
    except ValidationError:
        abort(403)


def person() -> Staff:
    """The signed-in person of a staff view."""
    return cast(Staff, current_user._get_current_object())


def signed_in() -> Staff | None:
    """The signed-in person, or none. A visitor without a session cookie costs no query."""
    return person() if session and current_user.is_authenticated else None


def refuse_strangers() -> None:
    """Refuse changes that another site sent (ASVS 5, 3.5.1): by Sec-Fetch-Site, else by Origin."""
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        abort(403)
    if site is None and origin is not None and origin.split("://")[-1] != request.host:
        abort(403)


def bound_forms() -> None:
    """Nobody types more than this into a form; the desk takes files, and views that say so."""
    takes = getattr(current_app.view_functions.get(request.endpoint or ""), "takes_files", False)
    if request.method not in SAFE and not takes and not request.path.startswith(DESK):
        request.max_content_length = min(FORM_BYTES, current_app.config["MAX_CONTENT_LENGTH"])


def speak_desk() -> Any:
    """The desk speaks German and English; below another language its words would be read aloud wrongly (WCAG 3.1.1)."""
    if request.path.startswith(DESK) and language() not in DESK_LANGUAGES:
        return redirect(f"/en{request.full_path.rstrip('?')}", 303)
    return None


def refuse_switched_off() -> None:
    """A feature the town has not switched on is a page that is not here."""
    town = portal().towns.find(request.host)
    if town is None or not town.features or request.blueprint is None:
        return
    off = [one for one in current_app.extensions["features"] if one not in of_town([one], town)]
    if any(request.blueprint == blueprint.name for one in off for blueprint in one.blueprints):
        abort(404)


def ensure_badges(app: Flask) -> None:
    """Stop the start if a view forgot its badge."""
    bare = [name for name, view in app.view_functions.items() if not hasattr(view, "badge")]
    if bare:
        raise RuntimeError(f"views without a badge (@public, @citizen, @staff, @token): {', '.join(sorted(bare))}")
