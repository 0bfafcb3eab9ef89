"""Everybody wants the same times at once: real server processes, one database, and a control run that must fail."""

import json
import random
import time
from collections import Counter as Tally
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import delete, select

from tests.faults.booking import found_town, servers, slots
from tests.faults.crowd import Citizen, rush, storm
from tests.tools.scale import many
from webapp.blueprints.appointments.models import Appointment, Cell, Closure, Counter
from webapp.blueprints.appointments.rules.slots import quanta
from webapp.store.engines import Database
from webapp.store.outbox import Letter
from webapp.store.sessions import hashed

PEOPLE = 8


def all_at_once(errand, ports: list[int], attempts: int, times: list, meanwhile=lambda: None) -> list[Citizen]:
    """What eight processes have seen; as long as they run, ``meanwhile`` is done again and again."""
    with ProcessPoolExecutor(PEOPLE, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(errand, ports, seed, attempts, times) for seed in range(PEOPLE)]
        while not all(job.done() for job in jobs):
            meanwhile()
            time.sleep(0.2)
        return [job.result() for job in jobs]


def change_rules(database: Database, times: list, dice: random.Random) -> None:
    """Frau Keller closes a counter for two hours, opens the others again, narrows the raster or widens it."""
    with database.writing() as session:
        session.execute(delete(Closure))
        start, desk = dice.choice(times), dice.choice(session.scalars(select(Counter)).all())
        desk.raster_minutes = dice.choice([10, 20])
        session.add(Closure(starts_at=start, ends_at=start + timedelta(hours=2), counter_id=desk.id))


def look(path: Path) -> tuple[list[Appointment], dict[int, list], Tally]:
    """(appointments, the cells of each, letters by what they are about and their kind)."""
    database = Database(path)
    with database.reading() as session:
        found = list(session.scalars(select(Appointment)))
        cells: dict[int, list] = {it.id: [] for it in found}
        for cell in session.scalars(select(Cell).order_by(Cell.starts_at)):
            cells[cell.appointment_id].append(cell.starts_at)
        letters = Tally((one.about, one.kind.partition(".")[2]) for one in session.scalars(select(Letter)))
        session.expunge_all()
    database.close()
    return found, cells, letters


def ensure_nothing_double(found: list[Appointment], cells: dict[int, list]) -> None:
    """No counter had two visits in the same minute, and what has a time has exactly its cells."""
    timed = [it for it in found if it.state in {"held", "booked"}]
    for one, other in combinations(timed, 2):
        if one.counter_id == other.counter_id and one.starts_at < other.busy_until and other.starts_at < one.busy_until:
            assert ended(one, other.changed_at) or ended(other, one.changed_at)
    for it in found:
        whole = quanta(it.starts_at, it.busy_until) if it in timed else []
        assert cells[it.id] == whole or (ended(it, datetime.now(UTC)) and set(cells[it.id]) < set(whole))


def ended(it: Appointment, at: datetime) -> bool:
    """Whether it was only held, and by then no longer: on a slow computer the storm outlasts the ten minutes."""
    return it.state == "held" and it.held_until <= at


def ensure_nothing_lost(people: list[Citizen], found: list[Appointment], letters: Tally) -> None:
    """Whatever was acknowledged is there, at its time, with its letter."""
    by_token = {it.token_hash: it for it in found}
    for address, at in (pair for one in people for pair in one.booked.items()):
        it = by_token[hashed(address.rpartition("/")[2])]
        assert (it.state, it.starts_at, letters[it.slug, "confirmed"]) == ("booked", at, 1)
    for address in (address for one in people for address in one.cancelled):
        it = by_token[hashed(address.rpartition("/")[2])]
        assert (it.state, letters[it.slug, "cancelled"]) == ("cancelled", 1)


def statuses(people: list[Citizen]) -> Tally:
    """How the town answered, all together."""
    return sum((Tally(one.statuses) for one in people), Tally())


def report(**figures) -> None:
    """A line for whoever runs it with ``-s``."""
    print(json.dumps(figures, default=str))


def test_a_time_with_three_counters_is_booked_by_exactly_three(tmp_path):
    path = found_town(tmp_path)
    with servers(tmp_path, 2) as ports:
        people = all_at_once(rush, ports, many(12, 200), slots()[5:6])
    found, cells, letters = look(path)
    report(race=statuses(people))
    assert sum(len(one.booked) for one in people) == 3
    assert [it.state for it in found] == ["booked"] * 3
    assert not [status for status in statuses(people) if status >= 500]
    ensure_nothing_double(found, cells)
    ensure_nothing_lost(people, found, letters)


def test_without_protection_people_are_overbooked_so_the_race_proves_something(tmp_path):
    path = found_town(tmp_path)
    with servers(tmp_path, 2, "unprotected") as ports:
        people = all_at_once(rush, ports, 12, slots()[5:6])
    found, _, _ = look(path)
    at_once = [it for it in found if it.state in {"held", "booked"}]
    report(control=statuses(people), booked=len(at_once))
    assert len(at_once) > 3
    assert any(one.counter_id == other.counter_id for one, other in combinations(at_once, 2))


def test_a_storm_of_holds_moves_cancellations_and_changed_rules(tmp_path):
    path, begun, times = found_town(tmp_path), time.monotonic(), slots()[: many(20, 200)]
    keller, dice = Database(path), random.Random(7)
    with servers(tmp_path, 2) as ports:
        people = all_at_once(
            storm, ports, many(25, 1250), times, lambda: change_rules(keller, times, dice)
        )  # fmt: skip
    keller.close()
    found, cells, letters = look(path)
    report(storm=statuses(people), seconds=time.monotonic() - begun, states=Tally(one.state for one in found))
    assert not [status for status in statuses(people) if status >= 500]
    ensure_nothing_double(found, cells)
    ensure_nothing_lost(people, found, letters)
