"""Anything clerks, citizens and time can do with finds, in any order, on a real database."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.conftest import NOW
from tests.lostfound.office import PAUL, WOLF, claimed, taken_in
from tests.tools.scale import many
from webapp.blueprints.lostfound import tasks
from webapp.blueprints.lostfound.actions import claims, sales, steps
from webapp.blueprints.lostfound.models import Claim, FoundItem, Handover, Party, Sale, Word
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.queries import people
from webapp.blueprints.lostfound.rules import states
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store.engines import Database

DEEDS = sorted({step.deed for step in states.STEPS})
WHICH = some.integers(1, 4)
KINDS = some.sampled_from(states.PLACE_KINDS)


class Office(RuleBasedStateMachine):
    """Four finds, three claimants, one clerk, some years."""

    empty: Path

    @initialize(kinds=some.lists(KINDS, min_size=4, max_size=4), values=some.sampled_from([500, 20_000, None]))
    def open(self, kinds, values):
        """Four finds come in; one has no known finder."""
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(self.empty, f"{self.folder.name}/portal.db")
        self.database, self.now = Database(Path(self.folder.name) / "portal.db"), NOW
        categories = ("bicycle", "documents", "cash", "keys")
        with self.database.writing() as session:
            for nth, (kind, category) in enumerate(zip(kinds, categories, strict=True)):
                about = {"place_kind": kind, "category": category, "value_cents": values, "traits": {}, "shown": []}
                taken_in(session, key=f"find-{nth}", finder=PAUL if nth else None, **about)

    def teardown(self):
        """The office closes."""
        if hasattr(self, "folder"):
            self.database.close()
            self.folder.cleanup()

    def does(self, action, *, find: int, **more):
        """A deed as a form would do it; a refusal changes nothing."""
        with self.database.writing() as session:
            it = queries.whole_item(session, find)
            try:
                with session.begin_nested():
                    action(session, item=it, now=self.now, by=WOLF, **more)
            except Refusal:
                session.expire_all()

    @rule(find=WHICH, deed=some.sampled_from(DEEDS))
    def presses(self, find, deed):
        """Any button at any time."""
        with self.database.reading() as session:
            seen = session.get(FoundItem, find).state
        self.does(steps.step, find=find, deed=deed, seen=seen)

    @rule(find=WHICH, settled=some.booleans())
    def hands_over(self, find, settled):
        """To whoever stands there."""
        known = {"name": "Erika", "address": "", "identity": "id", "reward_cents": 100}
        self.does(steps.hand_over, find=find, settled=settled, **known)

    @rule(find=WHICH, who=some.sampled_from(["erika", "paul", "olena"]))
    def says_it_is_theirs(self, find, who):
        """Somebody says it is theirs."""
        with self.database.writing() as session, session.begin_nested():
            it = queries.whole_item(session, find)
            if it.state == states.PUBLISHED:
                try:
                    claimed(session, it, key=f"{who}-{find}", now=self.now)
                except Refusal:
                    session.expire_all()

    @rule(nth=some.integers(1, 8), deed=some.sampled_from([claims.accept, claims.refuse]))
    def decides(self, nth, deed):
        """The clerk decides, perhaps twice."""
        with self.database.writing() as session:
            claim = people.claim_by_id(session, nth)
            try:
                with session.begin_nested():
                    if claim is not None:
                        deed(session, claim=claim, by=WOLF, now=self.now)
            except Refusal:
                session.expire_all()

    @rule(nth=some.integers(1, 8))
    def withdraws(self, nth):
        """It was another one's after all."""
        with self.database.writing() as session:
            claim = people.claim_by_id(session, nth)
            if claim is not None:
                claims.withdraw(session, claim=claim, now=self.now)

    @rule(finds=some.lists(WHICH, min_size=1, unique=True))
    def lists(self, finds):
        """A public notice."""
        today = local_date(self.now)
        with self.database.writing() as session:
            days = {"notice_until": today + timedelta(weeks=6), "sold_on": today + timedelta(weeks=7)}
            try:
                with session.begin_nested():
                    sales.announce(
                        session, key=f"sale-{self.now}", place="Bauhof", items=finds, by=WOLF, now=self.now, **days
                    )
            except Refusal:
                session.expire_all()

    @rule(find=WHICH)
    def sells(self, find):
        """Sold for ten euros."""
        self.does(sales.sell, find=find, cents=1000)

    @rule(days=some.sampled_from([1, 40, 190, 1200]))
    def waits(self, days):
        """Nights pass."""
        self.now += timedelta(days=days)
        with self.database.writing() as session:
            for task in (tasks.expire, tasks.forget):
                task(session, self.now)

    @invariant()
    def nothing_is_lost_and_nobody_has_it_twice(self):
        """Every find is somewhere, with one person at most, and leads on or is closed."""
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            found = session.scalars(select(FoundItem)).all()
            assert len(found) == 4
            for it in found:
                self.check(session, it)

    def check(self, session, it):
        """One find in a state that makes sense."""
        handed = session.scalars(select(Handover).where(Handover.item_id == it.id)).all()
        assert len(handed) == (it.state in {"returned", "finder"})
        receivers = session.scalars(select(Party).where(Party.item_id == it.id, Party.role == "receiver")).all()
        assert len(receivers) <= (it.state == "returned")
        accepted = session.scalars(select(Claim).where(Claim.item_id == it.id, Claim.state == "accepted")).all()
        assert len(accepted) <= 1
        assert bool(accepted) or it.state != "reserved"
        assert (it.state in states.CLOSED) != bool(states.deeds(it.state, it.path))
        words = session.scalars(select(Word).where(Word.item_id == it.id)).all()
        assert bool(words) == (it.state == "published")
        assert (it.state in {"listed", "sold"}) == (it.sale_id is not None)
        assert it.state not in {"finder", "offered"} or it.path == states.ORDINARY
        assert session.get(Sale, it.sale_id) if it.sale_id else True


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_no_order_of_deeds_loses_a_find_or_gives_it_to_two(empty_database):
    machine = type("MusterstadtOffice", (Office,), {"empty": empty_database})
    patience = settings(max_examples=many(12, 300), stateful_step_count=many(25, 60), deadline=None)
    run_state_machine_as_test(machine, settings=patience)
