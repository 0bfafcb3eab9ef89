"""What clerks type: the register, a handing over, a sale."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.blueprints.lostfound.forms import NEEDED, FindForm, line
from webapp.blueprints.lostfound.rules.blocks import BLOCKS, LONGEST, PLACE
from webapp.blueprints.lostfound.rules.categories import CATEGORIES, TRAITS, may_show, shown_at_first
from webapp.domain.i18n import N_
from webapp.formats.images import Area
from webapp.web.fields import DateField, EurosField, KeyField, MultiCheckboxField, choices, no_controls, paragraphs
from webapp.web.forms import RecordForm, StaffForm
from webapp.web.i18n import translate

WEEKS = NumberRange(1, 52)
DIGITS = {"inputmode": "numeric", "class": "short"}
BRACKETS = re.compile(r"\[[^\]]*\]")
IDENTITIES = {
    "id": N_("identity card"), "passport": N_("passport"), "licence": N_("driving licence"),
    "known": N_("known to the office"),
}  # fmt: skip


def known_places(_form: Any, field: Any) -> None:
    """Refuse a place nobody fills in: it would stand in the letter."""
    for place in BRACKETS.findall(field.data or ""):
        if not PLACE.fullmatch(place):
            raise ValidationError(gettext("%(place)s is not filled in by itself. Please take it out.", place=place))


class ItemForm(FindForm, StaffForm):
    """A find as it stands in the register."""

    key = KeyField()
    name = line(_l("First and last name"), 120)  # the finder may be unknown
    reachable = False
    place = line(_l("Exact place"), 200, description=_l("Not published."))
    storage = line(_l("Where is it kept?"), 80, description=_l("Shelf or box. Leave empty while the finder keeps it."))
    value_cents = EurosField(
        _l("Value in euros"), [Optional()], nothing=None, description=_l("Estimated. Empty if unknown.")
    )
    sentimental = BooleanField(_l("Only its owner values it"))
    by_staff = BooleanField(_l("The finder works for the office or company where it was found"))
    breached = BooleanField(_l("The finder reported late or concealed the find"))
    shown = MultiCheckboxField(_l("What everybody may read"), [Optional()])
    shows_photo = BooleanField(_l("Publish the photo"))
    note = TextAreaField(_l("Internal note"), [Optional(), Length(max=1000), no_controls], render_kw={"rows": 3})
    hidden = TextAreaField(
        _l("Cover parts of the photo"), [Optional(), Length(max=300)], render_kw={"rows": 2},
        description=_l("One part a line, in per cent: from the left, from the top, width, height. Like 40 30 20 10"),
    )  # fmt: skip
    publish = BooleanField(_l("Publish at once"), default=True)

    areas: Sequence[Area] = ()

    def validate_hidden(self, field: Any) -> None:
        """Read the parts; say how to write them if they cannot be read."""
        rows = [row.replace(",", ".").split() for row in field.data.splitlines()]
        try:
            self.areas = [Area(*map(float, row)) for row in rows]
        except (TypeError, ValueError):
            raise ValidationError(gettext("Please write four numbers a line, like 40 30 20 10.")) from None

    def typed(self) -> dict[str, Any]:
        """The photo with the parts to cover."""
        plain = super().typed()
        del plain["hidden"]
        return plain | {"photo": plain["photo"]._replace(hidden=self.areas)}

    @classmethod
    def of(cls, category: str, **known: Any) -> "ItemForm":
        """The form for a kind of thing; what is public at first is ticked."""
        kind = CATEGORIES[category]
        first = {"shown": shown_at_first(category), "shows_photo": kind.photo, "publish": True}
        form = cls.asking(kind.traits, **(first | known))
        form.shown.choices = choices((one, translate(TRAITS[one][0])) for one in kind.traits if may_show(one))
        return form


class WritingForm(StaffForm):
    """The words of a letter."""

    text = TextAreaField(
        _l("Your text"), [Length(max=LONGEST), no_controls], [paragraphs], render_kw={"rows": 12, "dir": "auto"}
    )


class PreferencesForm(RecordForm):
    """The deadlines the town sets itself."""

    notice_weeks = IntegerField(_l("Weeks a notice of a sale stands"), [Optional(), WEEKS], render_kw=DIGITS)
    collect_weeks = IntegerField(
        _l("Weeks the finder has to collect what is theirs (§ 976 BGB)"),
        [InputRequired(NEEDED), WEEKS],
        render_kw=DIGITS,
    )


class NeighbourForm(StaffForm):
    """A town to search with."""

    name = line(_l("Name of the town"), 80, needed=True)
    feed = line(
        _l("Address of its list of finds"), 500, needed=True,
        description=_l("It begins with https:// and ends with /fundbuero/funde.json"),
    )  # fmt: skip


class TextsForm(StaffForm):
    """The text blocks in one language."""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "TextsForm":
        """The form with a field for each block, filled with these texts."""
        rules: Any = [Length(max=LONGEST), no_controls, known_places]
        fields = {
            key: TextAreaField(translate(one.name), rules, [paragraphs], render_kw={"rows": 7, "dir": "auto"})
            for key, one in BLOCKS.items()
        }
        form: TextsForm = type("TextsFormFilled", (cls,), fields)(data=texts)
        return form

    def typed(self) -> dict[str, Any]:
        """The texts by their blocks."""
        return {"texts": super().typed()}


class StepForm(StaffForm):
    """A button: the deed, and the state that was seen."""

    deed = StringField(validators=[Length(max=10)])
    seen = StringField(validators=[Length(max=10)])


class HandoverForm(StaffForm):
    """Who gets it, which paper was shown, what was paid."""

    name = line(_l("First and last name"), 120, needed=True)
    address = line(_l("Address"), 200)
    instead = BooleanField(_l("Somebody else collects it, with a written authority"))
    identity = SelectField(_l("Which paper was shown?"), [DataRequired(NEEDED)])
    reward_cents = EurosField(_l("Reward in euros"))
    settled = BooleanField(_l("The finder agrees, or has the reward and the expenses (§ 972 BGB)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = ((key, translate(words)) for key, words in IDENTITIES.items())
        self.identity.choices = choices([("", gettext("Please choose")), *papers])


class AmountForm(StaffForm):
    """An amount of money."""

    cents = EurosField(_l("Amount in euros"), [NumberRange(min=1, message=NEEDED)])


class ExpenseForm(AmountForm):
    """What keeping has cost."""

    what = line(_l("What for"), 120, needed=True)


class SaleForm(StaffForm):
    """A public list and its days."""

    key = KeyField()
    place = line(_l("Where is it sold?"), 200, needed=True)
    notice_until = DateField(_l("Owners may come until"), [InputRequired(NEEDED)])
    sold_on = DateField(_l("Sold on"), [InputRequired(NEEDED)])
    items = MultiCheckboxField(_l("Finds on the list"), [Optional()], coerce=int)
