"""What the desk types about vacancies, employers and applications."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from webapp.blueprints.vacancies.forms import DAY, AdvertFields, area, day, text
from webapp.blueprints.vacancies.rules.ratings import POINTS
from webapp.web.fields import DateField, KeyField, MultiCheckboxField, choices
from webapp.web.forms import RecordForm, StaffForm

NEEDED = _l("Please fill this in.")


class VacancyForm(AdvertFields, RecordForm):
    """A vacancy at the desk: with who offers it, when it shows, whether people apply here."""

    employer_id = SelectField(_l("Who offers it"), coerce=int)
    criteria = area(
        _l("Rating sheet"), _l("What applications are compared by, one thing in each line. Never public."), 4
    )
    online = BooleanField(_l("People may apply online"))
    publish_on = day(_l("Publish on"), _l("Empty: at once"))
    until_on = day(_l("Show until"), _l("Empty: until the deadline"))
    image = FileField(
        _l("Photo"), description=_l("JPEG, PNG or WebP. You see it here and in the preview once it is saved."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )  # fmt: skip
    alt = text(_l("What the photo shows"), 200, _l("One sentence for people who do not see it."))
    no_picture = BooleanField(_l("Leave the photo out again"))

    def typed(self) -> dict[str, Any]:
        """With the bytes of the photo, if one was chosen."""
        return super().typed() | {"image": self.image.data.read() if self.image.data else b""}


class DeadlineForm(StaffForm):
    """A later deadline."""

    deadline_on = DateField(_l("New deadline"), [DataRequired(NEEDED)], description=DAY)


class EmployerForm(RecordForm):
    """An office of the town, or a local employer."""

    name = text(_l("Name"), 120)
    local = BooleanField(_l("A local employer, not the town itself"))
    street = text(_l("Street and number"), 120)
    postcode = text(_l("Postcode"), 5)
    place = text(_l("Place"), 120)
    homepage = text(_l("Website"), 200, _l("With https:// before it"))
    email = text(_l("E-mail address"), 254, _l("Local employers get the link to send in vacancies there."))
    active = BooleanField(_l("Offers vacancies"), default=True)


class LinkForm(StaffForm):
    """Its key becomes the address of an employer."""

    key = KeyField()


class PreferencesForm(RecordForm):
    """What the town decides."""

    local_employers = BooleanField(_l("Local employers may show vacancies here"))
    keep_months = IntegerField(
        _l("Months an application is kept after the answer"), [InputRequired(NEEDED), NumberRange(0, 99)],
        description=_l("Then it is deleted by itself, with a line in the log."), render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    interview_service = SelectField(
        _l("Book the talk as"),
        description=_l("A service of appointments that only the invited book; the invitation leads there."),
    )
    closing = area(_l("Closing sentences of new vacancies"))
    invitation = area(_l("Text of an invitation"))
    rejection = area(_l("Text of a rejection"))


class NoteForm(StaffForm):
    """What the desk thinks of an application; the criteria of the sheet join in."""

    note = area(
        _l("Internal note"), _l("Write only what you would show the applicant: he may ask for it (Art. 15 GDPR).")
    )

    @classmethod
    def rating(cls, criteria: list[str], **known: Any) -> "NoteForm":
        """The form with a line of points for each criterion."""
        pairs = [("", "–"), *((str(one), str(one)) for one in POINTS)]
        lines = {f"points-{place}": SelectField(one, choices=choices(pairs), validate_choice=False)
                 for place, one in enumerate(criteria)}  # fmt: skip
        given = {f"points-{place}": str(known["points"].get(one, "")) for place, one in enumerate(criteria)}
        form: NoteForm = type("NoteFormRating", (cls,), lines)(data={"note": known["note"]} | given)
        form.criteria = criteria
        return form

    criteria: list[str]

    def typed(self) -> dict[str, Any]:
        """The note, and the points by criterion."""
        points = {one: self[f"points-{place}"].data or "" for place, one in enumerate(self.criteria)}
        return {"note": self.note.data or "", "points": {k: int(v) for k, v in points.items() if v.isdecimal()}}


class LetterForm(StaffForm):
    """A letter to one applicant."""

    text = area(_l("Your text"), rows=9)


class RejectionForm(LetterForm):
    """The same letter to several."""

    chosen = MultiCheckboxField(_l("Who gets it"), coerce=int)
