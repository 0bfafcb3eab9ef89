"""Linked data inside a page: JSON that can never end its element or begin another."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(content: Mapping[str, Any]) -> Markup:
    """The data block for the head of a page. It is data, not a program: the policy of the house runs nothing of it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # every < is escaped, so nothing ends it early
