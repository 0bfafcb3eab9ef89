"""Who gets in, who stays out, and what a stolen cookie is worth."""

import threading
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from tests.accounts.hiring import PASSWORD, add_person
from tests.conftest import NOW
from tests.people import Clerk, Visitor, hire
from webapp.blueprints.accounts import actions
from webapp.blueprints.accounts.models import LoginTry, Person
from webapp.store.audit import AuditEntry
from webapp.store.sessions import StoredSession

DOOR = "/verwaltung/anmelden"


def knock(visitor, login="keller", password="falsch falsch", **kwargs):
    return visitor.post(DOOR, {"login": login, "password": password}, **kwargs)


def set_up_totp(clerk, town_session, login):
    """Switch the second factor on as a person does; answers its secret and the recovery codes."""
    token = clerk.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    clerk.post("/verwaltung/konto/zweiter-faktor", {"csrf_token": token})
    with town_session() as session:
        secret = session.query(Person).filter_by(login=login).one().totp_secret
    answer = clerk.post(
        "/verwaltung/konto/zweiter-faktor/code", {"csrf_token": token, "code": pyotp.TOTP(secret).at(NOW)}
    )
    assert answer.status_code == 200, answer.text
    return secret, [part.split("</code>")[0] for part in answer.text.split("<li><code>")[1:]]


def test_unknown_and_wrong_sound_the_same(keller, erika):
    wrong, unknown = knock(erika), knock(erika, login="niemand")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("keller", "") == unknown.text.replace("niemand", "")


def test_the_sixth_try_in_a_quarter_of_an_hour_is_refused_even_if_right(app, keller, erika):
    for _ in range(5):
        knock(erika)
    assert "Zu viele Versuche" in knock(erika, password=PASSWORD).text
    app.config["PORTAL_NOW"] = NOW + timedelta(minutes=16)
    assert knock(erika, password=PASSWORD).status_code == 303


def tries_let_through(app, count_first: bool) -> int:
    """Eight people try at once; how many got as far as having their password looked at."""
    database, passed, start = app.database(app.towns.by_slug["musterstadt"]), [], threading.Barrier(8)

    def attempt():
        start.wait()
        for turn in range(5):
            try:
                with database.writing() as session:
                    if count_first:
                        actions.note_try(session, account="a", network="n", now=NOW)
                    else:
                        taken = session.execute(text("SELECT count(*) FROM login_try")).scalar_one()
                if not count_first:
                    if turn == 0:
                        start.wait()  # everybody has counted before anybody notes: no computer is too slow for it
                    if taken >= 5:
                        continue
                    with database.writing() as session:
                        session.add(LoginTry(account="a", network="n", at=NOW))
                passed.append(1)
            except actions.Refusal:
                continue

    crowd = [threading.Thread(target=attempt) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return len(passed)


def test_eight_at_once_get_five_tries_together(app):
    assert tries_let_through(app, count_first=True) == 5


def test_counting_apart_from_noting_lets_more_through(app):
    """The control: without the one transaction the same crowd gets more than five."""
    assert tries_let_through(app, count_first=False) > 5


def test_a_code_opens_once_and_a_recovery_code_once(app, town_session):
    clerk = hire(app, "admin", "Verwaltung", role="administrator")
    assert clerk.get("/verwaltung/personen").headers["Location"] == "/verwaltung/konto"
    secret, codes = set_up_totp(clerk, town_session, "admin")
    app.config["PORTAL_NOW"] = later = NOW + timedelta(minutes=1)
    for code, status in (
        (pyotp.TOTP(secret).at(later), 303),
        (pyotp.TOTP(secret).at(later), 422),
        (codes[0], 303),
        (codes[0], 422),
    ):
        visitor = Visitor(app)
        assert knock(visitor, "admin", PASSWORD).headers["Location"] == f"{DOOR}/code"
        assert visitor.post(f"{DOOR}/code", {"code": code}).status_code == status


def test_the_password_alone_opens_nothing_when_there_is_a_second_factor(app, town_session):
    set_up_totp(hire(app, "admin", "Verwaltung", role="administrator"), town_session, "admin")
    visitor = Visitor(app)
    knock(visitor, "admin", PASSWORD)
    assert visitor.get("/verwaltung").headers["Location"].startswith(DOOR)


@pytest.mark.parametrize("deed", ["logout", "password", "let_go"])
def test_an_old_cookie_is_worth_nothing(app, keller, town_session, deed):
    cookie = keller.client.get_cookie("sitzung", domain="musterstadt.example").value
    token = keller.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    if deed == "logout":
        keller.post("/verwaltung/abmelden", {"csrf_token": token})
    elif deed == "password":
        keller.post(
            "/verwaltung/konto/passwort", {"csrf_token": token, "old": PASSWORD, "password": "ganz neue worte hier"}
        )
    else:
        with town_session() as session:
            person = session.query(Person).one()
            actions.let_go(session, person=person, by=person, now=NOW)
    thief = Visitor(app)
    thief.client.set_cookie("sitzung", cookie, domain="musterstadt.example")
    assert thief.get("/verwaltung").headers["Location"].startswith(DOOR)


def test_the_cookie_changes_at_the_door_and_only_its_hash_is_kept(app, keller, town_session):
    cookie = keller.client.get_cookie("sitzung", domain="musterstadt.example")
    assert cookie.http_only
    with town_session() as session:
        assert cookie.value not in session.query(StoredSession).one().key_hash


def test_an_idle_session_ends_after_half_an_hour(app, keller):
    app.config["PORTAL_NOW"] = NOW + timedelta(minutes=31)
    assert keller.get("/verwaltung").headers["Location"].startswith(DOOR)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(app, keller, target):
    answer = knock(Visitor(app), password=PASSWORD, query_string={"next": target})
    assert answer.headers["Location"] == "/verwaltung"


def test_a_clerk_without_rights_sees_closed_doors(vogt):
    for path in ("/verwaltung/personen", "/verwaltung/protokoll", "/verwaltung/seiten", "/verwaltung/abfall"):
        assert vogt.get(path).status_code == 403, path
    assert vogt.get("/verwaltung").status_code == 200


def test_a_form_without_our_token_is_refused(keller):
    assert keller.post("/verwaltung/konto/sitzungen").status_code == 403


def test_an_invitation_works_once(app, town_session, erika):
    with town_session() as session:
        person = add_person(session, login="neu", name="Neu", role="clerk")
        session.flush()
        word = actions.invite(session, person=person, by=person, now=NOW)
    path = f"/verwaltung/einladung/{word}"
    assert erika.post(path, {"password": "kurz"}).status_code == 422
    assert erika.post(path, {"password": "lauter frische worte"}).status_code == 303
    assert "schon benutzt" in erika.post(path, {"password": "lauter andere worte"}).text
    assert isinstance(Clerk(app).signed_in("neu", "lauter frische worte"), Clerk)


def test_every_deed_is_in_the_log_with_its_person(app, town_session):
    clerk = hire(app, "admin", "Verwaltung", role="administrator")
    set_up_totp(clerk, town_session, "admin")
    clerk.submit("/verwaltung/personen/neu", name="Frau Neu", login="neu", role="editor")
    with town_session() as session:
        verbs = [(one.person_name, one.verb, one.label) for one in session.query(AuditEntry)]
    assert ("Verwaltung", "added", "Frau Neu") in verbs
    assert "Frau Neu" in clerk.get("/verwaltung/protokoll").text
    assert clerk.get("/verwaltung/protokoll.csv").status_code == 200


def test_the_desk_speaks_german_and_english_only(keller):
    """In Ukrainian or Arabic its words would be English under a wrong ``lang``."""
    answer = keller.get("/ar/verwaltung/konto?ab=ä")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/verwaltung/konto?ab=%C3%A4")
    assert "Sign out" in keller.get("/en/verwaltung/konto").text
