"""What a find is and may become: one table for both paths of the law."""

from dataclasses import dataclass
from datetime import timedelta

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

ORDINARY, AUTHORITY = PATHS = ("ordinary", "authority")  # § 973 BGB or § 978 BGB
ELSEWHERE, OFFICE, TRANSPORT = PLACE_KINDS = ("elsewhere", "office", "transport")
PLACE_WORDS = {
    ELSEWHERE: N_("outdoors, in a shop, anywhere else"),
    OFFICE: N_("in rooms of the town or another authority"),
    TRANSPORT: N_("in a bus, a train or at its stops"),
}

ANNOUNCED, REGISTERED, PUBLISHED, RESERVED, DUE, OFFERED, TOWNS, LISTED = OPEN = (
    "announced", "registered", "published", "reserved", "due", "offered", "town", "listed",
)  # fmt: skip
DECLINED, RETURNED, FINDERS, SOLD, DESTROYED, DONATED, USED, FORWARDED = CLOSED = (
    "declined", "returned", "finder", "sold", "destroyed", "donated", "used", "forwarded",
)  # fmt: skip
STATES = OPEN + CLOSED
WORDS = {
    ANNOUNCED: N_("announced online"), REGISTERED: N_("registered"), PUBLISHED: N_("published"),
    RESERVED: N_("kept for its owner"), DUE: N_("keeping period over"), OFFERED: N_("waits for the finder"),
    TOWNS: N_("belongs to the town"), LISTED: N_("on the list of a sale"), DECLINED: N_("never handed in"),
    RETURNED: N_("handed back"), FINDERS: N_("given to the finder"), SOLD: N_("sold"), DESTROYED: N_("destroyed"),
    DONATED: N_("given away"), USED: N_("used by the town"), FORWARDED: N_("sent to its authority"),
}  # fmt: skip

JUST_NOW = timedelta(minutes=10)  # the same words again so soon are the same find
FINDER, TOWN, NOBODY = "finder", "town", "nobody"


@dataclass(frozen=True, slots=True)
class Step:
    """A deed leads from one of some states to another, on one path or both."""

    deed: str
    before: tuple[str, ...]
    after: str
    paths: tuple[str, ...] = PATHS


KEPT = (REGISTERED, PUBLISHED)
STEPS = (
    Step("register", (ANNOUNCED,), REGISTERED),
    Step("decline", (ANNOUNCED,), DECLINED),
    Step("publish", (REGISTERED,), PUBLISHED),
    Step("hide", (PUBLISHED,), REGISTERED),
    Step("reserve", (*KEPT, DUE, TOWNS, LISTED), RESERVED),
    Step("release", (RESERVED,), REGISTERED),
    Step("return", (*KEPT, RESERVED, DUE, TOWNS, LISTED), RETURNED),
    Step("expire", KEPT, DUE),
    Step("offer", (DUE,), OFFERED, (ORDINARY,)),  # § 973: the finder owns it and is asked to collect it
    Step("give", (OFFERED,), FINDERS, (ORDINARY,)),
    Step("take", (DUE, OFFERED), TOWNS, (ORDINARY,)),  # § 976: waived, or not collected in time
    Step("take", (LISTED,), TOWNS, (AUTHORITY,)),  # § 981: cash, three years after the notice
    Step("list", (TOWNS,), LISTED, (ORDINARY,)),
    Step("list", (DUE,), LISTED, (AUTHORITY,)),  # §§ 979, 980
    Step("unlist", (LISTED,), TOWNS, (ORDINARY,)),
    Step("unlist", (LISTED,), DUE, (AUTHORITY,)),
    Step("sell", (LISTED,), SOLD),
    Step("destroy", (TOWNS,), DESTROYED),
    Step("destroy", (DUE,), DESTROYED, (AUTHORITY,)),  # § 980 I: worth less than a notice costs
    Step("donate", (TOWNS,), DONATED),
    Step("use", (TOWNS,), USED),
    Step("forward", (*KEPT, DUE), FORWARDED),  # documents and cards go back to who issued them
)


PRESSED = frozenset(  # deeds that need nothing but a button; the others need a person, a claim or a day
    {"register", "decline", "publish", "hide", "release", "offer", "take", "unlist", "destroy", "donate", "use",
     "forward"}
)  # fmt: skip


def ensure_new(twin: str) -> None:
    """Refuse the same find once more: who looks back and sends again has a form with another key."""
    if twin:
        sentence = N_("You have just taken this in: number %(number)s. If it is a second one, please say so here.")
        raise Refusal(sentence, "title", number=twin)


def next_state(state: str, deed: str, path: str) -> str:
    """The state a deed leads to; refuses what makes no sense or no law allows."""
    for step in STEPS:
        if step.deed == deed and state in step.before and path in step.paths:
            return step.after
    raise Refusal(N_("This is no longer possible. Please look at the find again."))


def deeds(state: str, path: str) -> list[str]:
    """What may be done with a find in this state."""
    return [step.deed for step in STEPS if state in step.before and path in step.paths]


def may_leave(state: str, path: str) -> bool:
    """Whether a find can be handed to somebody: its owner, or the finder who has become that."""
    return not {"return", "give"}.isdisjoint(deeds(state, path))


def path_of(place_kind: str) -> str:
    """Where something was found decides which law holds (§ 978 I BGB)."""
    return ORDINARY if place_kind == ELSEWHERE else AUTHORITY


def heir(path: str, *, has_finder: bool, waived: bool) -> str:
    """Who owns a find when its keeping period is over: §§ 973, 976 BGB; nobody new on the path of § 978 BGB."""
    if path == AUTHORITY:
        return NOBODY
    return FINDER if has_finder and not waived else TOWN


def ensure_still_the_owners(state: str, who: str) -> None:
    """Refuse to give back what has become the finder's (§ 973 I BGB)."""
    if state == DUE and who == FINDER:
        raise Refusal(
            N_("The keeping period is over: by law this belongs to the finder (§ 973 BGB). Please ask the finder.")
        )
