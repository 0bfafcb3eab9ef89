"""Manifest of events."""

from collections.abc import Sequence
from datetime import time, timedelta

from markupsafe import Markup

from webapp.blueprints.events import announcing, demo, feeds, following, queries, shown, signposts, tasks, views
from webapp.blueprints.events.letters import LETTERS
from webapp.blueprints.events.rules.purposes import PURPOSES
from webapp.blueprints.events.rules.wish import Wish
from webapp.blueprints.events.staff import EDIT
from webapp.blueprints.events.staff import bp as desk
from webapp.domain.i18n import N_
from webapp.web import clock
from webapp.web.feature import Desk, Feature, Notice, Task, Tile, Waiting
from webapp.web.i18n import gettext, ngettext, said_in, translate
from webapp.web.town import kept

SHOWN_TODAY = 3


def today() -> Sequence[Notice]:
    """What is on today, the next three. The whole day is kept: every visit of the first page asks for it."""
    day = clock.today()
    first, tomorrow = shown.begin(day), shown.begin(day + shown.A_DAY)
    rows = kept("events_today", lambda fresh: queries.dates(fresh, Wish(), first, tomorrow), of=day)
    coming = [one for one in rows if one.ends_at > clock.now() - queries.INSTANT and not one.cancelled]
    return [
        Notice(
            Markup(gettext("%(title)s, %(time)s"))
            % {"title": said_in("de", one.event.title), "time": shown.time_words(one, day)},
            shown.address_of(one), "calendar", said_in("de", shown.place_words(one.event)),
        )
        for one in coming[:SHOWN_TODAY]
    ]  # fmt: skip


def to_check(count: int) -> str:
    """So many events somebody announced, and calendars that were fetched."""
    return ngettext("%(num)s event should be checked", "%(num)s events should be checked", count)


LETTER_WORDS = (N_("announced"), N_("published"), N_("not published"), N_("own page"))  # kinds of letters, for the desk
WORDS = {
    "event_purposes": PURPOSES,
    "event_fault": lambda fault: translate(fault["message"], **fault["values"]),
    "event_time": shown.time_words,
    "event_when": shown.when_words,
    "event_moved": shown.moved_words,
    "event_place": shown.place_words,
    "event_access": shown.access_words,
    "event_rhythm": shown.rhythm_words,
    "event_address": shown.address_of,
    "event_count": shown.count_words,
}

FEATURE = Feature(
    "events",
    N_("Events"),
    blueprints=(views.bp, feeds.bp, announcing.bp, desk),
    menu=((N_("Events"), "events.index"),),
    tiles=(
        Tile(
            N_("What is on?"),
            N_("Feasts, clubs, concerts, also in your calendar"),
            "events.index",
            "music",
            N_("event calendar party club leisure"),
        ),
    ),
    behind=(
        (N_("Subscribe in my calendar"), "events.subscribe"),
        (N_("Announce an event"), "events_own.announce"),
    ),
    desks=(Desk(N_("Events"), "events_desk.index", EDIT, "music"),),
    permissions=((EDIT, N_("Edit events, venues and organisers")),),
    waiting=(Waiting(EDIT, queries.count_to_check, to_check, "events_desk.index"),),
    tasks=(
        Task(tasks.follow_calendars, every=timedelta(minutes=5), errand=following.bring),
        Task(tasks.plan_ahead, at=time(1)),
        Task(tasks.forget_people, at=time(1)),
        Task(tasks.forget_organisers, at=time(1)),
        Task(tasks.forget_networks, every=timedelta(minutes=10)),
    ),
    letters=LETTERS,
    purposes=tuple(PURPOSES.values()),
    today=today,
    words=WORDS,
    style="css/events.css",
    find=signposts.find,
    sitemap=signposts.sitemap,
    demo=demo.plant,
)
