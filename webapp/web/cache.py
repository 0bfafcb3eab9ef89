"""Finished public pages, kept in the process as the bytes that leave: Flask is not even asked.

Templates, queries and dates cost ten times the framework; a page nobody changed need not be made twice. What may be
kept: answers of views for citizens to GET without cookie, login, query or fragment, and without the key of a form,
which is for one person. The cache's own key holds everything such an answer depends on; the town's change counter
(``PRAGMA data_version``) shows every commit of every process at once.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from flask import Request, Response

from webapp.domain.localtime import local_date
from webapp.web.compress import reads_brotli

if TYPE_CHECKING:
    from webapp.app import Portal

FRESH = 60.0  # seconds: "open now" and texts published at a moment may be that late
MOST_PAGES, MOST_BYTES = 1_000, 32 * 1024 * 1024
LARGEST = 512 * 1024  # a page beyond it is no page
MARK = "portal.cacheable"
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE", "QUERY_STRING")
Key = tuple[str, str, bool, date]
Start = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished answer, the town's change counter before it was made, and until when it is fresh."""

    version: int
    until: float
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str


class PageCache:
    """WSGI layer before Flask."""

    def __init__(self, app: "Portal", inner: Callable[[dict[str, Any], Start], Iterable[bytes]]) -> None:
        self.app, self.inner = app, inner
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self.bytes, self.lock = 0, threading.Lock()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer from what is kept, or ask the house and keep its answer."""
        town = self.app.towns.find(environ.get("HTTP_HOST", "")) if _is_common(environ) else None
        if town is None:
            return self.inner(environ, start)
        key, version = self._key(environ), self.app.database(town).changes()
        kept = self.pages.get(key)
        if kept and kept.version == version and kept.until > time.monotonic():
            return _answer(kept, environ, start)
        return self._ask(environ, start, key, version)

    def _ask(self, environ: dict[str, Any], start: Start, key: Key, version: int) -> Iterable[bytes]:
        """The house's own answer; kept if it may be. The counter was read before, so a change meanwhile shows."""
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said.append((status, headers))
            return start(status, headers, *rest)

        body = self.inner(environ, note)
        if not environ.get(MARK) or environ["REQUEST_METHOD"] != "GET":
            return body
        whole = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        status, headers = said[-1]
        if status.startswith("200") and len(whole) <= LARGEST:
            tag = next((value for name, value in headers if name.lower() == "etag"), "")
            self._keep(key, Kept(version, time.monotonic() + FRESH, status, tuple(headers), whole, tag))
        return [whole]

    def _keep(self, key: Key, kept: Kept) -> None:
        with self.lock:
            old = self.pages.pop(key, None)
            self.bytes += len(kept.body) - (len(old.body) if old else 0)
            self.pages[key] = kept
            while len(self.pages) > MOST_PAGES or self.bytes > MOST_BYTES:
                _, gone = self.pages.popitem(last=False)
                self.bytes -= len(gone.body)

    def _key(self, environ: dict[str, Any]) -> Key:
        day = local_date(self.app.config.get("PORTAL_NOW") or datetime.now(UTC))
        squeezed = reads_brotli(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return environ["HTTP_HOST"], environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""), squeezed, day


def mark(request: Request, response: Response, *, public: bool) -> bool:
    """Whether this answer may be kept (public, for everybody, not for one time only); the layer in front is told."""
    once = "no-store" in response.headers.get("Cache-Control", "") or "Set-Cookie" in response.headers
    may = public and response.status_code == 200 and not once and not response.direct_passthrough
    request.environ[MARK] = may
    return may and _is_common(request.environ)


def _is_common(environ: dict[str, Any]) -> bool:
    """A question that everybody could have asked."""
    return environ["REQUEST_METHOD"] in {"GET", "HEAD"} and not any(environ.get(name) for name in PERSONAL)


def _answer(kept: Kept, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if kept.tag and (kept.tag in (one.strip().removeprefix("W/") for one in asked.split(",")) or asked == "*"):
        start("304 NOT MODIFIED", [pair for pair in kept.headers if not pair[0].lower().startswith("content-")])
        return []
    start(kept.status, list(kept.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]
