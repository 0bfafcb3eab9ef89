"""Days in words, as people of each language write them; short enough to hear."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_time
from flask import Flask

from webapp.domain.i18n import N_
from webapp.domain.localtime import BERLIN, local, local_date
from webapp.domain.money import euros
from webapp.web import clock
from webapp.web.i18n import gettext, language, translate

LONG = {"de": "EEEE, d. MMMM", "en": "EEEE d MMMM", "uk": "EEEE, d MMMM", "ar": "EEEE، d MMMM"}
NEAR = {0: N_("Today"), 1: N_("Tomorrow"), 2: N_("The day after tomorrow")}
SHORT = {"de": "EE d.M.", "en": "EE d MMM", "uk": "EE d.MM", "ar": "EE d/M"}


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, code: str) -> str:
    return format_date(day, pattern, locale=code)


def long_day(day: date) -> str:
    """``Dienstag, 24. November``; with the year when it is not this one. Of a moment, the day it is in Germany."""
    day = local_date(day) if isinstance(day, datetime) else day
    pattern = LONG[language()] + (" y" if day.year != clock.today().year else "")
    return _formatted(day, pattern, language())


def short_day(day: date) -> str:
    """``Di 24.11.``"""
    return _formatted(day, SHORT[language()], language())


def day_of_month(day: date) -> str:
    """``Di 24.``, where the month stands above."""
    return _formatted(day, "EE d." if language() == "de" else "EE d", language())


def numeric_day(day: date) -> str:
    """``24.11.2026``, for tables of the desk."""
    return _formatted(day, "dd.MM.y", "de")


def month_name(day: date) -> str:
    """``November 2026``"""
    return _formatted(day.replace(day=1), "LLLL y", language())


def month_alone(day: date) -> str:
    """``November``"""
    return _formatted(day.replace(day=1), "LLLL", language())


def weekday_name(day: date) -> str:
    """``Dienstag``"""
    return _formatted(day, "EEEE", language())


def weekday_short(day: date) -> str:
    """``Di``, in columns as narrow as a phone's."""
    return _formatted(day, "EEEEE" if language() == "ar" else "EEEEEE", language())


def near_day(day: date) -> str:
    """``Tomorrow, Tuesday 24 November`` for days within reach, else the day alone."""
    near = NEAR.get((day - clock.today()).days)
    return gettext("%(near)s, %(day)s", near=translate(near), day=long_day(day)) if near else long_day(day)


def clock_time(at: datetime) -> str:
    """``9:40 Uhr``, ``9:40 am``: a time of day in Germany, by the reader's own clock."""
    return _time(at, language())


@lru_cache(maxsize=4096)
def _time(at: datetime, code: str) -> str:
    if code == "de":
        return f"{local(at):%-H:%M} Uhr"
    return format_time(local(at), "short", locale=code, tzinfo=BERLIN).replace("\u202f", " ")


def soon(at: datetime) -> str:
    """``9:40 Uhr`` today; on another day with the day."""
    if local_date(at) == clock.today():
        return clock_time(at)
    return gettext("%(day)s, %(time)s", day=long_day(at), time=clock_time(at))


def moment(at: datetime) -> str:
    """``24.11.2026, 9:40`` in German time, for the desk."""
    return format_datetime(local(at), "dd.MM.y, H:mm", locale="de", tzinfo=local(at).tzinfo)


def init_app(app: Flask) -> None:
    """Hand the words to the templates as filters."""
    for one in (
        long_day,
        short_day,
        day_of_month,
        numeric_day,
        month_name,
        month_alone,
        weekday_name,
        weekday_short,
        near_day,
        clock_time,
        euros,
        soon,
        moment,
    ):
        app.jinja_env.filters[one.__name__] = one
