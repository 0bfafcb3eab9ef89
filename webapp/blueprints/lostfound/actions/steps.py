"""A find on its way: each deed leads to the next state, or is refused with the paragraph that forbids it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.blueprints.lostfound.actions import letters
from webapp.blueprints.lostfound.models import Claim, FoundItem, Handover, Party, Word
from webapp.blueprints.lostfound.models.people import FINDER, RECEIVER
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.queries import office
from webapp.blueprints.lostfound.rules import categories, deadlines, publication, states
from webapp.blueprints.lostfound.rules.claims import ACCEPTED, OPEN, REFUSED, ensure_meant
from webapp.blueprints.lostfound.rules.rewards import Reward, reward
from webapp.domain.i18n import N_
from webapp.domain.localtime import local_date
from webapp.domain.refusal import Refusal
from webapp.store import audit


def step(session: Session, *, item: FoundItem, deed: str, seen: str, by: Any, now: datetime) -> FoundItem:
    """A deed that needs no more than a press of a button; ``seen`` is the state the clerk looked at."""
    after = states.next_state(seen, deed if deed in states.PRESSED else "", item.path)
    if item.state == after:
        return item  # pressed twice
    if item.state != seen:
        raise Refusal(N_("Somebody has changed this find meanwhile. Please look again."))
    today = local_date(now)
    _ensure_lawful(item, deed, today)
    if deed == "register":
        number(session, item, now)
    if deed == "release":
        _release(item)
    if deed == "offer":
        item.collect_by = today + timedelta(weeks=office.preferences(session).collect_weeks)
    become(session, item, after, now)
    audit.record(session, "changed", item, by=by, now=now, label=item.label, changes={"state": [seen, after]})
    if deed == "offer":
        letters.to_finder(session, letters.OFFERED, item, now)
    return item


def pressable(item: FoundItem, today: date) -> list[str]:
    """The deeds a button may offer: what the state leads to, and no rule refuses."""
    led = (deed for deed in states.deeds(item.state, item.path) if deed in states.PRESSED)
    return [deed for deed in led if _is_lawful(item, deed, today)]


def hand_over(
    session: Session, *, item: FoundItem, name: str, address: str, identity: str, reward_cents: int,
    settled: bool, by: Any, now: datetime, instead: bool = False,
) -> FoundItem:  # fmt: skip
    """The find goes to its owner (or to somebody ``instead``), or to the finder who has become its owner; once."""
    deed = "give" if item.state == states.OFFERED else "return"
    after = states.next_state(item.state, deed, item.path)
    if deed == "return":
        states.ensure_still_the_owners(item.state, heir(item))
        if claim := accepted_claim(item):
            ensure_meant(name, claim.name, instead=instead)
        _ensure_settled(item, reward_cents, settled=settled)
        item.parties.append(Party(role=RECEIVER, name=name, address=address))
    paid = {"reward_cents": reward_cents if deed == "return" else 0, "expense_cents": expenses(item)}
    item.handover = Handover(handed_at=now, identity=identity, clerk=by.name, **paid)
    before = item.state
    become(session, item, after, now)
    _end_claims(session, item, now)
    audit.record(session, "handed over", item, by=by, now=now, label=item.label, changes={"state": [before, after]})
    if deed == "return" and item.path == states.AUTHORITY:
        letters.to_finder(session, letters.RETURNED, item, now)  # § 978 II 3 BGB
    return item


def become(session: Session, item: FoundItem, state: str, now: datetime) -> None:
    """Note the new state: what is published can be searched, what is closed has a day, what is sold was on a list."""
    item.state = state
    if state in states.CLOSED:
        item.closed_on = local_date(now)
    if state not in {states.LISTED, states.SOLD}:
        item.sale = None
    session.flush()
    if state == states.PUBLISHED:
        index(session, item)
    else:
        _forget_words(session, item)


def number(session: Session, item: FoundItem, now: datetime) -> None:
    """The next number of the register of this year."""
    year = local_date(now).year
    item.number, item.year = queries.next_number(session, year), year


def accepted_claim(item: FoundItem) -> Claim | None:
    """The claim it is kept for."""
    return next((one for one in item.claims if one.state == ACCEPTED), None)


def expenses(item: FoundItem) -> int:
    """All that keeping has cost, in cents."""
    return sum(one.cents for one in item.expenses)


def reward_of(item: FoundItem) -> Reward:
    """What the finder of this find may ask for."""
    return reward(
        item.value_cents, found_on=item.found_on, path=item.path, by_staff=item.by_staff, breached=item.breached,
        sentimental=item.sentimental, animal=categories.CATEGORIES[item.category].animal,
    )  # fmt: skip


def heir(item: FoundItem) -> str:
    """Who owns this find when its keeping period is over."""
    return states.heir(item.path, has_finder=item.party(FINDER) is not None, waived=item.waives_ownership)


def index(session: Session, item: FoundItem) -> None:
    """The words of a published find: what is public, and what people call such things."""
    _forget_words(session, item)
    about = categories.CATEGORIES[item.category]
    public = categories.published(item.traits, item.shown)
    texts: Iterable[str] = (item.title, item.area, about.words, *public.values(), item.label)
    session.add_all(Word(word=word, item_id=item.id) for word in publication.beginnings_of(*texts))
    session.flush()


def _forget_words(session: Session, item: FoundItem) -> None:
    session.execute(delete(Word).where(Word.item_id == item.id))


def _ensure_lawful(item: FoundItem, deed: str, today: date) -> None:
    """What the table of steps cannot know: whose it is, what kind of thing, which day."""
    if deed == "forward" and not categories.CATEGORIES[item.category].forwarded:
        raise Refusal(N_("Only papers and cards go back to the authority that issued them."))
    if deed == "offer" and heir(item) != states.FINDER:
        raise Refusal(N_("The finder is unknown or has waived the thing: it belongs to the town (§ 976 BGB)."))
    if deed == "take" and item.state == states.DUE and heir(item) != states.TOWN:
        raise Refusal(N_("This belongs to the finder (§ 973 BGB). Please offer it first."))
    if deed == "take" and item.state == states.OFFERED and not deadlines.is_over(item.collect_by or today, today):
        raise Refusal(N_("The finder may still collect it (§ 976 BGB)."))
    if deed == "take" and item.state == states.LISTED:
        _ensure_old_cash(item, today)


def _is_lawful(item: FoundItem, deed: str, today: date) -> bool:
    try:
        _ensure_lawful(item, deed, today)
    except Refusal:
        return False
    return True


def _ensure_old_cash(item: FoundItem, today: date) -> None:
    until = item.sale.notice_until if item.sale else today
    if item.category != "cash" or not deadlines.is_over(deadlines.proceeds_pass_after(until), today):
        raise Refusal(N_("Only cash becomes the town's, three years after the notice has ended (§ 981 BGB)."))


def _ensure_settled(item: FoundItem, reward_cents: int, *, settled: bool) -> None:
    """The finder may hold the thing back until reward and expenses are paid (§§ 972, 975 BGB); not under § 978."""
    owed = expenses(item) + (0 if item.waives_reward else reward_cents)
    may_hold_back = item.path == states.ORDINARY and item.party(FINDER) is not None and not item.consents
    if owed and may_hold_back and not settled:
        raise Refusal(N_("The finder must agree first, or have been paid (§§ 972, 975 BGB)."), "settled")


def _release(item: FoundItem) -> None:
    for claim in item.claims:
        if claim.state == ACCEPTED:
            claim.state, claim.decided_at = OPEN, None


def _end_claims(session: Session, item: FoundItem, now: datetime) -> None:
    """Whoever else claimed it is told that it is gone."""
    for claim in item.claims:
        if claim.state == OPEN:
            claim.state, claim.decided_at = REFUSED, now
            letters.to_claimant(session, letters.REFUSED, claim, item, now)
