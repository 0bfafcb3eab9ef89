"""Every letter can be read in every language of the town and leads where it says."""

import pytest

from tests.conftest import NOW
from webapp.blueprints.vacancies.letters import LETTERS
from webapp.domain.town import LANGUAGES
from webapp.store import outbox
from webapp.web.letters import write

VALUES = {
    "key": "key", "number": "K7M-4FR", "name": "Erika [x](http://evil.example)", "title": "Bauhof (m/w/d)",
    "text": "Kommen Sie **gern**.\nIhr Rathaus", "service": "gespraech", "employer": "Bäckerei", "vacancy_id": 1,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_is_written(app, town_session, kind, language):
    about = {"to": "erika@example.org", "language": language, "values": VALUES, "now": NOW}
    with town_session() as session:
        letter = outbox.post(session, f"vacancies.{kind}", **about)
        mail = write(app, app.towns.by_slug["musterstadt"], letter)
    prefix = "" if language == "de" else f"/{language}"
    if kind not in {"message", "rejected", "declined"}:
        assert f"http://musterstadt.example{prefix}/stellen" in mail.text
    assert '<a href="http://evil' not in mail.html
    assert "**gern**" not in mail.subject
