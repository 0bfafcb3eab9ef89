"""Spans of time as (start, end) pairs, the end no longer meant; of anything that can be compared."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", bound=int)
Span = tuple[T, T]


def merged(spans: Iterable[Span[T]]) -> list[Span[T]]:
    """The same time in as few spans as possible, in order; touching spans become one, empty ones vanish."""
    whole: list[Span[T]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def without(spans: Iterable[Span[T]], holes: Iterable[Span[T]]) -> list[Span[T]]:
    """What is left of the spans when the holes are cut out, in order."""
    cuts, left = merged(holes), []
    for start, end in merged(spans):
        for cut_start, cut_end in cuts:
            if cut_end <= start:
                continue
            if cut_start >= end:
                break
            if start < cut_start:
                left.append((start, cut_start))
            start = max(start, cut_end)
        if start < end:
            left.append((start, end))
    return left
