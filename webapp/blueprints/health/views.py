"""Two addresses for monitors, and one for an alarm clock outside."""

import hmac
import shutil
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, jsonify

from webapp.config import CRON_KEY
from webapp.store import outbox, runs
from webapp.web import clock
from webapp.web.access import public, token
from webapp.web.town import find_database, find_town, portal
from webapp.work.postman import is_ready
from webapp.work.worker import tick

LATE = timedelta(minutes=10)  # a letter that should have left so long ago says that the post stands still
bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    """The process answers; no database is asked."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/bereit")
@public
def ready() -> tuple[Response, int]:
    """The database reads and writes, the disk has room, letters leave: 200, else 503 with the reason."""
    report = {"database": _database_works(), "free_space": _has_room(), "letters": _letters_leave()}
    good = all(report.values())
    told = {"ready": good, "at": _in_words(clock.now()), "oldest_letter": _in_words(_oldest_letter())}
    answer = jsonify(report | told | {"mail": is_ready(portal(), find_town()), "tasks": _last_runs()})
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if good else 503


@bp.route("/nacht/<key>", methods=["GET", "POST"])
@token
def night(key: str) -> Response:
    """Carry letters and run what is due, for all towns; for hosts where only a cron address wakes the portal."""
    settings = portal().settings
    known = settings.worker == "cron" and len(settings.cron_key) >= CRON_KEY
    if not known or not hmac.compare_digest(key.encode(), settings.cron_key.encode()):
        abort(404)
    answer = jsonify(tick(portal()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _database_works() -> bool:
    with find_database().writing() as session:
        return runs.beat(session, clock.now())


def _has_room() -> bool:
    free = shutil.disk_usage(portal().towns.path(find_town())).free
    return free >= portal().settings.free_space_mb * 1024 * 1024


def _letters_leave() -> bool:
    oldest = _oldest_letter()
    return oldest is None or clock.now() - oldest < LATE


def _oldest_letter() -> datetime | None:
    with find_database().reading() as session:
        return outbox.oldest_due(session, clock.now())


def _in_words(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _last_runs() -> dict[str, str]:
    with find_database().reading() as session:
        return runs.last_runs(session)
