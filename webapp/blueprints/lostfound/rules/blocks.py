"""Text blocks of the desk's own letters: what they say, whom they suit, what is filled in by itself.

Places to fill in are German words in brackets, because clerks read and change them: ``[Nummer]``. In a letter to
somebody who has not proved that the thing is theirs, only what tells nothing is filled in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from webapp.blueprints.lostfound.rules.states import ORDINARY
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

FINDER, CLAIMANT, LOSER = ROLES = ("finder", "claimant", "loser")
ROLE_WORDS = MappingProxyType({FINDER: N_("the finder"), CLAIMANT: N_("claims it"), LOSER: N_("misses such a thing")})
ANSWER = timedelta(weeks=2)  # §§ 967, 974 BGB name no number of days; the clerk changes it in the letter
NUMBER, KIND, UNTIL, ANSWER_BY = HARMLESS = ("Nummer", "Art", "Frist", "Antwort bis")
FOUND_ON, COLLECT_BY, REWARD, EXPENSES = TELLING = ("Fundtag", "Abholen bis", "Finderlohn", "Auslagen")
PLACES = HARMLESS + TELLING
PLACE = re.compile(r"\[({})\]".format("|".join(PLACES)))
LONGEST = 1800  # letters on one sheet of paper


@dataclass(frozen=True, slots=True)
class Block:
    """What it is called at the desk, its subject and its words as they are delivered, whom it is written to."""

    name: str
    subject: str
    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What decides which letters make sense for a find."""

    path: str
    finder_is_heir: bool
    at_home: bool  # the finder keeps it
    small: bool
    owed: bool  # reward or expenses


BLOCKS = MappingProxyType(
    {
        "found": Block(
            N_("Found: please come forward"), N_("Something was found that may be yours"),
            N_("something was found that may be yours: [Art], number [Nummer]. We keep it until [Frist].\n\n"
               "Please call us or come to us, and tell us what only its owner can know. Please bring your identity "
               "card."), (CLAIMANT, LOSER),
        ),
        "deadline": Block(
            N_("Keeping period and collecting (§§ 973, 976 BGB)"), N_("What you found: until when you can collect it"),
            N_("the keeping period of what you found ends on [Frist]: [Art], number [Nummer], found on [Fundtag].\n\n"
               "If nobody claims it until then, it becomes yours by law (§ 973 BGB). Please collect it until "
               "[Abholen bis]. After that it belongs to the town (§ 976 BGB)."), (FINDER,),
        ),
        "declare": Block(
            N_("The finder asks for a declaration (§ 974 BGB)"), N_("Please declare yourself to the finder"),
            N_("you told us that a find is yours: [Art], number [Nummer].\n\nThe finder asks you to declare by "
               "[Antwort bis] whether you will pay what the law grants: expenses of [Auslagen] (§ 970 BGB) and a "
               "reward of [Finderlohn] (§ 971 BGB). Until it is paid, the finder need not give the thing back "
               "(§ 972 BGB).\n\nIf you do not say by then that you are ready to pay, the thing becomes the finder's "
               "(§ 974 BGB)."), (CLAIMANT,),
        ),
        "hand_in": Block(
            N_("Please hand it in (§ 967 BGB)"), N_("Please bring us what you found"),
            N_("you keep what you found at home: [Art], number [Nummer], found on [Fundtag].\n\nPlease bring it to the "
               "lost property office by [Antwort bis]. We may order this (§ 967 BGB). Your rights as the finder "
               "stay as they are (§ 975 BGB)."), (FINDER,),
        ),
        "reminder": Block(
            N_("Reminder of the deadline"), N_("The deadline ends soon"),
            N_("please remember: [Art], number [Nummer]. The deadline ends on [Frist].\n\n"
               "Please call us before that day, or come to us."), ROLES,
        ),
        "absent": Block(
            N_("Not among the finds"), N_("What you miss is not here yet"),
            N_("we have looked: what you miss is not among the things we keep at the moment.\n\n"
               "If you have reported your loss, we write to you as soon as something like it is found."),
            (CLAIMANT, LOSER),
        ),
    }
)  # fmt: skip


def fitting(role: str, about: About) -> list[str]:
    """The blocks that suit somebody, for a find like this; on the path of § 978 BGB no finder has such rights."""
    ordinary = about.path == ORDINARY
    senseless = {
        "deadline": not ordinary or not about.finder_is_heir,
        "declare": not ordinary or about.small or not about.owed,
        "hand_in": not ordinary or not about.at_home,
    }
    return [key for key, block in BLOCKS.items() if role in block.roles and not senseless.get(key, False)]


def filled(text: str, known: Mapping[str, str], *, verified: bool) -> str:
    """The text with its places filled in; what would tell a stranger too much stays for the clerk to decide."""
    may = PLACES if verified else HARMLESS
    return PLACE.sub(lambda found: known.get(found[1], "") * (found[1] in may) or found[0], text)


def ensure_whole(text: str) -> None:
    """Refuse a letter that says nothing, or in which a place is not filled in."""
    if not text.strip():
        raise Refusal(N_("Please write something."), "text")
    if empty := PLACE.search(text):
        raise Refusal(N_("Please write something in place of %(place)s, or take it out."), "text", place=empty[0])
