"""What people may type about events, at home and at the desk."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.blueprints.events.models import Organiser, Venue
from webapp.blueprints.events.rules.events import CATEGORIES
from webapp.blueprints.events.rules.rhythm import MOST_EVERY, REPEATS
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.fields import (
    EMAIL,
    TYPING,
    DateField,
    KeyField,
    TimeField,
    TrapField,
    choices,
    no_controls,
    one_line,
    paragraphs,
    parse_date,
)
from webapp.web.forms import PortalForm, RecordForm, StaffForm
from webapp.web.keys import token_of

NEEDED = _l("Please fill this in.")
CLOCK = {"inputmode": "numeric", "class": "short"}
MOST_LEFT_OUT = 100


def line(label: Any, most: int, *needed: Any, **more: Any) -> StringField:
    """A field for one line of words."""
    return StringField(label, [*(needed or [Optional()]), Length(max=most), no_controls], [one_line], **more)


def number_or_none(value: Any) -> int | None:
    """The choice of a row; nothing chosen is none."""
    return int(value) if str(value or "").isdecimal() else None


class DatesField(StringField):
    """Several days in one line, as people write them: ``24.12., 31.12.``"""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read each; say how to write them if one cannot be read."""
        words = [one for one in (valuelist[0] if valuelist else "").replace(";", ",").split(",") if one.strip()]
        self.data: Any = [day for one in words if (day := parse_date(one, clock.today()))]
        if len(self.data) != len(words) or len(words) > MOST_LEFT_OUT:
            raise ValidationError(gettext("Please write the days like 24.12.2026, 31.12.2026."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return ", ".join(f"{date.fromisoformat(str(day)):%d.%m.%Y}" for day in self.data or [])


class EventFields:
    """What takes place, when and where: the same for everybody."""

    title = line(_l("What takes place?"), 120, DataRequired(NEEDED))
    category = SelectField(_l("Kind"), choices=choices((key, _l(words)) for key, words in CATEGORIES.items()))
    first_on = DateField(_l("Day"), [InputRequired(NEEDED)], description=_l("For example 24.11.2026"))
    starts = TimeField(
        _l("Begins at"), [Optional()], description=_l("For example 19:30. Leave empty for the whole day."),
        render_kw=CLOCK,
    )  # fmt: skip
    ends = TimeField(_l("Ends at"), [Optional()], render_kw=CLOCK)
    last_on = DateField(_l("Last day"), [Optional()], description=_l("Only if one time lasts several days"))
    repeats = SelectField(
        _l("How often?"), choices=choices((key, _l(words)) for key, words in REPEATS.items()), default="once"
    )
    every = IntegerField(
        _l("Only every … time"), [Optional(), NumberRange(1, MOST_EVERY)], default=1,
        description=_l("2 with “every week” means every second week."), render_kw=CLOCK,
    )  # fmt: skip
    until_on = DateField(_l("Until"), [Optional()], description=_l("The last day that counts. Empty: no end."))
    except_on = DatesField(
        _l("Not on these days"), [Optional()], description=_l("For example holidays: 24.12.2026, 31.12.2026")
    )
    venue_id = SelectField(_l("Where?"), coerce=number_or_none)
    place = line(_l("Room, or another place"), 200, description=_l("With the address, if it is not in the list"))
    about = TextAreaField(_l("Description"), [Optional(), Length(max=4000), no_controls], [paragraphs])
    free = BooleanField(_l("Free of charge"))
    price = line(_l("Price"), 120, description=_l("For example 8 €, children 4 €"))
    for_children = BooleanField(_l("Made for children"))
    registration = line(_l("Web address to register"), 300)
    link = line(_l("Web address with more"), 300)

    def offer(self, venues: Any) -> None:
        """The venues to choose from."""
        named = [SelectChoice(str(one.id), one.name, {"lang": "de"}) for one in venues]
        self.venue_id.choices = [SelectChoice("", gettext("another place")), *named]

    @property
    def plan(self) -> Any:
        """What was typed, as a plan that can be told in words."""
        names = ("first_on", "repeats", "every", "until_on")
        return SimpleNamespace(**{name: self[name].data for name in names})  # type: ignore[index]

    def told(self, typed: dict[str, Any]) -> dict[str, Any]:
        """With the address the event gets for whoever announced it."""
        token = {"token_hash": hashed(token_of(typed["key"]))} if typed.get("key") else {}
        return typed | token | {"every": typed["every"] or 1}


class AnnounceForm(EventFields, PortalForm):
    """Anybody announces an event."""

    key = KeyField(soonest=TYPING)
    name = line(_l("First and last name"), 120, DataRequired(NEEDED), render_kw={"autocomplete": "name"})
    email = line(_l("E-mail address"), 254, DataRequired(NEEDED), render_kw=EMAIL)
    website = TrapField()

    def typed(self) -> dict[str, Any]:
        """Everything but the trap."""
        return self.told(super().typed())


class CorrectForm(EventFields, PortalForm):
    """The same event once more; who announced it is known."""

    def typed(self) -> dict[str, Any]:
        """Everything."""
        return self.told(super().typed())


class OwnForm(CorrectForm):
    """An organiser announces an event."""

    key = KeyField()


class LinkForm(PortalForm):
    """Where the link of an organiser's page goes."""

    key = KeyField(soonest=TYPING)
    email = line(_l("E-mail address"), 254, DataRequired(NEEDED), render_kw=EMAIL)
    website = TrapField()

    def typed(self) -> dict[str, Any]:
        """Only the address."""
        return {"email": self.email.data}


class MoveFields:
    """Another time for one date."""

    to_on = DateField(_l("Day"), [InputRequired(NEEDED)])
    starts = TimeField(_l("Begins at"), [Optional()], render_kw=CLOCK)
    ends = TimeField(_l("Ends at"), [Optional()], render_kw=CLOCK)
    note = line(_l("Why? (for everybody to read)"), 300)


class CancelFields:
    """No date, and why."""

    note = line(_l("Why? (for everybody to read)"), 300)


class MoveForm(MoveFields, PortalForm):
    """By an organiser."""


class CancelForm(CancelFields, PortalForm):
    """By an organiser."""


class DeskMoveForm(MoveFields, StaffForm):
    """By the desk."""


class DeskCancelForm(CancelFields, StaffForm):
    """By the desk."""


class DeskEventForm(EventFields, RecordForm):
    """The desk writes an event down."""

    key = KeyField()
    organiser_id = SelectField(_l("Organiser"), coerce=number_or_none)

    def offer_all(self, venues: list[Venue], organisers: list[Organiser]) -> None:
        """Venues and organisers to choose from."""
        self.offer(venues)
        self.organiser_id.choices = choices([("", gettext("nobody named")), *((str(o.id), o.name) for o in organisers)])

    def typed(self) -> dict[str, Any]:
        """Everything."""
        return self.told(super().typed())


class VenueForm(RecordForm):
    """A venue and what it is like."""

    name = line(_l("Name"), 120, DataRequired(NEEDED))
    address = line(_l("Address"), 200)
    step_free = BooleanField(_l("Without steps, also the door"))
    toilet = BooleanField(_l("Accessible toilet"))
    hearing_loop = BooleanField(_l("Hearing loop"))
    parking = BooleanField(_l("Parking for disabled people"))
    access = TextAreaField(
        _l("In words"), [Optional(), Length(max=500), no_controls], [paragraphs],
        description=_l("Which door, where to ring, how many steps"), render_kw={"rows": 3},
    )  # fmt: skip


class OrganiserForm(RecordForm):
    """A club, a church, an office."""

    key = KeyField()
    name = line(_l("Name"), 120, DataRequired(NEEDED))
    email = line(_l("E-mail address"), 254, description=_l("The link to its own page goes there."), render_kw=EMAIL)
    web = line(_l("Website"), 300)
    trusted = BooleanField(_l("What it announces is published without our check"))
    feed = line(
        _l("Address of its calendar"), 300,
        description=_l("It often ends in .ics. We fetch it every six hours; the first time you look at it before."),
    )  # fmt: skip
    feed_category = SelectField(
        _l("Kind of the events in it"), choices=choices((key, _l(words)) for key, words in CATEGORIES.items())
    )

    def typed(self) -> dict[str, Any]:
        """With the address of its page."""
        typed = super().typed()
        return typed | {"token_hash": hashed(token_of(typed["key"]))}


class CalendarFileForm(StaffForm):
    """A calendar of an organiser."""

    organiser_id = SelectField(_l("Organiser"), coerce=number_or_none)
    category = SelectField(_l("Kind"), choices=choices((key, _l(words)) for key, words in CATEGORIES.items()))
    file = FileField(_l("Calendar"), description=_l("A file (.ics), 2 MB at most"), render_kw={"accept": ".ics,.ical"})

    def typed(self) -> dict[str, Any]:
        """The file is read before the deed."""
        return {"organiser_id": self.organiser_id.data, "category": self.category.data}


class ApplyForm(StaffForm):
    """Yes, and where much would be lost, a second yes."""

    sure = BooleanField(_l("Yes, this is right"))
