"""Headers every answer wears, also errors: nothing foreign runs, nothing private is kept."""

import hashlib

from flask import Response, request

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FILES = {  # a stylesheet is no page and opens nothing; every byte of it is waited for on a bad line
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


def dress(response: Response, *, secure: bool, private: bool) -> Response:
    """Put the headers on. ``private`` pages (the desk, tokens) are never stored anywhere."""
    response.headers.extend(FILES if response.mimetype in {"text/css", "text/javascript"} else HEADERS)
    if 300 <= response.status_code < 304:
        response.set_data(b"")  # browsers follow the address and never show the page
    if secure:
        response.headers["Strict-Transport-Security"] = HSTS
    if private:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    kept_for_good = "immutable" in response.headers["Cache-Control"]  # nobody asks for it again
    if request.method in {"GET", "HEAD"} and response.status_code == 200 and not private and not kept_for_good:
        _add_etag(response)
    return response


def _add_etag(response: Response) -> None:
    if not response.direct_passthrough and "ETag" not in response.headers:
        response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16])
    if any(name.startswith("HTTP_IF_") for name in request.environ):  # the Date is the server's to write
        response.make_conditional(request)
