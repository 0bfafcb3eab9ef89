import pytest

from tests.waste.town import plant


@pytest.fixture
def village(town_session):
    """The small town is there."""
    with town_session() as session:
        plant(session)
