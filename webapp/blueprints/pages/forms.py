"""What a clerk may type for a page."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from webapp.domain.localtime import at_local, local, utc
from webapp.domain.town import LANGUAGES
from webapp.web.fields import DateField, TimeField, choices
from webapp.web.forms import StaffForm


def _needs(day: str) -> Callable[[Any, Field], None]:
    """A time alone would be forgotten in silence, and the page public at once."""

    def check(form: Any, _field: Field) -> None:
        if not form[day].raw_data or not form[day].raw_data[0].strip():
            raise ValidationError(gettext("Please write the day as well."))

    return check


def planned(publish_at: datetime | None, until_at: datetime | None, now: datetime) -> dict[str, Any]:
    """The times of a text that are still to come, as the form shows them: whoever saves again keeps them."""
    begin = local(publish_at) if publish_at and publish_at > now else None
    end = local(until_at) if until_at and until_at > now else None
    return {
        "publish_on": begin and begin.date(),
        "publish_time": begin and begin.time(),
        "until_on": end and end.date(),
        "until_time": end and end.time(),
    }


class PageForm(StaffForm):
    """Title, text, and when people see it."""

    title = StringField(_l("Title"), [Length(max=200)])
    language = SelectField(_l("Language of this text"), choices=choices(LANGUAGES.items()))
    body = TextAreaField(
        _l("Text"),
        description=_l("## makes a heading, - a list, **bold**, [words](https://address) a link."),
        render_kw={"rows": 18},
    )
    in_menu = BooleanField(_l("Show in the main menu"))
    review_on = DateField(_l("Look at it again on"), [Optional()], description=_l("For example 24.11.2026"))
    publish_on = DateField(_l("Publish on"), [Optional()], description=_l("Empty: at once"))
    publish_time = TimeField(_l("at"), [Optional(), _needs("publish_on")])
    until_on = DateField(_l("Until"), [Optional()], description=_l("Empty: until further notice"))
    until_time = TimeField(_l("at"), [Optional(), _needs("until_on")])
    seen = HiddenField(default="0")

    def timing(self) -> dict[str, Any]:
        """When it shows, as moments: a day without a time begins at midnight and ends with the day."""
        return {
            "publish_at": _moment(self.publish_on.data, self.publish_time.data or time(0)),
            "until_at": _moment(self.until_on.data, self.until_time.data or time(23, 59)),
        }

    def typed(self) -> dict[str, Any]:
        """Text and placement; the times are put together first."""
        names = ("title", "body", "language", "in_menu", "review_on")
        return {
            name: self._fields[name].data or "" if name in {"title", "body"} else self._fields[name].data
            for name in names
        } | self.timing()


class PictureForm(StaffForm):
    """A picture and its words."""

    image = FileField(
        _l("Picture"), description=_l("JPEG, PNG or WebP"), render_kw={"accept": "image/jpeg,image/png,image/webp"}
    )
    alt = StringField(
        _l("What does the picture show?"), [Length(max=300)], description=_l("Blind people hear this sentence instead.")
    )
    decorative = BooleanField(_l("The picture is only decoration"))

    def typed(self) -> dict[str, Any]:
        """The bytes and the words."""
        content = self.image.data.read() if self.image.data else b""
        return {"content": content, "alt": self.alt.data or "", "decorative": self.decorative.data}


def _moment(day: Any, at: time) -> datetime | None:
    return utc(at_local(day, at)) if day else None
