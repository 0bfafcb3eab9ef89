"""Twenty thousand requests that nobody should send: not one fault of ours."""

import os
import re

import pytest
from bs4 import BeautifulSoup

from tests.accounts.test_door import set_up_totp
from tests.faults.fuzz import Fuzzer
from tests.people import filled
from tests.waste.town import plant

CHAPTERS, REQUESTS = 10, 2_000  # each chapter first reads every form
FIRST = int(os.environ.get("FUZZ", "1"))  # FUZZ=4711: other ten chapters


@pytest.fixture
def people(app, town_session, erika, keller, admin):
    with town_session() as session:
        plant(session)
    set_up_totp(admin, town_session, "admin")  # without it the desk is closed to who manages people
    return {"erika": erika, "keller": keller, "admin": admin}


def forms_of(person) -> dict[str, dict]:
    """What a browser would send without a word being typed, by the address it goes to."""
    found = {}
    for rule in person.app.url_map.iter_rules():
        if "GET" not in rule.methods or "/static/" in rule.rule:
            continue
        path = re.sub("<[^>]+>", "1", rule.rule.replace("<int:year>", "2026").replace("<place>", "lindenstrasse"))
        answer = person.client.get(path, base_url="http://musterstadt.example")
        page = answer.data if answer.mimetype == "text/html" else b""
        for form in BeautifulSoup(page, "html.parser").select("form[method=post]"):
            found[form.get("action") or path] = filled(form, {})
    return found


@pytest.mark.parametrize("seed", range(FIRST, FIRST + CHAPTERS))
def test_no_request_at_all_breaks_the_house(app, people, seed):
    forms = {name: forms_of(person) for name, person in people.items()}
    fuzzers = {name: Fuzzer(app, seed * 10 + place, forms[name]) for place, name in enumerate(people)}
    for name, fuzzer in fuzzers.items():
        for number, asked in enumerate(fuzzer.requests(REQUESTS // len(people) + 1)):
            again = f"FUZZ={seed} pytest {__file__}: {name}, request {number}: {str(asked)[:2_000]}"
            try:
                answer = people[name].client.open(**asked)
            except Exception as fault:
                fault.add_note(again)
                raise
            assert answer.status_code < 500, again
