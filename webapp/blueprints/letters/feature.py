"""Manifest of the letters."""

from datetime import time

from flask_babel import ngettext

from webapp.blueprints.letters import queries, rules, staff, tasks
from webapp.domain.i18n import N_
from webapp.store.outbox import Letter
from webapp.web import letters
from webapp.web.feature import Desk, Draft, Feature, Task, Waiting

KINDS = (N_("trial"),)


def trial(letter: Letter) -> Draft:
    """A letter that only shows that letters arrive."""
    return Draft("letters/mail/trial.md", {"by": letter.values["by"]})


def refused(count: int) -> str:
    """So many letters no mail server takes."""
    return ngettext("%(num)s letter was refused", "%(num)s letters were refused", count)


FEATURE = Feature(
    "letters",
    N_("Letters"),
    basic=True,
    blueprints=(staff.bp,),
    desks=(Desk(N_("Letters"), "letters_desk.index", staff.READ, "mail"),),
    permissions=((staff.READ, N_("Read letters to citizens and send them again")),),
    tasks=(Task(tasks.forget_letters, at=time(3, 40)),),
    letters={"trial": trial},
    waiting=(Waiting(staff.READ, queries.refused_count, refused, "letters_desk.index", {"zustand": rules.REFUSED}),),
    words={"kind_of_letter": letters.title},
)
