"""A lost property office with a bicycle."""

import pytest

from tests.conftest import NOW
from tests.lostfound.office import taken_in
from tests.people import Clerk, hire
from webapp.app import Portal


@pytest.fixture
def wolf(app: Portal) -> Clerk:
    """Frau Wolf at the lost property office: nothing else."""
    return hire(app, "wolf", "Frau Wolf", role="clerk", permissions=("lostfound.desk",))


@pytest.fixture
def bicycle(town_session) -> int:
    """The bicycle Erika has lost, found by Paul and published; its number among the rows."""
    with town_session() as session:
        return taken_in(session, now=NOW).id
