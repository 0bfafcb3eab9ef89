"""Records as schema.org JSON-LD, for search engines and for programs that read pages to blind people."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(record: Mapping[str, Any]) -> Markup:
    """The record as a data block for the head of a page. It runs nothing, and no word in it can end the block.

    What is empty is left out. The Content-Security-Policy does not meet data blocks (HTML, 4.12.1.1).
    """
    text = json.dumps({"@context": "https://schema.org"} | _told(record), ensure_ascii=False, separators=(",", ":"))
    return Markup(f'<script type="application/ld+json">{text.translate(UNSAFE)}</script>')


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: _told(one) if isinstance(one, Mapping) else one for name, one in record.items()}
    return {name: one for name, one in told.items() if one not in ("", None, {})}
