"""Colours of a town: read, compared, refused when too pale to read (WCAG 2.2, 1.4.3)."""

import re

PAPER = "#fbf8f1"
NIGHT = "#1b1815"
READABLE = 4.5  # WCAG 2.2 success criterion 1.4.3, level AA


def luminance(colour: str) -> float:
    """Relative luminance (0 black to 1 white) of ``#rrggbb`` as WCAG 2.2 defines it."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour like #1d5b3f")
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(colour: str, ground: str) -> bool:
    """Whether text of this colour can be read on the ground, and the ground's colour on it."""
    return contrast(colour, ground) >= READABLE
