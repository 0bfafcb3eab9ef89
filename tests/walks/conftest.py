"""A town hall on a Monday at ten, phones, and time that passes while somebody types."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.tools.server import demo_town


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The app and the address of a demo town where it is Monday, 23 November 2026, 10 o'clock."""
    with demo_town(tmp_path_factory.mktemp("booking"), PORTAL_NOW=NOW) as (app, address):
        yield app, address


@pytest.fixture
def phone(chromium, hall):
    """``phone()``: a page on a phone, in a window of its own."""
    opened = []

    def open_page(**look):
        opened.append(chromium.new_context(base_url=hall[1], viewport={"width": 360, "height": 700}, **look))
        return opened[-1].new_page()

    yield open_page
    for one in opened:
        one.close()


@pytest.fixture
def a_while(hall):
    """``a_while()``: somebody reads and types, half a minute long."""

    def pass_time():
        hall[0].config["PORTAL_NOW"] += timedelta(seconds=30)

    return pass_time
