"""What clerks press and type at the counter."""

from wtforms import StringField
from wtforms.validators import Length

from webapp.web.forms import StaffForm


class StepForm(StaffForm):
    """The buttons of a line: the state pressed, and the state that was seen."""

    state = StringField(validators=[Length(max=10)])
    seen = StringField(validators=[Length(max=10)])
