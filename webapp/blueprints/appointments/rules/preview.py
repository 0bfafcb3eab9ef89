"""The next weeks of a counter, day by day: when it is open, and what closes it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.blueprints.appointments.rules.slots import Desk, OpeningRule, moment, open_spans
from webapp.domain.i18n import N_
from webapp.domain.intervals import without
from webapp.domain.refusal import Refusal

WEEKS = 4
MOST_RULES = 60  # of one counter; more is a mistake, and every rule is read for every day


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the counter opens, or would: its open spans and the name of the holiday."""

    on: date
    spans: Sequence[tuple[datetime, datetime]]
    holiday: str | None
    shortened: bool  # by a closure


def days(desk: Desk, first: date, holiday: Callable[[date], str | None], *, weeks: int = WEEKS) -> list[Day]:
    """The days of the next weeks on which a rule opens; ``holiday`` names one, or answers none."""
    ahead = (first + timedelta(days=count) for count in range(7 * weeks))
    return [_day(desk, on, holiday(on)) for on in ahead if open_spans(desk.openings, on)]


def _day(desk: Desk, on: date, name: str | None) -> Day:
    hours = open_spans(desk.openings, on)
    left = [] if name else without(hours, desk.closed)
    return Day(on, [(moment(start), moment(end)) for start, end in left], name, shortened=not name and left != hours)


def ensure_sound(rule: OpeningRule, others: Iterable[OpeningRule]) -> None:
    """Refuse a rule that opens never, ends before it begins, or is there already."""
    if rule.from_time >= rule.to_time:
        raise Refusal(N_("The counter must close after it opens."), "to_time")
    if rule.valid_until and rule.valid_until < rule.valid_from:
        raise Refusal(N_("The last day must not be before the first."), "valid_until")
    known = list(others)
    if any(_same(rule, one) for one in known):
        raise Refusal(N_("This rule is there already."))
    if len(known) >= MOST_RULES:
        raise Refusal(N_("A counter has at most %(most)s rules. Please remove old ones."), most=MOST_RULES)


def _same(one: OpeningRule, other: OpeningRule) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("weekday", "from_time", "to_time", "every_weeks", "valid_from", "valid_until")
    )
