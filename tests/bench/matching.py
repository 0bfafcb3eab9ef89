"""How well losses find what was found, how fast, and what a library for misspellings would cost instead."""

import difflib
import random
from dataclasses import replace
from time import process_time

from tests.bench.measure import rate, show
from tests.lostfound.pairs import HALVES, judge, misspelt, read, words_alone
from webapp.blueprints.lostfound.rules.matching import finds_for
from webapp.blueprints.lostfound.rules.words import KNOWN, SLIPS, twisted

MANY = 5_000


def figures() -> None:
    """Precision and recall of both halves, the time of one loss, and of one misspelt word."""
    ways = {"": lambda thing: thing, ", a slip in every word": misspelt, ", words and days alone": words_alone}
    for half in HALVES:
        for name, change in ways.items():
            judged = judge(half, change)
            show(f"matching, {half}{name}: recall@1", judged.first)
            show(f"matching, {half}{name}: recall@5", judged.among_five, goal="" if name else ">= 0.95")
            show(f"matching, {half}{name}: first suggestions that are right", judged.precision)
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
