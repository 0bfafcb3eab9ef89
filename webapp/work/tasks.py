"""Running a task for every town: one town failing does not stop the next, and every run is in the task log."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webapp.config import ConfigError
from webapp.features import FEATURES
from webapp.store.engines import Database
from webapp.store.runs import TaskRun

if TYPE_CHECKING:
    from webapp.app import Portal

log = logging.getLogger("portal.tasks")
Run = Callable[..., Any]


def known_tasks() -> dict[str, Run]:
    """Every feature's tasks by name, ``feature.function``."""
    return {f"{feature.name}.{task.name}": task.run for feature in FEATURES for task in feature.tasks}


def run_task(
    app: "Portal", name: str, *, slug: str | None = None, at: datetime | None = None
) -> Iterator[tuple[str, str]]:
    """Run a task in each town (or one); gives (town, outcome). The call is the same as the night's own."""
    tasks = known_tasks()
    if name not in tasks:
        raise ConfigError("do", name, f"is not a task. Known: {', '.join(sorted(tasks)) or 'none'}")
    now = at or datetime.now(UTC)
    for town in app.towns.by_slug.values():
        if slug in {None, town.slug}:
            yield town.slug, _run(app.database(town), name, tasks[name], now)


def _run(database: Database, name: str, task: Run, now: datetime) -> str:
    slot = now.isoformat(timespec="seconds")
    with database.writing() as session:
        session.merge(TaskRun(task=name, slot=slot, started_at=now))
    try:
        with database.writing() as session:
            outcome = str(task(session, now))
            session.merge(TaskRun(task=name, slot=slot, started_at=now, finished_at=datetime.now(UTC), outcome=outcome))
    except Exception as fault:
        log.exception("task %s failed", name)
        return f"failed: {type(fault).__name__}"
    return outcome
