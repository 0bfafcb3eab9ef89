"""A canary sits in every field that is not public; it sings on no page for citizens, in no feed, in no log."""

import logging

from sqlalchemy import String, Text

from tests.accounts.hiring import add_person
from tests.vacancies.board import add, applied, begin, offered, office, only, vacancy
from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import Employer, JobApplication, JobRating, Vacancy, VacancyPreferences

CANARY = "Kanarienvogel"
PUBLIC = {"title", "kind", "field", "hours", "weekly_hours", "pay_group", "intro", "duties", "wishes", "benefits",
          "closing", "alt", "contact_name", "contact_phone", "contact_email", "state"}  # fmt: skip
SHOWN = {"name", "street", "postcode", "place", "homepage"}  # of an employer
KEYS = {"key", "token_hash", "state", "number", "language"}
PATHS = ("", "/1", "/1/bewerben", "/2", "/feed.atom", "/feed.json", "?art=job", "?von=local")


def sing(thing, *, but: set[str]) -> None:
    """The canary moves into every text of a record that is not public."""
    for column in thing.__table__.columns:
        if isinstance(column.type, String | Text) and column.name not in but:
            setattr(thing, column.name, CANARY)


def test_nothing_private_leaves_the_desk(app, erika, paul, keller, town_session, caplog):
    with town_session() as session:
        offered(session, publish=False, title=f"{CANARY} (m/w/d)", employer=office(session))
        offered(session)
    caplog.set_level(logging.DEBUG)
    applied(app, erika, 2, name=CANARY, message=CANARY, email=f"{CANARY}@example.org")
    add(paul, begin(app, paul, 2, name="Paul"), b"%PDF-1.7 " + CANARY.encode(), f"{CANARY}.pdf")
    with town_session() as session:
        sing(session.get(JobApplication, 1), but=KEYS)
        sing(queries.preferences(session), but=set())
        sing(session.get(Employer, 1), but=SHOWN)
        sing(vacancy(session, 2), but=PUBLIC)
    assert keller.submit("/verwaltung/stellen/bewerbung/1", note=CANARY).status_code == 303
    for prefix in ("", "/en", "/uk", "/ar"):
        for path in (*("/stellen" + one for one in PATHS), "/", "/datenschutz"):
            assert CANARY not in paul.get(prefix + path).text, path
    assert CANARY not in caplog.text


def test_the_applicant_sees_nothing_of_what_the_desk_thinks(app, erika, town_session):
    with town_session() as session:
        offered(session)
    address = applied(app, erika, 1)
    with town_session() as session:
        it = only(session)
        it.note, by = CANARY, add_person(session, login="feder", name=CANARY, role="editor")
        session.flush()
        session.add(JobRating(application_id=it.id, person_id=by.id, points={CANARY: 5}))
        vacancy(session, 1).criteria = CANARY
    for path in (address, f"{address}/zuruecknehmen", "/stellen/1"):
        assert CANARY not in erika.get(path).text, path


def test_every_text_is_known_to_be_public_or_private():
    """A new column must be thought about: it is public only if it stands in the list above."""
    texts = {
        model.__tablename__: {one.name for one in model.__table__.columns if isinstance(one.type, String | Text)}
        for model in (Vacancy, Employer, VacancyPreferences)
    }
    assert texts["vacancy"] - PUBLIC == {"criteria"}
    assert texts["vacancy_employer"] - SHOWN == {"email", "token_hash"}
    assert texts["vacancy_preferences"] == {"interview_service", "closing", "invitation", "rejection"}
