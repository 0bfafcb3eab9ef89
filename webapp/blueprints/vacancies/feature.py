"""Manifest of vacancies."""

from datetime import time, timedelta

from webapp.blueprints.vacancies import demo, queries, signposts, staff, tasks, views
from webapp.blueprints.vacancies.letters import LETTERS
from webapp.blueprints.vacancies.rules import adverts, applications
from webapp.blueprints.vacancies.rules.purposes import PURPOSES
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature, Task, Tile, Waiting
from webapp.web.i18n import ngettext, translate

LETTER_WORDS = (  # kinds of letters, as the desk names them
    N_("received"), N_("invited"), N_("message"), N_("rejected"), N_("published"), N_("declined"), N_("link"),
)  # fmt: skip
WORDS = {
    "kind_words": lambda kind: translate(adverts.KINDS[kind]),
    "field_words": lambda field: translate(adverts.FIELDS[field]),
    "hours_words": lambda hours: translate(adverts.HOURS[hours]),
    "application_state": lambda state: translate(applications.WORDS[state]),
    "vacancy_state": lambda state: translate(adverts.STATE_WORDS[state]),
    "kind_choices": lambda: [(key, translate(words)) for key, words in adverts.KINDS.items()],
    "field_choices": lambda: [(key, translate(words)) for key, words in adverts.FIELDS.items()],
    "vacancy_lines": adverts.lines,
    "vacancy_purposes": PURPOSES,
}


DESK = "vacancies_desk.index"


def to_check(count: int) -> str:
    """So many vacancies local employers sent in."""
    return ngettext("%(num)s vacancy is to be checked", "%(num)s vacancies are to be checked", count)


def unanswered(count: int) -> str:
    """So many applications nobody has answered."""
    return ngettext("%(num)s application is unanswered", "%(num)s applications are unanswered", count)


def late(count: int) -> str:
    """So many applicants wait though the deadline is over."""
    return ngettext("%(num)s applicant still waits", "%(num)s applicants still wait", count)


WAITING = (
    Waiting(staff.EDIT, queries.count_to_check, to_check, DESK),
    Waiting(staff.CASES, queries.count_fresh, unanswered, DESK),
    Waiting(staff.CASES, queries.count_late, late, DESK),
)

FEATURE = Feature(
    "vacancies",
    N_("Vacancies"),
    blueprints=(views.bp, staff.bp),
    menu=((N_("Vacancies"), "vacancies.index"),),
    tiles=(
        Tile(
            N_("Find a job here"),
            N_("Town hall, building yard, day care, fire brigade"),
            "vacancies.index",
            "case",
            N_("work training apply career"),
        ),
    ),
    desks=(Desk(N_("Vacancies"), DESK, staff.EDIT, "case"),),
    permissions=(
        (staff.EDIT, N_("Write and publish vacancies, check those of local employers")),
        (staff.CASES, N_("Read and answer applications")),
    ),
    tasks=(
        Task(tasks.forget_networks, every=timedelta(minutes=10)),
        Task(tasks.delete_applications, at=time(1, 30)),
        Task(tasks.forget_employers, at=time(1, 30)),
    ),
    letters=LETTERS,
    purposes=tuple(PURPOSES.values()),
    words=WORDS,
    waiting=WAITING,
    find=signposts.find,
    sitemap=signposts.sitemap,
    demo=demo.plant,
)
