"""Points for applications: everybody who chooses fills in a sheet of her own, and sees the others' only afterwards.

Who knows what the others gave gives much the same; sheets filled in apart say more.
"""

from collections.abc import Collection, Mapping, Sequence

from webapp.blueprints.vacancies.rules.applications import WAITING
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

POINTS = range(0, 6)
Points = Mapping[str, int]


def whole_sheet(points: Points, criteria: Sequence[str]) -> dict[str, int]:
    """The points by criterion; a sheet is whole or empty, else nobody could compare it."""
    given = {one: points[one] for one in criteria if points.get(one) in POINTS}
    missing = next((place for place, one in enumerate(criteria) if one not in given), None)
    if given and missing is not None:
        raise Refusal(N_("Please give points in every line, or in none."), f"points-{missing}")
    return given


def score(points: Points, criteria: Sequence[str]) -> int:
    """The points of one sheet."""
    return sum(points.get(one, 0) for one in criteria)


def average(sheets: Collection[Points], criteria: Sequence[str]) -> float | None:
    """The mean of all sheets, to one decimal; none without a sheet."""
    return round(sum(score(one, criteria) for one in sheets) / len(sheets), 1) if sheets else None


def may_see_others(state: str, *, has_own: bool) -> bool:
    """Whether somebody sees the points of others: after her own, or when the choice is made."""
    return has_own or state not in WAITING
