"""What citizens choose and type: filters, an application, its papers; what a local employer sends in."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from webapp.blueprints.vacancies.rules import adverts
from webapp.blueprints.vacancies.rules.applications import ensure_size
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.formats.pdf import ensure_plain
from webapp.web.fields import (
    EMAIL,
    PHONE,
    TYPING,
    DateField,
    KeyField,
    TrapField,
    choices,
    no_controls,
    one_line,
    paragraphs,
)
from webapp.web.forms import PortalForm

DAY = _l("For example 24.11.2026")
EACH_LINE = _l("One thing in each line.")


class DetailsForm(PortalForm):
    """Who applies, as long as nothing is sent."""

    name = StringField(
        _l("First and last name"), [Length(max=120), no_controls], [one_line], render_kw={"autocomplete": "name"}
    )
    email = StringField(_l("E-mail address"), [Length(max=254), no_controls], [one_line], render_kw=EMAIL)
    phone = StringField(_l("Telephone"), [Optional(), Length(max=40), no_controls], [one_line], render_kw=PHONE)
    message = TextAreaField(_l("Why would you like to come?"), [Optional(), Length(max=4000), no_controls])
    disabled = BooleanField(_l("I am severely disabled or of equal status"))


class ApplicationForm(DetailsForm):
    """The first step; its key makes one application, however often it is sent."""

    key = KeyField(soonest=TYPING)
    website = TrapField()


class DocumentForm(PortalForm):
    """One paper."""

    document = FileField(_l("PDF file"), render_kw={"accept": "application/pdf,.pdf"})

    content: bytes = b""

    def look_through(self) -> bool:
        """Whether it may be kept; takes seconds, so nobody should hold the database meanwhile."""
        try:
            chosen = self.document.data
            if not chosen or not chosen.filename:
                raise Refusal(N_("Please choose a PDF file."), "document")
            self.content = chosen.read()
            ensure_size(len(self.content))
            ensure_plain(self.content, "document")
        except Refusal as no:
            self.refuse(no)
        return not self.error_list

    def typed(self) -> dict[str, Any]:
        """Its name and its bytes."""
        return {"name": self.document.data.filename, "content": self.content}


def text(label: Any, longest: int, description: Any = "", **more: Any) -> StringField:
    """One line of words."""
    return StringField(label, [Length(max=longest), no_controls], [one_line], description=description, **more)


def area(label: Any, description: Any = "", rows: int = 5) -> TextAreaField:
    """Several lines of words."""
    return TextAreaField(
        label, [Length(max=5000), no_controls], [paragraphs], description=description, render_kw={"rows": rows}
    )


def euros(label: Any, description: Any = "") -> IntegerField:
    """Whole euros a month."""
    rules = [Optional(), NumberRange(1, 50_000, _l("Please give whole euros a month, like 3200."))]
    return IntegerField(label, rules, description=description, render_kw={"inputmode": "numeric"})


def day(label: Any, description: Any = DAY) -> DateField:
    """A day that may stay empty."""
    return DateField(label, [Optional()], description=description)


def among(pairs: Mapping[str, str]) -> list[SelectChoice]:
    """What may be chosen, in the reader's words."""
    return choices((value, _l(words)) for value, words in pairs.items())


class AdvertFields:
    """The words of a vacancy, for the desk and for local employers alike."""

    title = text(_l("Title"), 160, _l("With (m/w/d) behind it."))
    kind = SelectField(_l("What it is"), choices=among(adverts.KINDS))
    field = SelectField(_l("Field"), choices=among(adverts.FIELDS))
    hours = SelectField(_l("Working time"), choices=among(adverts.HOURS))
    weekly_hours = text(_l("Hours a week"), 40, _l("For example 39 hours, or 15 to 20 hours"))
    pay_group = text(_l("Pay group"), 80, _l("For example E 6 TVöD, or the wage agreement"))
    pay_from = euros(_l("Pay from, euros a month"), _l("Before tax. It may stay empty if there is a pay group."))
    pay_to = euros(_l("Pay to, euros a month"))
    starts_on = day(_l("Begins on"), _l("Empty: as soon as possible"))
    limited_until = day(_l("Limited until"), _l("Empty: for good"))
    intro = area(_l("What it is about"), _l("Two or three sentences."), 3)
    duties = area(_l("What there is to do"), EACH_LINE)
    wishes = area(_l("What we wish for"), EACH_LINE)
    benefits = area(_l("What people get"), EACH_LINE)
    closing = area(_l("Closing sentences"), _l("Equality and, for public employers, severely disabled people."), 4)
    contact_name = text(_l("Who answers questions"), 120)
    contact_phone = text(_l("Telephone"), 40)
    contact_email = text(_l("E-mail address"), 254)
    deadline_on = DateField(_l("Apply until"), description=_l("The form closes at 23:59 of this day."))
