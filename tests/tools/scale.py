"""How often the patient tests try: seldom in the daily suite, often with ``PORTAL_FULL=1``."""

import os


def many(daily: int, full: int) -> int:
    """The count for this run."""
    return full if os.environ.get("PORTAL_FULL") else daily
