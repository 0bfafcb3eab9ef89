"""Forms: what people typed is checked, tried, and still there when the answer is no."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, Form, HiddenField

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store.changes import Overtaken
from webapp.web.i18n import translate
from webapp.web.town import the_session

R = TypeVar("R")
FILL_IN = N_("Please fill this in.")
SILENT = ("csrf_token", "website")
TEXTS = {"StringField", "TextAreaField", "PasswordField", "HiddenField"}
CHOOSE = N_("Please choose from the list.")
SENTENCES = {  # what the form library says by itself, in the words of this house
    "Field cannot be longer than %(max)d characters.": N_("Please shorten this to %(max)d characters."),
    "Not a valid choice.": CHOOSE,
    "'%(value)s' are not valid choices for this field.": CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE,
    "Not a valid integer value.": N_("Please write a whole number, like 3."),
    "Number must be between %(min)s and %(max)s.": N_("Please give a number from %(min)s to %(max)s."),
}


class Sentences:
    """Stands where WTForms looks for its translations, of which it has few and in another tone."""

    def gettext(self, string: str) -> str:
        """Our sentence; the library fills in its numbers."""
        return translate(SENTENCES.get(string, N_("Please check this entry.")))

    def ngettext(self, singular: str, plural: str, n: int) -> str:  # noqa: ARG002
        """Ours ask for a number of signs in a way that fits any number."""
        return self.gettext(plural)


class PortalForm(FlaskForm):
    """A form for everyone: cross-site posts are refused by headers, so the page can be cached."""

    class Meta:
        """Public pages carry no token."""

        csrf = False

        def get_translations(self, form: Form) -> Sentences:  # noqa: ARG002
            """Our own words."""
            return Sentences()

    whole: str = ""  # a refusal that belongs to no single field
    status: int = 422  # how a no is answered

    def attempt(self, deed: Callable[..., R], **arguments: Any) -> R | None:
        """Run the deed with what was typed, in a savepoint; a Refusal lands at its field and undoes everything.

        Answers what the deed answers, or None if the form or the rules said no.
        """
        if not self.validate_on_submit():
            return None
        session = the_session()
        try:
            with session.begin_nested():
                return deed(session, **(self.typed() | arguments))
        except Refusal as no:
            self.refuse(no)
            return None

    def typed(self) -> dict[str, Any]:
        """What the deed gets: every field but the token and the trap; a text that did not come is an empty one."""
        return {
            name: "" if field.data is None and field.type in TEXTS else field.data
            for name, field in self._fields.items()
            if name not in SILENT
        }

    def refuse(self, no: Refusal) -> None:
        """Put the sentence where it belongs."""
        sentence = translate(no.message, **no.values)
        field = self._fields.get(no.field or "")
        if field is None:
            self.whole = sentence
        else:
            field.errors = [*field.errors, sentence]

    @property
    def error_list(self) -> list[tuple[str, str | Markup]]:
        """(id of the field, sentence) for the summary, in the order of the form."""
        found = [("", self.whole)] if self.whole else []
        return found + [(_first_id(field), _in_full(field, error)) for field in self for error in field.errors]


class ButtonForm(PortalForm):
    """A page that asks for one press of a button."""


class StaffForm(PortalForm):
    """A form of the desk, with Flask-WTF's token."""

    class Meta:
        """The desk is never cached, so the token may ride along."""

        csrf = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.csrf_token.widget = _hidden  # several forms on one page must not share an id


class RecordForm(StaffForm):
    """A record that somebody else may have open as well."""

    version = HiddenField(default="0")

    def typed(self) -> dict[str, Any]:
        """What was typed, and which state of the record it was typed into."""
        return {name: value for name, value in super().typed().items() if name != "version"} | {"seen": self.seen}

    @property
    def seen(self) -> int:
        """The number of the state the clerk looked at."""
        return int(self.version.data) if (self.version.data or "").isdecimal() else 0

    def refuse(self, no: Refusal) -> None:
        """Told once that somebody was faster, the clerk has seen it: saving again is a decision."""
        if isinstance(no, Overtaken):
            self.version.data = str(no.version)
        super().refuse(no)


def _hidden(field: Field, **_: Any) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(field.name, field._value())


def _in_full(field: Field, error: str) -> str:
    """The sentence that stands at many fields names its own, for whoever hears the summary alone."""
    asked = str(field.label.text)
    return f"{asked}{'' if asked.endswith('?') else ':'} {error}" if str(error) == translate(FILL_IN) else error


def _first_id(field: Field) -> str:
    """Radios have no element with the field's own id: the first choice has the -0. A key is not to be seen."""
    if field.type == "KeyField":
        return ""
    return f"{field.id}-0" if field.type in {"RadioField", "MultiCheckboxField"} else str(field.id)
