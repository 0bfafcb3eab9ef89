"""Every page one can meet while booking: no barrier in any look, and no stop that holds or hides the keys."""

import pytest

from tests.tools.browser import barriers
from tests.tools.keyboard import Keyboard
from tests.walks.booking import every_state

PHONE = {"width": 360, "height": 700}


@pytest.mark.parametrize("locale", ["", "/ar"], ids=["german", "arabic"])
def test_no_state_of_a_booking_has_a_barrier(phone, a_while, locale):
    page, found = phone(), {}
    for state in every_state(page, a_while, locale):
        found[state] = barriers(page)
        page.set_viewport_size(PHONE)
    assert len(found) == 12
    assert not any(found.values()), found


def test_no_state_of_a_booking_traps_the_keys(phone, a_while):
    page = phone()
    for _ in every_state(page, a_while):
        Keyboard(page).read_round()
