"""A canary sits in every text that is not public; it sings on no page for citizens, in no feed, in no log.

Public is only what stands in ``PUBLIC``: a new column is private by itself, and whoever adds it must decide.
"""

import html
import io
import logging
import re
from collections import defaultdict
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import JSON, String, Text, cast, exists, literal, select, true, update
from werkzeug.exceptions import HTTPException

from tests.conftest import NOW
from tests.people import Visitor
from webapp.app import create_app
from webapp.blueprints.appointments.models import Closure, Counter, Place, Service
from webapp.blueprints.events.models import Event, EventDate, EventImport, Organiser, Venue
from webapp.blueprints.lostfound.models import (
    Claim,
    Expense,
    FoundItem,
    FoundNeighbour,
    FoundText,
    LossReport,
    NeighbourFind,
    Sale,
    Word,
)
from webapp.blueprints.pages.models import PageVersion, Picture
from webapp.blueprints.vacancies.models import (
    Employer,
    JobApplication,
    JobDocument,
    Vacancy,
    VacancyPicture,
    VacancyPreferences,
)
from webapp.blueprints.waste import models as waste
from webapp.config import Settings
from webapp.demo.plant import SLUG, plant
from webapp.store.base import Model
from webapp.store.sessions import hashed

CANARY = "Kanari"
PUBLISHED = Vacancy.published_at.is_not(None)
OF_PUBLISHED = exists().where(Event.id == EventDate.event_id, Event.state == "published")
PUBLIC = {  # record: (what everybody may read, of which rows)
    FoundItem: ({"title", "area"}, FoundItem.state.in_(("published", "listed"))),
    Sale: ({"place"}, true()),
    Word: ({"word"}, true()),
    FoundNeighbour: ({"name"}, true()),
    NeighbourFind: ({"number", "title", "area", "url"}, true()),
    Vacancy: (
        {"title", "weekly_hours", "pay_group", "intro", "duties", "wishes", "benefits", "closing", "alt",
         "contact_name",         "contact_phone", "contact_email"}, PUBLISHED,
    ),
    Employer: (
        {"name", "street", "postcode", "place", "homepage"}, exists().where(Vacancy.employer_id == Employer.id, PUBLISHED)
    ),
    Event: ({"title", "about", "place", "price", "registration", "link"}, Event.state == "published"),
    EventDate: ({"note"}, OF_PUBLISHED),
    Venue: ({"name", "address", "access"}, true()),
    Organiser: ({"name", "web"}, true()),
    Place: ({"name", "address", "directions", "access", "phone"}, true()),
    Counter: ({"name"}, true()),
    Service: ({"name", "area", "synonyms", "about", "documents", "questions"}, true()),
    PageVersion: ({"title", "body"}, PageVersion.state == "published"),
    Picture: ({"alt"}, true()),
    waste.District: ({"name"}, true()),
    waste.Street: ({"name", "locality"}, true()),
    waste.Assignment: ({"from_suffix", "to_suffix"}, true()),
    waste.Collection: ({"variant", "reason", "time", "place", "note"}, true()),
    waste.Rhythm: ({"variant", "season_from", "season_to"}, true()),
    waste.HolidayShift: ({"reason"}, true()),
    waste.DropOff: ({"name", "address", "takes", "hours", "note"}, true()),
    waste.Item: ({"name", "synonyms", "advice"}, true()),
}  # fmt: skip
CODES = {  # words of a closed list, days, names of traits and of files: no place for anybody's words
    "state", "kind", "category", "language", "role", "origin", "place_kind", "identity", "hours", "field", "stream",
    "parity", "channel", "contact", "repeats", "feed_category", "shown", "except_on", "wishes", "slug", "digest",
    "photo", "media_type",
}  # fmt: skip
GUESSED = (  # what somebody tries who counts
    *(f"/fundbuero/fund/2026-{n}{more}" for n in range(1, 61) for more in ("", "/anspruch")),
    *(f"/stellen/{n}{more}" for n in range(1, 8) for more in ("", "/bewerben")),
    *(f"/veranstaltungen/{n}" for n in range(1, 130, 2)), "/veranstaltungen/1/termine.ics",
    "/veranstaltungen/veranstalter/1.ics", "/veranstaltungen/art/culture.ics", "/veranstaltungen/abo?von=1",
    "/veranstaltungen/woche/2026-12-01", "/veranstaltungen/monat/2026-11", "/termine/zeiten?reisepass=1",
    "/fundbuero?nachbarn=1", "/abfall/ort/lindenstrasse/abfall.ics", "/fundbuero/gefunden?art=wallet", "/fundbuero/verlust?art=wallet",
    "/gibt-es-nicht", "/fundbuero/a/x", "/stellen/t/x", "/veranstaltungen/t/x",
)  # fmt: skip
MOST = 12  # pages of one kind that are followed by their links


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The demo town, a canary in everything private."""
    settings = Settings(secret_key="test", log_level="WARNING", page_cache=False)
    app = create_app(tmp_path_factory.mktemp("town"), settings=settings, TESTING=True, PORTAL_NOW=NOW)
    with app.app_context():
        plant(app)
    with app.database(app.towns.by_slug[SLUG]).writing() as session:
        session.add_all(rare())
        session.flush()
        for mapper in Model.registry.mappers:
            for column in texts(mapper):
                settle(session, mapper.class_, column)
    yield app
    app.database(app.towns.by_slug[SLUG]).close()


def rare() -> list:
    """What no believable week holds."""
    feed = {"organiser_id": 1, "category": "culture", "file": "x", "items": [{"title": "x"}], "created_at": NOW}
    return [
        EventImport(**feed), Expense(item_id=1, what="x", cents=1), Closure(starts_at=NOW, ends_at=NOW + timedelta(days=1), counter_id=1),
        JobDocument(application_id=1, name="x", size=1, sealed=b"x"),
        VacancyPicture(vacancy_id=1, content=b"x", width=1, height=1), FoundText(block="notice", language="de", text="x"),
        FoundNeighbour(id=1, name="Nebenan", feed="https://nebenan.example/fundbuero/funde.json", fetched_at=NOW),
        NeighbourFind(
            neighbour_id=1, number="2026-1", category="keys", title="Schlüsselbund", area="Bahnhof", week=NOW.date(),
            until_on=NOW.date() + timedelta(days=90), url="https://nebenan.example/fundbuero/fund/2026-1", words="x",
        ),
    ]  # fmt: skip


def texts(mapper) -> list:
    """The columns of a record that hold words."""
    kinds = (String, Text, JSON)
    return [one for one in mapper.local_table.columns if isinstance(one.type, kinds) and not one.primary_key]


def settle(session, record, column) -> None:
    """A canary moves in, unless everybody may read it: another one in each row."""
    public, rows = PUBLIC.get(record, ((), true()))
    if column.name in CODES or (column.name in public and rows is PUBLIC[record][1] and str(rows) == str(true())):
        return
    hidden = ~rows if column.name in public else true()
    song = f"{CANARY}-{column.table.name}-{column.name}-"
    if isinstance(column.type, JSON):
        return _settle_each(session, record, column, song, hidden)
    key = next(iter(column.table.primary_key))
    session.execute(update(record).where(hidden).values({column.name: literal(song) + cast(key, String)}))


def _settle_each(session, record, column, song, hidden) -> None:
    for row in session.scalars(select(record).where(hidden)).all():
        shown = getattr(row, "shown", ()) if column.name == "traits" else ()
        setattr(row, column.name, singing(getattr(row, column.name), song, shown))
    session.flush()
    session.expunge_all()


def singing(value, song: str, shown=()):
    """The same, a canary instead of every word; but not of what is shown."""
    if isinstance(value, dict):
        return {name: one if name in shown else singing(one, song) for name, one in value.items()}
    if isinstance(value, list):
        return [singing(one, song) for one in value]
    return song if isinstance(value, str) else value


@pytest.fixture(scope="module")
def log():
    """What is written to the log all the while."""
    kept = logging.StreamHandler(io.StringIO())
    logging.getLogger().addHandler(kept)
    logging.getLogger().setLevel(logging.DEBUG)
    yield kept.stream
    logging.getLogger().removeHandler(kept)


@pytest.fixture(scope="module")
def read(town, log):
    """Everything a citizen can reach, by links and by guessing: {address: text}."""
    return walked(town, "") | walked(town, "/uk")


def walked(app, prefix: str) -> dict[str, str]:
    """From the start page on; a few pages of each kind."""
    citizen, found, seen = app.test_client(), {}, defaultdict(int)
    plain = [one.rule for one in app.url_map.iter_rules() if is_open(app, one) and not one.arguments]
    to_do = [prefix + path for path in (*plain, *(() if prefix else GUESSED))]
    while to_do:
        path = to_do.pop()
        if path in found or not path.startswith(f"{prefix}/"):
            continue
        answer = citizen.get(path, base_url="http://localhost")
        found[path] = answer.text
        if answer.mimetype == "text/html":
            soup = BeautifulSoup(answer.data, "html.parser")
            links = [one["href"].split("#")[0] for one in soup.select("main a[href]")]
            to_do += [one for one in links if one.startswith("/") and few(app, one, prefix, seen)]
    return found


def is_open(app, rule) -> bool:
    """Whether everybody may ask for it."""
    return "GET" in rule.methods and app.view_functions[rule.endpoint].badge[0] in {"public", "citizen"}


def few(app, path: str, prefix: str, seen: dict[str, int]) -> bool:
    """Whether this is one of the first pages of its kind."""
    try:
        kind, _ = app.url_map.bind("localhost").match(path.removeprefix(prefix).split("?")[0])
    except HTTPException:
        return False
    seen[kind] += 1
    return seen[kind] <= MOST and app.view_functions[kind].badge[0] in {"public", "citizen"}


def songs(text: str) -> set[str]:
    """The canaries that sing in it."""
    return set(re.findall(rf"{CANARY}[-\w]*", text, re.IGNORECASE))


def test_nothing_private_reaches_a_citizen(read):
    assert {path: songs(text) for path, text in read.items() if songs(text)} == {}
    assert len(read) > 300, "the walk has lost its way"


def of_ours(record) -> bool:
    """Whether it belongs to one of the features this file looks at most closely."""
    return record.__module__.split(".")[2] in {"lostfound", "vacancies", "events"}


def test_every_text_called_public_is_read_somewhere(town, read):
    """The same search finds what is public, so it would find what is not; what nobody shows is not public."""
    whole, unread = html.unescape(" ".join(read.values())), set()
    with town.database(town.towns.by_slug[SLUG]).reading() as session:
        for record, (names, rows) in PUBLIC.items():
            for name in sorted(names) if of_ours(record) else ():
                known = [one for one in session.scalars(select(getattr(record, name)).where(rows)) if one]
                if known and not any(one.split("\n")[0] in whole for one in known):
                    unread.add(f"{record.__name__}.{name}")
    assert unread == set()


def test_every_record_has_a_row_to_sing_in(town):
    with town.database(town.towns.by_slug[SLUG]).reading() as session:
        for mapper in Model.registry.mappers:
            if of_ours(mapper.class_):
                assert session.scalar(select(exists(select(mapper.class_)))), f"plant one: {mapper.class_}"


@pytest.mark.parametrize("search", ["/fundbuero?wort=", "/suche?suche="])
def test_a_search_for_the_canary_is_answered_like_one_for_nonsense(town, search):
    """Nobody learns by searching that a word stands in what is private."""
    citizen, path = town.test_client(), f"http://localhost{search}"
    nonsense = citizen.get(f"{path}Quatschwort").text.replace("Quatschwort", "")
    for mapper in Model.registry.mappers:
        for column in texts(mapper) if of_ours(mapper.class_) else ():
            word = f"{CANARY}-{column.table.name}-{column.name}-1"
            assert citizen.get(path + word).text.replace(word, "") == nonsense, word


HELD = {  # record: (its page, what its holder reads there that others do not)
    Claim: ("/fundbuero/a/", {"found_claim-number", "found_item-title"}),
    LossReport: ("/fundbuero/v/", {"loss_report-number", "loss_report-title"}),
    FoundItem: ("/fundbuero/f/", {"found_item-title"}),
    JobApplication: ("/stellen/t/", {"job_application-number", "job_application-email", "job_document-name"}),
    Employer: ("/stellen/betrieb/", {"vacancy_employer-name", "vacancy-title"}),
    Event: ("/veranstaltungen/t/", {"event-title", "event-about", "event-place"}),
    Organiser: ("/veranstaltungen/o/", set()),
}  # fmt: skip


def test_whoever_holds_an_address_reads_their_own_things_alone(town):
    """A claimant sees no storage, a finder no claimant, an applicant no note and no rating."""
    database, citizen = town.database(town.towns.by_slug[SLUG]), town.test_client()
    for record, (path, own) in HELD.items():
        with database.writing() as session:
            session.execute(update(VacancyPreferences).values(local_employers=True))
            numbers = session.scalars(select(record.id).order_by(record.id.desc()).limit(60)).all()
            for one in numbers:
                session.execute(update(record).where(record.id == one).values(token_hash=hashed(f"t{one}")))
        heard = [songs(citizen.get(f"http://localhost{path}t{one}").text) for one in numbers]
        assert {re.sub(f"^{CANARY}-|-\\d*$", "", song) for one in heard for song in one} == own, record
        for one, heard_here in zip(numbers, heard, strict=True):
            mine = [song for song in heard_here if song.startswith(f"{CANARY}-{record.__tablename__}-")]
            assert all(song.endswith(f"-{one}") for song in mine), (record, one)


TYPED = {
    "name": CANARY, "email": f"{CANARY}@example.org", "phone": "01234 5678", "lost_on": "1.11.", "found_on": "1.11.",
    "first_on": "1.12.", "place_kind": "elsewhere", "category": "culture", "repeats": "once", "venue_id": "",
    "starts": "", "ends": "", "last_on": "", "every": "", "until_on": "", "except_on": "", "registration": "", "link": "",
}  # fmt: skip
FORMS = (
    "/fundbuero/verlust?art=wallet", "/fundbuero/gefunden?art=wallet", "/fundbuero/fund/{find}/anspruch",
    "/stellen/2/bewerben", "/veranstaltungen/vorschlagen", "/veranstaltungen/veranstalter",
)  # fmt: skip


def test_what_people_type_stands_in_no_log(town, log):
    citizen = Visitor(town, host="localhost")
    find = re.search(r"fundbuero/fund/([\d-]+)", citizen.get("/fundbuero").text)[1]
    for path in FORMS:
        page = BeautifulSoup(citizen.get(path.format(find=find)).data, "html.parser")
        names = [one["name"] for one in page.select("main form [name]:not([type=hidden], [type=file])")]
        key = page.select_one("[name=key]")["value"]
        town.config["PORTAL_NOW"] += timedelta(seconds=20)
        answer = citizen.post(
            path.format(find=find), dict.fromkeys(names, CANARY) | {"key": key, "website": ""} | TYPED
        )
        assert answer.status_code in {200, 303}, path
    assert songs(log.getvalue()) == set()
