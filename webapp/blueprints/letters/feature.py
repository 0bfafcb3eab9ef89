"""Manifest of the letters."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from flask import url_for
from flask_babel import ngettext

from webapp.blueprints.letters import queries, rules, staff, tasks
from webapp.domain.i18n import N_
from webapp.store.outbox import Letter
from webapp.web import letters
from webapp.web.feature import Desk, Draft, Feature, Notice, Task
from webapp.web.town import the_session

KINDS = (N_("trial"),)


def trial(letter: Letter) -> Draft:
    """A letter that only shows that letters arrive."""
    return Draft("letters/mail/trial.md", {"by": letter.values["by"]})


def waiting(person: Any) -> Sequence[Notice]:
    """Letters that no mail server takes."""
    count = queries.refused_count(the_session()) if person.may(staff.READ) else 0
    text = ngettext("%(num)s letter was refused", "%(num)s letters were refused", count)
    return (Notice(text, url_for("letters_desk.index", zustand=rules.REFUSED), "mail"),) if count else ()


FEATURE = Feature(
    "letters",
    N_("Letters"),
    blueprints=(staff.bp,),
    desks=(Desk(N_("Letters"), "letters_desk.index", staff.READ, "mail"),),
    permissions=((staff.READ, N_("Read letters to citizens and send them again")),),
    tasks=(Task(tasks.forget_letters, at=time(3, 40)),),
    letters={"trial": trial},
    waiting=waiting,
    words={"kind_of_letter": letters.title},
)
