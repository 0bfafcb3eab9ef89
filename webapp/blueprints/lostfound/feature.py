"""Manifest of lost property."""

from webapp.blueprints.lostfound import staff
from webapp.blueprints.lostfound.rules.purposes import PURPOSES
from webapp.blueprints.lostfound.words import WORDS
from webapp.domain.i18n import N_
from webapp.web.feature import Desk, Feature

FEATURE = Feature(
    "lostfound",
    N_("Lost property"),
    blueprints=(staff.bp,),
    desks=(Desk(N_("Lost property"), "lostfound_desk.index", staff.DESK, "key"),),
    permissions=((staff.DESK, N_("Work in the lost property office")),),
    purposes=tuple(PURPOSES.values()),
    words={**WORDS, "lost_purposes": PURPOSES},
)
