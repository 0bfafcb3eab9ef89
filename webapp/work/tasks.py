"""Running tasks for every town: one town failing does not stop the next, and every run is in the task log."""

import inspect
import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from webapp.config import ConfigError
from webapp.domain.town import Town
from webapp.store import runs
from webapp.store.runs import TaskRun
from webapp.web.feature import Feature, Task, of_town

if TYPE_CHECKING:
    from webapp.app import Portal

log = logging.getLogger("portal.tasks")


def known_tasks(app: "Portal") -> dict[str, Task]:
    """Every feature's tasks by name, ``feature.function``."""
    return _named(app.extensions["features"])


def _named(features: Iterable[Feature]) -> dict[str, Task]:
    return {f"{feature.name}.{task.name}": task for feature in features for task in feature.tasks}


def run_due(app: "Portal", now: datetime) -> int:
    """Run what is due in any town and has not run yet; answers how many runs."""
    return sum(_run_due_in(app, town, now) for town in app.towns.by_slug.values())


def run_task(
    app: "Portal", name: str, *, slug: str | None = None, at: datetime | None = None
) -> Iterator[tuple[str, str]]:
    """Run a task in each town (or one), due or not; gives (town, outcome). The call is the same as the night's own."""
    tasks = known_tasks(app)
    if name not in tasks:
        raise ConfigError("do", name, f"is not a task. Known: {', '.join(sorted(tasks)) or 'none'}")
    now = at or datetime.now(UTC)
    slot = now.isoformat(timespec="seconds")
    for town in app.towns.by_slug.values():
        if slug in {None, town.slug}:
            with app.database(town).writing() as session:
                session.merge(TaskRun(task=name, slot=slot, started_at=now))
            yield town.slug, _run(app, town, name, slot, now)


def _run_due_in(app: "Portal", town: Town, now: datetime) -> int:
    try:
        wanted_here = _named(of_town(app.extensions["features"], town))
        slots = [(name, task.slot(now)) for name, task in wanted_here.items()]
        with app.database(town).reading() as session:
            wanted = runs.open_slots(session, slots, now)
        return sum(_run_slot(app, town, name, slot, now) for name, slot in wanted)
    except Exception:
        log.exception("the tasks of %s cannot be looked up", town.slug)
        return 0


def _run_slot(app: "Portal", town: Town, name: str, slot: str, now: datetime) -> bool:
    with app.database(town).writing() as session:
        mine = runs.begin(session, name, slot, now)
    if mine:
        _run(app, town, name, slot, now)
    return mine


def _run(app: "Portal", town: Town, name: str, slot: str, now: datetime) -> str:
    """The work and the note that it is done are one transaction; an errand goes before it."""
    task, database = known_tasks(app)[name], app.database(town)
    try:
        brought = task.errand(database.reading, now) if task.errand else None
        with database.writing() as session:
            outcome = str(_called(task, session=session, now=now, town=town, brought=brought))
            runs.finish(session, name, slot, outcome, datetime.now(UTC))
    except Exception as fault:
        log.exception("task %s failed in %s", name, town.slug)
        outcome = f"failed: {type(fault).__name__}"
        with app.database(town).writing() as session:
            runs.finish(session, name, slot, outcome, None)
        return outcome
    if session.info.get("posted"):
        app.posted.set()
    return outcome


def _called(task: Task, **known: object) -> object:
    wanted = inspect.signature(task.run).parameters
    return task.run(**{name: value for name, value in known.items() if name in wanted})
