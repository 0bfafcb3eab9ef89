"""How well losses find what was found, how fast, and what a library for misspellings would cost instead."""

import difflib
import random
from dataclasses import replace
from time import process_time

from tests.bench.measure import rate, show
from tests.lostfound.pairs import HALVES, judge, read
from webapp.blueprints.lostfound.rules.matching import finds_for
from webapp.blueprints.lostfound.rules.words import KNOWN, SLIPS, twisted

BARE = ("marks", "brand", "colour", "place")
MANY = 5_000


def figures() -> None:
    """Precision and recall of both halves, the time of one loss, and of one misspelt word."""
    for half in HALVES:
        for name, without in (("", ()), (", words and days alone", BARE)):
            judged = judge(half, without)
            goal = ">= 0.95" if (half, without) == ("held_out", ()) else ""
            show(f"matching, {half}: recall@1{name}", judged.first)
            show(f"matching, {half}: recall@5{name}", judged.among_five, goal=goal)
            show(f"matching, {half}: first suggestions that are right{name}", judged.precision)
    show(f"one loss against {MANY:,} finds, processor time", _seconds(), "s", "<= 0.5")
    slow = rate(lambda: difflib.get_close_matches("regenschrim", KNOWN, 1, 0.85))
    fast = rate(lambda: any(one in SLIPS for one in twisted.__wrapped__("regenschrim")))
    show("a misspelt word, difflib against slips of one letter, time", fast / slow)


def _seconds() -> float:
    """Of the second time: words are remembered from then on."""
    dice = random.Random(1)
    finds = [one for half in HALVES for one in read(half).finds.values()]
    late = max(one.last_day for one in finds)
    many = [
        replace(dice.choice(finds), id=number, words=f"{dice.choice(finds).words}, {dice.choice(finds).words}",
                first_day=late, last_day=late)
        for number in range(MANY)
    ]  # fmt: skip
    losses = list(read("dev").losses.values())[:10]
    finds_for(losses[0], many)
    start = process_time()
    for loss in losses:
        finds_for(loss, many)
    return (process_time() - start) / len(losses)
