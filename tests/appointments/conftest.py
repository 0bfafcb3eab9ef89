"""A town hall that is open."""

import pytest

from tests.appointments.booker import Booker
from tests.appointments.town_hall import furnish
from tests.people import Clerk, hire
from webapp.app import Portal


@pytest.fixture
def hall(town_session):
    """The furnished town hall of Musterstadt; ``hall(counters=1)`` furnishes another one."""

    def open_hall(**changes):
        with town_session() as session:
            furnish(session, **changes)

    return open_hall


@pytest.fixture
def booker(app, hall, later):
    """Erika with a phone and an open town hall."""
    hall()
    return Booker(app, later)


@pytest.fixture
def huber(app: Portal) -> Clerk:
    """Herr Huber at the counter: appointments, nothing else."""
    return hire(app, "huber", "Herr Huber", role="clerk", permissions=("appointments.counter",))
