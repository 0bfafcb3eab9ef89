"""``page()``: the whole page, or the one block htmx asks for. Views never mention htmx."""

from typing import Any

from flask import Response, current_app, make_response, render_template
from htmx_flask import request

VARY = ("HX-Request", "Cookie")


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """Answer with a template; for htmx with the block whose name is the id of the target element."""
    block = wanted_block()
    if block and block in current_app.jinja_env.get_template(template).blocks:
        body = render_block(template, block, context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.vary.update(VARY)
    return response


def wanted_block() -> str | None:
    """The block htmx 4 wants: it sends ``HX-Target: tag#id``, and history restores come without a target."""
    headers = request.headers
    if "HX-Request" not in headers:
        return None
    partial = request.htmx and headers.get("HX-Request-Type", "partial") == "partial"
    if not partial or request.htmx.history_restore_request:
        return None
    return (headers.get("HX-Target") or "").rpartition("#")[2] or None


def render_block(template: str, block: str, context: dict[str, Any]) -> str:
    """One block of a template, rendered with everything the whole page would know."""
    current_app.update_template_context(context)
    compiled = current_app.jinja_env.get_template(template)
    return "".join(compiled.blocks[block](compiled.new_context(context)))
