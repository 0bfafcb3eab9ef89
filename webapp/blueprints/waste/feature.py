"""Manifest of the waste calendar."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import request, url_for
from werkzeug.exceptions import NotFound

from webapp.blueprints.waste import calendars, demo, feeds, signposts, views
from webapp.blueprints.waste.arrivals import Arrival, arrive
from webapp.blueprints.waste.commands import waste
from webapp.blueprints.waste.feeds import FOREVER
from webapp.blueprints.waste.lookup import COOKIE
from webapp.blueprints.waste.queries.places import collections_between
from webapp.blueprints.waste.rules.plausibility import SEVERITIES, Finding
from webapp.blueprints.waste.rules.streams import label
from webapp.blueprints.waste.staff import bp as desk
from webapp.domain.i18n import N_
from webapp.web import clock
from webapp.web.dates import weekday_name
from webapp.web.feature import Desk, Feature, Notice, Tile
from webapp.web.i18n import translate
from webapp.web.town import the_session

MONDAY = date(2026, 11, 23)


def today() -> Sequence[Notice]:
    """The next bin of the remembered place."""
    place = request.cookies.get(COOKIE, "")
    try:
        arrival = arrive(place) if place else None
    except NotFound:
        return ()
    if not isinstance(arrival, Arrival) or not arrival.districts:
        return ()
    rows = collections_between(the_session(), arrival.districts, clock.today(), FOREVER)
    coming = [one for one in rows if not one.cancelled]
    day = coming[0].actual_on if coming else clock.today() + timedelta(days=1)
    words = calendars.sentence([one for one in coming if one.actual_on == day], day)
    return (Notice(words, url_for("waste.place", place=place), "bin", arrival.title),)


STATES = {
    "preview": N_("to be decided"),
    "applied": N_("applied"),
    "undone": N_("taken back"),
    "dropped": N_("thrown away"),
}


def finding_words(finding: Finding) -> str:
    """A finding as a sentence, with the series it is about."""
    values = dict(finding.values)
    series = f"{values['district']}, {translate(label(values['stream']))} {values['variant']}".strip()
    return f"{series}: {translate(finding.message, **values)}"


WORDS = {
    "translated": translate,
    "import_state": lambda state: translate(STATES[state]),
    "reading_words": lambda pair: translate(pair[0], **pair[1]),
    "finding_words": finding_words,
    "finding_level": lambda finding: translate(SEVERITIES[finding.severity]),
    "stream_title": calendars.title_of,
    "stream_label": lambda stream: translate(label(stream)),
    "weekday": lambda number: weekday_name(MONDAY + timedelta(days=number)),
}

FEATURE = Feature(
    "waste",
    N_("Waste calendar"),
    blueprints=(views.bp, feeds.bp, desk),
    menu=((N_("Waste"), "waste.index"),),
    tiles=(
        Tile(
            N_("Which bin is next?"),
            N_("Dates for your street, also in your calendar"),
            "waste.index",
            "bin",
            N_("rubbish waste collection dates"),
        ),
        Tile(
            N_("Where does this go?"),
            N_("Waste from A to Z, and who takes it"),
            "waste.guide",
            "recycle",
            N_("rubbish recycling throw away sort"),
        ),
    ),
    behind=((N_("Places that take waste, and their hours"), "waste.places_to_bring"),),
    desks=(Desk(N_("Waste calendar"), "waste_desk.index", "waste.edit", "bin"),),
    permissions=(("waste.edit", N_("Edit the waste calendar")),),
    commands=(waste,),
    today=today,
    words=WORDS,
    style="css/waste.css",
    find=signposts.find,
    demo=demo.plant,
)
