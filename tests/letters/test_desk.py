"""The desk for letters: Frau Keller looks up what was sent, and helps where a letter came back."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from webapp.blueprints.letters.tasks import forget_letters
from webapp.store import outbox
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter

DESK = "/verwaltung/briefe"


@pytest.fixture
def posted(town_session):
    """``posted("erika@example.org", state="refused")``: a trial letter with this fate; answers its address."""

    def posted(to="erika@example.org", *, at=NOW, **fate) -> str:
        with town_session() as session:
            given = {"language": "de", "values": {"by": "Frau Keller"}, "now": at}
            letter = outbox.post(session, "letters.trial", to=to, **given)
            for name, value in fate.items():
                setattr(letter, name, value)
            return f"{DESK}/{letter.id}"

    return posted


def letters(town_session) -> list[Letter]:
    with town_session() as session:
        return session.query(Letter).order_by(Letter.created_at, Letter.state).all()


def test_frau_keller_sends_a_trial_letter_and_reads_it(keller, town_session):
    answer = keller.submit(DESK, email="erika@example.org", language="de")
    page = keller.follow(answer).text
    assert "Ein Probebrief" in page
    assert "Frau Keller" in page
    (letter,) = letters(town_session)
    assert (letter.to, letter.state, letter.due_at) == ("erika@example.org", "waiting", NOW)


def test_a_second_recipient_is_refused_at_its_field(keller, town_session):
    answer = keller.submit(DESK, email="erika@example.org, paul@example.org", language="de")
    assert answer.status_code == 422
    assert "Bitte geben Sie eine E-Mail-Adresse an" in answer.text
    assert letters(town_session) == []


def test_letters_are_found_by_state_and_address(keller, posted):
    posted()
    posted("paul@example.org", state="refused", fault="550 no such person")
    text = keller.get(f"{DESK}?zustand=refused").text
    assert "paul@example.org" in text
    assert "550 no such person" in text
    assert "erika@example.org" not in text
    assert "paul@example.org" not in keller.get(f"{DESK}?an=ERIKA").text
    assert "erika@example.org" not in keller.get(f"{DESK}?an=%25paul").text


def test_the_list_turns_pages_and_keeps_the_filter(keller, posted):
    for count in range(51):
        posted(f"person-{count}@example.org", at=NOW - timedelta(minutes=count))
    page = keller.get(f"{DESK}?an=person").text
    assert "person-49@" in page
    assert "person-50@" not in page
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "person-50@" in keller.get(older).text


def test_a_refused_letter_waits_for_somebody_and_goes_again(keller, posted, town_session):
    path = posted(state="refused", fault="550 no such person")
    assert "1 Brief wurde abgelehnt" in keller.get("/verwaltung").text
    page = keller.follow(keller.submit(path, _form=0)).text
    assert "Der Brief geht noch einmal hinaus." in page
    old, new = sorted(letters(town_session), key=lambda one: one.state, reverse=True)
    assert (old.state, new.state, new.to, new.values) == ("withdrawn", "waiting", old.to, old.values)
    assert old.id != new.id
    assert "abgelehnt" not in keller.get("/verwaltung").text


def test_a_waiting_letter_is_withdrawn_and_noted(keller, posted, town_session):
    keller.post(f"{posted()}/zurueckziehen", token(keller))
    (letter,) = letters(town_session)
    assert letter.state == "withdrawn"
    with town_session() as session:
        assert session.query(AuditEntry).filter_by(subject="letter", verb="withdrawn").count() == 1


def token(keller) -> dict[str, str]:
    text = keller.get(DESK).text
    return {"csrf_token": text.split('name="csrf_token" value="')[1].split('"')[0]}


@pytest.mark.parametrize(
    ("state", "deed"), [("sent", "zurueckziehen"), ("sending", "zurueckziehen"), ("waiting", "nochmal")]
)
def test_what_has_left_cannot_be_called_back_and_what_waits_needs_no_second(keller, posted, town_session, state, deed):
    path = posted(state=state)
    keller.post(f"{path}/{deed}", token(keller))
    assert [one.state for one in letters(town_session)] == [state]
    assert 'class="notice error"' in keller.get(path).text


def test_the_content_is_gone_after_a_week_and_the_row_after_a_quarter(keller, posted, town_session):
    path = posted(state="sent", sent_at=NOW - timedelta(days=8), at=NOW - timedelta(days=8))
    posted("paul@example.org", state="sent", sent_at=NOW - timedelta(days=6))
    posted("old@example.org", state="refused", at=NOW - timedelta(days=91))
    posted("later@example.org", at=NOW - timedelta(days=91), due_at=NOW + timedelta(days=1))
    with town_session() as session:
        assert forget_letters(session, NOW) == 2
        assert forget_letters(session, NOW) == 0
    kept = {one.to: bool(one.values) for one in letters(town_session)}
    assert kept == {"erika@example.org": False, "paul@example.org": True, "later@example.org": True}
    assert "Der Inhalt wurde eine Woche nach dem Versand gelöscht." in keller.get(path).text


def test_a_letter_whose_feature_is_gone_can_still_be_put_aside(keller, posted, town_session):
    path = posted(kind="gone.reminder", state="refused")
    assert "Zurückziehen" in keller.get(path).text
    keller.post(f"{path}/zurueckziehen", token(keller))
    assert letters(town_session)[0].state == "withdrawn"


def test_herr_vogt_reads_no_letters_and_nobody_next_door_does(vogt, keller, posted):
    path = posted()
    assert vogt.get(DESK).status_code == 403
    assert vogt.get(path).status_code == 403
    assert keller.get(f"{DESK}/{'0' * 32}").status_code == 404
    assert keller.get(f"{path}/anhang/0").status_code == 404


def test_letters_of_the_demo_town_are_read_at_the_desk_and_never_leave(tmp_path):
    from tests.tools.server import demo_town
    from webapp.work.postman import Postman

    with demo_town(tmp_path) as (app, _):
        town = app.towns.by_slug["musterstadt"]
        object.__setattr__(app.settings, "smtp_host", "127.0.0.1")
        object.__setattr__(app.settings, "smtp_port", 1)
        with app.database(town).writing() as session:
            outbox.post(session, "letters.trial", to="erika@example.org", language="de", values={"by": ""}, now=NOW)
        postman = Postman(app)
        while postman.round():
            pass
        postman.retire()
        with app.database(town).reading() as session:
            assert {(one.state, one.fault) for one in session.query(Letter)} == {("sent", "")}
