"""``create_app()``: the house, built in the order one reads it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from webapp.config import ConfigError, Settings, load
from webapp.domain.town import Town
from webapp.features import FEATURES
from webapp.store.engines import Database, ReadSession
from webapp.store.tallies import Tallies
from webapp.store.towns import Towns
from webapp.web import access, assets, cache, clock, compress, context, dates, errors, headers, i18n
from webapp.web.session import RowSessions

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from flask.ctx import RequestContext

ROOT = Path(__file__).parent.parent
MOST = 2**31 - 1
REFUSED = frozenset({404, 409, 422, 429})
UPLOAD_BYTES = 16 * 1024 * 1024  # a year of a large town's waste files, or one photo of a modern phone


class Number(IntegerConverter):
    """A number in an address, from 1 and small enough for every database; any other is a page that is not here."""

    def __init__(self, url_map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(url_map, *args, **({"min": 1, "max": MOST} | kwargs))


class Templates(Environment):
    """Jinja's, whose hundred words are looked up in one dictionary: it is copied for every page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The words of the house themselves, unless somebody brings more."""
        return super().make_globals(d) if d else self.globals


class Portal(Flask):
    """Flask with towns: a host is a town, a town is a database, a request is one transaction."""

    session_interface = RowSessions()
    jinja_environment = Templates
    settings: Settings
    towns: Towns

    def __init__(self, instance: Path, settings: Settings) -> None:
        super().__init__("webapp", instance_path=str(instance), static_folder=None)
        self.url_map.converters["int"] = Number
        self.settings, self.towns = settings, Towns(instance / "towns", settings.port)
        self.tallies = Tallies()
        self.posted = threading.Event()  # a letter waits: wakes the postman, if he is in this process
        self._databases: dict[str, Database] = {}

    def database(self, town: Town) -> Database:
        """The town's database, opened once."""
        if town.slug not in self._databases:
            self._databases[town.slug] = Database(self.towns.path(town) / "portal.db")
        return self._databases[town.slug]

    def request_context(self, environ: WSGIEnvironment) -> RequestContext:
        """A revisit names the tag of the compressed page."""
        return super().request_context(compress.without_mark(environ))

    def dispatch_request(self) -> ResponseReturnValue:
        """One transaction per request: a view that returns commits, a view that raises rolls back."""
        try:
            answer = super().dispatch_request()
            if "session" in g:
                self._count(getattr(answer, "status_code", 200))
                if not isinstance(g.session, ReadSession):
                    g.session.commit()
                if g.session.info.pop("posted", False):
                    self.posted.set()
        except BaseException as fault:
            if "session" in g:
                g.session.rollback()
                self._count(getattr(fault, "code", 500))
                g.session.commit()
            raise
        return answer

    def _count(self, status: int | None) -> None:
        """Note a form that was refused or sent to an address nobody has: a town sees when machines try its doors."""
        if request.method == "POST" and status in REFUSED:
            self.tallies.note(g.town.slug, f"refused:{request.endpoint}", clock.today())
            self.tallies.write(g.town.slug, g.session)

    def process_response(self, response: Response) -> Response:
        """Sessions first, then headers, then the bytes get small."""
        if "session" in g:
            g.session.rollback()  # an error page may have read in a transaction that nobody else ends
        response = super().process_response(response)
        town: Town | None = g.get("town")
        view = self.view_functions.get(request.endpoint or "")
        kind = getattr(view, "badge", ("public",))[0]
        private = kind in {"staff", "token"} or request.path.startswith("/verwaltung")
        headers.dress(response, secure=bool(town and town.is_secure), private=private)
        shared = bool(view) and kind in {"public", "citizen"} and "for_one" not in g
        kept = cache.mark(request, response, public=shared)
        return compress.compress(request, response, kept=kept and self.settings.page_cache)


def create_app(instance: Path | str | None = None, *, settings: Settings | None = None, **config: Any) -> Portal:
    """The portal for an instance folder; raises ConfigError with file, key and reason."""
    folder = Path(instance or os.environ.get("PORTAL_INSTANCE") or ROOT / "instance").resolve()
    settings = settings or load(folder)
    app = Portal(folder, settings)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=UPLOAD_BYTES,
        WTF_CSRF_TIME_LIMIT=None,  # the session's own end is the limit
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy may hide the referrer; Origin and Sec-Fetch-Site are checked
        **config,
    )
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    _open_doors(app)
    _move_in(app)
    access.ensure_badges(app)
    return app


def _open_doors(app: Portal) -> None:
    """What stands between the street and a view."""
    Htmx(app)
    i18n.init_app(app, str(ROOT / "translations"))
    dates.init_app(app)
    errors.init_app(app)
    app.before_request(access.bound_forms)
    app.before_request(access.refuse_strangers)
    app.before_request(access.refuse_switched_off)
    app.before_request(access.speak_desk)
    app.teardown_request(_close_session)
    layers: Any = i18n.LanguagePrefix(app.wsgi_app)
    if app.settings.page_cache:
        layers = cache.PageCache(app, layers)
    if app.settings.trusted_proxies:
        count = app.settings.trusted_proxies
        layers = ProxyFix(layers, x_for=count, x_proto=count, x_host=count)
    app.wsgi_app = layers  # type: ignore[method-assign]


def _move_in(app: Portal) -> None:
    """Every feature brings its desks, its pages and its words."""
    login = LoginManager(app, add_context_processor=False)  # templates ask for ``person``
    login.session_protection = None  # the session is a row of ours, bound to its own random key
    app.register_blueprint(assets.bp)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
        app.jinja_env.globals |= feature.words
        if feature.context:
            app.context_processor(feature.context)
    app.extensions["features"] = FEATURES
    context.init_app(app, FEATURES)
    _ensure_features(app)


def _ensure_features(app: Portal) -> None:
    """Refuse a town that switches on what does not exist: one wrong letter would hide a desk."""
    known = [feature.name for feature in FEATURES]
    for town in app.towns.by_slug.values():
        if not set(town.features) <= set(known):
            source = str(app.towns.path(town) / "town.toml")
            raise ConfigError(source, "features", f"may name {', '.join(known)}")


def _close_session(_fault: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
