"""Whoever tries the portal reads the letters of the demo town and opens what they lead to."""

import re

from tests.conftest import NOW
from webapp.app import create_app
from webapp.config import Settings
from webapp.demo.plant import SLUG, plant
from webapp.store.outbox import Letter
from webapp.web import letters


def test_every_link_in_a_letter_of_the_demo_town_leads_somewhere(tmp_path):
    app = create_app(tmp_path, settings=Settings(secret_key="test"), TESTING=True, PORTAL_NOW=NOW)
    with app.app_context():
        plant(app)
    town = app.towns.by_slug[SLUG]
    with app.database(town).reading() as session:
        mails = {one.kind: letters.read(app, town, one) for one in session.query(Letter)}
    paths = {kind: re.findall(rf"{re.escape(town.address)}(/[^\s<>]*)", mail.text) for kind, mail in mails.items()}
    opened = {path: app.test_client().get(path, base_url=town.address) for found in paths.values() for path in found}
    app.database(town).close()
    assert {kind.split(".")[0] for kind in paths} >= {"appointments", "lostfound", "vacancies", "events"}
    assert {path: answer.status_code for path, answer in opened.items() if answer.status_code != 200} == {}
