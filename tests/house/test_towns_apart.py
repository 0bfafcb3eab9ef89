"""A town never sees another's rows, sessions or files."""

from sqlalchemy import func, select

from webapp.blueprints.waste.models import Street


def test_a_street_of_one_town_is_unknown_next_door(town_session, erika, stranger):
    with town_session() as session:
        session.add(Street(name="Hauptstraße", slug="hauptstrasse"))
    with town_session("nebenan") as session:
        assert session.scalar(select(func.count()).select_from(Street)) == 0
    assert erika.get("/abfall/ort/hauptstrasse").status_code == 200
    assert stranger.get("/abfall/ort/hauptstrasse").status_code == 404


def test_a_session_of_one_town_opens_no_door_next_door(keller, app):
    cookie = keller.client.get_cookie("sitzung", domain="musterstadt.example")
    thief = app.test_client()
    thief.set_cookie("sitzung", cookie.value, domain="nebenan.example")
    answer = thief.get("/verwaltung", base_url="http://nebenan.example")
    assert answer.headers["Location"].startswith("/verwaltung/anmelden")
