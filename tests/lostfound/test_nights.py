"""What happens by itself: periods end, claims stop the clock, losses are matched, people are forgotten, lists are sold."""

import json
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.lostfound.office import WOLF, claimed, taken_in
from webapp.blueprints.lostfound import tasks
from webapp.blueprints.lostfound.actions import losses, sales, steps
from webapp.blueprints.lostfound.models import Claim, FoundItem, Match, Party
from webapp.blueprints.lostfound.queries import items as queries
from webapp.domain.refusal import Refusal
from webapp.store.outbox import Letter
from webapp.web import letters as pens

HALF_A_YEAR = timedelta(days=182)  # 24 May 2027, one day after the last


def reported(session, *, title="Blaues Herrenrad", now=NOW, **more):
    known = {
        "area": "Freibad",
        "traits": {"colour": "blau"},
        "name": "Erika",
        "email": "erika@example.org",
        "phone": "",
    }
    return losses.report(
        session, key=title, token_hash=title, category="bicycle", title=title, lost_on=now.date() - timedelta(days=4),
        language="de", now=now, **(known | more),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "has_claim", "days", "state"),
    [
        (250_00, False, 181, "published"), (250_00, False, 182, "due"), (250_00, True, 182, "published"),
        (9_00, True, 182, "due"), (9_00, False, 178, "published"), (9_00, False, 179, "due"),
    ],
)  # fmt: skip
def test_a_period_ends_by_itself_unless_a_claim_stops_it(musterstadt, value, has_claim, days, state):
    it = taken_in(musterstadt, value_cents=value)
    if has_claim:
        claimed(musterstadt, it)
    tasks.expire(musterstadt, NOW + timedelta(days=days))
    assert it.state == state


def test_a_small_thing_reported_a_year_later_has_had_its_time(musterstadt):
    """§ 973 II BGB counts from the find: the period may be over before the thing comes to the office."""
    it = taken_in(musterstadt, value_cents=5_00, found_on=NOW.date() - timedelta(days=365))
    tasks.expire(musterstadt, NOW)
    assert it.state == "due"


def test_the_finder_is_offered_what_has_become_theirs_and_may_lose_it_again(musterstadt):
    taken_in(musterstadt)
    tasks.expire(musterstadt, NOW + HALF_A_YEAR)
    it, then = queries.whole_item(musterstadt, 1), NOW + HALF_A_YEAR
    steps.step(musterstadt, item=it, deed="offer", seen="due", by=WOLF, now=then)
    with pytest.raises(Refusal, match="still collect"):
        steps.step(musterstadt, item=it, deed="take", seen="offered", by=WOLF, now=then + timedelta(weeks=4))
    steps.step(musterstadt, item=it, deed="take", seen="offered", by=WOLF, now=then + timedelta(weeks=4, days=1))
    assert it.state == "town"
    (letter,) = musterstadt.scalars(select(Letter)).all()
    assert (letter.kind, letter.to) == ("lostfound.offered", "paul@example.org")


def test_found_in_a_bus_the_owner_gets_it_and_the_finder_is_told(musterstadt):
    it = taken_in(musterstadt, place_kind="transport")
    assert steps.reward_of(it).cents == 6_25
    known = {"name": "Erika", "address": "", "identity": "id", "reward_cents": 6_25, "settled": False}
    steps.hand_over(musterstadt, item=queries.whole_item(musterstadt, 1), by=WOLF, now=NOW, **known)
    assert [one.kind for one in musterstadt.scalars(select(Letter))] == ["lostfound.returned"]


def test_a_loss_is_matched_at_once_or_later_and_told_once(musterstadt):
    report = reported(musterstadt)
    assert report.matches == []
    taken_in(musterstadt)
    for _ in range(2):
        tasks.match(musterstadt, NOW + timedelta(hours=1))
    assert [one.kind for one in musterstadt.scalars(select(Letter))] == ["lostfound.reported", "lostfound.matched"]
    later = reported(musterstadt, title="Herrenrad blau, Freibad")
    assert [one.item_id for one in later.matches] == [1]


def test_secret_marks_change_nothing_a_citizen_sees(musterstadt):
    taken_in(musterstadt)
    with_mark = reported(musterstadt, title="Rad", traits={"brand": "Kanarius", "serial": "WTU-77 Kanarius"})
    without = reported(musterstadt, title="Rad ", traits={"brand": "Falsch", "serial": "1"})
    assert [one.item_id for one in with_mark.matches] == [one.item_id for one in without.matches]


def test_reports_end_after_a_question(musterstadt):
    report = reported(musterstadt)
    assert tasks.end_reports(musterstadt, NOW + timedelta(days=160)) == 0
    assert tasks.end_reports(musterstadt, NOW + timedelta(days=170)) == 1
    assert tasks.end_reports(musterstadt, NOW + timedelta(days=171)) == 0
    tasks.end_reports(musterstadt, NOW + timedelta(days=183))
    assert report.state == "ended"
    tasks.forget(musterstadt, NOW + timedelta(days=230))
    assert [one.kind for one in musterstadt.scalars(select(Letter))] == ["lostfound.reported", "lostfound.ending"]


def test_people_are_forgotten_and_the_register_stays(musterstadt):
    it = taken_in(musterstadt)
    claimed(musterstadt, it)
    known = {"name": "Erika", "address": "Gasse 1", "identity": "id", "reward_cents": 0, "settled": True}
    steps.hand_over(musterstadt, item=queries.whole_item(musterstadt, 1), by=WOLF, now=NOW, **known)
    assert tasks.forget_networks(musterstadt, NOW + timedelta(hours=2)) == 1
    tasks.forget(musterstadt, NOW + timedelta(days=31))
    assert musterstadt.scalars(select(Claim)).all() == []
    tasks.forget(musterstadt, NOW + timedelta(days=3 * 365))
    assert len(musterstadt.scalars(select(Party)).all()) == 2
    tasks.forget(musterstadt, NOW + timedelta(days=3 * 365 + 2))
    assert musterstadt.scalars(select(Party)).all() == []
    it = musterstadt.get(FoundItem, 1)
    assert (it.label, it.traits, it.note, it.place) == ("2026-1", {}, "", "")


def test_a_list_is_public_until_it_is_sold(musterstadt, town_session, erika, wolf):
    with town_session() as session:
        taken_in(session, finder=None)
        tasks.expire(session, NOW + HALF_A_YEAR)
        it = queries.whole_item(session, 1)
        steps.step(session, item=it, deed="take", seen="due", by=WOLF, now=NOW)
    assert "herrenrad" in wolf.get("/verwaltung/fundbuero/versteigerungen").text.lower()
    answer = wolf.submit("/verwaltung/fundbuero/versteigerungen", place="Bauhof", items="1")
    assert answer.status_code == 303, answer.text
    assert "Herrenrad, dunkel" in erika.get("/fundbuero/versteigerung").text
    with town_session() as session:
        it = queries.whole_item(session, 1)
        with pytest.raises(Refusal, match="not come yet"):
            sales.sell(session, item=it, cents=100, by=WOLF, now=NOW)
        sales.sell(session, item=it, cents=25_00, by=WOLF, now=NOW + timedelta(weeks=7))
        assert (it.state, it.proceeds_cents) == ("sold", 25_00)


def test_feeds_carry_what_is_public_and_stand_still(erika, bicycle):
    atom, plain = (erika.get(f"/fundbuero/funde.{kind}") for kind in ("atom", "json"))
    assert fromstring(atom.data).find("{*}entry/{*}title").text == "Herrenrad, dunkel"
    (item,) = json.loads(plain.data)["items"]
    assert (item["url"], item["tags"]) == ("http://musterstadt.example/fundbuero/fund/2026-1", ["Fahrrad"])
    assert "anarius" not in atom.text + plain.text
    assert erika.get("/fundbuero/funde.atom").data == atom.data


@pytest.mark.parametrize("language", ["de", "en", "uk", "ar"])
def test_every_letter_reads_well_and_names_no_secret(app, town_session, language):
    with town_session() as session:
        it = taken_in(session)
        claim = claimed(session, it)
        report = reported(session)
        it.collect_by = NOW.date()
        from webapp.blueprints.lostfound.actions import letters

        for kind in (letters.OFFERED, letters.RETURNED, letters.ANNOUNCED):
            letters.to_finder(session, kind, it, NOW)
        for kind in (letters.ACCEPTED, letters.REFUSED):
            letters.to_claimant(session, kind, claim, it, NOW)
        for kind in (letters.MATCHED, letters.ENDING):
            letters.to_loser(session, kind, report, NOW)
    with town_session() as session:
        town = app.towns.by_slug["musterstadt"]
        for letter in session.scalars(select(Letter)).all():
            letter.language = language
            mail = pens.write(app, town, letter)
            assert "http://musterstadt.example/" in mail.text, letter.kind
            assert "anarius" not in mail.text


def test_a_match_that_was_told_stays_with_its_report(musterstadt):
    taken_in(musterstadt)
    reported(musterstadt)
    assert len(musterstadt.scalars(select(Match)).all()) == 1
