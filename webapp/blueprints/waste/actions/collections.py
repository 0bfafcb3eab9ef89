"""Single collections changed by hand: from then on no import overwrites them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import Collection
from webapp.blueprints.waste.queries import desk
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit


def add(
    session: Session,
    *,
    district_id: int,
    stream: str,
    variant: str,
    actual_on: date,
    time: str,
    place: str,
    note: str,
    by: Any,
    now: datetime,
) -> Collection:
    """A collection the files do not know."""
    row = Collection(
        district_id=district_id, stream=stream, variant=variant.strip(), regular_on=actual_on, actual_on=actual_on,
        time=time.strip(), place=place.strip(), note=note.strip(), origin="manual", changed_at=now,
    )  # fmt: skip
    if desk.same_collection(session, row):
        raise Refusal(N_("This collection is in the calendar already."), "actual_on")
    session.add(row)
    audit.record(session, "added", row, by=by, now=now, label=_label(row))
    return row


def change(
    session: Session,
    *,
    row: Collection,
    actual_on: date,
    reason: str,
    time: str,
    place: str,
    note: str,
    by: Any,
    now: datetime,
) -> Collection:
    """Another day, another time, another note; the regular day stays known."""
    before = (row.actual_on, row.reason, row.time, row.place, row.note)
    row.actual_on, row.reason = actual_on, reason.strip()
    row.time, row.place, row.note = time.strip(), place.strip(), note.strip()
    after = (row.actual_on, row.reason, row.time, row.place, row.note)
    if before != after:
        _touch(row, now)
        changes = {
            "day": [before[0].isoformat(), after[0].isoformat()],
            "rest": [" ".join(before[1:]), " ".join(after[1:])],
        }
        audit.record(session, "changed", row, by=by, now=now, label=_label(row), changes=changes)
    return row


def cancel(session: Session, *, row: Collection, by: Any, now: datetime) -> Collection:
    """The lorry does not come; calendars say so instead of forgetting the day."""
    row.cancelled = True
    _touch(row, now)
    audit.record(session, "cancelled", row, by=by, now=now, label=_label(row))
    return row


def revive(session: Session, *, row: Collection, by: Any, now: datetime) -> Collection:
    """It comes after all."""
    row.cancelled = False
    _touch(row, now)
    audit.record(session, "revived", row, by=by, now=now, label=_label(row))
    return row


def remove(session: Session, *, row: Collection, by: Any, now: datetime) -> Collection:
    """Take a mistaken date out. One that came with a file is cancelled instead: so no import brings it back."""
    if not row.is_own:
        raise Refusal(N_("This date came with a file. Please cancel it: the next import leaves that as it is."))
    audit.record(session, "removed", row, by=by, now=now, label=_label(row))
    session.delete(row)
    return row


def _touch(row: Collection, now: datetime) -> None:
    row.origin, row.changed_at, row.sequence = "manual", now, row.sequence + 1


def _label(row: Collection) -> str:
    return f"{row.actual_on:%d.%m.%Y} {row.stream} {row.variant}".strip()
