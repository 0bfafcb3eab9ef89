"""Who works at the counter."""

import pytest

from tests.people import Clerk, hire
from webapp.app import Portal


@pytest.fixture
def huber(app: Portal) -> Clerk:
    """Herr Huber at the counter: appointments, nothing else."""
    return hire(app, "huber", "Herr Huber", role="clerk", permissions=("appointments.counter",))
