"""What the desk may type about what the town hall offers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)  # fmt: skip
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.blueprints.appointments.actions.conflicts import Conflict, Decisions, Undecided
from webapp.blueprints.appointments.rules import questions
from webapp.domain.localtime import local
from webapp.domain.refusal import Refusal
from webapp.web import clock
from webapp.web.dates import weekday_name
from webapp.web.fields import (
    DateField,
    EurosField,
    MultiCheckboxField,
    TimeField,
    choices,
    no_controls,
    one_line,
    paragraphs,
)
from webapp.web.forms import RecordForm, StaffForm

NEEDED = _l("Please fill this in.")
DAY, CLOCK = _l("For example 24.11.2026"), _l("For example 9:40")
RASTERS = (5, 10, 15, 20, 30, 60)
MONDAY = date(2026, 11, 23)
CONTACTS = (
    ("email", _l("e-mail address")),
    ("phone", _l("telephone")),
    ("either", _l("one of the two")),
    ("both", _l("both")),
)
DECISION = "decision-"


class DecidingForm(StaffForm):
    """A change that may push bookings aside: what becomes of each is decided in the same form."""

    message = TextAreaField(
        _l("A sentence for the letters"),
        [Optional(), Length(max=500), no_controls],
        description=_l("For example why, and what to do until then."),
        render_kw={"rows": 3},
    )
    conflicts: Sequence[Conflict] = ()

    def typed(self) -> dict[str, Any]:
        """With the decisions."""
        return {name: value for name, value in super().typed().items() if name != "message"} | {
            "decisions": self.decisions()
        }

    def decisions(self) -> Decisions:
        """What was chosen for each booking, and for all others."""
        chosen = {name.removeprefix(DECISION): value for name, value in request.form.items()}
        each = {int(name): value for name, value in chosen.items() if name.isdecimal() and len(name) < 12}
        return Decisions(each, request.form.get(f"{DECISION}all", ""), self.message.data or "")

    def refuse(self, no: Refusal) -> None:
        """Keep what is to be decided for the page."""
        if isinstance(no, Undecided):
            self.conflicts = no.conflicts
        super().refuse(no)


class ChangeForm(DecidingForm, RecordForm):
    """A change to a record somebody else may have open, and what becomes of the bookings."""


def _text(label: Any, longest: int, description: Any = "", *, needed: bool = False, **kwargs: Any) -> StringField:
    rules = [DataRequired(NEEDED) if needed else Optional(), Length(max=longest), no_controls]
    return StringField(label, rules, [one_line], description=description, **kwargs)


def _number(label: Any, lowest: int, highest: int, default: int, description: Any = "") -> IntegerField:
    rules = [InputRequired(NEEDED), NumberRange(lowest, highest)]
    return IntegerField(label, rules, default=default, description=description, render_kw={"inputmode": "numeric"})


def _lines(label: Any, longest: int, description: Any = "") -> TextAreaField:
    rules = [Optional(), Length(max=longest), no_controls]
    return TextAreaField(label, rules, [paragraphs], description=description, render_kw={"rows": 4})


class ServiceForm(ChangeForm):
    """A service; its questions are a small table."""

    name = _text(_l("Name"), 120, _l("As people say it: “Passport”. The address is made of it and stays."), needed=True)
    area = _text(
        _l("Area of life"), 80, _l("Services of one area stand together: Family, Living, Traffic."), needed=True,
        render_kw={"list": "areas"},
    )  # fmt: skip
    synonyms = _text(_l("Other words for it"), 300, _l("What people type when they search."))
    about = _text(_l("In one sentence"), 500, _l("Who needs it, what they get."))
    documents = _lines(_l("What to bring"), 3000, _l("One thing in each line."))
    fee_cents = EurosField(_l("Fee in euros"), description=_l("For each person, like 37,00. 0 if it is free."))
    minutes = _number(_l("Minutes"), 5, 480, 15, _l("How long a clerk needs."))
    per_person = RadioField(
        _l("These minutes are"),
        choices=choices([("1", _l("for each person")), ("", _l("for the whole visit"))]),
        coerce=bool,
        default=True,
    )
    buffer_minutes = _number(_l("Minutes afterwards"), 0, 120, 0, _l("For the files, before the next visitor comes."))
    max_count = _number(_l("Most people in one visit"), 1, 20, 4)
    lead_hours = _number(_l("Hours ahead"), 0, 720, 2, _l("So long before, nobody can book online any more."))
    window_days = _number(_l("Days that can be booked"), 1, 365, 60, _l("So many days ahead of today."))
    contact = RadioField(_l("How must we be able to reach people?"), choices=choices(CONTACTS), default="email")
    reminder_hours = _number(_l("Reminder, hours before"), 0, 336, 24, _l("0 writes no reminder."))
    counters = MultiCheckboxField(_l("Which counters can do it?"), coerce=int)
    by_invitation = BooleanField(
        _l("Only with an invitation"),
        description=_l("It stands in no list. Only who gets a link books it, for example an applicant, and you."),
    )

    def typed(self) -> dict[str, Any]:
        """With the questions of the table."""
        return super().typed() | {"questions": self.questions(), "counters": self.counters.data or []}

    @staticmethod
    def questions() -> list[questions.Question]:
        """The lines of the table that hold anything."""
        columns = (request.form.getlist(f"question_{name}") for name in ("label", "kind", "options", "needed", "why"))
        lines = [[one_line(cell)[:300] for cell in line] for line in zip(*columns, strict=False)]
        return [
            questions.Question(
                label, kind if kind in dict(questions.KINDS) else questions.TEXT,
                tuple(one.strip() for one in options.split(",") if one.strip()), bool(needed), why,
            )
            for label, kind, options, needed, why in lines if label or options or why
        ]  # fmt: skip


class PlaceForm(RecordForm):
    """A house people come to."""

    name = _text(_l("Name"), 120, needed=True)
    address = _text(_l("Address"), 200, _l("Street, postcode and town"))
    directions = _text(_l("How to get there"), 500, _l("Bus stop, parking, which door."))
    access = _text(_l("Access"), 500, _l("Steps, lift, toilet, parking for people with disabilities."))
    phone = _text(_l("Telephone"), 40)


class CounterForm(RecordForm):
    """A counter of a place."""

    name = _text(_l("Name"), 80, _l("As it stands at the door: “Counter 2”, “Room 14”."), needed=True)
    place_id = SelectField(_l("Place"), coerce=int)
    raster_minutes = SelectField(
        _l("Visits begin every"),
        coerce=int,
        default=10,
        choices=choices((one, _l("%(count)s minutes", count=one)) for one in RASTERS),
    )
    kept_percent = _number(
        _l("Kept for the telephone and for walk-ins, in percent"), 0, 100, 0,
        _l("Of a day's minutes. The internet cannot book them, you can. 0 keeps nothing."),
    )  # fmt: skip
    release_hours = _number(
        _l("Released, hours before"), 0, 720, 24, _l("So long before, what is still free can be booked by everybody.")
    )


class OpeningForm(ChangeForm):
    """A rule: from–to on a weekday."""

    weekday = SelectField(_l("Weekday"), coerce=int)
    from_time = TimeField(_l("From"), [InputRequired(NEEDED)], description=CLOCK)
    to_time = TimeField(_l("Until"), [InputRequired(NEEDED)], description=CLOCK)
    every_weeks = _number(_l("Every how many weeks?"), 1, 8, 1, _l("1 is every week. Weeks count from the first day."))
    valid_from = DateField(_l("First day"), [InputRequired(NEEDED)], description=DAY)
    valid_until = DateField(_l("Last day"), [Optional()], description=_l("Empty: until further notice"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weekday.choices = choices((day, weekday_name(MONDAY.replace(day=23 + day))) for day in range(7))


class CopyForm(DecidingForm):
    """Which counters get the same rules."""

    counters = MultiCheckboxField(_l("Copy these rules to"), coerce=int)

    def typed(self) -> dict[str, Any]:
        """None chosen is an empty list."""
        return super().typed() | {"counters": self.counters.data or []}


class ClosureForm(DecidingForm):
    """No visits from–to."""

    scope = SelectField(_l("What closes?"))
    from_on = DateField(_l("First day"), [InputRequired(NEEDED)], description=DAY)
    from_time = TimeField(_l("from"), [Optional()], description=_l("Empty: from the morning"))
    until_on = DateField(_l("Last day"), [Optional()], description=_l("Empty: the same day"))
    until_time = TimeField(_l("until"), [Optional()], description=_l("Empty: until the evening"))
    reason = _text(_l("Reason"), 200, _l("For the desk, like “Staff outing”."))

    def begin_now(self) -> None:
        """A sudden closure: from this moment to the end of the day."""
        now = local(clock.now())
        self.from_on.data, self.from_time.data = now.date(), now.time().replace(second=0, microsecond=0)


class PreferencesForm(RecordForm):
    """What the town decides about its appointments."""

    hold_minutes = _number(
        _l("A chosen time is held, minutes"), 5, 60, 10, _l("While people type; they can prolong it once.")
    )
    activation = BooleanField(
        _l("A booking counts only after a click in the mail"),
        description=_l("Against made-up bookings. People without e-mail call you."),
    )
    activation_minutes = _number(_l("Time for that click, minutes"), 10, 2880, 60)
    per_email = _number(_l("Appointments to come for one e-mail address"), 1, 50, 5)
    offer_hours = _number(_l("An offer of the waiting list is good for, hours"), 1, 72, 4)
    keep_days = _number(
        _l("Forget who came after, days"), 0, 30, 2, _l("Then names and answers are deleted; the figures stay.")
    )
    daily_list_to = _text(_l("Daily list by mail to"), 254, _l("One address of the office. Empty: none."))
