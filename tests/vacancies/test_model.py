"""Anything clerks, applicants and time can do with vacancies and applications, in any order, on a real database."""

import shutil
import tempfile
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.accounts.hiring import add_person
from tests.conftest import NOW
from tests.tools.scale import many
from tests.vacancies.board import ADVERT, offered, office
from webapp.blueprints.accounts.models import Person
from webapp.blueprints.vacancies import queries, tasks
from webapp.blueprints.vacancies.actions import adverts, applying, cases
from webapp.blueprints.vacancies.models import JobApplication, JobDocument, JobRating, Vacancy
from webapp.blueprints.vacancies.rules import adverts as advert_rules
from webapp.blueprints.vacancies.rules import applications as rules
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store.base import Model
from webapp.store.engines import Database
from webapp.store.outbox import Letter

JOBS = some.integers(1, 2)
WHO = some.sampled_from(["erika", "paul"])
MOVES = some.sampled_from([advert_rules.PUBLISHED, advert_rules.WITHDRAWN, advert_rules.FILLED])
UNSENT, ANSWERED, SILENT = timedelta(days=2), relativedelta(months=6), relativedelta(months=12)


class Board(RuleBasedStateMachine):
    """Two vacancies, one of a local employer; two applicants, two clerks, some years."""

    empty: Path

    @initialize(publish=some.sampled_from([True, True, False]))
    def opens(self, publish):
        """The building yard seeks somebody, or is about to; a bakery has sent in another."""
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(self.empty, f"{self.folder.name}/portal.db")
        self.database, self.now, self.known = Database(Path(self.folder.name) / "portal.db"), NOW, {}
        with self.database.writing() as session:
            offered(session, publish=publish)
            bakery = office(session, "Bäckerei", local=True, email="brot@example.org")
            words = {
                name: ADVERT[name] for name in ("kind", "field", "hours", "title", "pay_group", "duties", "closing")
            }
            adverts.send_in(session, employer=bakery, vacancy=None, now=NOW, deadline_on=date(2026, 12, 12), **words)
            for login in ("keller", "feder"):
                add_person(session, login=login, name=login, role="editor")

    def teardown(self):
        """The board comes down."""
        if hasattr(self, "folder"):
            self.database.close()
            self.folder.cleanup()

    @contextmanager
    def tries(self):
        """A deed as a form would do it; a refusal changes nothing."""
        with self.database.writing() as session:
            try:
                with session.begin_nested():
                    yield session
            except Refusal:
                session.expire_all()

    def decides(self, action, who: str, **more):
        """A deed of the desk with this person's application, if she has sent one."""
        with self.tries() as session:
            number = session.scalars(select(JobApplication.id).where(JobApplication.key == who)).one_or_none()
            if it := queries.application(session, number or 0):
                action(session, application=it, now=self.now, **more)

    @rule(job=JOBS, publish=some.booleans(), days=some.sampled_from([None, -1, 19, 60]))
    def writes(self, job, publish, days):
        """The clerk saves the form, with a deadline of her choice."""
        with self.tries() as session:
            it = queries.vacancy(session, job)
            until = None if days is None else local_date(self.now) + timedelta(days=days)
            typed = ADVERT | {"employer_id": it.employer_id, "deadline_on": until, "online": it.employer_id == 1}
            adverts.keep(session, vacancy=it, seen=it.version, publish=publish, by=None, now=self.now, **typed)

    @rule(job=JOBS, to=MOVES)
    def moves(self, job, to):
        """Any button at any time."""
        with self.tries() as session:
            adverts.move(session, vacancy=queries.vacancy(session, job), to=to, by=None, now=self.now)

    @rule(who=WHO, job=some.sampled_from([1, 1, 1, 2]))
    def begins(self, who, job):
        """Somebody begins, perhaps once more, and adds a paper."""
        with self.tries() as session:
            told = {"name": f"{who}-name", "email": f"{who}@example.org", "phone": "", "message": f"{who}-message"}
            known = {"key": who, "token_hash": who, "network": who, "language": "de", "disabled": False}
            it = applying.begin(session, vacancy=queries.vacancy(session, job), now=self.now, **known, **told)
            applying.add_document(
                session, application=it, name=f"{who}-paper.pdf", content=b"x", seal=lambda content: content
            )
            self.known[who] = it.number

    @rule(who=WHO, deed=some.sampled_from([applying.send, applying.send, applying.take_back]))
    def goes_on(self, who, deed):
        """The applicant sends, or takes back."""
        with self.tries() as session:
            if it := queries.application_by_token(session, who):
                deed(session, application=it, now=self.now)

    @rule(who=WHO, clerk=some.integers(1, 2), points=some.sampled_from([{}, {"Handwerk": 3, "Führerschein": 5}]))
    def rates(self, who, clerk, points):
        """A clerk thinks something of it."""
        with self.database.reading() as session:
            by = session.get(Person, clerk)
        self.decides(cases.note, who, note=f"{who}-note", points=points, by=by)

    @rule(who=WHO, invite=some.booleans())
    def writes_to(self, who, invite):
        """A letter, perhaps an invitation."""
        self.decides(cases.answer, who, text=f"{who}-letter", invite=invite, service="", by=None)

    @rule(who=WHO, deed=some.sampled_from([cases.hire, cases.undo]))
    def settles(self, who, deed):
        """Gets the job; or a second thought."""
        self.decides(deed, who, by=None)

    @rule(job=JOBS, chosen=some.sets(some.integers(1, 3), min_size=1))
    def rejects(self, job, chosen):
        """The same letter to several."""
        with self.tries() as session:
            vacancy = queries.vacancy(session, job)
            cases.reject(session, vacancy=vacancy, chosen=chosen, text="Leider", by=None, now=self.now)

    @rule()
    def the_postman_comes(self):
        """Letters leave."""
        with self.database.writing() as session:
            for one in session.scalars(select(Letter).where(Letter.state == "waiting", Letter.due_at <= self.now)):
                one.state, one.sent_at = "sent", self.now

    @rule(span=some.sampled_from([timedelta(minutes=20), timedelta(days=1), timedelta(days=40), timedelta(days=190)]))
    def waits(self, span):
        """Nights pass. Nothing goes before its time, and nothing stays after it."""
        with self.database.reading() as session:
            seen = session.scalars(self.whole()).all()
            due = {one.key: self.is_due(session, one, self.now + span) for one in seen}
        self.now += span
        with self.database.writing() as session:
            tasks.delete_applications(session, self.now)
        with self.database.reading() as session:
            left = set(session.scalars(select(JobApplication.key)))
        assert left == {who for who, gone in due.items() if not gone}
        self.known = {who: number for who, number in self.known.items() if who in left}

    @staticmethod
    def whole():
        """Applications, each with its vacancy: an inner join, so one without would be missed below."""
        return select(JobApplication).join(Vacancy)

    @staticmethod
    def is_due(session, it: JobApplication, now) -> bool:
        """Whether the law has let it go, counted from the words of the handbook."""
        if it.state == rules.DRAFT:
            return it.created_at + UNSENT <= now
        until = session.get(Vacancy, it.vacancy_id).deadline_on + SILENT
        if it.answered_at:
            until = local_date(it.answered_at) + ANSWERED
        return until < local_date(now)

    @invariant()
    def everybody_is_where_they_belong(self):
        """Nobody is lost, no application is without a vacancy, each state fits what was written down."""
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            found = {one.key: one for one in session.scalars(self.whole())}
            assert {who: one.number for who, one in found.items()} == self.known
            for one in found.values():
                assert (one.state in {*rules.ANSWERED, rules.RETURNED}) == (one.answered_at is not None)
                assert (one.state == rules.DRAFT) <= (one.sent_at is None)
                assert rules.NEXT[one.state] or one.answered_at, "no way out, and never deleted"
                letters = session.scalars(select(Letter).where(Letter.about == f"application:{one.id}")).all()
                waiting = [it for it in letters if it.state == "waiting" and it.kind == cases.REJECTION]
                assert len(waiting) <= (one.state == rules.REJECTED)

    @invariant()
    def what_was_deleted_is_nowhere(self):
        """Of whoever took it back, or whom the night forgot, no table holds a word."""
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            states = dict(session.execute(select(JobApplication.key, JobApplication.state)).all())
            gone = [who for who in ("erika", "paul") if states.get(who) in {None, rules.RETURNED}]
            held = " ".join(str(session.execute(table.select()).all()) for table in Model.metadata.sorted_tables)
            for who in gone:
                for word in (
                    f"{who}-name",
                    f"{who}@",
                    f"{who}-message",
                    f"{who}-note",
                    f"{who}-paper",
                    f"{who}-letter",
                ):
                    assert word not in held, word
            for model in (JobDocument, JobRating):
                owners = set(session.scalars(select(model.application_id)))
                assert owners <= set(
                    session.scalars(select(JobApplication.id).where(JobApplication.state != "returned"))
                )

    @invariant()
    def every_vacancy_leads_on(self):
        """A vacancy people read has a deadline and was published at a moment; each can be published from where it is."""
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            for one in session.scalars(select(Vacancy)):
                assert one.state in advert_rules.STATES
                public = one.state in {advert_rules.PUBLISHED, advert_rules.FILLED}
                assert not public or (one.published_at and one.deadline_on)
                assert not (one.online and one.employer_id == 2)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_no_order_of_deeds_loses_an_application_or_keeps_a_forgotten_one(empty_database):
    machine = type("MusterstadtBoard", (Board,), {"empty": empty_database})
    patience = settings(max_examples=many(12, 300), stateful_step_count=many(25, 60), deadline=None)
    run_state_machine_as_test(machine, settings=patience)
