"""How often the patient tests try: seldom in the daily suite, often with ``PORTAL_FULL=1``."""

import os

FULL = bool(os.environ.pop("PORTAL_FULL", ""))  # popped: the portal refuses a start with settings it does not know


def many(daily: int, full: int) -> int:
    """The count for this run."""
    return full if FULL else daily
