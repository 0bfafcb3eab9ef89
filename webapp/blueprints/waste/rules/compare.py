"""An import against what is there: what comes, goes, moves - and what the clerk changed by hand stays.

An import speaks only for the time it covers: for each district, stream and variant from its first to its last day. What
lies outside, and what has passed, is never removed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

NEAR = timedelta(days=6)  # a holiday moves a collection within its week; from seven days on it is the next one
NEW_TOUR = 8  # so many days of a series moving at once, and most of it: a new tour, not holidays
BIGGEST_LOSS = 0.3  # more may be a broken file; feeds would tell every phone to forget the days

Series = tuple[int | str, str, str]


@dataclass(frozen=True, slots=True)
class Pickup:
    """One collection, stored or just read. Read without a regular day, ``regular_on`` equals ``actual_on``.

    ``id`` leads back to the stored record, ``manual`` says a clerk changed it by hand; both mean nothing in an import.
    """

    district: int | str
    stream: str
    variant: str
    regular_on: date
    actual_on: date
    place: str = ""
    time: str = ""
    note: str = ""
    cancelled: bool = False
    manual: bool = field(default=False, compare=False)
    id: int | None = field(default=None, compare=False)

    @property
    def series(self) -> Series:
        """What the import's window is counted for."""
        return (self.district, self.stream, self.variant)

    @property
    def is_moved(self) -> bool:
        """Whether the lorry comes on another day than usual."""
        return self.actual_on != self.regular_on


Pair = tuple[Pickup, Pickup]


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change. Pairs are (as stored, as it will be).

    ``changed`` are pairs of the same day with another time, note, regular day, or no longer cancelled. ``manual_kept``
    are rows changed by hand with what the import wanted instead: nothing means it would have removed them. ``missing``
    are days that have passed: they stay, but a file that has forgotten many of them is not to be trusted.
    """

    added: tuple[Pickup, ...] = ()
    removed: tuple[Pickup, ...] = ()
    moved: tuple[Pair, ...] = ()
    unchanged: tuple[Pickup, ...] = ()
    cancelled: tuple[Pair, ...] = ()
    changed: tuple[Pair, ...] = ()
    manual_kept: tuple[tuple[Pickup, Pickup | None], ...] = ()
    missing: tuple[Pickup, ...] = ()


def compare(old: Iterable[Pickup], new: Iterable[Pickup], today: date) -> Difference:
    """What an import changes against the stored rows, in order of days.

    The same collection is found by series, place and regular day, else by the day it really takes place, else it has
    vanished and appeared again within six days: moved, and the first regular day is kept. When most of a series moves
    like that, it is a new tour: the old days go, new ones come. Rows before ``today`` are never removed.
    """
    left, come = sorted(old, key=_order), sorted(set(new), key=_order)
    window = _window(come)
    whole = Counter(_course(row) for row in left if _is_covered(row, window))
    pairs: list[Pair] = []
    for same in (_everything, _regular_and_time, _regular, _actual_and_time, _actual):
        pairs += _match(left, come, same)
    upcoming = [row for row in left if row.actual_on >= today]
    reachable = [row for row in upcoming if _is_covered(row, window, reach=NEAR) and not row.manual]
    moved = _match_near(reachable, come, whole)
    elsewhere = {stored for stored, _ in moved}
    gone = [row for row in left if _is_covered(row, window) and row not in elsewhere]
    return _sorted_out(pairs + moved, come, gone, today)


def needs_second_yes(difference: Difference) -> bool:
    """Whether the import is empty, or lacks more than 30 % of the days it covers, of all or of any one stream."""
    pairs = (*difference.moved, *difference.cancelled, *difference.changed)
    if not (difference.added or difference.unchanged or pairs or any(wanted for _, wanted in difference.manual_kept)):
        return True
    lost = [*difference.removed, *difference.missing, *(stored for stored, _ in difference.cancelled)]
    kept = [*difference.unchanged, *(stored for stored, _ in (*difference.moved, *difference.changed))]
    kept += [stored for stored, _ in difference.manual_kept]
    lost_of, kept_of = Counter(row.stream for row in lost), Counter(row.stream for row in kept)
    shares = [(len(lost), len(lost) + len(kept)), *((lost_of[key], lost_of[key] + kept_of[key]) for key in lost_of)]
    return any(gone > BIGGEST_LOSS * before for gone, before in shares)


def _order(row: Pickup) -> tuple[str, ...]:
    return (
        row.actual_on.isoformat(),
        row.regular_on.isoformat(),
        str(row.district),
        row.stream,
        row.variant,
        row.place,
        row.time,
    )


def _everything(row: Pickup) -> Hashable:
    return row


def _regular(row: Pickup) -> Hashable:
    return (row.series, row.place, row.regular_on)


def _regular_and_time(row: Pickup) -> Hashable:
    return (row.series, row.place, row.regular_on, row.time)


def _actual(row: Pickup) -> Hashable:
    return (row.series, row.place, row.actual_on)


def _actual_and_time(row: Pickup) -> Hashable:
    return (row.series, row.place, row.actual_on, row.time)


def _match(left: list[Pickup], come: list[Pickup], same: Callable[[Pickup], Hashable]) -> list[Pair]:
    """Pairs of rows that are the same by this measure, taken out of both lists."""
    waiting: dict[Hashable, list[Pickup]] = defaultdict(list)
    for row in reversed(left):
        waiting[same(row)].append(row)
    pairs, unmatched = [], []
    for row in come:
        stored = waiting.get(same(row))
        if stored:
            pairs.append((stored.pop(), row))
        else:
            unmatched.append(row)
    left[:] = sorted((row for rows in waiting.values() for row in rows), key=_order)
    come[:] = unmatched
    return pairs


def _match_near(gone: list[Pickup], come: list[Pickup], whole: Counter[Hashable]) -> list[Pair]:
    """Vanished and appeared days of one series and place, nearest first, taken out of ``come``."""
    vanished: dict[Hashable, list[Pickup]] = defaultdict(list)
    appeared: dict[Hashable, list[Pickup]] = defaultdict(list)
    for rows, group in ((gone, vanished), (come, appeared)):
        for row in rows:
            group[_course(row)].append(row)
    pairs: list[Pair] = []
    for course in appeared:
        found = _nearest(vanished[course], appeared[course])
        if len(found) < NEW_TOUR or 2 * len(found) <= whole[course]:
            pairs += found
    found_again = {row for _, row in pairs}
    come[:] = [row for row in come if row not in found_again]
    return pairs


def _nearest(vanished: list[Pickup], appeared: list[Pickup]) -> list[Pair]:
    """Each vanished day with the nearest appeared one that is still free."""
    near = [
        (abs(row.actual_on - stored.actual_on), i, j)
        for i, stored in enumerate(vanished)
        for j, row in enumerate(appeared)
    ]
    pairs, used_old, used_new = [], set(), set()
    for distance, i, j in sorted(near):
        if distance <= NEAR and i not in used_old and j not in used_new:
            pairs.append((vanished[i], appeared[j]))
            used_old.add(i)
            used_new.add(j)
    return pairs


def _course(row: Pickup) -> Hashable:
    return (row.series, row.place)


def _window(come: Iterable[Pickup]) -> dict[Series, tuple[date, date]]:
    """First and last day an import names for each district, stream and variant."""
    window: dict[Series, tuple[date, date]] = {}
    for row in come:
        first, last = window.get(row.series, (row.actual_on, row.actual_on))
        window[row.series] = (min(first, row.actual_on), max(last, row.actual_on))
    return window


def _is_covered(row: Pickup, window: dict[Series, tuple[date, date]], reach: timedelta = timedelta()) -> bool:
    """Whether the import speaks for this day, or with ``reach`` for one so near that it may have moved in.

    A holiday may move the first or last day of a file; but last year's last day never becomes this year's first.
    """
    first, last = window.get(row.series, (date.max, date.min))
    edge = min(max(row.actual_on, first), last)
    return first <= last and abs(row.actual_on - edge) <= reach and row.actual_on.year == edge.year


def _as_it_will_be(stored: Pickup, row: Pickup) -> Pickup:
    """The read row as the stored one would become: files seldom tell the regular day, so the one we know stays."""
    regular_on = row.regular_on if row.is_moved else stored.regular_on
    return replace(row, regular_on=regular_on, id=stored.id)


def _kind(stored: Pickup, wanted: Pickup, today: date) -> str:
    if wanted == stored:
        return "unchanged"
    if stored.manual:
        return "manual_kept"
    if max(stored.actual_on, wanted.actual_on) < today:
        return "unchanged"  # what has passed is history, whatever a file says now
    if stored.actual_on != wanted.actual_on:
        return "moved"
    return "cancelled" if wanted.cancelled and not stored.cancelled else "changed"


def _sorted_out(pairs: list[Pair], come: list[Pickup], gone: list[Pickup], today: date) -> Difference:
    found: dict[str, list[Pair]] = defaultdict(list)
    for stored, row in sorted(pairs, key=lambda pair: _order(pair[0])):
        wanted = _as_it_will_be(stored, row)
        found[_kind(stored, wanted, today)].append((stored, wanted))
    return Difference(
        added=tuple(come),
        removed=tuple(row for row in gone if row.actual_on >= today and not row.manual),
        missing=tuple(row for row in gone if row.actual_on < today),
        moved=tuple(found["moved"]),
        unchanged=tuple(stored for stored, _ in found["unchanged"]),
        cancelled=tuple(found["cancelled"]),
        changed=tuple(found["changed"]),
        manual_kept=(*found["manual_kept"], *((row, None) for row in gone if row.actual_on >= today and row.manual)),
    )
