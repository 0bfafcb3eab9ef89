"""An import: read, decided, compared, applied, undone. Nothing is applied before somebody saw what it changes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.waste.models import Collection, District, TitleMeaning, WasteImport
from webapp.blueprints.waste.queries import desk
from webapp.blueprints.waste.rules import assembly
from webapp.blueprints.waste.rules.compare import Difference, Pickup, compare, needs_second_yes
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal
from webapp.store import audit

KEPT = ("regular_on", "actual_on", "cancelled", "time", "place", "note", "reason", "origin", "stream", "variant")


def start(session: Session, *, readings: Sequence[Mapping[str, Any]], by: Any, now: datetime) -> WasteImport:
    """Keep what was read as a preview. ``readings`` are file objects whose events may carry a district."""
    if not readings:
        raise Refusal(N_("Please choose at least one file."), "files")
    existing = [one.name for one in desk.districts(session)]
    files = [dict(one) | {"district": _district_of(one, existing)} for one in readings]
    started = WasteImport(created_at=now, person_name=by.name if by else "", files=files)
    session.add(started)
    session.flush()
    return started


def _district_of(reading: Mapping[str, Any], existing: Sequence[str]) -> str:
    events = reading["events"]
    if events and all(event.get("district") for event in events):
        return ""
    return assembly.guessed_district(reading["file"], existing) if events else ""


def settle(
    session: Session,
    *,
    one: WasteImport,
    districts: Mapping[int, str],
    titles: Mapping[str, str],
    by: Any,
    now: datetime,
) -> WasteImport:
    """Keep the clerk's decisions: a district for each file, and what unknown titles mean in this town."""
    _ensure_state(one, "preview")
    for number, name in districts.items():
        if 0 <= number < len(one.files) and one.files[number]["events"] and not name.strip():
            raise Refusal(N_("Please name the district of %(file)s."), file=one.files[number]["file"])
    one.files = [
        dict(file) | {"district": districts.get(number, file["district"]).strip()}
        for number, file in enumerate(one.files)
    ]
    _remember(session, titles, by=by, now=now)
    return one


def _remember(session: Session, titles: Mapping[str, str], *, by: Any, now: datetime) -> None:
    known = desk.meaning_rows(session, titles)
    for title, stream in titles.items():
        if not stream:
            continue
        row = known.get(title) or TitleMeaning(title=title)
        wanted = None if stream == assembly.NO_COLLECTION else stream
        if title in known and row.stream == wanted:
            continue
        row.stream = wanted
        session.add(row)
        audit.record(session, "decided", row, by=by, now=now, label=title, changes={"stream": ["", stream]})


def difference(session: Session, one: WasteImport, today: date) -> Difference:
    """What applying this import would change."""
    wanted = assembly.pickups_of(one.files, desk.meanings(session))
    stored = desk.stored_pickups(session, {str(pickup.district) for pickup in wanted})
    return compare(stored, wanted, today)


def apply(session: Session, *, one: WasteImport, sure: bool, by: Any, now: datetime, today: date) -> WasteImport:
    """Write the changes; an import that loses much needs a second yes. Rows changed by hand stay as they are."""
    _ensure_state(one, "preview")
    if assembly.undecided(one.files, desk.meanings(session)):
        raise Refusal(N_("Some titles still need your decision. Please choose what they mean."))
    found = difference(session, one, today)
    if needs_second_yes(found) and not sure:
        raise Refusal(N_("Many known dates are missing in this import. Please tick that this is right."), "sure")
    plan = any(file.get("origin") == "plan" for file in one.files)
    reasons = assembly.reasons_of(one.files)
    one.undo = write_difference(
        session, found, origin="plan" if plan else "import", import_id=one.id, now=now, reasons=reasons
    )
    one.state, one.applied_at = "applied", now
    one.summary = counts(found)
    label = ", ".join(file["file"] for file in one.files)
    audit.record(
        session, "imported", one, by=by, now=now, label=label, changes={k: [0, v] for k, v in one.summary.items()}
    )
    return one


def counts(found: Difference) -> dict[str, int]:
    """How many of each."""
    return {
        name: len(getattr(found, name))
        for name in ("added", "moved", "changed", "cancelled", "removed", "unchanged", "manual_kept")
    }


def write_difference(
    session: Session,
    found: Difference,
    *,
    origin: str,
    import_id: int | None,
    now: datetime,
    reasons: Mapping[Any, str] | None = None,
) -> dict[str, Any]:
    """Carry a comparison out; answers what undoing needs: rows as they were, and the numbers of new ones."""
    pairs = [*found.moved, *found.cancelled, *found.changed]
    ids = [stored.id for stored, _ in pairs] + [stored.id for stored in found.removed]
    rows = desk.collections_by_id(session, [one for one in ids if one is not None])
    before = [_snapshot(row) for row in rows.values()]
    for stored in found.removed:
        session.delete(rows[stored.id or 0])
    session.flush()
    for stored, wanted in pairs:
        _change(rows[stored.id or 0], wanted, origin=origin, import_id=import_id, now=now, reasons=reasons or {})
    names = {one.name: one for one in desk.districts(session)}
    added = [_new(session, names, one, origin, import_id, now, reasons or {}) for one in found.added]
    session.flush()
    changed = {str(stored.id): rows[stored.id or 0].sequence for stored, _ in pairs}
    return {"before": before, "added": [row.id for row in added], "sequence": changed}


def _change(
    row: Collection, wanted: Pickup, *, origin: str, import_id: int | None, now: datetime, reasons: Mapping[Any, str]
) -> None:
    row.regular_on, row.actual_on, row.cancelled = wanted.regular_on, wanted.actual_on, wanted.cancelled
    row.time, row.place, row.note = wanted.time, wanted.place, wanted.note
    row.reason = reasons.get((wanted.regular_on, wanted.actual_on), row.reason if wanted.is_moved else "")
    row.origin, row.import_id, row.changed_at, row.sequence = origin, import_id, now, row.sequence + 1


def _new(
    session: Session,
    names: dict[str, District],
    one: Pickup,
    origin: str,
    import_id: int | None,
    now: datetime,
    reasons: Mapping[Any, str],
) -> Collection:
    name = str(one.district)
    if name not in names:
        names[name] = District(name=name)
        session.add(names[name])
        session.flush()
    row = Collection(
        district_id=names[name].id, stream=one.stream, variant=one.variant, regular_on=one.regular_on,
        actual_on=one.actual_on, cancelled=one.cancelled, time=one.time, place=one.place, note=one.note[:500],
        reason=reasons.get((one.regular_on, one.actual_on), ""), origin=origin, import_id=import_id, changed_at=now,
    )  # fmt: skip
    session.add(row)
    return row


def undo(session: Session, *, one: WasteImport, by: Any, now: datetime) -> WasteImport:
    """Put everything back as it was before the import; what somebody changed since then stays."""
    _ensure_state(one, "applied")
    kept = take_back(session, one.undo, now)
    one.state = "undone"
    one.summary = one.summary | {"kept": kept}
    audit.record(
        session, "took back the import", one, by=by, now=now, label=", ".join(file["file"] for file in one.files)
    )
    return one


def take_back(session: Session, undo: Mapping[str, Any], now: datetime) -> int:
    """Undo what ``write_difference`` did; answers how many rows stay because they were changed since."""
    touched = desk.collections_by_id(session, [*undo["added"], *(row["id"] for row in undo["before"])])
    kept = 0
    for number in undo["added"]:
        row = touched.get(number)
        if row is not None and row.origin == "manual":
            kept += 1
        elif row is not None:
            session.delete(row)
    session.flush()
    for old in undo["before"]:
        row = touched.get(old["id"])
        if row is not None and row.sequence != undo["sequence"].get(str(old["id"])):
            kept += 1
        else:
            _restore(session, row, old, now)
    return kept


def drop(session: Session, *, one: WasteImport) -> WasteImport:
    """Throw a preview away."""
    _ensure_state(one, "preview")
    one.state = "dropped"
    session.flush()
    return one


def _snapshot(row: Collection) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in KEPT}
    days = {name: values[name].isoformat() for name in ("regular_on", "actual_on")}
    return values | days | {"id": row.id, "district_id": row.district_id, "sequence": row.sequence}


def _restore(session: Session, row: Collection | None, old: Mapping[str, Any], now: datetime) -> None:
    row = row or Collection(id=old["id"], district_id=old["district_id"], sequence=old["sequence"])
    for name in KEPT:
        setattr(row, name, date.fromisoformat(old[name]) if name.endswith("_on") else old[name])
    row.sequence, row.changed_at = row.sequence + 1, now
    session.add(row)


def _ensure_state(one: WasteImport, state: str) -> None:
    if one.state != state:
        raise Refusal(N_("This import was finished before. Please look at the list of imports."))
