"""Fees: kept in cents, written as people write them."""

import re

TYPED = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|euro?|eur)?", re.IGNORECASE)


def euros(cents: int) -> str:
    """``37,00 €``"""
    return f"{cents // 100},{cents % 100:02d} €"


def parse_euros(typed: str) -> int | None:
    """Cents from ``37``, ``37,5``, ``37,00 €``; none if that is no amount."""
    found = TYPED.fullmatch(typed.strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
