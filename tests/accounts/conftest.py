"""The administrator of these stories has a phone, as everybody who manages people must."""

import pytest

from tests.accounts.test_door import set_up_totp
from tests.people import Clerk, hire


@pytest.fixture
def chief(app, town_session) -> Clerk:
    """The administrator, with the second factor switched on."""
    clerk = hire(app, "admin", "Verwaltung", role="administrator")
    set_up_totp(clerk, town_session, "admin")
    return clerk
