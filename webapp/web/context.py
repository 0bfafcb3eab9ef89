"""What every template may use: the town, the menus, the words, the components."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, get_flashed_messages, request
from flask_wtf.csrf import generate_csrf

from webapp.web import access, clock, i18n
from webapp.web.assets import asset
from webapp.web.feature import Desk, Feature, of_town
from webapp.web.links import entry
from webapp.web.town import find_town

COMPONENTS = Path(__file__).parent.parent / "templates" / "components"
DRAWN = frozenset({"icon", "skyline", "stream"})  # pure pictures: a page of dates shows the same four again and again


class Components:
    """``ui.field(...)``: the macro ``field`` of ``templates/components/field.html``."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        if not (COMPONENTS / f"{name}.html").is_file():
            raise AttributeError(name)
        macro = getattr(self._app.jinja_env.get_template(f"components/{name}.html").module, name)
        found = _drawn_once(macro) if name in DRAWN else macro
        setattr(self, name, found)  # looked up once, then an attribute like any other
        return found


def _drawn_once(macro: Callable[..., Any]) -> Callable[..., Any]:
    """A macro that needs nothing but its arguments and the language, kept as the markup it gave."""

    @lru_cache(maxsize=1024, typed=True)  # typed: the same letters as text and as markup are two things
    def draw(_language: str, *args: Any, **kwargs: Any) -> Any:
        return macro(*args, **kwargs)

    return lambda *args, **kwargs: draw(i18n.language(), *args, **kwargs)


def init_app(app: Flask, features: Sequence[Feature]) -> None:
    """Give templates their words. Macros know only globals, so what they need is global too."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {
        "ui": Components(app),
        "asset": asset,
        "lang": _Language(),
        "today": clock.today,
        "csrf_token": generate_csrf,
        "said_in": i18n.said_in,
    }
    styles = {desk.name: one.style for one in features for desk in one.blueprints}
    app.context_processor(lambda: {"style": styles.get(request.blueprint or "", "")} | _context(features))


class _Language:
    """The reader's language as text, looked up when it is written."""

    def __str__(self) -> str:
        return i18n.language()

    def __eq__(self, other: object) -> bool:
        return str(self) == other

    def __hash__(self) -> int:
        return hash(str(self))


def _context(features: Sequence[Feature]) -> dict[str, Any]:
    town, lang = find_town(), i18n.language()
    features = of_town(features, town)
    here = request.endpoint or ""
    person = access.signed_in()
    return {
        "town": town,
        "dir": i18n.direction(lang),
        "languages": i18n.languages(town.languages),
        "menu": [_entry(title, endpoint, here) for one in features for title, endpoint in one.menu],
        "footer_links": [entry(title, endpoint) for one in features for title, endpoint in one.foot],
        "person": person,
        "desk_menu": _desks(features, person, here),
        "messages": get_flashed_messages(with_categories=True) if person else [],
    }


def _desks(features: Sequence[Feature], person: access.Staff | None, here: str) -> list[dict[str, Any]]:
    if person is None:
        return []
    desks = (desk for one in features for desk in one.desks)
    return [
        _entry(desk.title, desk.endpoint, here) | {"icon": desk.icon, "current": _is_at(desk, here)}
        for desk in desks
        if not desk.permission or person.may(desk.permission)
    ]


def _is_at(desk: Desk, here: str) -> bool:
    """A desk with a blueprint of its own is current on all its pages, else only on its first."""
    blueprint = desk.endpoint.partition(".")[0]
    return here == desk.endpoint or (blueprint != "accounts_desk" and here.startswith(blueprint + "."))


def _entry(title: str, endpoint: str, here: str) -> dict[str, Any]:
    return entry(title, endpoint) | {"current": here.startswith(endpoint.rpartition(".")[0] + ".")}
