"""The task log: a slot of a task is written before the work, so it runs once, whoever wakes up for it."""

from datetime import datetime

from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.base import Model


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
