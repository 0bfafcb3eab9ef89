"""The worker: an alarm clock. What is due lives in the towns' databases; here somebody wakes up and looks.

One of all processes leads and runs the tasks; every process carries letters, for a claim is one row. APScheduler keeps
the beat. The post goes by the monotonic clock, and puts the scheduler right when somebody turns the wall clock.
"""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from apscheduler.schedulers.background import BackgroundScheduler

from webapp.store.lease import Lease
from webapp.web import clock
from webapp.work import tasks
from webapp.work.postman import Postman

if TYPE_CHECKING:
    from webapp.app import Portal

log = logging.getLogger("portal.worker")
PATIENT = {
    "misfire_grace_time": None,
    "coalesce": True,
    "max_instances": 1,
}  # late is better than never, once is enough


@dataclass(frozen=True, slots=True)
class Beat:
    """How often he looks, in seconds."""

    lease: float = 15
    renew: float = 5  # two renewals may fail before another takes over
    tasks: float = 20
    post: float = 5  # letters of this process leave at once; this is for those of other processes, and for tries
    drift: float = 60  # a wall clock that jumped further re-plans everything


class Worker:
    """Carries letters and runs tasks until it is stopped."""

    def __init__(self, app: "Portal", *, beat: Beat | None = None, postman: Postman | None = None) -> None:
        self.app, self.beat, self.postman = app, beat or Beat(), postman or Postman(app)
        span = timedelta(seconds=self.beat.lease)
        self.lease = Lease(Path(app.instance_path) / "worker.db", "night", self.postman.holder, span)
        self.leads = False
        self.scheduler = BackgroundScheduler(timezone=UTC, job_defaults=PATIENT)
        self.stopping = threading.Event()
        self.post = threading.Thread(target=self._carry_letters, name="post", daemon=True)

    def start(self) -> None:
        """Wake up; comes back at once."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        now = datetime.now(UTC)
        self.scheduler.add_job(self.lead, "interval", seconds=self.beat.renew, next_run_time=now)
        soon = now + timedelta(seconds=min(1, self.beat.tasks))
        self.scheduler.add_job(self.run_tasks, "interval", seconds=self.beat.tasks, next_run_time=soon)
        self.scheduler.start()
        self.post.start()

    def stop(self) -> None:
        """Finish what is under way and let another lead."""
        self.stopping.set()
        self.app.posted.set()
        self.post.join()
        self.postman.retire()
        self.scheduler.shutdown()
        self.lease.let_go()

    def lead(self) -> None:
        """Take or renew the lease."""
        self.leads = self.lease.hold(datetime.now(UTC))

    def run_tasks(self) -> None:
        """Run what is due, if this process leads."""
        if self.leads:
            tasks.run_due(self.app, clock.now_of(self.app))

    def _carry_letters(self) -> None:
        shift = _shift()
        while not self.stopping.is_set():
            self.app.posted.clear()
            if not self.postman.round():
                self.app.posted.wait(self.beat.post)
            if abs(_shift() - shift) > self.beat.drift:
                shift = _shift()
                self._plan_anew()

    def _plan_anew(self) -> None:
        """After a step back of the clock the scheduler would sleep until it is that late again."""
        log.warning("the clock was turned; planning anew")
        for job in self.scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))


def tick(app: "Portal", *, seconds: float = 20) -> dict[str, int]:
    """One look by an address that is called every few minutes, on hosts that put idle processes to sleep."""
    postman, end = Postman(app), time.monotonic() + seconds
    done = {"tasks": tasks.run_due(app, clock.now_of(app)), "letters": 0}
    while time.monotonic() < end and (carried := postman.round()):
        done["letters"] += carried
    postman.retire()
    return done


def _shift() -> float:
    """How far the wall clock is from the one that only goes forward."""
    return time.time() - time.monotonic()
