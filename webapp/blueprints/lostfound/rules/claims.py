"""Claims to a find and reports of losses: what they may become, how many one may make."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.words import key

OPEN, ACCEPTED, REFUSED, WITHDRAWN = CLAIM_STATES = ("open", "accepted", "refused", "withdrawn")
CLAIM_WORDS = {
    OPEN: N_("not yet decided"), ACCEPTED: N_("accepted"), REFUSED: N_("refused"), WITHDRAWN: N_("withdrawn"),
}  # fmt: skip
UNREACHABLE = N_("Please give an e-mail address or a telephone number.")
PER_NETWORK, PER_ADDRESS = 4, 3  # claims of an hour from one network; open ones of one e-mail address
AN_HOUR = timedelta(hours=1)
SEARCHED = relativedelta(months=6)  # as long as finds are kept (§ 973 BGB)
WARNED = timedelta(days=14)  # before a report ends, its owner is asked
MOST_REPORTED = 30  # losses of an hour in the whole town: each writes a letter and is compared with every find
MOST_ANNOUNCED = 40  # announced and not yet looked at: a village has one a week
KEPT_AFTER = timedelta(days=30)  # names of what came to nothing, in case somebody asks


def longer_until(until_on: date, today: date) -> date | None:
    """Until when a report is searched if it is prolonged today; none, if that changes nothing."""
    return today + SEARCHED if today + SEARCHED > until_on else None


def ensure_few(from_network: int, from_address: int) -> None:
    """Refuse whoever guesses: the same words whatever was answered, and whether or not it was right."""
    if from_network >= PER_NETWORK or from_address >= PER_ADDRESS:
        raise Refusal(N_("You have made several claims already. Please wait for our answer, or call us."))


def ensure_open(state: str) -> None:
    """Refuse to decide twice."""
    if state != OPEN:
        raise Refusal(N_("This claim is decided already."))


def ensure_meant(receiver: str, claimant: str, *, instead: bool) -> None:
    """Refuse to hand a find that is kept for somebody to another person, unless the clerk says that it is meant."""
    if not instead and key(receiver) != key(claimant):
        raise Refusal(
            N_("This is kept for %(name)s. If somebody else collects it, please tick that below."),
            "name", name=claimant,
        )  # fmt: skip


def ensure_room(there: int, most: int = MOST_ANNOUNCED) -> None:
    """Refuse when machines announce finds or losses faster than anybody can look at them."""
    if there >= most:
        raise Refusal(N_("We cannot take this online at the moment. Please call us."))
