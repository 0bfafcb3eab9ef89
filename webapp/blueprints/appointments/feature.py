"""Manifest of appointments."""

from datetime import time, timedelta

from webapp.blueprints.appointments import demo, hall, signposts, tasks, views
from webapp.blueprints.appointments.actions import daily
from webapp.blueprints.appointments.letters import LETTERS
from webapp.blueprints.appointments.rules.conflicts import DECISIONS, REASONS
from webapp.blueprints.appointments.rules.purposes import PURPOSES
from webapp.blueprints.appointments.rules.questions import ANSWER_WORDS
from webapp.blueprints.appointments.rules.visits import NEEDS
from webapp.blueprints.appointments.staff import day, feeds, figures, lists, taking, visit, words  # noqa: F401 - each adds its addresses to the desk
from webapp.blueprints.appointments.staff.daily import write_daily
from webapp.blueprints.appointments.staff.desk import COUNTER
from webapp.blueprints.appointments.staff.desk import bp as desk
from webapp.blueprints.appointments.staff.setup import bp as setup
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature, Task, Tile
from webapp.web.i18n import translate

LETTER_WORDS = (  # kinds of letters, as the desk names them
    N_("confirmed"), N_("activate"), N_("moved"), N_("cancelled"), N_("closed"), N_("reminder"), N_("waiting"),
    N_("offer"), N_("daily"),
)  # fmt: skip

FEATURE = Feature(
    "appointments",
    N_("Appointments"),
    blueprints=(views.bp, desk, feeds.feed, hall.bp, setup),
    menu=((N_("Appointments"), "appointments.index"),),
    tiles=(
        Tile(
            N_("Book an appointment"),
            N_("Passport, moving and more, in two minutes"),
            "appointments.index",
            "calendar",
            N_("town hall office hours booking registry office"),
        ),
    ),
    desks=(
        Desk(N_("Appointments"), "appointments_desk.day", COUNTER, "calendar"),
        Desk(N_("Numbers in the hall"), "appointments_hall.counters", "appointments.counter", "people"),
        Desk(N_("What the town hall offers"), "appointments_setup.index", "appointments.edit", "list"),
    ),
    permissions=(
        (COUNTER, N_("Work at the counter: see, book and move appointments")),
        ("appointments.edit", N_("Edit services, counters and opening times")),
    ),
    tasks=(
        Task(tasks.end_holds, every=timedelta(minutes=1)),
        Task(tasks.offer_freed_times, every=timedelta(minutes=5)),
        Task(tasks.remind, every=timedelta(minutes=10)),
        Task(tasks.forget_people, at=time(1)),
        Task(daily.daily_list, at=time(6)),
    ),
    letters=LETTERS | {"daily": write_daily},
    purposes=tuple(PURPOSES.values()),
    words={
        **words.WORDS,
        "purposes": PURPOSES,
        "answer_words": lambda answer: translate(ANSWER_WORDS.get(answer, "")) or answer,
        "need_words": lambda need: translate(NEEDS.get(need) or need),
        "decisions": DECISIONS,
        "reason_words": lambda reasons: ", ".join(translate(REASONS[one]) for one in reasons),
    },
    find=signposts.find,
    sitemap=signposts.sitemap,
    demo=demo.plant,
)
