"""The sheets of an application as the signed-in person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import format_decimal

from webapp.blueprints.vacancies.models import JobApplication, JobRating
from webapp.blueprints.vacancies.rules import adverts
from webapp.blueprints.vacancies.rules import ratings as rules
from webapp.web.access import person


@dataclass(frozen=True)
class Sheets:
    """All sheets of one application; ``shown`` are those of others, none before there is an own one."""

    own: dict[str, int]
    count: int
    points: str
    most: int
    shown: Sequence[JobRating]

    @classmethod
    def of(cls, it: JobApplication) -> "Sheets":
        """What the signed-in person sees of the sheets of an application."""
        criteria, sheets = adverts.lines(it.vacancy.criteria), it.sheets
        own: dict[str, int] = next((one.points for one in sheets if one.person_id == person().id), {})
        shown = sheets if rules.may_see_others(it.state, has_own=bool(own)) else []
        mean = rules.average([one.points for one in shown], criteria)
        points = "" if mean is None else format_decimal(mean)
        return cls(own, len(sheets), points, len(criteria) * max(rules.POINTS), shown)
