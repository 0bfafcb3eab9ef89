"""What clerks press and type at the counter."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from webapp.blueprints.appointments.forms import DetailsForm, MoveForm
from webapp.web.fields import KeyField, choices, no_controls, one_line
from webapp.web.forms import StaffForm


class StepForm(StaffForm):
    """The buttons of a line: the state pressed, and the state that was seen."""

    state = StringField(validators=[Length(max=10)])
    seen = StringField(validators=[Length(max=10)])


class NoteForm(StaffForm):
    """What colleagues should know."""

    internal_note = TextAreaField(
        _l("Internal note"), [Optional(), Length(max=1000), no_controls], render_kw={"rows": 3}
    )  # fmt: skip


class MessageForm(StaffForm):
    """What the visitor is told besides."""

    message = TextAreaField(
        _l("Message to the visitor"), [Optional(), Length(max=500), no_controls], render_kw={"rows": 3}
    )  # fmt: skip


class DeskMoveForm(MoveForm, MessageForm):
    """Another time, and a word about it."""


class DeskDetailsForm(DetailsForm, StaffForm):
    """The citizens' form, typed by a clerk: as quickly as she likes, with how the visitor came to us."""

    key = KeyField()
    channel = RadioField(
        _l("How does the booking reach us?"),
        choices=choices([("phone", _l("by telephone")), ("counter", _l("at the counter"))]), default="phone",
    )  # fmt: skip

    def typed(self) -> dict[str, Any]:
        """The details, the key and the channel."""
        return super().typed() | {"key": self.key.data, "channel": self.channel.data}


class SearchForm(StaffForm):
    """Whom somebody looks for. Sent as a form, so that no name stands in an address or a log of addresses."""

    wanted = StringField(
        _l("Number, name, e-mail or telephone"),
        [Length(min=2, max=120, message=_l("Please type at least two signs.")), no_controls], [one_line],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
