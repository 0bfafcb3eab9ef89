"""Buttons of the hall."""

from typing import Any

from wtforms import HiddenField

from webapp.web.fields import KeyField
from webapp.web.forms import PortalForm, StaffForm


class DrawForm(PortalForm):
    """A press at the door: its key is the address of the number, the service may be left open."""

    key = KeyField()
    service_id = HiddenField()


class LeaveForm(PortalForm):
    """Whoever leaves the line."""


class TurnForm(StaffForm):
    """A press at the counter, with whom its page showed."""

    seen = HiddenField()


class AddressForm(StaffForm):
    """A new address for a tablet; sent twice, it is the same one."""

    key = KeyField()

    def typed(self) -> dict[str, Any]:
        """The deed gets the address made from the key, not the key."""
        return {}
