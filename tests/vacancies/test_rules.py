"""What a vacancy must say, when it is open, how long an application is kept: tables of cases."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tests.vacancies.board import ADVERT, DEADLINE, TODAY
from webapp.blueprints.vacancies.rules import adverts, applications, deadlines, posting
from webapp.domain.refusal import Refusal


def wrong(*, local: bool = False, **changed) -> list[str]:
    """The fields at which the house says no."""
    it = SimpleNamespace(**(ADVERT | {"picture": None} | changed))
    return [one.field for one in adverts.faults(it, TODAY, local=local)]


@pytest.mark.parametrize(
    ("title", "good"),
    [
        ("Leitung des Bauhofs (m/w/d)", True), ("Leitung ( d / w / m )", True), ("Leitung (M/W/X)", True),
        ("Leitung (f/m/d)", True), ("Leitung", False), ("Leitung (m/w)", False), ("Leitung (m/m/d)", False),
        ("(m/w/d)", False), ("Leitung m/w/d", False),
    ],
)  # fmt: skip
def test_a_title_says_that_it_means_all(title, good):
    assert adverts.is_neutral(title) is good


@pytest.mark.parametrize(
    ("changed", "local", "fields"),
    [
        ({}, False, []),
        ({"title": "Bauleiter"}, False, ["title"]),
        ({"duties": " \n"}, False, ["duties"]),
        ({"pay_group": ""}, False, ["pay_group"]),  # a range alone: the town names the group
        ({"pay_group": ""}, True, []),  # a local employer may name the range
        ({"pay_group": "", "pay_from": None, "pay_to": None}, True, ["pay_group"]),
        ({"pay_group": "", "pay_from": None, "pay_to": None, "kind": "voluntary"}, False, []),
        ({"pay_from": 4000, "pay_to": 3000}, False, ["pay_to"]),
        ({"closing": ""}, False, ["closing", "closing"]),
        ({"closing": "Gleich welchen Geschlechts."}, False, ["closing"]),
        ({"closing": "Gleich welchen Geschlechts."}, True, []),  # SGB IX § 165 binds public employers
        ({"picture": b"x"}, False, ["alt"]),
        ({"picture": b"x", "alt": "Zwei Frauen am Brunnen"}, False, []),
        ({"deadline_on": None}, False, ["deadline_on"]),
        ({"deadline_on": date(2026, 11, 22)}, False, ["deadline_on"]),
        ({"deadline_on": TODAY}, False, []),
        ({"publish_on": date(2026, 12, 13)}, False, ["deadline_on"]),
        ({"until_on": date(2026, 11, 1)}, False, ["until_on"]),
        ({"starts_on": date(2027, 5, 1), "limited_until": date(2027, 4, 1)}, False, ["limited_until"]),
    ],
)
def test_the_house_says_what_is_missing(changed, local, fields):
    assert wrong(local=local, **changed) == fields


def test_advice_keeps_nobody_from_publishing():
    heavy = "Durchführung verwaltungsrechtlicher Angelegenheiten einschließlich Widerspruchssachbearbeitung " * 3
    it = SimpleNamespace(**(ADVERT | {"picture": None, "intro": heavy, "wishes": "Jung und dynamisch", "benefits": ""}))
    said = list(adverts.advice(it))
    assert [values.get("word") for _, values in said] == [None, "jung", "dynamisch", None]
    assert said[0][1]["score"] > adverts.HARD
    assert list(adverts.advice(SimpleNamespace(**ADVERT, picture=None))) == []


@pytest.mark.parametrize(("text", "score"), [("", 0), ("Sie mähen.", 2), ("Sie mähen. Sie räumen Schnee.", 2), ("Straßenreinigung", 101)])  # fmt: skip
def test_the_reading_score_counts_words_and_long_words(text, score):
    assert adverts.reading_score(text) == score


@pytest.mark.parametrize(
    ("deadline", "closes"),
    [
        (date(2026, 12, 12), datetime(2026, 12, 12, 23, 0, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 22, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),  # the hour was lost that morning
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),  # and given back
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_form_closes_at_the_end_of_the_day_in_germany(deadline, closes):
    assert deadlines.closes_at(deadline) == closes
    assert deadlines.is_open(deadline, closes.replace(hour=closes.hour - 1, minute=59, second=59))
    assert not deadlines.is_open(deadline, closes)


@pytest.mark.parametrize(
    ("answered", "months", "gone"),
    [
        (datetime(2026, 1, 15, 12, tzinfo=UTC), 6, date(2026, 7, 16)),
        (datetime(2026, 8, 31, 12, tzinfo=UTC), 6, date(2027, 3, 1)),  # no 31 February: BGB § 188 III
        (datetime(2027, 8, 31, 12, tzinfo=UTC), 6, date(2028, 3, 1)),  # the 29th of a leap year is the last day
        (datetime(2028, 2, 29, 12, tzinfo=UTC), 6, date(2028, 8, 30)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 3, date(2027, 4, 2)),  # in Germany it is the new year already
    ],
)
def test_a_refused_application_is_gone_the_day_after_the_period(answered, months, gone):
    assert deadlines.delete_on(answered, months) == gone


@pytest.mark.parametrize("months", [0, 2, 7, 99])
def test_a_keeping_period_outside_the_law_is_refused(months):
    with pytest.raises(Refusal, match="AGG § 15 IV"):
        deadlines.ensure_keeping(months, TODAY)


@pytest.mark.parametrize("months", [3, 6])
def test_a_keeping_period_within_the_law_is_the_choice_of_the_town(months):
    assert deadlines.ensure_keeping(months, TODAY) is None


def test_no_state_of_an_application_is_without_a_way_out():
    reached = {applications.DRAFT}
    for _ in applications.STATES:
        reached |= {after for one in reached for after in applications.NEXT[one]}
    assert reached == set(applications.STATES)
    assert [one for one in applications.STATES if not applications.NEXT[one]] == [applications.RETURNED]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Lebenslauf.pdf", "Lebenslauf.pdf"), ("../../etc/passwd", "passwd.pdf"), ("C:\\Users\\e\\Zeugnis.PDF", "Zeugnis.pdf"),
        ("a\x00b.pdf", "a_b.pdf"), ("CON", "CON.pdf"), (".pdf", "Unterlage.pdf"), ("x.pdf.exe", "x.pdf.pdf"),
        ('"; rm -rf.pdf', "__ rm -rf.pdf"), ("ä" * 200 + ".pdf", "ä" * 80 + ".pdf"),
    ],
)  # fmt: skip
def test_a_file_name_never_builds_a_path(typed, kept):
    assert applications.file_name(typed) == kept


@pytest.mark.parametrize(
    ("kind", "hours", "limited", "words"),
    [
        ("job", "full", None, ["FULL_TIME"]), ("job", "either", DEADLINE, ["FULL_TIME", "PART_TIME", "TEMPORARY"]),
        ("training", "full", DEADLINE, ["INTERN"]), ("voluntary", "part", None, ["VOLUNTEER"]),
    ],
)  # fmt: skip
def test_machines_read_how_somebody_is_employed(kind, hours, limited, words):
    assert posting.employment(kind, hours, limited) == words
