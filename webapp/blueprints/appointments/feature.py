"""Manifest of appointments."""

from datetime import time, timedelta

from webapp.blueprints.appointments import demo, tasks, views
from webapp.blueprints.appointments.letters import LETTERS
from webapp.blueprints.appointments.rules.purposes import PURPOSES
from webapp.blueprints.appointments.rules.visits import NEEDS
from webapp.domain.i18n import N_
from webapp.web.feature import Feature, Task, Tile
from webapp.web.i18n import translate

FEATURE = Feature(
    "appointments",
    N_("Appointments"),
    blueprints=(views.bp,),
    menu=((N_("Appointments"), "appointments.index"),),
    tiles=(
        Tile(
            N_("Book an appointment"),
            N_("Passport, moving and more, in two minutes"),
            "appointments.index",
            "calendar",
        ),
    ),
    permissions=(
        ("appointments.counter", N_("Work at the counter: see, book and move appointments")),
        ("appointments.edit", N_("Edit services, counters and opening times")),
    ),
    tasks=(
        Task(tasks.end_holds, every=timedelta(minutes=1)),
        Task(tasks.offer_freed_times, every=timedelta(minutes=5)),
        Task(tasks.remind, every=timedelta(minutes=10)),
        Task(tasks.forget_people, at=time(1)),
    ),
    letters=LETTERS,
    purposes=tuple(PURPOSES.values()),
    words={"purposes": PURPOSES, "need_words": lambda need: translate(NEEDS.get(need) or need)},
    demo=demo.plant,
)
