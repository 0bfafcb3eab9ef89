"""Two addresses for monitors."""

import shutil

from flask import Blueprint, Response, jsonify

from webapp.store import runs
from webapp.web import clock
from webapp.web.access import public
from webapp.web.town import find_database, find_town, portal

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    """The process answers; no database is asked."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/bereit")
@public
def ready() -> tuple[Response, int]:
    """The database reads and writes, the disk has room, the tasks ran: 200, else 503 with the reason."""
    report = {"database": _database_works(), "free_space": _has_room(), "at": clock.now().isoformat(timespec="seconds")}
    good = all(value is not False for value in report.values())
    answer = jsonify(report | {"ready": good, "tasks": _last_runs()})
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if good else 503


def _database_works() -> bool:
    with find_database().writing() as session:
        return runs.beat(session, clock.now())


def _has_room() -> bool:
    free = shutil.disk_usage(portal().towns.path(find_town())).free
    return free >= portal().settings.free_space_mb * 1024 * 1024


def _last_runs() -> dict[str, str]:
    with find_database().reading() as session:
        return runs.last_runs(session)
