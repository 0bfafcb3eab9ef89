"""The night: each slot once, whoever wakes up for it, also on the days the clock changes."""

import threading
import time as clock
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.conftest import NOW
from webapp.app import create_app
from webapp.domain.localtime import at_local, local_date
from webapp.store.lease import Lease
from webapp.store.runs import TaskRun
from webapp.web.feature import Feature, Task
from webapp.work.postman import Postman
from webapp.work.relay import Relay
from webapp.work.tasks import run_due, run_task
from webapp.work.worker import Beat, Worker

HOUR = timedelta(hours=1)


class Sweeping:
    """A task that remembers when it ran, and where."""

    __name__ = "sweep"

    def __init__(self, faults: int = 0) -> None:
        self.ran: list[tuple[str, datetime]] = []
        self.faults = faults

    def __call__(self, now, town) -> int:
        self.ran.append((town.slug, now))
        if len(self.ran) <= self.faults:
            raise LookupError("no broom")
        return len(self.ran)

    def brought_to(self, *apps, **when) -> "Sweeping":
        for app in apps:
            app.extensions["features"] = (Feature("club", "Club", tasks=(Task(self, **when),)),)
        return self


@pytest.fixture
def sweeping(app):
    return Sweeping().brought_to(app, every=HOUR)


@pytest.fixture
def twins(app, instance):
    """The portal in two processes, as far as one town's files can tell."""
    second = create_app(instance, settings=app.settings)
    yield app, second
    for town in second.towns.by_slug.values():
        second.database(town).close()


def both(deed, twins) -> None:
    """Both at the same moment."""
    start = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda app: (start.wait(), deed(app)), twins))


def test_two_workers_run_each_slot_once(twins):
    sweeping = Sweeping().brought_to(*twins, every=HOUR)
    for hour in range(10):
        both(lambda app, at=NOW + hour * HOUR: run_due(app, at), twins)
    assert Counter(slug for slug, _ in sweeping.ran) == {"musterstadt": 10, "nebenan": 10}


def test_without_the_slot_both_would_run(twins):
    """The control: the same two, asked to run it in any case."""
    sweeping = Sweeping().brought_to(*twins, every=HOUR)
    both(lambda app: list(run_task(app, "club.sweep", at=NOW)), twins)
    assert Counter(slug for slug, _ in sweeping.ran) == {"musterstadt": 2, "nebenan": 2}


@pytest.mark.parametrize("start", [datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)])
@pytest.mark.parametrize("at", [time(0, 30), time(1, 59), time(3), time(23, 45)])
def test_a_daily_task_runs_once_a_day_at_its_time_when_the_clock_changes(app, start, at):
    sweeping = Sweeping().brought_to(app, at=at)
    run_due(app, start)
    sweeping.ran.clear()
    for quarter in range(2 * 24 * 4):
        run_due(app, start + quarter * HOUR / 4)
    times = [now for slug, now in sweeping.ran if slug == "nebenan"]
    assert len({local_date(one) for one in times}) == len(times) == 2
    assert all(timedelta() <= one - at_local(local_date(one), at) < HOUR / 4 for one in times)


def test_no_daily_task_is_planned_for_the_hour_that_is_missing_or_doubled():
    with pytest.raises(ValueError, match="clock changes"):
        Task(print, at=time(2, 30))


def test_a_task_that_breaks_is_tried_again_in_ten_minutes_three_times_at_most(app):
    sweeping = Sweeping(faults=99).brought_to(app, every=timedelta(days=1))
    for minute in range(120):
        run_due(app, NOW + timedelta(minutes=minute))
    minutes = [(now - NOW) // timedelta(minutes=1) for slug, now in sweeping.ran if slug == "nebenan"]
    assert minutes == [0, 10, 20]


def test_one_town_that_fails_does_not_stop_the_next(app, town_session):
    sweeping = Sweeping(faults=1).brought_to(app, every=HOUR)
    run_due(app, NOW)
    assert [slug for slug, _ in sweeping.ran] == ["musterstadt", "nebenan"]
    outcomes = []
    for slug in ("musterstadt", "nebenan"):
        with town_session(slug) as session:
            outcomes.append(session.query(TaskRun).one().outcome)
    assert outcomes == ["failed: LookupError", "2"]


def test_a_lease_is_renewed_by_its_holder_and_taken_over_when_it_ran_out(tmp_path):
    span, path = timedelta(seconds=15), tmp_path / "worker.db"
    first, second = (Lease(path, "night", name, span) for name in ("first", "second"))
    assert first.hold(NOW)
    assert first.hold(NOW + timedelta(seconds=5))
    assert not second.hold(NOW + timedelta(seconds=19))
    assert second.hold(NOW + timedelta(seconds=21))
    assert not first.hold(NOW + timedelta(seconds=22))
    second.let_go()
    assert first.hold(NOW + timedelta(seconds=23))


def until(true) -> None:
    """Wait for it, but not for ever."""
    end = clock.monotonic() + 20
    while not true() and clock.monotonic() < end:
        clock.sleep(0.01)
    assert true()


@pytest.fixture
def working(app):
    """``working(tasks=…)``: a worker in this process, stopped at the end."""
    workers = []

    def start(postman=None, **beat) -> Worker:
        worker = Worker(app, beat=Beat(**beat), postman=postman)
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for one in workers:
        if not one.stopping.is_set():
            one.stop()


def test_a_letter_leaves_right_after_the_deed(app, office, keller, working):
    object.__setattr__(app.settings, "smtp_host", "127.0.0.1")
    working(Postman(app, relay=Relay("127.0.0.1", office.port)), post=3600)
    answer = keller.submit("/verwaltung/briefe", email="erika@example.org", language="de")
    assert answer.status_code == 303
    until(lambda: [to for to, _ in office.accepted] == ["erika@example.org"])


def test_the_worker_runs_what_is_due_and_leaves_its_place_when_it_stops(sweeping, working):
    first = working(tasks=0.1)
    until(lambda: sorted(slug for slug, _ in sweeping.ran) == ["musterstadt", "nebenan"])
    second = working(tasks=0.1, renew=0.1)
    assert (first.leads, second.leads) == (True, False)
    first.stop()
    until(lambda: second.leads)
    assert len(sweeping.ran) == 2


def test_a_turned_clock_wakes_the_scheduler(app, working):
    """Any drift counts here, so the hour until the next look does not."""
    working(tasks=3600, post=0.05, drift=-1)
    clock.sleep(1.5)
    later = Sweeping().brought_to(app, every=HOUR)
    until(lambda: len(later.ran) == 2)
