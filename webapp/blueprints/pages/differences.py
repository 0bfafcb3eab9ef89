"""What changed between two texts, line by line."""

import difflib
from collections.abc import Sequence
from itertools import islice, pairwise
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
            found[newer.number].lines.extend(_changed(_lines(older), _lines(newer)))
    return [found[one.number] for one in versions]


def _lines(version: PageVersion) -> list[str]:
    return [version.title, *version.body.splitlines()]


def _changed(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Whole lines only: ``ndiff`` also compares inside them and took 57 s for 1,500 lines that resemble each other."""
    lines = islice(difflib.unified_diff(before, after, n=0, lineterm=""), 2, None)
    return [(line[0], line[1:]) for line in lines if line[0] in "+-"][:SHOWN]
