"""What a clerk may type about waste."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField

from webapp.web.forms import StaffForm


class UploadForm(StaffForm):
    """Files of the disposal company."""

    files = MultipleFileField(
        _l("Files of the disposal company"),
        description=_l("Calendars (.ics), tables (.csv, .xlsx, .ods) or JSON. Several at once, 16 MB in all."),
        render_kw={"accept": ".ics,.ical,.csv,.txt,.xlsx,.xls,.ods,.json,.xml"},
    )

    def typed(self) -> dict[str, Any]:
        """The files were read before; the deed gets what was read."""
        return {}


class DecisionForm(StaffForm):
    """A district for each file, a meaning for each unknown title: the fields come from the files."""

    def decisions(self) -> dict[str, Any]:
        """``{"districts": {0: "Nord"}, "titles": {"Blaue Tonne": "paper"}}`` as they were typed."""
        districts = {
            int(name.removeprefix("district-")): (request.form.get(f"new-{name}") or value).strip()
            for name, value in request.form.items()
            if name.startswith("district-") and name.removeprefix("district-").isdigit()
        }
        titles = dict(zip(request.form.getlist("title"), request.form.getlist("meaning"), strict=False))
        return {"districts": districts, "titles": titles}


class ApplyForm(StaffForm):
    """Yes, and where much would be lost, a second yes."""

    sure = BooleanField(_l("Yes, these dates shall go"))
