"""Manifest of lost property."""

from datetime import time, timedelta

from webapp.blueprints.lostfound import demo, nearby, signposts, staff, tasks, views
from webapp.blueprints.lostfound.letters import LETTERS
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.rules.purposes import FIELDS, PURPOSES
from webapp.blueprints.lostfound.staff import words as staff_words
from webapp.blueprints.lostfound.words import WORDS
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature, Task, Tile, Waiting
from webapp.web.i18n import ngettext

LETTER_WORDS = (  # kinds of letters, as the desk names them
    N_("announced"), N_("offered"), N_("returned"), N_("claimed"), N_("accepted"), N_("refused"), N_("reported"),
    N_("matched"), N_("ending"), N_("written"),
)  # fmt: skip


def to_decide(count: int) -> str:
    """So many finds are on the worklist."""
    return ngettext("%(num)s find waits for a decision", "%(num)s finds wait for a decision", count)


FEATURE = Feature(
    "lostfound",
    N_("Lost property"),
    blueprints=(views.bp, staff.bp),
    menu=((N_("Lost property"), "lostfound.index"),),
    tiles=(
        Tile(
            N_("Lost or found something"),
            N_("See what was found, tell us what you miss"),
            "lostfound.index",
            "key",
            N_("finds missing lost property office"),
        ),
    ),
    behind=(
        (N_("Report a loss"), "lostfound.lost"),
        (N_("Announce a find"), "lostfound.found"),
        (N_("What will be sold soon"), "lostfound.to_be_sold"),
    ),
    desks=(Desk(N_("Lost property"), "lostfound_desk.index", staff.DESK, "key"),),
    permissions=(
        (staff.DESK, N_("Work in the lost property office")),
        (staff.SETTINGS, N_("Decide deadlines, texts and neighbours of the lost property office")),
    ),
    tasks=(
        Task(tasks.forget_networks, every=timedelta(minutes=10)),
        Task(tasks.match, every=timedelta(minutes=30)),
        Task(tasks.follow_neighbours, every=timedelta(minutes=5), errand=nearby.bring),
        Task(tasks.expire, at=time(0, 30)),
        Task(tasks.end_reports, at=time(7)),
        Task(tasks.forget, at=time(1)),
    ),
    letters=LETTERS,
    purposes=tuple(PURPOSES.values()),
    waiting=(Waiting(staff.DESK, queries.count_waiting, to_decide, "lostfound_desk.index"),),
    find=signposts.find,
    demo=demo.plant,
    words={**WORDS, **staff_words.WORDS, "lost_purposes": PURPOSES, "lost_fields": FIELDS},
)
