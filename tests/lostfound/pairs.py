"""The labelled losses and finds: ``dev.txt`` to tune the matching with, ``held_out.txt`` to judge it by."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from webapp.blueprints.lostfound.rules.matching import Find, Loss, finds_for

FOLDER = Path(__file__).parent
HALVES = ("dev", "held_out")
LONG_WORD = re.compile(r"[^\W\d_]{5,}")


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
    missed: Sequence[Loss]


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


def judge(half: str, change: Callable = lambda thing: thing) -> Judged:
    """Every loss of one half against the finds of both; ``change`` makes it harder."""
    finds = [change(find) for one in HALVES for find in read(one).finds.values()]
    known = {find.id for find in finds}
    told = [(loss, [one.id for one in finds_for(change(loss), finds)]) for loss in read(half).losses.values()]
    paired = [(loss, found) for loss, found in told if loss.id in known]
    shown = [found[0] == loss.id for loss, found in told if found]
    return Judged(
        first=sum(found[:1] == [loss.id] for loss, found in paired) / len(paired),
        among_five=sum(loss.id in found for loss, found in paired) / len(paired),
        precision=sum(shown) / len(shown),
        missed=[loss for loss, found in paired if loss.id not in found],
    )


def words_alone(thing):
    """Only words and days: no mark, brand, colour or place to go by."""
    return replace(thing, marks="", brand="", colour="", place="")


def misspelt(thing):
    """A slip in every longer word of the loss: a letter left out, doubled or in the wrong order."""
    dice = random.Random(thing.words)
    wrong = LONG_WORD.sub(lambda word: _slip(word[0], dice), thing.words)
    return replace(thing, words=wrong) if isinstance(thing, Loss) else thing


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return dice.choice(slips)
