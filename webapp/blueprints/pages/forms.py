"""What a clerk may type for a page."""

from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from webapp.domain.localtime import at_local, utc
from webapp.domain.town import LANGUAGES
from webapp.web.fields import DateField, TimeField, choices
from webapp.web.forms import StaffForm


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
    publish_time = TimeField(_l("at"), [Optional()])
    until_on = DateField(_l("Until"), [Optional()], description=_l("Empty: until further notice"))
    until_time = TimeField(_l("at"), [Optional()])
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
