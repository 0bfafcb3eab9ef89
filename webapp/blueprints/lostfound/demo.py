"""Musterstadt's lost property: a year of finds, what became of them, and what people miss."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from webapp.blueprints.accounts.models import Person
from webapp.blueprints.accounts.queries import person_by_login
from webapp.blueprints.lostfound import tasks
from webapp.blueprints.lostfound.actions import claims, intake, losses, sales, steps
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.rules.categories import shown_at_first

ELSEWHERE, OFFICE, BUS = "elsewhere", "office", "transport"
# days ago, kind, title, colour, area, place, euros, what became of it
FINDS = (
    (420, "bicycle", "Damenrad mit Korb", "rot", "Bahnhof", ELSEWHERE, 120, "given"),
    (405, "wallet", "Geldbörse aus Leder", "braun", "Marktplatz", ELSEWHERE, 60, "returned"),
    (398, "keys", "Schlüsselbund", "", "Ringstraße", ELSEWHERE, 5, "destroyed"),
    (390, "phone", "Smartphone mit Hülle", "schwarz", "Buslinie 3", BUS, 250, "returned"),
    (377, "clothing", "Kinderjacke", "gelb", "Spielplatz am Bach", ELSEWHERE, 15, "donated"),
    (361, "glasses", "Lesebrille im Etui", "blau", "Rathaus", OFFICE, 40, "destroyed"),
    (350, "jewellery", "Ring", "silbern", "Freibad", ELSEWHERE, 180, "given"),
    (341, "documents", "Personalausweis", "", "Bahnhof", ELSEWHERE, None, "forwarded"),
    (333, "bag", "Rucksack", "grün", "Wanderparkplatz", ELSEWHERE, 45, "returned"),
    (320, "bicycle", "Jugendrad", "schwarz", "Schulhof", ELSEWHERE, 90, "sold"),
    (318, "electronics", "Kopfhörer", "weiß", "Buslinie 3", BUS, 80, "sold"),
    (305, "toy", "Plüschhase", "grau", "Lindenstraße", ELSEWHERE, 8, "returned"),
    (290, "keys", "Autoschlüssel", "", "Supermarkt", ELSEWHERE, 150, "returned"),
    (282, "clothing", "Wollmütze", "rot", "Eisbahn", ELSEWHERE, 12, "donated"),
    (270, "cash", "Geldscheine", "", "Marktplatz", ELSEWHERE, 70, "given"),
    (261, "animal", "Wellensittich", "grün", "Gartenstraße", ELSEWHERE, 20, "returned"),
    (250, "other", "Gehstock", "braun", "Friedhof", ELSEWHERE, 25, "listed"),
    (244, "bicycle", "Mountainbike", "orange", "Waldweg", ELSEWHERE, 300, "listed"),
    (236, "electronics", "Kamera in Tasche", "schwarz", "Buslinie 3", BUS, 160, "listed"),
    (229, "jewellery", "Armbanduhr", "silbern", "Turnhalle", ELSEWHERE, 90, "offered"),
    (221, "bag", "Sporttasche", "blau", "Turnhalle", ELSEWHERE, 30, "town"),
    (214, "clothing", "Lederhandschuhe", "schwarz", "Rathaus", OFFICE, 35, "due"),
    (205, "glasses", "Sonnenbrille", "braun", "Freibad", ELSEWHERE, 60, "due"),
    (198, "toy", "Laufrad", "rot", "Kindergarten", ELSEWHERE, 50, "due"),
    (176, "wallet", "Portemonnaie", "schwarz", "Bäckerei am Markt", ELSEWHERE, 80, "returned"),
    (170, "bicycle", "Klapprad", "weiß", "Bahnhof", ELSEWHERE, 140, ""),
    (166, "keys", "Schlüssel mit Anhänger", "", "Buslinie 3", BUS, 5, ""),
    (160, "phone", "Mobiltelefon mit Tasten", "grau", "Festplatz", ELSEWHERE, 30, ""),
    (151, "clothing", "Regenschirm", "schwarz", "Rathaus", OFFICE, 10, ""),
    (144, "jewellery", "Ohrring", "golden", "Festplatz", ELSEWHERE, 110, ""),
    (139, "bag", "Umhängetasche", "beige", "Bushaltestelle Schule", BUS, 35, "returned"),
    (133, "glasses", "Kinderbrille", "rot", "Freibad", ELSEWHERE, 90, ""),
    (128, "other", "Luftpumpe", "schwarz", "Radweg am Bach", ELSEWHERE, 12, ""),
    (120, "clothing", "Badetuch", "blau", "Freibad", ELSEWHERE, 8, ""),
    (118, "toy", "Ball", "bunt", "Freibad", ELSEWHERE, 6, ""),
    (112, "electronics", "Ladekabel mit Stecker", "weiß", "Bücherei", OFFICE, 15, ""),
    (105, "bicycle", "Kinderrad", "grün", "Lindenstraße", ELSEWHERE, 70, "returned"),
    (99, "wallet", "Kartenetui", "blau", "Supermarkt", ELSEWHERE, 25, ""),
    (92, "keys", "Fahrradschlüssel", "", "Bahnhof", ELSEWHERE, 5, ""),
    (86, "documents", "Führerschein", "", "Tankstelle", ELSEWHERE, None, "forwarded"),
    (80, "clothing", "Strickjacke", "beige", "Friedhof", ELSEWHERE, 30, ""),
    (74, "phone", "Smartphone", "blau", "Sportplatz", ELSEWHERE, 320, "reserved"),
    (69, "jewellery", "Halskette", "silbern", "Kirche", ELSEWHERE, 75, ""),
    (63, "bag", "Einkaufsbeutel mit Büchern", "rot", "Bücherei", OFFICE, 20, ""),
    (58, "glasses", "Brille ohne Etui", "schwarz", "Buslinie 3", BUS, 120, ""),
    (52, "cash", "Geldschein", "", "Bäckerei am Markt", ELSEWHERE, 50, ""),
    (47, "animal", "Schildkröte", "braun", "Gartenstraße", ELSEWHERE, 60, "returned"),
    (43, "other", "Trompete im Koffer", "schwarz", "Bushaltestelle Schule", BUS, 400, "claimed"),
    (38, "toy", "Puppe", "rosa", "Spielplatz am Bach", ELSEWHERE, 15, ""),
    (33, "bicycle", "Rennrad", "gelb", "Ringstraße", ELSEWHERE, 450, ""),
    (29, "electronics", "Hörgerät", "beige", "Seniorentreff", OFFICE, 600, "claimed"),
    (24, "clothing", "Winterjacke für Kinder", "blau", "Schulhof", ELSEWHERE, 40, ""),
    (20, "keys", "Schlüsselbund mit rotem Band", "", "Marktplatz", ELSEWHERE, 10, ""),
    (16, "wallet", "Geldbeutel", "rot", "Wochenmarkt", ELSEWHERE, 45, "claimed"),
    (12, "bag", "Turnbeutel", "grün", "Buslinie 3", BUS, 12, ""),
    (9, "phone", "Smartphone mit Sprung", "schwarz", "Bahnhof", ELSEWHERE, 150, ""),
    (6, "bicycle", "Herrenrad, dunkel", "blau", "Nähe Freibad", ELSEWHERE, 250, ""),
    (4, "clothing", "Schal", "grün", "Rathaus", OFFICE, 18, ""),
    (2, "toy", "Kuscheltier Elefant", "grau", "Lindenstraße", ELSEWHERE, 10, ""),
    (1, "glasses", "Lesebrille", "rot", "Apotheke", ELSEWHERE, 30, "announced"),
)  # fmt: skip
LOSSES = (  # days ago, kind, words, colour, area
    (40, "bicycle", "Rennrad", "gelb", "Ringstraße"), (35, "other", "Trompete", "schwarz", "Bus"),
    (30, "jewellery", "Ehering", "golden", "Sportplatz"), (26, "clothing", "Anorak für mein Kind", "blau", "Schule"),
    (22, "keys", "Haustürschlüssel, rotes Band", "", "Markt"), (17, "wallet", "Portmonee", "rot", "Markt"),
    (14, "phone", "Handy", "weiß", "Bahnhof"), (11, "toy", "Stoffelefant", "grau", "Lindenstraße"),
    (8, "glasses", "Gleitsichtbrille", "braun", "Bus"), (6, "bicycle", "Fahrrad für Herren", "blau", "Schwimmbad"),
    (4, "bag", "Handtasche", "schwarz", "Kirche"), (1, "animal", "Katze Minka", "grau", "Gartenstraße"),
)  # fmt: skip
FINDERS = ("Paul Berg", "Olena Koval", "Heinz Brandt", "Maria Huber", "Jonas Keil", "Fatma Yilmaz", "Otto Baum")
A_DAY, HALF_A_YEAR = timedelta(days=1), timedelta(days=186)


def plant(session: Session, today: date, now: datetime) -> None:
    """Sixty finds in the order they came, twelve losses, one public list; all through the deeds of the desk."""
    clerk = person_by_login(session, "keller")
    if clerk is None:
        return
    planted = [
        (_find(session, nth, row, today=today, now=now, by=clerk), row[-1], row[0]) for nth, row in enumerate(FINDS)
    ]
    session.flush()
    for days, kind, words, colour, area in LOSSES:
        _lose(session, days, kind, words, colour, area, today=today, now=now)
    for item, outcome, days in planted:
        if outcome in {"returned", "claimed", "reserved", "forwarded"}:
            _come(session, item.id, outcome, now - max(days - 3, 0) * A_DAY, by=clerk)
    tasks.expire(session, now)
    for item, outcome, days in planted:
        _end(session, item.id, outcome, min(now, now - days * A_DAY + HALF_A_YEAR), by=clerk)
    _list(session, [item.id for item, outcome, _ in planted if outcome in {"listed", "sold"}], now=now, by=clerk)
    tasks.match(session, now)


def _find(session: Session, nth: int, row: tuple, *, today: date, now: datetime, by: Person) -> FoundItem:  # type: ignore[type-arg]
    days, kind, title, colour, area, place_kind, euros, outcome = row
    finder = FINDERS[nth % len(FINDERS)]
    mail = finder.split()[0].lower() + "@musterstadt.example"
    facts = {
        "key": f"demo-find-{nth}", "token_hash": f"demo-find-{nth}", "category": kind, "title": title, "area": area,
        "place_kind": place_kind, "found_on": today - (days + nth % 3) * A_DAY,
        "value_cents": euros and euros * 100,
        "traits": {"colour": colour, "marks": "kleiner Kratzer"} if colour else {},
        "shown": shown_at_first(kind), "photo": intake.Photo(), "now": now - days * A_DAY,
        "finder": {"name": finder, "email": mail, "phone": "", "address": ""},
        "waives_ownership": outcome not in {"given", "offered"}, "waives_reward": nth % 3 == 0, "consents": True,
    }  # fmt: skip
    if outcome == "announced":
        return intake.announce(session, **facts)
    return intake.take_in(session, publish=True, storage=f"Regal {nth % 4 + 1}", by=by, **facts)


def _lose(
    session: Session, days: int, kind: str, words: str, colour: str, area: str, *, today: date, now: datetime
) -> None:
    key = f"demo-loss-{days}"
    losses.report(
        session, key=key, token_hash=key, category=kind, title=words, area=area, lost_on=today - (days + 1) * A_DAY,
        traits={"colour": colour}, name="Erika Muster", email="erika@musterstadt.example", phone="", language="de",
        now=now - days * A_DAY,
    )  # fmt: skip


def _come(session: Session, item_id: int, outcome: str, at: datetime, *, by: Person) -> None:
    """While it is kept: somebody claims it, it is decided, it goes home."""
    item = _whole(session, item_id)
    if outcome == "forwarded":
        steps.step(session, item=item, deed="forward", seen=item.state, by=by, now=at)
        return
    key = f"demo-claim-{item_id}"
    claim = claims.claim(
        session, key=key, token_hash=key, item=item, name="Erika Muster", email=f"erika{item_id}@musterstadt.example",
        phone="", story="Beim Einkaufen verloren.", answers={"marks": "Kratzer"}, language="de", network="", now=at,
    )  # fmt: skip
    if outcome != "claimed":
        claims.accept(session, claim=claim, by=by, now=at)
    if outcome == "returned":
        _hand_over(session, _whole(session, item_id), "Erika Muster", at, by=by)


def _hand_over(session: Session, item: FoundItem, name: str, at: datetime, *, by: Person) -> None:
    steps.hand_over(
        session, item=item, name=name, address="", identity="id", reward_cents=0, settled=True, by=by, now=at
    )


def _end(session: Session, item_id: int, outcome: str, at: datetime, *, by: Person) -> None:
    """When the keeping period is over."""
    deeds = {
        "given": ("offer",), "offered": ("offer",), "town": ("take",), "donated": ("take", "donate"),
        "destroyed": ("take", "destroy"), "sold": ("take",), "listed": ("take",),
    }  # fmt: skip
    item = _whole(session, item_id)
    for deed in deeds.get(outcome, ()):
        if item.path == "ordinary" or deed != "take":
            steps.step(session, item=item, deed=deed, seen=item.state, by=by, now=at)
    if outcome == "given":
        _hand_over(session, item, "", at + A_DAY, by=by)


def _list(session: Session, item_ids: list[int], *, now: datetime, by: Person) -> None:
    """Two lists: one of last summer, sold; one to come."""
    for key, at, wanted in (("old", now - 60 * A_DAY, "sold"), ("new", now - 7 * A_DAY, "listed")):
        chosen = [one for one in item_ids if FINDS[one - 1][-1] == wanted]
        until = at.date() + timedelta(weeks=6)
        sale = sales.announce(
            session, key=f"demo-sale-{key}", place="Bauhof, Industriestraße 5", notice_until=until,
            sold_on=until + timedelta(weeks=1), items=chosen, by=by, now=at,
        )  # fmt: skip
        for item_id in chosen if sale.sold_on <= now.date() else ():
            sales.sell(session, item=_whole(session, item_id), cents=2500, by=by, now=now - A_DAY)


def _whole(session: Session, item_id: int) -> FoundItem:
    found = queries.whole_item(session, item_id)
    assert found is not None
    return found
