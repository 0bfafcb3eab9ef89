"""Opening rules of a counter: added, changed, ended, removed, copied; the next weeks in words."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from tests.appointments.town_hall import at, booked, furnish
from tests.people import filled, hire
from webapp.blueprints.appointments.models import Closure, Opening
from webapp.domain.localtime import local

DESK = "/verwaltung/termine/angebot"
RULES = f"{DESK}/schalter/1/zeiten"
AFTERNOON = {"weekday": "3", "from_time": "14 Uhr", "to_time": "18.00", "valid_from": "26.11."}


@pytest.fixture
def hall(town_session):
    """The furnished town hall."""
    with town_session() as session:
        furnish(session)


def rules(session, counter: int) -> list[tuple[int, time, time]]:
    found = session.query(Opening).filter_by(counter_id=counter).order_by(Opening.weekday, Opening.from_time)
    return [(one.weekday, one.from_time, one.to_time) for one in found]


def test_a_long_thursday_is_a_rule_and_stands_in_the_next_weeks(keller, hall, musterstadt):
    assert keller.submit(f"{RULES}/neu", **AFTERNOON).status_code == 303
    assert "14:00 Uhr bis 18:00 Uhr" in keller.get(RULES).text
    assert (3, time(14), time(18)) in rules(musterstadt, 1)


def test_the_next_weeks_name_the_holiday(app, hall):
    app.config["PORTAL_NOW"] = at("09:00", date(2026, 12, 14))
    answer = hire(app, "keller", "Frau Keller", role="editor").get(RULES)
    assert "geschlossen, 1. Weihnachtstag" in answer.text


def test_a_rule_ends_on_its_last_day(keller, hall, musterstadt):
    keller.submit(f"{RULES}/2", valid_until="30.11.2026")
    assert musterstadt.get(Opening, 2).valid_until == date(2026, 11, 30)
    assert len(rules(musterstadt, 1)) == 5


def test_a_rule_is_removed_when_nobody_is_booked(keller, hall, musterstadt):
    keller.submit(f"{RULES}/2", _form=-1)
    assert [day for day, _, _ in rules(musterstadt, 1)] == [0, 2, 3, 4]


def test_a_removed_rule_comes_back_with_one_press(keller, hall, musterstadt):
    page = BeautifulSoup(keller.follow(keller.submit(f"{RULES}/2", _form=-1)).data, "html.parser")
    again = page.select_one("form.notice")
    assert "Die Regel ist entfernt" in again.text
    assert "Die Regel ist entfernt" not in keller.get(RULES).text
    assert keller.post(again["action"], filled(again, {})).headers["Location"] == RULES
    assert rules(musterstadt, 1) == [(day, time(8), time(12)) for day in range(5)]
    assert musterstadt.query(Opening).filter_by(counter_id=1, weekday=1).one().valid_from == date(2026, 1, 5)


def test_removing_a_rule_asks_about_its_bookings(keller, hall, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("11:00"))
    answer = keller.submit(f"{RULES}/2", _form=-1)
    assert answer.status_code == 422
    assert "Erika" in answer.text
    assert len(rules(musterstadt, 1)) == 5


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("to_time", "13:00"),
        ("from_time", "halb neun"),
        ("valid_until", "1.1.2026"),
        ("every_weeks", "9"),
        ("weekday", "7"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(keller, hall, musterstadt, field, typed):
    answer = keller.submit(f"{RULES}/neu", **AFTERNOON | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert len(rules(musterstadt, 1)) == 5


def test_the_second_clerk_who_changes_a_rule_is_told(keller, hall, musterstadt):
    keller.submit(f"{RULES}/neu", **AFTERNOON)
    late = keller.submit(f"{RULES}/2", version="1", to_time="13:00")
    assert late.status_code == 422
    assert rules(musterstadt, 1)[1] == (1, time(8), time(12))


def test_other_counters_get_the_same_rules(keller, hall, musterstadt):
    keller.submit(f"{RULES}/neu", **AFTERNOON)
    assert keller.submit(RULES, counters=["2"]).status_code == 303
    assert rules(musterstadt, 2) == rules(musterstadt, 1)


def test_copying_asks_about_bookings_of_the_other_counter(keller, hall, town_session, musterstadt):
    with town_session() as session:
        booked(session, at("11:00"))
        booked(session, at("11:00"), key="paul")
    keller.submit(f"{RULES}/2", to_time="11:00", **{"decision-all": "keep"})
    answer = keller.submit(RULES, counters=["2"])
    assert answer.status_code == 422
    assert "Paul" in answer.text
    assert (1, time(8), time(12)) in rules(musterstadt, 2)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ({"from_on": "25.11.2026"}, ("00:00", "2026-11-26")),
        ({"from_on": "25.11.2026", "from_time": "10", "until_time": "11"}, ("10:00", "2026-11-25")),
        ({"from_on": "25.11.2026", "until_on": "27.11.2026"}, ("00:00", "2026-11-28")),
    ],
)
def test_a_closure_takes_hours_or_whole_days(keller, hall, musterstadt, typed, spans):
    assert keller.submit(f"{DESK}/schliessungen/neu", **typed).status_code == 303
    one = musterstadt.query(Closure).one()
    assert (f"{local(one.starts_at):%H:%M}", f"{local(one.ends_at):%Y-%m-%d}") == spans


@pytest.mark.parametrize("typed", [{"from_on": "1.11.2026"}, {"until_on": "24.11.2026"}, {"scope": "counter-99"}])
def test_a_closure_of_the_past_or_of_nothing_is_refused(keller, hall, musterstadt, typed):
    answer = keller.submit(f"{DESK}/schliessungen/neu", **{"from_on": "25.11.2026"} | typed)
    assert answer.status_code == 422
    assert musterstadt.query(Closure).count() == 0


def test_closing_suddenly_begins_this_minute(keller, hall):
    answer = keller.get(f"{DESK}/schliessungen/neu?jetzt=1")
    assert 'value="23.11.2026"' in answer.text
    assert 'value="10:00"' in answer.text
