"""Whatever a clerk types or a broken browser sends gets a sentence, never a fault of ours."""

import io
import itertools

import pytest

from tests.faults.test_hostile_input import NASTY

FIELDS = (
    "title", "body", "language", "seen", "do", "publish_on", "publish_time", "until_on", "review_on", "alt", "name", "locality",
    "numbers", "stream", "district", "district-0", "district-²", "meaning", "column", "actual_on", "reason", "time", "place",
    "district_id", "variant", "every_weeks", "first_on", "season_from", "season_to", "until_on", "template", "from", "to",
    "synonyms", "dropoff_id", "advice", "address", "takes", "hours", "note", "sure", "old", "password", "code", "proof",
)  # fmt: skip


@pytest.fixture
def desk(keller, town_session):
    from tests.waste.town import plant

    with town_session() as session:
        plant(session)
    token = keller.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    return keller, token


def test_no_form_of_the_desk_breaks(app, desk):
    keller, token = desk
    rules = [
        rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and rule.rule.startswith("/verwaltung/")
    ]
    for rule, word in itertools.product(rules, NASTY):
        if (
            rule.endpoint in {"accounts.logout", "accounts_desk.password"}
            or app.view_functions[rule.endpoint].badge[0] != "staff"
        ):
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(
                next((part for part in path.split("/") if f"{name}>" in part), "§"), "2026" if name == "year" else "1"
            )
        answer = keller.client.post(
            path, base_url="http://musterstadt.example", data=dict.fromkeys(FIELDS, word) | {"csrf_token": token}
        )
        assert answer.status_code < 500, (path, word)


def test_no_upload_breaks(desk):
    keller, token = desk
    for path, field in (("import", "files"), ("strassen/import", "file")):
        for content in (
            b"",
            b"\x00" * 99,
            b"PK\x03\x04" + b"x" * 50,
            b'{"dates":{"2026-01-01":[{}]}}',
            b"[[[[[[1]]]]]]",
            b"a;b\n" * 3000,
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:99999999\r\nSUMMARY:Bio\r\nEND:VEVENT\r\n",
            b"Datum;Art\n32.13.2026;Bio\n",
        ):
            data = {"csrf_token": token, field: (io.BytesIO(content), "x.csv")}
            answer = keller.client.post(f"/verwaltung/abfall/{path}", base_url="http://musterstadt.example", data=data)
            assert answer.status_code < 500, (path, content[:20])
            if answer.status_code == 303:
                assert (
                    keller.client.get(answer.headers["Location"], base_url="http://musterstadt.example").status_code
                    < 500
                )
