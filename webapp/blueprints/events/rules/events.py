"""What an event tells, what it may become, and how much one network may announce."""

import re
from datetime import timedelta
from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

CATEGORIES = MappingProxyType(
    {
        "feast": N_("Festivals and markets"),
        "culture": N_("Music, theatre, art"),
        "sport": N_("Sports"),
        "club": N_("Clubs and meetings"),
        "learning": N_("Courses and talks"),
        "church": N_("Churches"),
        "civic": N_("Council and town hall"),
        "other": N_("More"),
    }
)
ACCESS = MappingProxyType(
    {
        "step_free": N_("Without steps"),
        "toilet": N_("Accessible toilet"),
        "hearing_loop": N_("Hearing loop"),
        "parking": N_("Parking for disabled people"),
    }
)
SUBMITTED, PUBLISHED, WITHDRAWN = STATES = ("submitted", "published", "withdrawn")
STATE_WORDS = MappingProxyType(
    {SUBMITTED: N_("to be checked"), PUBLISHED: N_("published"), WITHDRAWN: N_("not published")}
)
DESK, CITIZEN, IMPORT = ORIGINS = ("desk", "citizen", "import")
PER_HOUR = 20  # announced from one network: a club with its whole year fits, a script does not
WAITING = 30  # of one e-mail address, not yet checked
KEPT = timedelta(days=30)  # who announced it, after the last date
NETWORK_KEPT = timedelta(hours=1)
QUIET = timedelta(days=730)  # an organiser nothing is heard of for so long has no page here any more
ADDRESS = re.compile(r"https?://[\w.-]+\.\w{2,}(?::\d+)?(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)


def ensure_told(*, title: str, category: str, venue_id: int | None, place: str) -> None:
    """Refuse an event nobody could find."""
    if not title:
        raise Refusal(N_("Please say what takes place."), "title")
    if category not in CATEGORIES:
        raise Refusal(N_("Please choose what kind of event it is."), "category")
    if not venue_id and not place:
        raise Refusal(N_("Please say where it takes place."), "place")


def ensure_address(text: str, field: str) -> str:
    """A web address, or nothing. What people type without https:// gets it."""
    address = text.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if address and not ADDRESS.fullmatch(address):
        raise Refusal(N_("Please write the address like https://example.org."), field)
    return address


def ensure_few(last_hour: int, waiting: int) -> None:
    """Refuse a network or a person that announces more than anybody can check."""
    if last_hour >= PER_HOUR or waiting >= WAITING:
        raise Refusal(N_("Very many events were announced already. Please try again later, or call us."))


def ensure_open(state: str) -> None:
    """Refuse to correct what is published: then it is the desk's."""
    if state != SUBMITTED:
        raise Refusal(N_("This event was checked already. Please call us if something is wrong."))
