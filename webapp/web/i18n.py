"""Languages: German has no prefix, the others live under /en/, /uk/, /ar/.

The prefix moves into SCRIPT_NAME before routing, so every ``url_for`` keeps the reader's language by itself.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.urls import iri_to_uri

from webapp.domain.town import LANGUAGES, RIGHT_TO_LEFT

PREFIX = re.compile("^/({})(?=/|$)".format("|".join(code for code in LANGUAGES if code != "de")))


class LanguagePrefix:
    """WSGI layer: ``/en/abfall`` becomes ``/abfall`` below ``/en``."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self.inner = inner

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Move the prefix and hand on."""
        path = environ.get("PATH_INFO", "")
        if found := PREFIX.match(path):
            environ["portal.language"] = found.group(1)
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + found.group(0)
            environ["PATH_INFO"] = path[found.end() :] or "/"
        return self.inner(environ, start)


def language() -> str:
    """The language of this page, ``de`` unless the address says otherwise. A page asks a hundred times."""
    if not has_request_context():
        return "de"
    code: str | None = g.get("language")
    if code is None:
        code = g.language = request.environ.get("portal.language", "de")
    return code


def direction(code: str) -> str:
    """Writing direction for ``dir``."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def languages(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Links to this same page in every language of the town."""
    query = request.query_string.decode("latin-1")
    here = iri_to_uri(request.path) + (f"?{query}" if query and request.method == "GET" else "")
    return [
        {
            "code": code,
            "name": LANGUAGES[code],
            "url": here if code == "de" else f"/{code}{here}",
            "dir": direction(code),
            "current": code == language(),
        }
        for code in codes
    ]


class Catalogues(Domain):
    """Flask-Babel's catalogues, found by the reader's language at once: a page asks for a hundred sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.by_language: dict[str, Any] = {}

    def get_translations(self) -> Any:
        """The catalogue of this page's language."""
        return self.of(language())

    def of(self, code: str) -> Any:
        """The catalogue of a language."""
        found = self.by_language.get(code)
        if found is None:
            with force_locale(code):
                found = self.by_language[code] = super().get_translations()
        return found


catalogues = Catalogues()
gettext, ngettext = catalogues.gettext, catalogues.ngettext


def translate(message: str, **values: Any) -> str:
    """A message marked with ``N_`` in the reader's language, placeholders filled in."""
    return str(gettext(message, **values)) if message else ""  # no words are answered with the catalogue's header


def in_german(message: str) -> str:
    """A message as it reads on the signs of the town, whatever the language of the page."""
    return str(catalogues.of("de").ugettext(message)) if message else ""


def said_in(code: str, text: str) -> str:
    """A German name among Arabic words says that it is German, so that a screen reader speaks it as such."""
    return text if code == language() or not text else Markup('<bdi lang="{}">{}</bdi>').format(code, text)


def apart(number: str) -> str:
    """A number with a hyphen among Arabic words, which would turn 2026-51 into 51-2026 (Unicode UAX 9, isolates)."""
    return f"\u2066{number}\u2069" if direction(language()) == "rtl" else number


def joined(*parts: str) -> str:
    """Short words in one line, those of another language marked as they are."""
    return Markup(" · ").join(part for part in parts if part)


@pass_eval_context
def _shown(about: EvalContext, message: str, **values: Any) -> str:
    """A sentence in a template; what is filled in is escaped there."""
    text = _sentence(message, language()) if about.autoescape else translate(message)
    return text % values if values else text


@lru_cache(maxsize=8192)
def _sentence(message: str, _language: str) -> Markup:
    return Markup(translate(message))


def init_app(app: Flask, folder: str) -> None:
    """Set up the catalogues; msgids are English, so English needs none."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="en", BABEL_DEFAULT_TIMEZONE="Europe/Berlin", BABEL_TRANSLATION_DIRECTORIES=folder
    )
    Babel(app, locale_selector=language)
    with app.app_context():
        app.extensions["babel"].instance.domain_instance = catalogues
    app.jinja_env.filters["apart"] = apart
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = _shown  # Jinja's own looks it up by name each time, through three calls
