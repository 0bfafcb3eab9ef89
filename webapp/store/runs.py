"""The task log: a slot of a task is written before the work, so it runs once, whoever wakes up for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, delete, func, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.base import Model

PAUSE = timedelta(minutes=10)  # a run that has not ended by then broke, and may be tried again
TRIES = 3
KEPT = timedelta(days=90)


class TaskRun(Model):
    """One slot of one task; ``finished_at`` stays empty while it runs or if it broke."""

    __tablename__ = "task_run"
    task: Mapped[str] = mapped_column(String(80), primary_key=True)
    slot: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(300), default="")
    tries: Mapped[int] = mapped_column(default=1, server_default="1")


class Heartbeat(Model):
    """One row that /bereit writes to prove that writing works."""

    __tablename__ = "heartbeat"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime | None]


def open_slots(session: Session, slots: Iterable[tuple[str, str]], now: datetime) -> list[tuple[str, str]]:
    """Of these (task, slot) those that nobody has begun, or that broke and may be tried again."""
    wanted = list(slots)
    question = select(TaskRun).where(tuple_(TaskRun.task, TaskRun.slot).in_(wanted))
    taken = {(one.task, one.slot) for one in session.scalars(question) if not _may_be_tried(one, now)}
    return [one for one in wanted if one not in taken]


def begin(session: Session, task: str, slot: str, now: datetime) -> bool:
    """Write the slot before the work; False if somebody else was quicker. The primary key decides."""
    try:
        with session.begin_nested():
            session.add(TaskRun(task=task, slot=slot, started_at=now))
    except IntegrityError:
        broken = (TaskRun.finished_at.is_(None), TaskRun.tries < TRIES, TaskRun.started_at <= now - PAUSE)
        again = update(TaskRun).where(TaskRun.task == task, TaskRun.slot == slot, *broken)
        taken = session.execute(again.values(tries=TaskRun.tries + 1, started_at=now))
        return cast(CursorResult[Any], taken).rowcount == 1
    return True


def finish(session: Session, task: str, slot: str, outcome: str, finished_at: datetime | None) -> None:
    """Note how a run ended; without a time it broke."""
    mine = update(TaskRun).where(TaskRun.task == task, TaskRun.slot == slot)
    session.execute(mine.values(outcome=outcome[:300], finished_at=finished_at))


def forget_runs(session: Session, now: datetime) -> int:
    """Forget what ran a quarter of a year ago; answers how many."""
    return cast(CursorResult[Any], session.execute(delete(TaskRun).where(TaskRun.started_at < now - KEPT))).rowcount


def _may_be_tried(run: TaskRun, now: datetime) -> bool:
    return run.finished_at is None and run.tries < TRIES and run.started_at <= now - PAUSE


def beat(session: Session, now: datetime) -> bool:
    """Write and read one row: the proof that the database does both."""
    row = session.get_one(Heartbeat, 1)
    row.at = now
    session.flush()
    return session.scalar(select(Heartbeat.at).where(Heartbeat.id == 1)) == now


def last_runs(session: Session) -> dict[str, str]:
    """When each task last finished."""
    question = select(TaskRun.task, func.max(TaskRun.finished_at)).group_by(TaskRun.task)
    return {task: at.isoformat() for task, at in session.execute(question) if at}
