"""How long a letter is kept, and what may still be done with it."""

from datetime import datetime, timedelta

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

CONTENT_KEPT = timedelta(days=7)  # long enough to ask "did my letter arrive?", as GOV.UK Notify keeps it
KEPT = timedelta(days=90)
WAITING, SENDING, SENT, REFUSED, WITHDRAWN = "waiting", "sending", "sent", "refused", "withdrawn"
STATES = {
    WAITING: N_("waits"),
    SENDING: N_("is leaving"),
    SENT: N_("sent"),
    REFUSED: N_("refused"),
    WITHDRAWN: N_("withdrawn"),
}


def is_forgotten(state: str, since: datetime, now: datetime) -> bool:
    """Whether the content is gone: a week after the letter was sent, or written and withdrawn."""
    return state in {SENT, WITHDRAWN} and since < now - CONTENT_KEPT


def deeds(state: str, *, forgotten: bool) -> tuple[str, ...]:
    """What the staff may do: send it again once it is settled and its words are known, put aside what did not leave."""
    again = state in {SENT, REFUSED, WITHDRAWN} and not forgotten
    back = state in {WAITING, REFUSED}
    return (("send_again",) if again else ()) + (("withdraw",) if back else ())


def ensure_can_go_again(state: str, *, forgotten: bool) -> None:
    """Refuse to write a letter whose words are gone, or that is about to leave anyway."""
    if "send_again" not in deeds(state, forgotten=forgotten):
        raise Refusal(N_("This letter cannot be sent again: it has not left yet, or its content is deleted."))


def ensure_can_be_withdrawn(state: str) -> None:
    """Refuse to call back what has left."""
    if "withdraw" not in deeds(state, forgotten=False):
        raise Refusal(N_("This letter has left or is leaving just now. It cannot be withdrawn."))
