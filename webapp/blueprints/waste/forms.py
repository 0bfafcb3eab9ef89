"""What a clerk may type about waste."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from webapp.blueprints.waste.rules.streams import LABELS
from webapp.web.fields import DateField, choices
from webapp.web.forms import StaffForm

NEEDED = _l("Please fill this in.")
STREAMS = [(key, _l(text)) for key, text in LABELS.items()]
MONTH_DAY = Regexp(r"^\d\d-\d\d$", message=_l("Please write the day like 01.04."))


class UploadForm(StaffForm):
    """Files of the disposal company."""

    files = MultipleFileField(
        _l("Files of the disposal company"),
        description=_l("Calendars (.ics), tables (.csv, .xlsx, .ods) or JSON. Several at once, 16 MB in all."),
        render_kw={"accept": ".ics,.ical,.csv,.txt,.xlsx,.xls,.ods,.json,.xml"},
    )

    def typed(self) -> dict[str, Any]:
        """The files were read before; the deed gets what was read."""
        return {}


class DecisionForm(StaffForm):
    """A district for each file, a meaning for each unknown title: the fields come from the files."""

    def decisions(self) -> dict[str, Any]:
        """``{"districts": {0: "Nord"}, "titles": {"Blaue Tonne": "paper"}}`` as they were typed."""
        districts = {
            int(name.removeprefix("district-")): (request.form.get(f"new-{name}") or value).strip()
            for name, value in request.form.items()
            if name.startswith("district-") and name.removeprefix("district-").isdecimal()
        }
        titles = dict(zip(request.form.getlist("title"), request.form.getlist("meaning"), strict=False))
        return {"districts": districts, "titles": titles}


class ApplyForm(StaffForm):
    """Yes, and where much would be lost, a second yes."""

    sure = BooleanField(_l("Yes, this is right"))


class CollectionForm(StaffForm):
    """One date changed by hand."""

    actual_on = DateField(_l("Day"), [InputRequired(NEEDED)], description=_l("For example 24.11.2026"))
    reason = StringField(_l("Reason, if it moved"), [Optional(), Length(max=200)])
    time = StringField(
        _l("Time"), [Optional(), Length(max=20)], description=_l("Only for a van with a place, like 10:00-11:30")
    )
    place = StringField(_l("Place"), [Optional(), Length(max=200)])
    note = StringField(_l("Note for residents"), [Optional(), Length(max=500)])


class NewCollectionForm(StaffForm):
    """A date the files do not know."""

    district_id = SelectField(_l("District"), coerce=int)
    stream = SelectField(_l("Kind of waste"), choices=choices(STREAMS))
    variant = StringField(_l("Variant"), [Optional(), Length(max=80)], description=_l("For example 240 l or weekly"))
    actual_on = DateField(_l("Day"), [InputRequired(NEEDED)], description=_l("For example 24.11.2026"))
    time = StringField(
        _l("Time"), [Optional(), Length(max=20)], description=_l("Only for a van with a place, like 10:00-11:30")
    )
    place = StringField(_l("Place"), [Optional(), Length(max=200)])
    note = StringField(_l("Note for residents"), [Optional(), Length(max=500)])


class MonthDayField(StringField):
    """A day of any year: typed ``01.04.``, kept ``04-01``."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Turn the German order into the one that sorts."""
        parts = [part.zfill(2) for part in (valuelist[0] if valuelist else "").replace(" ", "").strip(".").split(".")]
        self.data: Any = "-".join(reversed(parts)) if any(parts) and parts != ["00"] else ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return ".".join(reversed(self.data.split("-"))) + "." if self.data else ""


class RhythmForm(StaffForm):
    """Every so many weeks on a weekday."""

    district_id = SelectField(_l("District"), coerce=int)
    stream = SelectField(_l("Kind of waste"), choices=choices(STREAMS))
    variant = StringField(_l("Variant"), [Optional(), Length(max=80)], description=_l("For example 240 l or weekly"))
    every_weeks = IntegerField(
        _l("Every how many weeks?"),
        [InputRequired(NEEDED), NumberRange(1, 8)],
        default=2,
        render_kw={"inputmode": "numeric"},
    )
    first_on = DateField(
        _l("First day"), [InputRequired(NEEDED)], description=_l("The weekday of this day counts for all that follow.")
    )
    season_from = MonthDayField(
        _l("Season from"), [Optional(), MONTH_DAY], description=_l("Only for a season, like 01.04.")
    )
    season_to = MonthDayField(_l("Season until"), [Optional(), MONTH_DAY])
    until_on = DateField(_l("Last day of all"), [Optional()])


class YearForm(StaffForm):
    """The holiday table of a year: three columns of text."""

    template = SelectField(_l("Template"), choices=[])


class StreetForm(StaffForm):
    """A street; its lines are a small table."""

    name = StringField(_l("Street"), [DataRequired(NEEDED), Length(max=120)])
    locality = StringField(
        _l("Locality"), [Optional(), Length(max=80)], description=_l("Only if the name exists twice")
    )


class DistrictForm(StaffForm):
    """A district's name."""

    name = StringField(_l("District"), [DataRequired(NEEDED), Length(max=100)])


class ItemForm(StaffForm):
    """An entry of the A to Z."""

    name = StringField(_l("Word"), [DataRequired(NEEDED), Length(max=120)])
    synonyms = StringField(_l("Other words for it"), [Optional(), Length(max=300)])
    stream = SelectField(_l("Bin"), choices=choices([("", _l("no bin")), *STREAMS]))
    dropoff_id = SelectField(
        _l("Place that takes it"), coerce=lambda value: int(value) if str(value).isdecimal() else None
    )
    advice = StringField(_l("What to know"), [Optional(), Length(max=500)])


class DropOffForm(StaffForm):
    """A place that takes waste."""

    name = StringField(_l("Name"), [DataRequired(NEEDED), Length(max=120)])
    address = StringField(_l("Address"), [Optional(), Length(max=200)])
    takes = TextAreaField(_l("Takes"), [Optional(), Length(max=2000)])
    hours = TextAreaField(
        _l("Opening hours"), [Optional()], description=_l("One line for each day, like: Mo-Fr 9-12, 14-17")
    )
    closed_on_holidays = BooleanField(_l("Closed on public holidays"), default=True)
    note = StringField(_l("Note for residents"), [Optional(), Length(max=500)])


class StreetFileForm(StaffForm):
    """A table of streets."""

    file = FileField(
        _l("Street directory"),
        description=_l("A table (.csv, .xlsx, .ods) with one street in each line"),
        render_kw={"accept": ".csv,.txt,.xlsx,.xls,.ods"},
    )

    def typed(self) -> dict[str, Any]:
        """The table was read before."""
        return {}
