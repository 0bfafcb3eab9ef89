"""The board for every story: the building yard seeks somebody."""

import pytest

from tests.vacancies.board import offered


@pytest.fixture
def job(town_session) -> int:
    """The number of a published vacancy."""
    with town_session() as session:
        return offered(session)
