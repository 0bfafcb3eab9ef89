"""The labelled losses and finds: ``dev.txt`` to tune the matching with, ``held_out.txt`` to judge it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from webapp.blueprints.lostfound.rules.matching import Find, Loss, Suggestion, finds_for

FOLDER = Path(__file__).parent
HALVES = ("dev", "held_out")


@dataclass(frozen=True)
class Labelled:
    """Losses and finds by their numbers; a loss and a find that share a number are one thing."""

    losses: dict[int, Loss]
    finds: dict[int, Find]


@dataclass(frozen=True)
class Judged:
    """How many losses had their find first and among the first five; how many suggestions were right."""

    first: float
    among_five: float
    precision: float
    missed: Sequence[tuple[Loss, Sequence[Suggestion]]]


def read(half: str) -> Labelled:
    """One half of the pairs; the numbers of the halves do not meet."""
    losses, finds, number = {}, {}, HALVES.index(half) * 1_000
    kind_before = "F"
    for line in (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        number += 1 if kind != "F" or kind_before != "L" else 0
        kind_before = kind
        if kind == "L":
            losses[number] = Loss(**_described(number, rest))
        elif kind == "F":
            finds[number] = Find(**_described(number, rest))
    return Labelled(losses, finds)


def _described(number: int, line: str) -> dict:
    category, words, colour, brand, place, days, marks = (part.strip() for part in line.split("|"))
    first, _, last = days.partition("..")
    said = {"category": category, "words": words, "colour": colour, "brand": brand, "place": place, "marks": marks}
    return said | {"id": number, "first_day": _day(first), "last_day": _day(last or first)}


def _day(written: str) -> date:
    return date.fromisoformat(f"2026-{written}")


def judge(half: str, without: Sequence[str] = ()) -> Judged:
    """Every loss of one half against the finds of both; ``without`` takes fields away from all of them."""
    finds = [_bare(find, without) for one in HALVES for find in read(one).finds.values()]
    known = {find.id for find in finds}
    told = [(loss, finds_for(_bare(loss, without), finds)) for loss in read(half).losses.values()]
    paired = [(loss, [one.id for one in found]) for loss, found in told if loss.id in known]
    shown = [one.id == loss.id for loss, found in told for one in found[:1]]
    return Judged(
        first=sum(found[:1] == [loss.id] for loss, found in paired) / len(paired),
        among_five=sum(loss.id in found for loss, found in paired) / len(paired),
        precision=sum(shown) / len(shown),
        missed=[(loss, found) for loss, found in told if loss.id in known and loss.id not in [one.id for one in found]],
    )


def _bare(thing, without: Sequence[str]):
    facts = {name: getattr(thing, name) for name in thing.__dataclass_fields__ if name not in without}
    return type(thing)(**facts)
