"""What monitors and the administrator are told, and the alarm clock outside."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from webapp.store import outbox
from webapp.work.checks import findings

KEY = "the-secret-end-of-it"


def set_to(app, **changes) -> None:
    for name, value in changes.items():
        object.__setattr__(app.settings, name, value)


def post(session, **when) -> None:
    outbox.post(session, "letters.trial", to="erika@example.org", language="de", values={"by": ""}, now=NOW, **when)


@pytest.mark.parametrize(("minutes", "status"), [(-9, 200), (-11, 503), (60, 200)])
def test_a_letter_that_should_have_left_ten_minutes_ago_is_trouble(erika, town_session, minutes, status):
    with town_session() as session:
        post(session, due_at=NOW + timedelta(minutes=minutes))
    answer = erika.get("/bereit")
    assert (answer.status_code, answer.json["letters"]) == (status, status == 200)
    assert bool(answer.json["oldest_letter"]) == (minutes < 0)


def test_a_town_without_a_mail_server_is_told(app, erika):
    assert erika.get("/bereit").json["mail"] is False
    assert "musterstadt: no mail server is set (smtp_host), so its letters wait" in list(findings(app))
    set_to(app, smtp_host="mail.example")
    assert erika.get("/bereit").json["mail"] is True
    assert not [line for line in findings(app) if "letters wait" in line]


def test_a_cron_key_that_can_be_guessed_is_told(app):
    set_to(app, worker="cron", cron_key="short")
    assert any("needs a cron_key of 20" in line for line in findings(app))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_cron_address_does_what_is_due_for_all_towns(app, erika, method, town_session):
    set_to(app, worker="cron", cron_key=KEY)
    answer = getattr(erika, method)(f"/nacht/{KEY}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json["tasks"] >= 6
    assert getattr(erika, method)(f"/nacht/{KEY}").json["tasks"] == 0


@pytest.mark.parametrize(
    ("settings", "key"),
    [({}, KEY), ({"worker": "cron"}, ""), ({"worker": "cron", "cron_key": "short"}, "short"),
     ({"worker": "cron", "cron_key": KEY}, KEY[:-1]), ({"worker": "cron", "cron_key": KEY}, "ü")],
)  # fmt: skip
def test_without_the_right_key_there_is_no_such_page(app, erika, settings, key):
    set_to(app, **settings)
    assert erika.get(f"/nacht/{key}").status_code == 404
