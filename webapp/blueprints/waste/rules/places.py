"""A place: a street, perhaps a house number, and the district that serves it for each stream."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from webapp.blueprints.waste.rules.addresses import HouseNumber, NumberRange, NumberRule, most_specific

ANY = "*"


class Assigned(Protocol):
    """An assignment as it is stored: a stream, a district, and perhaps a range of house numbers."""

    stream: str
    district_id: int
    from_number: int | None
    from_suffix: str
    to_number: int | None
    to_suffix: str
    parity: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which district serves the place for each stream (``*``: all others).

    ``unclear``: the house number decides and is missing or not listed; ``choices`` are the ranges one can belong to.
    """

    districts: Mapping[str, int] = field(default_factory=dict)
    unclear: bool = False
    choices: tuple[NumberRange, ...] = ()


def resolve(own: Sequence[Assigned], town_wide: Sequence[Assigned], number: HouseNumber | None) -> Resolution:
    """The districts of a place. Never guesses: a number that fits no range leaves the place unclear."""
    districts: dict[str, int] = {one.stream: one.district_id for one in town_wide}
    choices: list[NumberRange] = []
    unclear = False
    for stream in dict.fromkeys(one.stream for one in own):
        rules = [one for one in own if one.stream == stream]
        found = _district(rules, number)
        if found is None:
            unclear = True
            choices += [range_of(one) for one in rules if has_numbers(one)]
        else:
            districts[stream] = found
    return Resolution(districts, unclear, tuple(dict.fromkeys(choices)))


def _district(rules: Sequence[Assigned], number: HouseNumber | None) -> int | None:
    """The one district these rules give, or none where the number decides and does not."""
    candidates = {one.district_id for one in rules}
    if len(candidates) == 1 and any(not has_numbers(one) for one in rules):
        return candidates.pop()
    if number is None:
        return candidates.pop() if len(candidates) == 1 else None
    known = [NumberRule(range_of(one), one.district_id) for one in rules]
    found = {most_specific(known, end) for end in number.ends}
    return found.pop() if len(found) == 1 and all(isinstance(one, int) for one in found) else None  # type: ignore[return-value]


def has_numbers(one: Assigned) -> bool:
    """Whether the assignment holds for some house numbers only."""
    return one.from_number is not None or one.to_number is not None or one.parity != "all"


def range_of(one: Assigned) -> NumberRange:
    """The house numbers an assignment holds for."""
    first = HouseNumber(one.from_number, one.from_suffix) if one.from_number is not None else None
    last = HouseNumber(one.to_number, one.to_suffix) if one.to_number is not None else None
    return NumberRange(first, last, one.parity)
