"""What citizens type: who they are, what they lost or found, what only an owner knows."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from webapp.blueprints.lostfound.actions.intake import Photo
from webapp.blueprints.lostfound.rules.categories import TRAITS
from webapp.blueprints.lostfound.rules.claims import UNREACHABLE
from webapp.blueprints.lostfound.rules.states import ELSEWHERE, PLACE_WORDS
from webapp.web.fields import EMAIL, PHONE, TYPING, KeyField, PastDayField, TrapField, choices, no_controls, one_line
from webapp.web.forms import PortalForm
from webapp.web.i18n import gettext, translate

F = TypeVar("F", bound="AskingForm")
NEEDED = _l("Please fill this in.")
TRAIT = "trait-"


def line(label: Any, longest: int, *, needed: bool = False, **more: Any) -> StringField:
    """A line of text."""
    rules = [DataRequired(NEEDED) if needed else Optional(), Length(max=longest), no_controls]
    return StringField(label, rules, [one_line], **more)


class AskingForm(PortalForm):
    """A form that asks what kinds of things have: a field for each trait."""

    asked: Sequence[str] = ()

    @classmethod
    def asking(cls: type[F], asked: Sequence[str], **known: Any) -> F:
        """The form with a field for each of these traits, filled with what is known."""
        fields = {TRAIT + one: line(_l(TRAITS[one][0]), 120) for one in asked}
        words = {TRAIT + one: text for one, text in known.pop("traits", {}).items()}
        form: F = type(cls.__name__, (cls,), fields)(data=known | words)
        form.asked = asked
        return form

    @property
    def trait_fields(self) -> list[Any]:
        """The fields of the traits, in the order of the kind of thing."""
        return [self[TRAIT + one] for one in self.asked]

    def typed(self) -> dict[str, Any]:
        """What was typed, the traits by themselves."""
        plain = super().typed()
        traits = {name.removeprefix(TRAIT): plain.pop(name) for name in list(plain) if name.startswith(TRAIT)}
        return plain | {"traits": {name: words for name, words in traits.items() if words}}


class PersonForm(AskingForm):
    """Who somebody is and how to reach them."""

    key = KeyField(soonest=TYPING)
    name = line(_l("First and last name"), 120, needed=True, render_kw={"autocomplete": "name"})
    email = StringField(_l("E-mail address"), [Length(max=254), no_controls], [one_line], render_kw=EMAIL)
    phone = StringField(_l("Telephone"), [Length(max=40), no_controls], [one_line], render_kw=PHONE)  # one of the two
    website = TrapField()
    reachable = True  # one of the two is needed

    def validate(self, extra_validators: Any = None) -> bool:
        """Say with everything else that is wrong that there is no way to reach the person; alone, the deed says it."""
        good: bool = super().validate(extra_validators)
        if not good and self.reachable and not (self.email.data or self.phone.data):
            self.email.errors = [*self.email.errors, gettext(UNREACHABLE)]
        return good

    @property
    def error_list(self) -> list[tuple[str, str | Markup]]:
        """In the order of the page: the person comes after the thing."""
        return sorted(super().error_list, key=lambda row: row[0] in {"name", "email", "phone", "address"})


class ClaimForm(PersonForm):
    """What only the owner knows. Every question may stay empty: the desk decides."""

    story = TextAreaField(_l("When and where did you lose it?"), [Optional(), Length(max=1000), no_controls])

    def typed(self) -> dict[str, Any]:
        """The answers to the challenges under their own name."""
        plain = super().typed()
        return plain | {"answers": plain.pop("traits")}


class LossForm(PersonForm):
    """What somebody misses."""

    title = line(_l("What is it?"), 80, needed=True)
    lost_on = PastDayField(_l("On which day was it lost?"), [InputRequired(NEEDED)])
    area = line(_l("Where, roughly?"), 80)


class FindForm(PersonForm):
    """What somebody has found and keeps, or will bring."""

    title = line(_l("What is it?"), 80, needed=True)
    found_on = PastDayField(_l("On which day was it found?"), [InputRequired(NEEDED)])
    area = line(_l("In which street or part of the town?"), 80, needed=True)
    place_kind = RadioField(_l("Where was it?"), default=ELSEWHERE)
    address = line(_l("Address"), 200, render_kw={"autocomplete": "address-line1"})
    image = FileField(_l("Photo"), [Optional()], render_kw={"accept": "image/jpeg,image/png,image/webp"})
    waives_ownership = BooleanField(_l("I do not want to keep it if nobody claims it"))
    waives_reward = BooleanField(_l("I do not want a reward"))
    consents = BooleanField(_l("The town may hand it to its owner without asking me again"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_kind.choices = choices((key, translate(words)) for key, words in PLACE_WORDS.items())

    def typed(self) -> dict[str, Any]:
        """The finder and the bytes of the photo by themselves."""
        plain = super().typed()
        plain["finder"] = {one: plain.pop(one) for one in ("name", "email", "phone", "address")}
        del plain["image"]
        plain["photo"] = Photo(self.image.data.read() if self.image.data else b"")
        return plain
