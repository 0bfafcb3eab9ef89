"""From when until when: shown, open for applications, kept. Days are German days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from webapp.domain.i18n import N_
from webapp.domain.localtime import at_local, local_date, utc
from webapp.domain.refusal import Refusal

LAST_MINUTE = time(23, 59)
A_DAY = timedelta(days=1)
DRAFT_KEPT = timedelta(days=2)  # an application nobody sent
QUIET = timedelta(days=730)  # a local employer nothing is heard of for so long has no link any more
SECOND_THOUGHT = timedelta(minutes=15)  # rejections wait so long, so that a wrong tick can be taken back
UNANSWERED_KEPT = relativedelta(months=12)  # after the deadline: no application stays for ever because nobody answered
OVER = N_("The deadline is over: it ended on %(day)s at 23:59. Please call us if you are only just late.")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a refused application may be kept at least and at most, since when that is so, and why."""

    since: date
    least: int
    most: int
    source: str


KEEPING = (  # months after the answer, newest first; a change of the law is a new line
    Keeping(
        date(2006, 8, 18), 3, 6,
        "AGG § 15 IV: two months to claim; ArbGG § 61b: three more to sue; one for the post",
    ),
)  # fmt: skip


def keeping(on: date) -> Keeping:
    """The rule of that day."""
    return next((one for one in KEEPING if one.since <= on), KEEPING[-1])


def ensure_keeping(months: int, today: date) -> None:
    """Refuse to keep refused applications shorter than a claim can come, or longer than one can (AGG § 15 IV)."""
    rule = keeping(today)
    if not rule.least <= months <= rule.most:
        raise Refusal(
            N_("Between %(least)s and %(most)s months, please: a claim can come for so long (AGG § 15 IV)."),
            "keep_months", least=rule.least, most=rule.most,
        )  # fmt: skip


def delete_on(answered_at: datetime, months: int) -> date:
    """The first day it must be gone: the day after the same day some months later (BGB § 188 II, III)."""
    return local_date(answered_at) + relativedelta(months=months) + A_DAY


def delete_unanswered_on(deadline_on: date) -> date:
    """The first day an application nobody answered must be gone."""
    return deadline_on + UNANSWERED_KEPT + A_DAY


def closes_at(deadline_on: date) -> datetime:
    """The moment the form closes: the minute 23:59 in Germany still counts."""
    return utc(at_local(deadline_on, LAST_MINUTE) + timedelta(minutes=1))


def is_open(deadline_on: date, now: datetime) -> bool:
    """Whether somebody may still apply."""
    return now < closes_at(deadline_on)


def ensure_open(deadline_on: date, now: datetime) -> None:
    """Refuse an application after the deadline."""
    if not is_open(deadline_on, now):
        raise Refusal(OVER, day=f"{deadline_on:%d.%m.%Y}")


def is_shown(publish_on: date | None, deadline_on: date, until_on: date | None, today: date) -> bool:
    """Whether a published vacancy is read today."""
    return (publish_on or today) <= today <= last_day(deadline_on, until_on)


def last_day(deadline_on: date, until_on: date | None) -> date:
    """The last day a vacancy is shown: its own, or else the deadline."""
    return until_on or deadline_on
