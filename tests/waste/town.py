"""A small town for the tests: two districts, a few streets, dates around Monday 23 November 2026."""

from datetime import UTC, date, datetime

from webapp.blueprints.waste.models import ANY, Assignment, Collection, District, DropOff, Item, Street

CHANGED = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
DATES = (  # stream, regular day, actual day, reason
    ("paper", date(2026, 11, 24), date(2026, 11, 24), ""),
    ("residual", date(2026, 11, 26), date(2026, 11, 26), ""),
    ("bio", date(2026, 12, 25), date(2026, 12, 24), "Christmas Day"),
    ("paper", date(2026, 12, 22), date(2026, 12, 22), ""),
    ("recyclable", date(2027, 1, 7), date(2027, 1, 7), ""),
)


def plant(session) -> dict[str, District]:
    """Lindenstraße lies in the north; Hauptstraße is split at 40; Ringstraße exists in two localities."""
    north, south = District(name="Nord"), District(name="Süd")
    session.add_all([north, south])
    session.flush()
    add_street(session, "Lindenstraße", Assignment(district=north, stream=ANY))
    add_street(
        session, "Hauptstraße",
        Assignment(district=north, to_number=40), Assignment(district=south, from_number=41, to_number=99),
    )  # fmt: skip
    for locality, district in (("Oberdorf", north), ("Unterdorf", south)):
        add_street(session, "Ringstraße", Assignment(district=district, stream=ANY), locality=locality)
    for stream, regular_on, actual_on, reason in DATES:
        session.add(collection(north, stream, regular_on, actual_on=actual_on, reason=reason))
    session.add(collection(south, "paper", date(2026, 11, 25)))
    session.add_all(
        [Item(name="Batterien", synonyms="Akku", stream="hazardous"), Item(name="Ölfarbe", advice="Zum Mobil.")]
    )
    session.add(DropOff(name="Wertstoffhof", hours=[{"weekday": 0, "from": "08:00", "to": "12:00"}]))
    return {"north": north, "south": south}


def add_street(session, name, *assignments, locality=""):
    from webapp.blueprints.waste.rules.addresses import slug_of

    slug = slug_of(f"{name} {locality}" if locality else name)
    session.add(Street(name=name, locality=locality, slug=slug, assignments=list(assignments)))


def collection(district, stream, regular_on, **more):
    known = {"actual_on": regular_on, "changed_at": CHANGED} | more
    return Collection(district_id=district.id, stream=stream, regular_on=regular_on, **known)
