"""Brotli on the wire: the bytes a phone on a bad line waits for."""

from functools import lru_cache
from typing import Any

import brotli
from flask import Request, Response
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

TYPES = ("text/", "application/json", "image/svg+xml", "application/xml", "application/atom+xml")
WORTH_IT = 300  # bytes; below, the header costs more than it saves
MARK = "-br"
SMALL, A_PAGE = 10, 16_000  # measured: 2 to 5 ms for a tenth fewer bytes, worth it for a page that is kept
QUICK = 5  # 0.2 ms, for what is long or made for one reader


def compress(request: Request, response: Response, *, kept: bool) -> Response:
    """Compress a finished answer if the browser can read it; with more care if it is ``kept`` for others."""
    response.vary.add("Accept-Encoding")
    if not _fitting(request, response):
        return response
    if response.status_code != 304:
        body = response.get_data()
        response.set_data(brotli.compress(body, quality=SMALL if kept and len(body) <= A_PAGE else QUICK))
        response.headers["Content-Encoding"] = "br"
    tag, _ = response.get_etag()
    if tag:  # other bytes need another strong tag (RFC 9110 8.8.3)
        response.set_etag(tag + MARK)
    return response


@lru_cache(maxsize=64)  # browsers send few
def reads_brotli(accepted: str) -> bool:
    """Whether a browser with this ``Accept-Encoding`` reads what we compress; ``br;q=0`` says no (RFC 9110 12.4.2)."""
    return parse_accept_header(accepted, Accept).quality("br") > 0


def without_mark(environ: dict[str, Any]) -> dict[str, Any]:
    """Let a revisit compare with the tag the page had before it was compressed."""
    if tags := environ.get("HTTP_IF_NONE_MATCH"):
        environ["HTTP_IF_NONE_MATCH"] = tags.replace(f'{MARK}"', '"')
    return environ


@lru_cache(maxsize=64)
def best(content: bytes) -> bytes:
    """The smallest form of a file that never changes; slow, so kept."""
    return brotli.compress(content, quality=11)


def _fitting(request: Request, response: Response) -> bool:
    if not reads_brotli(request.headers.get("Accept-Encoding", "")):
        return False
    if response.status_code == 304:
        return True
    return (
        response.status_code != 204
        and not response.direct_passthrough
        and "Content-Encoding" not in response.headers
        and (response.mimetype or "").startswith(TYPES)
        and len(response.get_data()) >= WORTH_IT
    )
