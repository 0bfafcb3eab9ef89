"""Money as people write it in Germany; kept in whole cents."""

import re

EUROS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:[,.](\d{1,2}|-{1,2}))?\s*(?:€|eur|euro)?")


def parse_euros(text: str) -> int | None:
    """Cents from ``37``, ``37,00``, ``37,5``, ``1.234,50 €``, ``37,-``; none for what is no amount."""
    found = EUROS.fullmatch(text.strip().casefold())
    if found is None:
        return None
    whole, part = found[1].replace(".", ""), (found[2] or "").strip("-")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def written(cents: int) -> str:
    """``37,00``, as people write an amount."""
    return f"{cents // 100},{cents % 100:02}"
