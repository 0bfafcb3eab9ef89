"""Headers every answer wears, also errors: nothing foreign runs, nothing private is kept."""

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
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000; includeSubDomains"


def dress(response: Response, *, secure: bool, private: bool) -> Response:
    """Put the headers on. ``private`` pages (the desk, tokens) are never stored anywhere."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if secure:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if private:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    if request.method in {"GET", "HEAD"} and response.status_code == 200 and not private:
        _add_etag(response)
    return response


def _add_etag(response: Response) -> None:
    if not response.direct_passthrough and "ETag" not in response.headers:
        response.add_etag()
    response.make_conditional(request)
