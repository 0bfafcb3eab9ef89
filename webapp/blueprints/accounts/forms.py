"""What people type at the door and about themselves."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, Length

from webapp.blueprints.accounts import rules
from webapp.web.fields import MultiCheckboxField, choices
from webapp.web.forms import PortalForm, StaffForm

NEEDED = _l("Please fill this in.")


class LoginForm(PortalForm):
    """Name and password."""

    login = StringField(
        _l("Login name"), [DataRequired(NEEDED), Length(max=120)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [DataRequired(NEEDED), Length(max=256)], render_kw={"autocomplete": "current-password"}
    )


class CodeForm(PortalForm):
    """The code of the app, or one from paper."""

    code = StringField(
        _l("Code"),
        [DataRequired(NEEDED), Length(max=40)],
        description=_l("Six digits from your app, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text"},
    )


class InvitationForm(PortalForm):
    """A first password."""

    password = PasswordField(
        _l("New password"),
        [DataRequired(NEEDED)],
        description=_l("At least 10 signs. Four short words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(StaffForm):
    """A new password for the old one."""

    old = PasswordField(
        _l("Present password"), [DataRequired(NEEDED), Length(max=256)], render_kw={"autocomplete": "current-password"}
    )
    password = PasswordField(
        _l("New password"),
        [DataRequired(NEEDED)],
        description=_l("At least 10 signs. Four short words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class ConfirmCodeForm(StaffForm):
    """The first code of a new app."""

    code = StringField(
        _l("Code from the app"),
        [DataRequired(NEEDED), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class ProofForm(StaffForm):
    """It is really me."""

    proof = PasswordField(
        _l("Present password"), [DataRequired(NEEDED), Length(max=256)], render_kw={"autocomplete": "current-password"}
    )


class ButtonForm(StaffForm):
    """A form that is only a button."""


class PersonForm(StaffForm):
    """A colleague: who, and what they may do."""

    name = StringField(_l("Name"), [DataRequired(NEEDED), Length(max=200)], render_kw={"autocomplete": "off"})
    office = StringField(_l("Office"), [Length(max=120)], description=_l("For example: registry office (optional)"))
    role = RadioField(_l("Role"), choices=choices((key, _l(label)) for key, label in rules.ROLES), default=rules.CLERK)
    permissions = MultiCheckboxField(_l("A clerk may also"))


class NewPersonForm(PersonForm):
    """A new colleague also needs a login name."""

    login = StringField(
        _l("Login name"),
        [DataRequired(NEEDED), Length(max=120)],
        description=_l("E-mail address or short name"),
        render_kw={"autocomplete": "off"},
    )
