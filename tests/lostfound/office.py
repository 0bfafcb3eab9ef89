"""Finds for the stories, taken in as the desk would do it."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from tests.conftest import NOW
from webapp.blueprints.lostfound.actions import claims, intake
from webapp.blueprints.lostfound.models import Claim, FoundItem

WOLF = SimpleNamespace(id=None, name="Frau Wolf")
PAUL = {"name": "Paul Berg", "email": "paul@example.org", "phone": "", "address": "Ringstraße 1"}
SECRETS = {"brand": "Kanarius", "serial": "WTU-77 Kanarius", "marks": "Kanarius-Aufkleber"}
BICYCLE: dict[str, Any] = {
    "category": "bicycle", "title": "Herrenrad, dunkel", "area": "Nähe Freibad", "place": "Kanariusweg 5, am Zaun",
    "place_kind": "elsewhere", "found_on": date(2026, 11, 20), "value_cents": 250_00,
    "traits": {"colour": "blau"} | SECRETS, "shown": ["colour"], "storage": "Kanarius-Regal", "note": "Kanarius-Notiz",
}  # fmt: skip


def taken_in(session: Session, *, key: str = "bicycle", now: datetime = NOW, finder=PAUL, publish=True, **changes):
    """A find in the register, published unless somebody says no."""
    return intake.take_in(
        session, key=key, token_hash=f"hash-{key}", publish=publish, finder=finder or {}, photo=intake.Photo(), by=WOLF, now=now,
        **(BICYCLE | changes),
    )  # fmt: skip


def claimed(session: Session, item: FoundItem, *, key: str = "erika", now: datetime = NOW) -> Claim:
    """A claim with an answer."""
    return claims.claim(
        session, key=key, token_hash=f"hash-{key}", item=item, name=key.title(), email=f"{key}@example.org", phone="",
        story="Vor dem Freibad", answers={"brand": "Diamant"}, language="de", network=f"net-{key}", now=now,
    )  # fmt: skip
