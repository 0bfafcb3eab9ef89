"""A public list of what is to be sold: announced, sold, recorded (§§ 979–983 BGB)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import steps
from webapp.blueprints.lostfound.models import FoundItem, Sale
from webapp.blueprints.lostfound.queries import sales as queries
from webapp.blueprints.lostfound.rules import states
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store import audit


def announce(
    session: Session, *, key: str, place: str, notice_until: date, sold_on: date, items: Sequence[int], by: Any,
    now: datetime,
) -> Sale:  # fmt: skip
    """Put finds on a public list. The same form again is the same list."""
    known = queries.sale_by_key(session, key)
    if known is not None:
        return known
    today = local_date(now)
    if notice_until < today or sold_on <= notice_until:
        raise Refusal(N_("Please give days to come; the sale is after the last day for owners."), "sold_on")
    chosen = queries.listable(session, items)
    if not chosen:
        raise Refusal(N_("Please choose at least one find."), "items")
    sale = Sale(key=key, place=place, notice_on=today, notice_until=notice_until, sold_on=sold_on)
    session.add(sale)
    session.flush()
    for item in chosen:
        item.sale = sale
        steps.become(session, item, states.next_state(item.state, "list", item.path), now)
    audit.record(session, "added", sale, by=by, now=now, label=f"{sold_on:%d.%m.%Y}")
    return sale


def sell(session: Session, *, item: FoundItem, cents: int, by: Any, now: datetime) -> FoundItem:
    """Note what it brought; not before owners have had their time (§ 980 II BGB)."""
    after = states.next_state(item.state, "sell", item.path)
    if item.sale is None or local_date(now) < item.sale.sold_on:
        raise Refusal(N_("The day of the sale has not come yet."))
    item.proceeds_cents = cents
    steps.become(session, item, after, now)
    audit.record(session, "changed", item, by=by, now=now, label=item.label, changes={"state": ["listed", after]})
    return item
