"""What changed between two texts, line by line."""

import difflib
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from webapp.blueprints.pages.models import PageVersion

SHOWN = 60  # lines of a change; more is read better in the text itself


class Step(NamedTuple):
    """A version and its lines that were added ("+") or removed ("-") against the one before in its language."""

    version: PageVersion
    lines: list[tuple[str, str]]


def steps(versions: Sequence[PageVersion]) -> list[Step]:
    """Every version, newest first, with what it changed."""
    found = {one.number: Step(one, []) for one in versions}
    for code in {one.language for one in versions}:
        line = [one for one in versions if one.language == code]
        for newer, older in pairwise(line):
            found[newer.number].lines.extend(_changed(older.body, newer.body))
    return [found[one.number] for one in versions]


def _changed(before: str, after: str) -> list[tuple[str, str]]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [(line[0], line[2:]) for line in lines if line[0] in "+-"][:SHOWN]
