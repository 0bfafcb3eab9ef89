"""How long a find is kept, and what happens when the time is over: §§ 973, 976, 977, 980, 981 BGB.

Months and years end by § 188 II and III BGB: on the day with the same number, or on the last of a shorter month.
A deadline that ends on a Sunday is not put off: nobody has to declare anything (§ 193 BGB).
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from webapp.blueprints.lostfound.rules.rewards import is_small
from webapp.blueprints.lostfound.rules.states import AUTHORITY

KEPT = relativedelta(months=6)  # § 973 I and II BGB
KEPT_PUBLIC = relativedelta(months=6)  # § 978: the law names none; as long as others, so that § 980 follows in time
ENRICHMENT = PROCEEDS = relativedelta(years=3)  # § 977, § 981 I BGB


@dataclass(frozen=True, slots=True)
class Notice:
    """How many weeks a notice of a sale stands at least, in a Land (all: empty) from a day on, and who says so."""

    since: date
    land: str
    weeks: int
    source: str


# §§ 980 II, 982 BGB leave form and time to each Land. No rule of a Land has been read for this table yet: six weeks are
# what town halls usually give. A rule that is read becomes one more line, with its source; a town may set its own.
NOTICES = (Notice(date.min, "", 6, "usual practice, no rule of a Land"),)


def kept_until(path: str, *, found_on: date, notified_on: date, value_cents: int | None) -> date:
    """The last day of the keeping period. Ten euros or less: from the find on, else from its report (§ 973 BGB)."""
    if path == AUTHORITY:
        return notified_on + KEPT_PUBLIC
    return (found_on if is_small(value_cents, found_on) else notified_on) + KEPT


def notice_of(land: str, day: date) -> Notice:
    """The newest line for this Land, else for all; the weeks a town sets itself go before it."""
    mine = [one for one in NOTICES if one.land in {land, ""} and one.since <= day]
    return max(mine, key=lambda one: (one.land == land, one.since))


def is_over(until: date, today: date) -> bool:
    """Whether the last day has passed: the law counts whole days (§ 188 I BGB)."""
    return today > until


def is_stopped(path: str, *, has_claim: bool, found_on: date, value_cents: int | None) -> bool:
    """Whether a registered claim keeps the find from changing hands (§ 973 I); not if it is small (§ 973 II 2 BGB)."""
    return has_claim and (path == AUTHORITY or not is_small(value_cents, found_on))


def enrichment_until(passed_on: date) -> date:
    """Until then whoever lost it may ask for what the new owner gained (§ 977 BGB); so long the names are kept."""
    return passed_on + ENRICHMENT


def proceeds_pass_after(notice_until: date) -> date:
    """The day after which money from a sale, or found cash, is the town's (§ 981 BGB)."""
    return notice_until + PROCEEDS
