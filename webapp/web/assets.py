"""Files of the page: their address carries the hash of their content, so browsers keep them for good."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from webapp.web.access import public
from webapp.web.compress import best, reads_brotli

FOLDER = Path(__file__).parent.parent / "static"
BUNDLES = {"js/all.js": ("js/htmx.js", "js/portal.js")}  # one request less on a bad line
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FILES = {one.relative_to(FOLDER).as_posix() for one in FOLDER.rglob("*") if one.suffix in TYPES} | set(BUNDLES)
bp = Blueprint("assets", __name__)


@lru_cache(maxsize=64)
def _file(name: str) -> tuple[str, bytes]:
    content = b"\n".join((FOLDER / part).read_bytes() for part in BUNDLES.get(name, (name,)))
    if name.endswith(".css"):
        content = re.sub(rb"\s+", b" ", re.sub(rb"/\*.*?\*/", b"", content, flags=re.DOTALL))
        content = re.sub(rb" ?([{};,>]) ?", rb"\1", content)
        content = re.sub(rb"(?<=[\w-]): ", b":", content).replace(b";}", b"}")
    return hashlib.sha256(content).hexdigest()[:10], content


def asset(name: str) -> str:
    """The address of a file below static/, the same in every language."""
    return f"/static/{_file(name)[0]}/{name}"


@bp.get("/static/<version>/<path:name>")
@public
def file(version: str, name: str) -> Response:
    """A file of the page; an old address still answers, but is not kept."""
    if name not in FILES:
        abort(404)
    current, content = _file(name)
    squeezed = reads_brotli(request.headers.get("Accept-Encoding", ""))
    response = Response(best(content) if squeezed else content, content_type=TYPES[Path(name).suffix])
    if squeezed:
        response.headers["Content-Encoding"] = "br"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if version == current else "no-cache"
    response.vary.add("Accept-Encoding")
    return response
