"""What citizens choose and type for an appointment."""

from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from webapp.blueprints.appointments.rules import questions
from webapp.blueprints.appointments.rules.visits import NEEDS
from webapp.web.fields import (
    EMAIL,
    PHONE,
    TYPING,
    KeyField,
    MomentField,
    MultiCheckboxField,
    TrapField,
    choices,
    no_controls,
    one_line,
)
from webapp.web.forms import PortalForm
from webapp.web.i18n import translate

NAME_FIELD = StringField(
    _l("First and last name"), [Length(max=120), no_controls], [one_line], render_kw={"autocomplete": "name"}
)
EMAIL_FIELD = StringField(_l("E-mail address"), [Length(max=254), no_controls], [one_line], render_kw=EMAIL)


class TimeForm(PortalForm):
    """One time of those shown."""

    key = KeyField()
    starts_at = MomentField()
    website = TrapField()


class MoveForm(PortalForm):
    """Another time for an appointment; the appointment itself is the key."""

    starts_at = MomentField()


class DetailsForm(PortalForm):
    """Who comes. The questions of the services join in."""

    key = KeyField(soonest=TYPING)
    name, email = NAME_FIELD, EMAIL_FIELD
    phone = StringField(
        _l("Telephone"), [Length(max=40), no_controls], [one_line],
        render_kw=PHONE,
    )  # fmt: skip
    needs = MultiCheckboxField(_l("Do you need anything?"), [Optional()])
    remark = TextAreaField(_l("Message to the office"), [Optional(), Length(max=500), no_controls])
    website = TrapField()
    asked: list[questions.Question]

    @classmethod
    def asking(cls, asked: list[questions.Question], contact: str, **known: Any) -> "DetailsForm":
        """The form with these questions, filled with what is known already; ``contact`` says what must be given."""
        fields = {f"question-{place}": _field(one) for place, one in enumerate(asked)}
        form: DetailsForm = type("DetailsFormAsking", (cls,), fields)(data=known)
        form.asked = asked
        form.email.flags.optional, form.phone.flags.optional = contact == "phone", contact == "email"
        for question, field in form.question_fields:
            field.flags.optional = not question.needed
        form.needs.choices = [(key, translate(words)) for key, words in NEEDS.items()]
        return form

    @property
    def question_fields(self) -> list[tuple[questions.Question, Field]]:
        """Each question with its field."""
        return [(one, self[f"question-{place}"]) for place, one in enumerate(self.asked)]

    def typed(self) -> dict[str, Any]:
        """The answers by the words of their questions."""
        answers = {question.label: field.data or "" for question, field in self.question_fields}
        return {key: self[key].data or "" for key in ("name", "email", "phone", "remark")} | {
            "needs": self.needs.data or [], "answers": answers
        }  # fmt: skip


def _field(question: questions.Question) -> Field:
    """The words of the town hall are German in every language."""
    label = Markup('<bdi lang="de">{}</bdi>').format(question.label)
    if question.kind == questions.YES_NO:
        pairs = [("ja", _l("Yes")), ("nein", _l("No"))]
        return RadioField(label, choices=choices(pairs), validate_choice=False, default="")
    if question.kind == questions.CHOICE:
        options = [SelectChoice(one, one, {"lang": "de"}) for one in question.options]
        return SelectField(label, choices=[SelectChoice("", _l("Please choose")), *options], validate_choice=False)
    return StringField(label, [Length(max=questions.LONGEST), no_controls], [one_line])


class CancelForm(PortalForm):
    """A reason, if the citizen likes to give one."""

    reason = TextAreaField(_l("Reason"), [Optional(), Length(max=300), no_controls])


class WaitingForm(PortalForm):
    """Whom to write to when an earlier time comes free."""

    key = KeyField(soonest=TYPING)
    name, email = NAME_FIELD, EMAIL_FIELD
    website = TrapField()
