"""Whatever a citizen is asked has a purpose, a legal basis, a keeping period and people who get it, and goes in time."""

import html
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select, update

from tests.conftest import NOW
from webapp.app import create_app
from webapp.blueprints.appointments.models import Appointment, WaitingEntry
from webapp.blueprints.appointments.rules.purposes import PURPOSES as VISIT
from webapp.blueprints.events.models import Event, Organiser
from webapp.blueprints.events.rules.purposes import PURPOSES as EVENT
from webapp.blueprints.lostfound.models import Claim, FoundItem, LossReport, Party
from webapp.blueprints.lostfound.rules.purposes import FIELDS as LOST_BESIDE
from webapp.blueprints.lostfound.rules.purposes import PURPOSES as LOST
from webapp.blueprints.vacancies.models import Employer, JobApplication, JobDocument
from webapp.blueprints.vacancies.rules.purposes import PURPOSES as JOB
from webapp.config import Settings
from webapp.demo.plant import SLUG, plant
from webapp.features import FEATURES
from webapp.store.outbox import Letter
from webapp.work import tasks

PERSON = ("name", "email", "phone")
EVENT_FIELDS = (
    "title", "category", "for_children", "first_on", "starts", "ends", "last_on", "repeats", "every", "until_on",
    "except_on", "venue_id", "place", "about", "free", "price", "registration", "link",
)  # fmt: skip
FORMS = {  # page: {field: why}; a field that is not named here is a question nobody has thought about
    "/fundbuero/verlust?art=wallet": dict.fromkeys(("title", "lost_on", "area", "trait-"), LOST["loss"])
    | LOST_BESIDE["loser"],
    "/fundbuero/gefunden?art=wallet":
        dict.fromkeys(("title", "found_on", "area", "place_kind", "trait-", "image"), LOST["find"])
    | LOST_BESIDE["finder"]
    | dict.fromkeys(("waives_ownership", "waives_reward", "consents"), LOST["finder"]),
    "/fundbuero/fund/2026-32/anspruch": dict.fromkeys(("trait-", "story"), LOST["answers"])
    | LOST_BESIDE["claimant"],
    "/stellen/2/bewerben": {name: JOB[name] for name in (*PERSON, "message", "disabled")},
    "/veranstaltungen/vorschlagen": dict.fromkeys(EVENT_FIELDS, EVENT["event"])
    | {name: EVENT[name] for name in ("name", "email")},
    "/veranstaltungen/veranstalter": {"email": EVENT["organiser"]},
    "/termine/warteliste?reisepass=1": {name: VISIT[name] for name in ("name", "email")},
}  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The demo town."""
    app = create_app(
        tmp_path_factory.mktemp("town"), settings=Settings(secret_key="test"), TESTING=True, PORTAL_NOW=NOW
    )
    with app.app_context():
        plant(app)
    yield app
    app.database(app.towns.by_slug[SLUG]).close()


def soup(app, path: str) -> BeautifulSoup:
    answer = app.test_client().get(path, base_url="http://localhost")
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "html.parser")


@pytest.mark.parametrize("path", FORMS)
def test_every_question_says_why_it_is_asked(app, path):
    form = soup(app, path).select_one("main form[method=post]")
    asked = [
        one["name"] for one in form.select("input:not([type=hidden]), textarea, select") if one["name"] != "website"
    ]
    told = {one.get_text() for one in form.select("details.why summary .sr")}
    for name in asked:
        plain = "trait-" if name.startswith("trait-") else name
        assert plain in FORMS[path], f"{path} asks {name}: give it a purpose"
        with app.test_request_context(base_url="http://localhost"):
            from webapp.web.i18n import translate

            assert translate(FORMS[path][plain].what) in told, f"{path} does not say why it asks {name}"


def test_the_privacy_page_tells_every_purpose_whole(app):
    page = html.unescape(" ".join(soup(app, "/en/datenschutz").select_one("main").get_text(" ").split()))
    for feature in FEATURES:
        for one in feature.purposes:
            for words in (one.what, one.why, one.basis, one.kept, one.who):
                assert words in page, (feature.name, words)


FORGOTTEN = {  # what names somebody, and nobody needs any more
    "finders and receivers": select(Party).join(Party.item).where(FoundItem.closed_on.is_not(None)),
    "claimants": select(Claim).join(Claim.item).where(FoundItem.closed_on.is_not(None)),
    "marks, places, photos of finds": select(FoundItem).where(FoundItem.closed_on.is_not(None), FoundItem.place != ""),
    "losers": select(LossReport),
    "applicants": select(JobApplication),
    "their papers": select(JobDocument),
    "announcers of events": select(Event).where((Event.name != "") | (Event.email != "") | (Event.network != "")),
    "visitors": select(Appointment).where((Appointment.name != "") | (Appointment.email != "")),
    "who waits for a time": select(WaitingEntry),
    "clubs, but for those that meet every week for ever": select(Organiser).where(
        Organiser.email != "",
        ~select(Event).where(Event.organiser_id == Organiser.id, Event.until_on.is_(None), Event.repeats != "once").exists(),
    ),
    "local employers": select(Employer).where(Employer.local, Employer.email != ""),
    "letters": select(Letter),
}  # fmt: skip


def test_the_nights_forget_everybody(app):
    """Years later nobody is known any more, and nothing but the tasks of the features did it."""
    town = app.towns.by_slug[SLUG]
    for days in (200, 400, 3000, 3400):
        with app.database(town).writing() as session:  # the postman has been here
            session.execute(update(Letter).values(state="sent", sent_at=Letter.created_at))
        for feature in FEATURES:
            for task in feature.tasks:
                if task.errand is None:
                    ran = dict(tasks.run_task(app, f"{feature.name}.{task.name}", at=NOW + timedelta(days=days)))
                    assert not ran[SLUG].startswith("failed"), (task.name, ran)
    with app.database(town).reading() as session:
        left = {
            who: session.scalar(select(func.count()).select_from(rows.subquery())) for who, rows in FORGOTTEN.items()
        }
    assert {who: count for who, count in left.items() if count} == {}


def test_a_network_is_forgotten_after_the_hour_it_is_kept_for():
    """The privacy page says one hour, so a nightly look would be a lie."""
    for feature in FEATURES:
        for task in feature.tasks:
            if task.name == "forget_networks":
                assert task.every, feature.name
                assert task.every <= timedelta(minutes=15), feature.name
