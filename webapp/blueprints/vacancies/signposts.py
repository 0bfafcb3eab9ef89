"""What search and sitemap show of the vacancies: those that are open to everybody today."""

from collections.abc import Iterator

from flask import url_for

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import Vacancy
from webapp.blueprints.vacancies.rules.adverts import FIELDS, KINDS
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.words import Sought
from webapp.formats.sitemap import Address
from webapp.web import clock
from webapp.web.dates import long_day
from webapp.web.feature import MOST_HITS, Hit, Hits
from webapp.web.i18n import gettext, joined, said_in, translate
from webapp.web.town import the_session


def find(sought: Sought) -> Iterator[Hits]:
    """Vacancies by title, employer, field and what there is to do."""
    found = sought.best(queries.shown(the_session(), clock.today()), _texts, MOST_HITS)
    yield Hits(N_("Vacancies"), [_hit(one, fit) for one, fit in found], url_for("vacancies.index"))


def sitemap() -> Iterator[Address]:
    """Every open vacancy."""
    rows = queries.shown(the_session(), clock.today())
    return (Address(_address(one), local_date(one.changed_at)) for one in rows)


def _texts(one: Vacancy) -> tuple[str, str]:
    kinds = f"{translate(KINDS[one.kind])} {translate(FIELDS[one.field])}"
    return one.title, f"{one.employer.name} {kinds} {one.intro} {one.duties}"


def _hit(one: Vacancy, fit: int) -> Hit:
    until = gettext("until %(day)s", day=long_day(one.deadline_on)) if one.deadline_on else ""
    return Hit(said_in("de", one.title), joined(said_in("de", one.employer.name), until), _address(one), fit)


def _address(one: Vacancy) -> str:
    return url_for("vacancies.show", vacancy_id=one.id)
