"""Writing letters: one Markdown template becomes the text people read, and its HTML twin in the town's colour."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import g
from jinja2 import Environment, StrictUndefined, TemplateError
from markupsafe import Markup
from werkzeug.test import create_environ

from webapp.domain.contact import ensure_email
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.formats.mail import Mail
from webapp.formats.markdown import to_html
from webapp.store.outbox import Letter
from webapp.web.feature import Draft
from webapp.web.i18n import direction, gettext, language
from webapp.web.town import portal

if TYPE_CHECKING:
    from webapp.app import Portal

log = logging.getLogger("portal.post")
ADDRESS = re.compile(r"https?://[\w.:/?=&%#~+-]+")
SIGNS = re.compile(r"([!-/:-@\[-`{-~])")  # whatever Markdown might read as its own


class Unwritable(Exception):
    """Nobody knows how to write this letter (any more)."""


def sender(app: "Portal", town: Town) -> str:
    """The address letters come from; empty if nobody named one that mail servers know."""
    return _usable(town.mail_from or app.settings.mail_from or town.email)


def write(app: "Portal", town: Town, letter: Letter) -> Mail:
    """The letter as it leaves, in its reader's language. Raises Unwritable, or what its feature raises."""
    with room(app, town, letter.language):
        draft = _writer(app, letter.kind)(letter)
        subject, text = _split(_rendered(app, draft, _as_it_is))
        _, marked = _split(_rendered(app, draft, _as_words))
        return Mail(
            id=f"{letter.id}@{town.hosts[0]}",
            name=town.name,
            sender=sender(app, town),
            reply_to=_usable(town.reply_to or town.email),
            to=letter.to,
            subject=subject,
            text=f"{text}\n\n-- \n{_framed(app, 'mail/sign.md', town=town)}\n",
            html=_framed(app, "mail/layout.html", town=town, subject=subject, body=Markup(to_html(marked))),
            attachments=draft.attachments,
            unsubscribe=draft.unsubscribe,
        )


def read(app: "Portal", town: Town, letter: Letter) -> Mail | None:
    """The letter as it reads, or none if what it tells of is gone or its template broke."""
    try:
        return write(app, town, letter)
    except (Unwritable, TemplateError, LookupError, AttributeError, TypeError, ValueError):
        log.exception("letter %s of %s (%s) cannot be read", letter.id, town.slug, letter.kind)
        return None


def title(kind: str) -> str:
    """What a letter is about, for the desk: its feature and its kind in words."""
    name, _, own = kind.partition(".")
    features = {one.name: one.title for one in portal().extensions["features"]}
    return f"{gettext(features.get(name, name))}: {gettext(own.replace('_', ' '))}"


@contextmanager
def room(app: "Portal", town: Town, code: str) -> Iterator[None]:
    """A page without a visitor: addresses are the town's own, as configured, words are in the reader's language."""
    base = town.address if code == "de" else f"{town.address}/{code}"
    environ = create_environ("/", base, environ_overrides={"portal.language": code})
    with app.app_context(), app.request_context(environ):  # both: else it would share the visitor's ``g``
        g.town, g.session = town, app.database(town).read_session()
        yield


def _usable(address: str) -> str:
    try:
        return ensure_email(address, "mail_from")
    except Refusal:
        return ""


def _writer(app: "Portal", kind: str) -> Any:
    name, _, own = kind.partition(".")
    for feature in app.extensions["features"]:
        if feature.name == name and own in feature.letters:
            return feature.letters[own]
    raise Unwritable(kind)


def _framed(app: "Portal", template: str, **known: Any) -> str:
    """Without what pages know besides: a letter has neither menu nor person."""
    return app.jinja_env.get_template(template).render(dir=direction(language()), **known)


def _rendered(app: "Portal", draft: Draft, finalize: Any) -> str:
    return _pen(app, finalize).get_template(draft.template).render({"town": g.town} | dict(draft.context)).strip()


@cache
def _pen(app: "Portal", finalize: Any) -> Environment:
    """Templates as everywhere, but a value that is missing stops the letter, and each value passes ``finalize``."""
    return app.jinja_env.overlay(finalize=finalize, undefined=StrictUndefined)


def _split(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    return first.removeprefix("#").strip(), re.sub(r"\n{3,}", "\n\n", rest.strip())


def _as_it_is(value: Any) -> str:
    return str(value)


def _as_words(value: Any) -> str:
    """What somebody typed is words, never Markdown: nobody writes links into the town's letters. Addresses stay."""
    text = str(value)
    if ADDRESS.fullmatch(text):
        return text
    return "  \n".join(SIGNS.sub(r"\\\1", line.strip()) for line in text.splitlines())
