"""The law of finds in tables of worked cases: who gets how much, who owns what, from which day on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.blueprints.lostfound.rules import categories, claims, deadlines, publication, rewards, states
from webapp.domain.refusal import Refusal

DAY = date(2026, 11, 23)
PUBLIC = {"path": states.AUTHORITY}


@pytest.mark.parametrize(
    ("euros", "more", "cents"),
    [
        (800, {}, 34_00), (500, {}, 25_00), (500.01, {}, 25_00), (501, {}, 25_03), (100, {}, 5_00), (10, {}, 50),
        (0, {}, 0), (0.10, {}, 1), (0.09, {}, 0), (1_000_000, {}, 30_010_00),
        (800, {"animal": True}, 24_00), (100, {"animal": True}, 3_00),
        (800, PUBLIC, 17_00), (50, PUBLIC, 1_25), (49.99, PUBLIC, 0), (800, PUBLIC | {"animal": True}, 12_00),
        (50.10, PUBLIC, 1_25), (50.20, PUBLIC, 1_26),
        (800, PUBLIC | {"by_staff": True}, 0), (800, {"by_staff": True}, 34_00), (800, {"breached": True}, 0),
        (800, {"sentimental": True}, None), (49.99, PUBLIC | {"sentimental": True}, 0),
    ],
)  # fmt: skip
def test_the_reward_of_the_finder(euros, more, cents):
    """§ 971 I and II, § 978 II BGB."""
    known = {"found_on": DAY, "path": states.ORDINARY} | more
    assert rewards.reward(round(euros * 100), **known).cents == cents


def test_a_reward_without_a_known_value_is_agreed():
    assert rewards.reward(None, found_on=DAY, path=states.ORDINARY).cents is None


@given(some.integers(0, 10**9), some.sampled_from(states.PATHS), some.booleans())
def test_a_reward_is_never_more_than_a_twentieth_and_grows_with_the_value(value, path, animal):
    known = {"found_on": DAY, "path": path, "animal": animal}
    now, more = (rewards.reward(one, **known).cents for one in (value, value + 100))
    assert 0 <= now <= value / 20 + 1
    assert now <= more


@pytest.mark.parametrize(
    ("notified", "until"),
    [
        ("2026-11-23", "2027-05-23"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29"),
        ("2027-08-30", "2028-02-29"), ("2027-08-29", "2028-02-29"), ("2026-08-28", "2027-02-28"),
        ("2026-05-31", "2026-11-30"), ("2026-07-01", "2027-01-01"), ("2026-06-30", "2026-12-30"),
        ("2026-12-31", "2027-06-30"), ("2028-02-29", "2028-08-29"),
    ],
)  # fmt: skip
def test_six_months_end_with_the_day_of_the_same_number(notified, until):
    """§ 973 I with § 188 II and III BGB."""
    notified, until = date.fromisoformat(notified), date.fromisoformat(until)
    known = {"found_on": notified - timedelta(days=9), "notified_on": notified, "value_cents": 100_00}
    assert deadlines.kept_until(states.ORDINARY, **known) == until
    assert not deadlines.is_over(until, until)
    assert deadlines.is_over(until, until + timedelta(days=1))


@pytest.mark.parametrize(
    ("path", "cents", "until"),
    [
        (states.ORDINARY, 10_00, "2027-05-01"), (states.ORDINARY, 10_01, "2027-05-23"),
        (states.ORDINARY, None, "2027-05-23"), (states.AUTHORITY, 10_00, "2027-05-23"),
    ],
)  # fmt: skip
def test_ten_euros_or_less_count_from_the_find(path, cents, until):
    """§ 973 II BGB; on the path of § 978 it does not apply."""
    found = deadlines.kept_until(path, found_on=date(2026, 11, 1), notified_on=DAY, value_cents=cents)
    assert found == date.fromisoformat(until)


@pytest.mark.parametrize(
    ("path", "cents", "claim", "stopped"),
    [
        (states.ORDINARY, 10_01, True, True), (states.ORDINARY, 10_00, True, False), (states.ORDINARY, None, True, True),
        (states.ORDINARY, 10_01, False, False), (states.AUTHORITY, 5_00, True, True),
    ],
)  # fmt: skip
def test_a_registered_claim_stops_the_clock_of_what_is_worth_more_than_ten_euros(path, cents, claim, stopped):
    assert deadlines.is_stopped(path, has_claim=claim, found_on=DAY, value_cents=cents) == stopped


def test_three_years_end_on_leap_days_too():
    assert deadlines.enrichment_until(date(2028, 2, 29)) == date(2031, 2, 28)
    assert deadlines.proceeds_pass_after(date(2025, 2, 28)) == date(2028, 2, 28)


@pytest.mark.parametrize(
    ("kind", "finder", "waived", "who"),
    [
        ("elsewhere", True, False, "finder"), ("elsewhere", True, True, "town"), ("elsewhere", False, False, "town"),
        ("office", True, False, "nobody"), ("transport", True, True, "nobody"),
    ],
)  # fmt: skip
def test_who_owns_it_when_the_time_is_over(kind, finder, waived, who):
    """§§ 973, 976, 978 BGB."""
    assert states.heir(states.path_of(kind), has_finder=finder, waived=waived) == who


def test_what_is_the_finders_is_not_given_back_unasked():
    with pytest.raises(Refusal, match="§ 973"):
        states.ensure_still_the_owners(states.DUE, states.FINDER)
    states.ensure_still_the_owners(states.PUBLISHED, states.FINDER)


@pytest.mark.parametrize("path", states.PATHS)
def test_every_state_leads_out_and_no_closed_one_leads_on(path):
    reached = {states.REGISTERED, states.ANNOUNCED}
    for _ in states.STATES:
        reached |= {states.next_state(one, deed, path) for one in reached for deed in states.deeds(one, path)}
    assert reached & set(states.CLOSED)
    assert not any(states.deeds(one, path) for one in states.CLOSED)
    for one in reached & set(states.OPEN):
        assert ends_from(one, path), one


def ends_from(state, path):
    seen, ahead = set(), {state}
    while ahead:
        seen |= ahead
        ahead = {states.next_state(one, deed, path) for one in ahead for deed in states.deeds(one, path)} - seen
    return seen & set(states.CLOSED)


def test_on_the_path_of_offices_no_finder_ever_gets_it():
    """§ 978 I BGB: §§ 973 to 977 do not apply."""
    assert not [one for one in states.STEPS if one.after in {"finder", "offered"} and states.AUTHORITY in one.paths]
    with pytest.raises(Refusal):
        states.next_state(states.DUE, "offer", states.AUTHORITY)


@pytest.mark.parametrize(
    "text", ["Rahmen WTU123456", "0171 2345678", "mit 50 € darin", "20 Euro", "erika@example.org", "12-34-56"]
)  # fmt: skip
def test_public_words_give_nothing_away(text):
    with pytest.raises(Refusal):
        publication.ensure_coarse(text, "title")


@pytest.mark.parametrize("text", ["Herrenfahrrad, dunkel", "28 Zoll", "Jacke Größe 164", "Bus 12, Haltestelle Markt"])
def test_plain_words_are_fine(text):
    publication.ensure_coarse(text, "title")


def test_what_proves_ownership_is_never_public_even_if_somebody_ticks_it():
    traits = dict.fromkeys(categories.TRAITS, "geheim") | {"colour": "blau", "brand": "Diamant"}
    assert categories.published(traits, categories.TRAITS) == {"kind": "geheim", "colour": "blau", "size": "geheim",
        "brand": "Diamant", "material": "geheim", "marks": "geheim", "attached": "geheim"}  # fmt: skip
    assert categories.published(traits, ["colour"]) == {"colour": "blau"}


@pytest.mark.parametrize("key", categories.CATEGORIES)
def test_every_kind_of_thing_shows_little_and_asks_something(key):
    assert categories.challenges(key)
    assert set(categories.shown_at_first(key)) <= {"kind", "colour"}
    assert set(categories.CATEGORIES[key].traits) <= set(categories.TRAITS)


def test_guessing_ends_soon():
    claims.ensure_few(claims.PER_NETWORK - 1, claims.PER_ADDRESS - 1)
    for counts in ((claims.PER_NETWORK, 0), (0, claims.PER_ADDRESS)):
        with pytest.raises(Refusal):
            claims.ensure_few(*counts)
