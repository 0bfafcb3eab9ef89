"""The post of the tests: quick, with a real mail server."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.post.office import PostOffice
from webapp.app import Portal
from webapp.store import outbox
from webapp.work.postman import Pace, Postman
from webapp.work.relay import Relay

QUICK = Pace(pauses=(0.02, 0.1))


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """An open post office."""
    office = PostOffice()
    office.open()
    yield office
    office.close()


@pytest.fixture
def postman(app: Portal, office: PostOffice) -> Iterator[Postman]:
    """A postman of the present, who knows the office and gives nobody up before a test does."""
    app.config["PORTAL_NOW"] = None
    object.__setattr__(app.settings, "smtp_host", "127.0.0.1")
    postman = Postman(app, pace=QUICK, relay=Relay("127.0.0.1", office.port, timeout=60, deadline=100))
    yield postman
    postman.retire()


@pytest.fixture
def write(app: Portal, town_session) -> Callable[..., list[str]]:
    """``write("erika@example.org", …)``: trial letters to these people, committed; answers their ids."""

    def write(*people: str, slug: str = "musterstadt") -> list[str]:
        with town_session(slug) as session:
            given = {"language": "de", "values": {"by": "Frau Keller"}, "now": datetime.now(UTC)}
            return [outbox.post(session, "letters.trial", to=one, **given).id for one in people]

    return write


@pytest.fixture
def fates(town_session) -> Callable[[], dict[str, str]]:
    """What became of every letter, by recipient."""

    def fates() -> dict[str, str]:
        with town_session() as session:
            return {one.to: one.state for one in session.query(outbox.Letter)}

    return fates
