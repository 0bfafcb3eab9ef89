"""What a visit is made of, how long a time is held, what may become of an appointment: no database."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.blueprints.appointments.rules import holds, questions, services, states, visits
from webapp.blueprints.appointments.rules.questions import CHOICE, YES_NO, Question
from webapp.blueprints.appointments.rules.visits import Wish
from webapp.domain.intervals import merged, without
from webapp.domain.references import SIGNS, clean_number, new_number
from webapp.domain.refusal import Refusal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOON, GONE = NOW + timedelta(minutes=10), NOW


@dataclass
class Service:
    """A service as the town hall would describe it."""

    name: str = "Reisepass"
    slug: str = "reisepass"
    area: str = "Ausweise"
    synonyms: str = "Pass, Kinderreisepass"
    about: str = ""
    minutes: int = 20
    per_person: bool = True
    buffer_minutes: int = 0
    max_count: int = 4
    lead_hours: int = 2
    window_days: int = 60
    fee_cents: int = 7000
    contact: str = "email"
    counters: list = field(default_factory=list)


PASSPORT = Service()
FLAT = Service(
    "Wohnung anmelden", "meldung", "Wohnen", "Umzug, Ummeldung", minutes=15, per_person=False, buffer_minutes=5,
    lead_hours=24, window_days=30, fee_cents=0, contact="phone",
)  # fmt: skip


# --- visits ------------------------------------------------------------------------------------------------------


def test_a_passport_for_me_and_the_baby_and_a_new_flat_at_one_visit():
    wishes = [Wish(PASSPORT, 2), Wish(FLAT, 3)]
    visit = visits.visit(wishes, NOW)
    assert (visit.minutes, visit.buffer) == (2 * 20 + 15, 5)  # a flat takes as long for three as for one
    assert visits.fee_of(wishes) == 14000
    assert visit.earliest == NOW + timedelta(hours=24)
    assert visits.last_day(wishes, NOW) == date(2026, 12, 23)
    assert visits.contact_of(wishes) == "both"


def test_at_the_desk_the_lead_time_does_not_matter():
    assert visits.visit([Wish(FLAT, 1)], NOW, at_the_desk=True).earliest == NOW


@pytest.mark.parametrize("count", [0, -1, 5, 10**9])
def test_more_people_than_the_service_allows_are_asked_to_call(count):
    with pytest.raises(Refusal, match="1 to"):
        visits.ensure_possible([Wish(PASSPORT, count)])


def test_a_visit_has_a_concern_and_ends_the_same_day():
    visits.ensure_possible([Wish(PASSPORT, 4)])
    with pytest.raises(Refusal, match="what you come for"):
        visits.ensure_possible([])
    with pytest.raises(Refusal, match="more than one visit can hold"):
        visits.ensure_possible([Wish(PASSPORT, 4), Wish(Service(minutes=101, max_count=4), 4)])


@pytest.mark.parametrize(
    ("contacts", "wanted"),
    [
        (["email"], "email"), (["phone"], "phone"), (["either"], "either"), (["both"], "both"),
        (["either", "phone"], "phone"), (["email", "phone"], "both"), (["email", "email"], "email"),
    ],
)  # fmt: skip
def test_the_strictest_service_decides_how_to_be_reached(contacts, wanted):
    assert visits.contact_of([Wish(Service(contact=one), 1) for one in contacts]) == wanted


@pytest.mark.parametrize(
    ("wanted", "email", "phone", "missing"),
    [
        ("email", "", "0123", "email"), ("email", "e@x.de", "", None), ("phone", "e@x.de", "", "phone"),
        ("phone", "", "0123", None), ("either", "", "", "email"), ("either", "", "0123", None),
        ("both", "e@x.de", "", "phone"), ("both", "", "0123", "email"), ("both", "e@x.de", "0123", None),
    ],
)  # fmt: skip
def test_the_town_must_be_able_to_say_that_it_is_closed(wanted, email, phone, missing):
    if missing is None:
        return visits.ensure_reachable(wanted, email, phone)
    with pytest.raises(Refusal) as no:
        visits.ensure_reachable(wanted, email, phone)
    assert no.value.field == missing


# --- holds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", states.STATES)
def test_only_held_and_unconfirmed_times_end_by_themselves(state):
    timed = state in {states.HELD, states.PENDING}
    assert holds.is_live(state, SOON, NOW)
    assert holds.is_live(state, GONE, NOW) is not timed
    assert holds.is_live(state, None, NOW) is not timed


def test_a_time_is_prolonged_once_and_in_time():
    holds.ensure_prolongable(states.HELD, SOON, False, NOW)
    for state, until, prolonged in (
        (states.HELD, SOON, True),
        (states.HELD, GONE, False),
        (states.BOOKED, SOON, False),
    ):
        with pytest.raises(Refusal, match="any longer"):
            holds.ensure_prolongable(state, until, prolonged, NOW)


@pytest.mark.parametrize(("live", "hour", "good"), [(25, 25, True), (29, 99, True), (30, 30, False), (0, 100, False)])
def test_a_school_class_may_hold_times_and_a_script_may_not(live, hour, good):
    if good:
        return holds.ensure_not_hoarding(live, hour)
    with pytest.raises(Refusal, match="from your network"):
        holds.ensure_not_hoarding(live, hour)


def test_an_address_has_few_appointments_to_come():
    holds.ensure_few(4, 5)
    with pytest.raises(Refusal) as no:
        holds.ensure_few(5, 5)
    assert (no.value.field, no.value.values) == ("email", {"count": 5})


# --- states ------------------------------------------------------------------------------------------------------


def test_every_state_has_a_way_out_or_is_an_end():
    assert set(states.NEXT) == set(states.WORDS) == set(states.STATES)
    assert {one for one, ways in states.NEXT.items() if not ways} == {states.CANCELLED, states.EXPIRED}
    assert set().union(*states.NEXT.values()) == set(states.STATES) - {states.HELD}
    assert states.TIMED | states.TO_COME <= states.TAKES_TIME
    assert set(states.STATES) - states.TAKES_TIME == {states.CANCELLED, states.EXPIRED}


def test_whoever_came_can_no_longer_be_cancelled():
    states.ensure_next(states.BOOKED, states.CANCELLED)
    with pytest.raises(Refusal, match="no longer possible"):
        states.ensure_next(states.DONE, states.CANCELLED)


@given(some.sampled_from(states.STATES), some.sampled_from(states.STATES))
def test_only_the_table_decides_what_becomes_of_an_appointment(state, wanted):
    try:
        states.ensure_next(state, wanted)
    except Refusal:
        assert wanted not in states.NEXT[state]
    else:
        assert wanted in states.NEXT[state]


# --- questions ---------------------------------------------------------------------------------------------------

ASKED = [Question("Aktenzeichen"), Question("Wohin?", CHOICE, ("Inland", "Ausland"), needed=True)]


def test_answers_are_kept_by_the_words_of_their_question():
    kept = questions.ensure_answered(ASKED, {"Aktenzeichen": "  ", "Wohin?": "Ausland", "Forged": "x"})
    assert kept == {"Wohin?": "Ausland"}


@pytest.mark.parametrize("answer", ["", "   ", "Mond", "Inland" * 99])
def test_a_missing_or_forged_answer_is_refused_at_its_field(answer):
    with pytest.raises(Refusal) as no:
        questions.ensure_answered(ASKED, {"Wohin?": answer})
    assert no.value.field == "question-1"


def test_yes_or_no_is_yes_or_no():
    asked = [Question("Waren Sie schon hier?", YES_NO)]
    assert questions.ensure_answered(asked, {"Waren Sie schon hier?": "ja"}) == {"Waren Sie schon hier?": "ja"}
    with pytest.raises(Refusal):
        questions.ensure_answered(asked, {"Waren Sie schon hier?": "vielleicht"})


@given(some.lists(some.builds(Question, some.text(), some.just(CHOICE), some.tuples(some.text()), some.booleans())))
def test_questions_come_back_as_they_were_kept(asked):
    assert questions.read([one.stored() for one in asked]) == asked


# --- services ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["reisepass", "meldung"]), ("pass", ["reisepass"]), ("UMZUG", ["meldung"]), ("Paß", ["reisepass"]),
        ("wohnen anmelden", ["meldung"]), ("wohnen pass", []), ("%", ["reisepass", "meldung"][:0]), ("'; --", []),
    ],
)  # fmt: skip
def test_a_service_is_found_by_what_people_type(typed, found):
    assert [one.slug for one in services.fitting([PASSPORT, FLAT], typed)] == found


def test_services_lie_in_their_area_of_life():
    assert services.by_area([PASSPORT, FLAT]) == [("Ausweise", [PASSPORT]), ("Wohnen", [FLAT])]


@given(some.text())
def test_a_name_makes_an_address(name):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", services.slug_of(name))
    assert len(services.slug_of(name)) <= 80


def test_an_address_reads_like_its_name():
    assert services.slug_of("Reisepass (Kind)") == "reisepass-kind"
    assert services.slug_of("Müllgebühr für Größe 2") == "muellgebuehr-fuer-groesse-2"


# --- shared words ------------------------------------------------------------------------------------------------

SPANS = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)))


def inside(spans) -> set[int]:
    return {one for start, end in spans for one in range(start, end)}


@given(SPANS, SPANS)
def test_spans_without_holes_are_the_minutes_that_are_left(spans, holes):
    assert inside(without(spans, holes)) == inside(spans) - inside(holes)
    assert inside(merged(spans)) == inside(spans)
    for left in (without(spans, holes), merged(spans)):
        assert all(start < end for start, end in left)
        assert all(one[1] < later[0] for one, later in pairwise(left))


def test_numbers_are_read_out_without_a_slip():
    numbers = {new_number() for _ in range(500)}
    assert len(numbers) > 490
    assert all(re.fullmatch(f"[{SIGNS}]{{3}}-[{SIGNS}]{{3}}", one) for one in numbers)


@given(some.sampled_from(["k7m4fr", "K7M-4FR", " k7m 4fr ", "K7M–4FR", "k7m.4fr"]))
def test_a_number_is_found_however_it_is_typed(typed):
    assert clean_number(typed) == "K7M-4FR"


@given(some.text())
def test_whatever_is_typed_for_a_number_can_be_looked_up(typed):
    assert clean_number(clean_number(typed)) == clean_number(typed)
