"""My account: the phone, the codes on paper, the password, and where I am signed in."""

from datetime import timedelta
from threading import Barrier, Thread
from time import perf_counter

import pyotp

from tests.accounts.hiring import PASSWORD
from tests.accounts.test_door import DOOR, knock, set_up_totp
from tests.conftest import NOW
from tests.people import Visitor, hire
from webapp.blueprints.accounts import actions
from webapp.blueprints.accounts.models import Person
from webapp.store import sessions
from webapp.store.audit import AuditEntry

ACCOUNT = "/verwaltung/konto"
BASE = "http://musterstadt.example"
NEW = "ganz neue worte hier"


def halfway(app, login="keller"):
    """Somebody who gave the right password and is asked for the code."""
    visitor = Visitor(app)
    assert knock(visitor, login, PASSWORD).headers["Location"] == f"{DOOR}/code"
    return visitor


def cookie_of(clerk):
    return clerk.client.get_cookie("sitzung", domain="musterstadt.example").value


def with_cookie(app, cookie):
    thief = Visitor(app)
    thief.client.set_cookie("sitzung", cookie, domain="musterstadt.example")
    return thief


def verbs(town_session):
    with town_session() as session:
        return [one.verb for one in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_the_key_of_the_app_is_shown_only_until_it_works(keller, town_session):
    secret, _ = set_up_totp(keller, town_session, "keller")
    answer = keller.get(f"{ACCOUNT}/zweiter-faktor")
    assert answer.headers["Location"] == ACCOUNT
    assert secret not in keller.get(ACCOUNT).text


def test_switching_the_second_factor_on_signs_out_everywhere_else(app, keller, town_session):
    elsewhere = Visitor(app)
    knock(elsewhere, "keller", PASSWORD)
    set_up_totp(keller, town_session, "keller")
    assert keller.get("/verwaltung").status_code == 200
    assert elsewhere.get("/verwaltung").headers["Location"].startswith(DOOR)


def test_a_code_of_foreign_letters_is_a_wrong_code(app, keller, town_session):
    set_up_totp(keller, town_session, "keller")
    answer = halfway(app).post(f"{DOOR}/code", {"code": "äöü٣٤٥"})
    assert answer.status_code == 422
    assert "Dieser Code stimmt nicht" in answer.text


def test_a_recovery_code_opens_however_it_is_typed(app, keller, town_session):
    _, codes = set_up_totp(keller, town_session, "keller")
    typed = codes[3].replace("-", " ").upper()
    assert halfway(app).post(f"{DOOR}/code", {"code": f" {typed} "}).status_code == 303


def test_fresh_recovery_codes_ask_for_the_password_and_end_the_old_ones(app, keller, town_session):
    _, old = set_up_totp(keller, town_session, "keller")
    assert keller.submit(f"{ACCOUNT}", proof="falsch falsch").status_code == 422
    assert keller.submit(f"{ACCOUNT}", proof=PASSWORD).status_code == 200
    assert verbs(town_session).count("made new recovery codes") == 1
    assert halfway(app).post(f"{DOOR}/code", {"code": old[0]}).status_code == 422


def test_a_phone_started_ten_minutes_ago_begins_anew(app, keller, town_session):
    secret, _ = set_up_totp(keller, town_session, "keller")
    visitor = halfway(app)
    app.config["PORTAL_NOW"] = later = NOW + timedelta(minutes=11)
    answer = visitor.post(f"{DOOR}/code", {"code": pyotp.TOTP(secret).at(later)})
    assert answer.headers["Location"] == DOOR


def test_who_is_halfway_in_stays_out_when_the_password_changes(app, keller, town_session):
    _, codes = set_up_totp(keller, town_session, "keller")
    visitor = halfway(app)
    keller.submit(ACCOUNT, old=PASSWORD, password=NEW)
    assert visitor.post(f"{DOOR}/code", {"code": codes[0]}).headers["Location"] == DOOR


def test_who_is_halfway_in_stays_out_when_the_second_factor_is_reset(app, keller, town_session):
    set_up_totp(keller, town_session, "keller")
    visitor = halfway(app)
    with town_session() as session:
        actions.reset_totp(session, person=session.query(Person).one(), by=None, now=NOW)
    assert visitor.post(f"{DOOR}/code", {"code": "000000"}).headers["Location"] == DOOR


def test_a_session_written_back_by_a_late_request_opens_nothing(app, keller, town_session):
    """A page that was still loading writes its row again after the rows were deleted."""
    cookie = cookie_of(keller)
    with town_session() as session:
        content = dict(session.get(sessions.StoredSession, sessions.hashed(cookie)).content)
        actions.let_go(session, person=session.query(Person).one(), by=None, now=NOW)
        sessions.save(session, cookie, content, now=NOW, browser="late", is_new=True)
    assert with_cookie(app, cookie).get("/verwaltung").headers["Location"].startswith(DOOR)


def test_signing_out_everywhere_else_leaves_this_browser_alone(app, keller, town_session):
    elsewhere = Visitor(app)
    knock(elsewhere, "keller", PASSWORD)
    assert keller.get(ACCOUNT).text.count("(hier)") == 1
    keller.submit(f"{ACCOUNT}", _form=-1)
    assert elsewhere.get("/verwaltung").headers["Location"].startswith(DOOR)
    assert "signed out everywhere else" in verbs(town_session)
    assert keller.get("/verwaltung").status_code == 200


def test_the_present_password_is_not_guessed_from_inside_either(app, keller):
    for _ in range(5):
        assert keller.submit(ACCOUNT, old="falsch falsch", password=NEW).status_code == 422
    answer = keller.submit(ACCOUNT, old=PASSWORD, password=NEW)
    assert "Zu viele Versuche" in answer.text
    assert keller.get(ACCOUNT).status_code == 200


def test_the_door_takes_as_long_for_unknown_people(app, keller):
    """Without the dummy hash an unknown login answers in a fraction of the time."""

    def seconds(login):
        start = perf_counter()
        knock(Visitor(app), login)
        return perf_counter() - start

    known = min(seconds("keller") for _ in range(4))
    unknown = min(seconds(f"niemand{number}") for number in range(4))
    assert 0.5 < known / unknown < 2


def test_an_administrator_without_a_phone_still_sees_the_citizens_pages(app, town_session):
    clerk = hire(app, "admin", "Verwaltung", role="administrator")
    assert clerk.get("/").status_code == 200
    assert clerk.get("/verwaltung").headers["Location"] == ACCOUNT
    assert clerk.get(ACCOUNT).status_code == 200


def test_one_code_typed_in_two_browsers_at_once_opens_one_door(app, keller, town_session):
    secret, _ = set_up_totp(keller, town_session, "keller")
    app.config["PORTAL_NOW"] = later = NOW + timedelta(minutes=1)
    visitors, code, start, answers = [halfway(app) for _ in range(2)], pyotp.TOTP(secret).at(later), Barrier(2), []

    def prove(visitor):
        start.wait()
        answers.append(visitor.client.post(f"{DOOR}/code", data={"code": code}, base_url=BASE).status_code)

    crowd = [Thread(target=prove, args=(one,)) for one in visitors]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert sorted(answers) == [303, 422]
