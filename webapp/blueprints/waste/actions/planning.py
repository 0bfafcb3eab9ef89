"""Own planning: rhythms, the year's holiday table, and writing a year, which is an import made here."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.waste.actions import imports
from webapp.blueprints.waste.models import HolidayShift, WasteImport
from webapp.blueprints.waste.models import Rhythm as StoredRhythm
from webapp.blueprints.waste.queries import planning
from webapp.blueprints.waste.rules import rhythm, shifts
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.domain.town import Town
from webapp.store import audit


def keep_rhythm(session: Session, *, row: StoredRhythm | None, by: Any, now: datetime, **typed: Any) -> StoredRhythm:
    """A new rhythm, or an old one changed."""
    kept = row or StoredRhythm()
    for name in ("district_id", "stream", "variant", "every_weeks", "first_on", "season_from", "season_to", "until_on"):
        setattr(kept, name, typed[name])
    kept.weekday = kept.first_on.weekday()
    session.add(kept)
    session.flush()
    session.refresh(kept, ["district"])
    rhythm.ensure_plannable(as_rule(kept))
    audit.record(
        session, "changed" if row else "added", kept, by=by, now=now, label=f"{kept.district.name} {kept.stream}"
    )
    return kept


def drop_rhythm(session: Session, *, row: StoredRhythm, by: Any, now: datetime) -> StoredRhythm:
    """A rhythm ends; dates already in the calendar stay."""
    audit.record(session, "removed", row, by=by, now=now, label=f"{row.district.name} {row.stream}")
    session.delete(row)
    return row


def prefill(session: Session, *, year: int, template: str, town: Town, by: Any, now: datetime) -> int:
    """Fill the year's table anew from the Land's holidays; answers how many rows."""
    rows = shifts.prefill(year, town.land, template, town.holidays)
    for old in planning.shifts_of(session, year):
        session.delete(old)
    session.flush()
    session.add_all(HolidayShift(from_on=one.from_on, to_on=one.to_on, reason=one.reason or "") for one in rows)
    audit.record(session, "prefilled", "waste_shift", by=by, now=now, label=str(year), changes={"rows": [0, len(rows)]})
    return len(rows) or -1


def keep_shifts(
    session: Session, *, year: int, rows: list[tuple[date, date, str]], town: Town, by: Any, now: datetime
) -> int:
    """The year's table as the clerk edited it."""
    sound = [shifts.Shift(from_on, to_on, reason) for from_on, to_on, reason in rows]
    shifts.ensure_sound(sound, town.land, town.holidays)
    for old in planning.shifts_of(session, year):
        session.delete(old)
    session.flush()
    session.add_all(HolidayShift(from_on=one.from_on, to_on=one.to_on, reason=one.reason or "") for one in sound)
    audit.record(session, "changed", "waste_shift", by=by, now=now, label=str(year), changes={"rows": [0, len(sound)]})
    return len(sound) or -1


def plan_year(session: Session, *, year: int, by: Any, now: datetime) -> WasteImport:
    """The year's dates as a preview, to be looked at and applied like an import."""
    rows = planning.rhythms(session)
    if not rows:
        raise Refusal(N_("There is no rhythm yet. Please add one first."))
    table = [shifts.Shift(one.from_on, one.to_on, one.reason) for one in planning.shifts_of(session, year)]
    events = [
        {"title": row.stream, "stream": row.stream, "variant": row.variant or None, "time": None, "place": None,
         "moved_from": day.regular_on.isoformat() if day.regular_on != day.actual_on else None, "cancelled": False,
         "date": day.actual_on.isoformat(), "note": None, "district": row.district.name, "reason": day.reason or ""}
        for row in rows for day in shifts.apply(rhythm.planned_days(as_rule(row), year), table)
    ]  # fmt: skip
    reading = {"file": f"{year}", "origin": "plan", "events": events, "warnings": [], "error": None}
    return imports.start(session, readings=[reading], by=by, now=now)


def as_rule(row: StoredRhythm) -> rhythm.Rhythm:
    """A stored rhythm as the rules see it."""
    return rhythm.Rhythm(
        row.district.name, row.stream, row.variant, row.first_on.weekday(), row.every_weeks, row.first_on,
        _month_day(row.season_from), _month_day(row.season_to), row.until_on,
    )  # fmt: skip


def _month_day(text: str) -> tuple[int, int] | None:
    return (int(text[:2]), int(text[3:])) if text else None
