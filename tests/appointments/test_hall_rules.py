"""Who is next, and how long the others wait: rules without a database."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from webapp.blueprints.appointments.rules import hall as rules
from webapp.blueprints.appointments.rules.hall import CALLED, DONE, EXPECTED, WAITING, Choice, Guest, Hall, Work
from webapp.domain.refusal import Refusal


def after(minutes: float):
    return NOW + timedelta(minutes=minutes)


def number(count: int, *, minutes: int = 10, service: int | None = None, **more) -> Guest:
    return Guest(f"t{count}", str(count), **{"state": WAITING, "since": after(count - 60)} | more,
                 minutes=minutes, service_id=service)  # fmt: skip


def booked(name: str, at: float, *, came: float = -30, counter: int = 1, **more) -> Guest:
    return Guest(f"a{name}", name, **{"state": WAITING} | more, since=after(came), minutes=20, counter_id=counter,
                 starts_at=after(at))  # fmt: skip


def labels(guests) -> list[str]:
    return [one.label for one in guests]


@pytest.mark.parametrize(
    ("guests", "order"),
    [
        ([number(2), number(1), number(10), number(9)], ["1", "2", "9", "10"]),
        ([number(1), booked("ANNA", at=0)], ["ANNA", "1"]),  # her time has come
        ([number(1), booked("ANNA", at=10)], ["1", "ANNA"]),  # too early: first those who wait
        ([number(1), booked("BEN", at=-5), booked("ANNA", at=-10)], ["ANNA", "BEN", "1"]),
        ([number(1), booked("LATE", at=-60, came=-40)], ["1", "LATE"]),  # twenty minutes late: lines up
        ([booked("LATE", at=-60, came=-40), number(50)], ["LATE", "50"]),
        ([booked("ON_TIME", at=-60, came=-45), number(1)], ["ON_TIME", "1"]),
    ],
)
def test_numbers_are_called_in_order_and_appointments_at_their_time(guests, order):
    assert labels(rules.line(Hall(NOW, guests))) == order


def test_a_counter_calls_whom_it_can_serve():
    hall = Hall(NOW, [booked("ANNA", at=0, counter=2), number(1, service=7), number(2), number(3, service=8)])
    assert labels(rules.line_of(hall, 1, {7})) == ["1", "2"]
    assert labels(rules.line_of(hall, 2, {8})) == ["ANNA", "2", "3"]


@pytest.mark.parametrize(
    ("ahead", "busy", "coming", "minutes"),
    [
        ([], [0], [], 0),
        ([], [0, 12], [], 0),  # one of two counters is free
        ([], [7, 12], [], 10),  # the first to be free, rounded up
        ([10], [0], [], 10),
        ([10, 10, 10], [0], [], 30),
        ([10, 10, 10], [0, 0], [], 10),  # two counters: the third begins when the first is done
        ([30, 5, 5], [0, 0], [], 10),
        ([10, 10], [5], [(6, 20)], 45),  # an appointment comes between
        ([10], [0], [(60, 20)], 10),  # one that comes later changes nothing
        ([1], [], [], 5),  # no counter open: as if there were one
    ],
)
def test_the_wait_is_what_stands_before_shared_by_the_open_counters(ahead, busy, coming, minutes):
    counters = frozenset(range(len(busy)))
    queue, later = [Work(one, counters) for one in ahead], [Work(one, counters, due) for due, one in coming]
    assert rules.rounded(rules.expected(queue, dict(enumerate(busy)), later, counters)) == minutes


def test_only_the_counters_that_know_the_concern_shorten_the_wait():
    closes, knows = {1: after(60), 2: after(20)}, {1: frozenset({7}), 2: frozenset({7, 8})}
    hall = Hall(NOW, [number(1, service=8), number(2, service=8)], closes=closes, services=knows)
    assert [rules.wait(hall, service_id=one) for one in (7, 8)] == [0, 20]
    rules.ensure_time_left(hall, 30, 7)
    with pytest.raises(Refusal, match="before we close"):
        rules.ensure_time_left(hall, 5, 8)


def test_an_appointment_keeps_only_its_own_counter_busy():
    hall = Hall(NOW, [booked("ANNA", at=-5, counter=2)], closes={1: after(60), 2: after(60)})
    assert [rules.wait(hall), rules.wait(hall, service_id=9)] == [0, 0]
    assert rules.able(hall, hall.guests[0]) == {2}


@pytest.mark.parametrize(
    ("served", "pace"),
    [([], 1), ([30, 30], 1), ([5, 10, 20], 1), ([15, 15, 15], 1.5), ([15, 15, 15, 1, 1], 1.5), ([90] * 3, 2),
     ([1] * 3, 0.5), ([8, 12, 13, 7], 1)],
)  # fmt: skip
def test_the_median_of_the_day_corrects_the_plan(served, pace):
    done = [number(1, state=DONE, called_at=NOW, done_at=after(minutes)) for minutes in served]
    assert rules.pace_of(done) == pace


def test_the_wait_counts_who_is_served_who_waits_and_who_will_come():
    serving = number(1, state=CALLED, counter_id=1, called_at=after(-4))
    hall = Hall(NOW, [serving, number(2), number(3), booked("ANNA", at=15, state=EXPECTED)], closes={1: after(120)})
    assert [rules.wait(hall, key) for key in ("t2", "t3", "")] == [10, 40, 50]
    assert labels(rules.before(hall, "t3")) == ["2"]
    assert labels(rules.before(hall, "")) == ["2", "3"]


@pytest.mark.parametrize(("left", "drawn"), [(31, True), (30, True), (29, False), (0, False)])
def test_a_number_is_drawn_only_while_its_guest_can_be_served(left, drawn):
    hall = Hall(NOW, [number(1), number(2)], closes={1: after(left)})
    if drawn:
        rules.ensure_time_left(hall, 10)
    else:
        with pytest.raises(Refusal, match="before we close"):
            rules.ensure_time_left(hall, 10)


def test_whoever_was_called_once_is_not_given_up():
    with pytest.raises(Refusal, match="call once more"):
        rules.ensure_called_enough(number(1, calls=1))
    rules.ensure_called_enough(number(1, calls=2))


def test_a_screen_hears_of_each_call_once():
    first = number(1, state=CALLED, counter_id=1, called_at=after(-5), calls=1)
    second = number(2, state=CALLED, counter_id=2, called_at=after(-1), calls=1)
    known = rules.stamp(Hall(NOW, [first]))
    both = Hall(NOW, [first, second])
    assert rules.news(both, "") == []
    assert labels(rules.news(both, known)) == ["2"]
    assert rules.news(both, rules.stamp(both)) == []
    assert rules.news(both, "forged") == rules.news(both, "²-x") == rules.news(both, "9" * 9_999) == []


class Offered:
    """A service as the buttons see it."""

    def __init__(self, number: int, area: str) -> None:
        self.id, self.name, self.area = number, f"{area} {number}", area


def test_few_services_are_buttons_and_many_become_areas():
    few = [Offered(one, "Bauen") for one in range(8)]
    many = [*few, Offered(9, "Wohnen")]
    assert [one.service_id for one in rules.choices(few)] == list(range(8))
    assert rules.choices(many) == [Choice("Bauen", area="Bauen"), Choice("Wohnen 9", 9)]
    assert len(rules.choices(many, "Bauen")) == 8
    assert rules.choices(many, "gibt es nicht") == []
    assert len(rules.choices([Offered(one, f"Bereich {one}") for one in range(30)])) == 8
