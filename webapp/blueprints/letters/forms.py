"""What the staff types about letters."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from webapp.domain.town import LANGUAGES
from webapp.web.fields import choices
from webapp.web.forms import StaffForm


class TrialForm(StaffForm):
    """Where a trial letter goes."""

    email = StringField(
        _l("E-mail address"),
        [DataRequired(_l("Please fill this in.")), Length(max=254)],
        render_kw={"type": "email", "autocomplete": "email"},
    )
    language = SelectField(_l("Language"), choices=choices(LANGUAGES.items()))
