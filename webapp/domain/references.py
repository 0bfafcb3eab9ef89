"""Numbers people read to each other on the phone."""

import secrets

SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"  # without those that look or sound alike: 0 O, 1 I, 2 Z, 5 S, 8 B


def new_number() -> str:
    """A number like ``K7M-4FR``: 300 million of them, and nobody can tell the next from the last."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(6))
    return f"{signs[:3]}-{signs[3:]}"


def clean_number(typed: str) -> str:
    """A number as it was given out, from what people type: ``k7m 4fr``."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{signs[:3]}-{signs[3:]}" if len(signs) == 6 else signs
