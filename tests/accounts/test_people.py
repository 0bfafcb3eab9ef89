"""The administrator hires, promotes, invites again and lets go."""

from datetime import timedelta

import pytest

from tests.accounts.hiring import PASSWORD, add_person
from tests.accounts.test_door import DOOR, knock, set_up_totp
from tests.conftest import NOW
from tests.people import Clerk, Visitor
from webapp.blueprints.accounts import actions, demo
from webapp.blueprints.accounts.models import Invitation, Person

PEOPLE = "/verwaltung/personen"


def address(town_session, login):
    with town_session() as session:
        return f"{PEOPLE}/{session.query(Person).filter_by(login=login).one().id}"


def link(answer):
    return answer.text.split('value="http://musterstadt.example')[1].split('"')[0]


def test_a_new_colleague_chooses_a_password_and_gets_in(app, chief):
    answer = chief.submit(f"{PEOPLE}/neu", name="Frau Neu", login="Neu@Rathaus.example", role="editor")
    visitor = Visitor(app)
    assert visitor.submit(link(answer), password="lauter frische worte").status_code == 303
    assert knock(visitor, "neu@rathaus.example", "lauter frische worte").headers["Location"] == "/verwaltung"


def test_a_login_is_given_once_whatever_the_case(chief, town_session):
    chief.submit(f"{PEOPLE}/neu", name="Frau Neu", login="neu", role="clerk")
    answer = chief.submit(f"{PEOPLE}/neu", name="Noch eine", login="NEU", role="clerk")
    assert answer.status_code == 422
    with town_session() as session:
        assert session.query(Person).filter_by(login="neu").count() == 1


def test_a_clerk_gets_the_rights_that_are_ticked(chief, vogt, app, town_session):
    assert vogt.get("/verwaltung/abfall").status_code == 403
    chief.submit(address(town_session, "vogt"), permissions=["waste.edit"])
    assert vogt.get("/verwaltung").headers["Location"].startswith(DOOR), "new rights need a new sign-in"
    vogt.signed_in("vogt", PASSWORD)
    assert vogt.get("/verwaltung/abfall").status_code == 200
    assert vogt.get("/verwaltung/seiten").status_code == 403


def test_nobody_ticks_administration_for_a_clerk(chief, vogt, town_session):
    assert chief.submit(address(town_session, "vogt"), permissions=["people.manage"]).status_code == 422
    with town_session() as session:
        assert session.query(Person).filter_by(login="vogt").one().permissions == []


def test_an_editor_cannot_manage_people(keller, town_session):
    token = keller.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    for deed in ("", "/einladung", "/ausscheiden", "/rueckkehr", "/zweiter-faktor"):
        path = address(town_session, "keller") + deed
        assert keller.post(path, {"csrf_token": token, "role": "administrator"}).status_code == 403, path


def test_who_leaves_is_out_at_once_and_may_come_back(chief, keller, app, town_session):
    path = address(town_session, "keller")
    chief.submit(path, _form=-1)
    assert keller.get("/verwaltung").headers["Location"].startswith(DOOR)
    assert knock(Visitor(app), "keller", PASSWORD).status_code == 422
    chief.submit(path, _form=-1)
    assert knock(Visitor(app), "keller", PASSWORD).status_code == 303


def test_the_last_administrator_stays(chief, town_session):
    path = address(town_session, "admin")
    assert chief.submit(path, role="clerk").status_code == 422
    token = chief.get(path).text.split('name="csrf_token" value="')[1].split('"')[0]
    assert chief.post(f"{path}/ausscheiden", {"csrf_token": token}).status_code == 422


def test_an_administrator_who_leaves_is_out_with_the_same_click(app, chief, town_session):
    with town_session() as session:
        add_person(session, login="zwei", name="Zwei", role="administrator")
    path = address(town_session, "admin")
    chief.submit(path, _form=-1)
    assert chief.get("/verwaltung").headers["Location"].startswith(DOOR)


def test_a_new_invitation_ends_the_one_before_and_keeps_the_second_factor(app, chief, keller, town_session):
    set_up_totp(keller, town_session, "keller")
    path = address(town_session, "keller")
    first, second = (link(chief.submit(path, _form=1)) for _ in range(2))
    assert Visitor(app).get(first).status_code == 404
    Visitor(app).submit(second, password="lauter frische worte")
    assert knock(Visitor(app), "keller", "lauter frische worte").headers["Location"] == f"{DOOR}/code"


def test_a_dead_invitation_says_so_before_anybody_thinks_of_a_password(app, erika, town_session):
    with town_session() as session:
        person = add_person(session, login="neu", name="Neu", role="clerk")
        session.flush()
        word = actions.invite(session, person=person, by=None, now=NOW)
    app.config["PORTAL_NOW"] = NOW + timedelta(days=8)
    answer = erika.get(f"/verwaltung/einladung/{word}")
    assert (answer.status_code, "schon benutzt" in answer.text) == (404, True)
    assert 'type="password"' not in answer.text


def test_looking_at_an_invitation_does_not_use_it_up(app, erika, town_session):
    with town_session() as session:
        person = add_person(session, login="neu", name="Neu", role="clerk")
        session.flush()
        word = actions.invite(session, person=person, by=None, now=NOW)
    assert erika.get(f"/verwaltung/einladung/{word}").status_code == 200
    with town_session() as session:
        assert session.query(Invitation).one().used_at is None


def test_after_a_lost_phone_the_administrator_takes_the_second_factor_off(app, chief, keller, town_session):
    set_up_totp(keller, town_session, "keller")
    token = chief.get(PEOPLE + "/neu").text.split('name="csrf_token" value="')[1].split('"')[0]
    chief.post(address(town_session, "keller") + "/zweiter-faktor", {"csrf_token": token})
    assert keller.get("/verwaltung").headers["Location"].startswith(DOOR)
    assert knock(Visitor(app), "keller", PASSWORD).headers["Location"] == "/verwaltung"


@pytest.mark.parametrize("number", ["999", "99999999999999999999999"])
def test_a_person_nobody_knows_is_not_there(chief, number):
    assert chief.get(f"{PEOPLE}/{number}").status_code == 404


def test_only_a_demo_town_gets_people_with_a_public_password(app, town_session, erika):
    town = app.towns.by_slug["musterstadt"]
    with town_session() as session, pytest.raises(ValueError, match="real town"):
        demo.plant(session, town, NOW)
    assert demo.PASSWORD not in erika.get(DOOR).text


def test_the_demo_town_shows_its_logins_and_lets_everybody_in(app, town_session, erika):
    object.__setattr__(app.towns.by_slug["musterstadt"], "demo", True)
    with town_session() as session:
        demo.plant(session, app.towns.by_slug["musterstadt"], NOW)
    assert demo.PASSWORD in erika.get(DOOR).text
    for login, password, _ in demo.LOGINS:
        assert Clerk(app).signed_in(login, password).get("/verwaltung").status_code == 200
