"""A record changed by a form: what is different now, and whether somebody else was faster."""

from datetime import date, time
from typing import Any

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

OVERTAKEN = N_(
    "Somebody else saved this in between. What you typed is still here; "
    "please compare it with the newest state, then save again."
)


class Overtaken(Refusal):
    """A lost update: it tells the number of the newest state, so that saving again is a decision."""

    def __init__(self, version: int) -> None:
        super().__init__(OVERTAKEN)
        self.version = version


def ensure_newest(record: Any, seen: int) -> None:
    """Refuse to overwrite what somebody else saved since the page was opened."""
    if record is not None and record.version != seen:
        raise Overtaken(record.version)


def change(record: Any, typed: dict[str, Any]) -> dict[str, list[Any]]:
    """Set what was typed; answers field: [before, after] for the log."""
    before = {name: getattr(record, name) for name in typed}
    for name, value in typed.items():
        setattr(record, name, value)
    return {name: [_plain(before[name]), _plain(new)] for name, new in typed.items() if before[name] != new}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, time)) else value
