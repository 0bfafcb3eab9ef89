"""An import against what is there: what comes, goes, moves, and what the clerk's hand has written."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.blueprints.waste.rules.compare import Difference, Pickup, compare, needs_second_yes

TODAY = date(2026, 1, 1)
WEEKS = [date(2026, 6, 10) + timedelta(weeks=week) for week in range(10)]


def row(day, actual=None, **words):
    """A collection of paper in district Nord."""
    return replace(Pickup("Nord", "paper", "", day, actual or day), **words)


ROWS = [row(day) for day in WEEKS]
LATER = WEEKS[4] + timedelta(days=1)


def swapped(position, *rows):
    """The ten weeks with one of them replaced."""
    return [*ROWS[:position], *rows, *ROWS[position + 1 :]]


def only(**parts):
    """A difference with these parts, the unchanged rows left aside."""
    return replace(Difference(), **parts)


def difference(old, new, today=TODAY):
    """What an import changes, the unchanged rows left aside."""
    return replace(compare(old, new, today), unchanged=())


def test_a_first_import_adds_everything():
    assert difference([], ROWS) == only(added=tuple(ROWS))


def test_the_same_file_again_changes_nothing():
    found = compare(ROWS, reversed(ROWS), TODAY)
    assert found == Difference(unchanged=tuple(ROWS))
    assert not needs_second_yes(found)


def test_a_day_that_vanished_and_came_back_near_is_moved_and_keeps_its_regular_day():
    found = difference(ROWS, swapped(4, row(LATER)))
    assert found == only(moved=((ROWS[4], row(WEEKS[4], LATER)),))


def test_a_moved_day_stays_known_when_the_same_file_comes_again():
    stored = swapped(4, row(WEEKS[4], LATER))
    assert compare(stored, swapped(4, row(LATER)), TODAY) == Difference(unchanged=tuple(stored))


def test_a_move_the_file_itself_tells_is_found_by_the_regular_day():
    far = row(WEEKS[4], WEEKS[4] + timedelta(days=10))
    assert difference(ROWS, swapped(4, far)) == only(moved=((ROWS[4], far),))


def test_a_regular_day_learned_later_is_a_change_not_a_second_collection():
    known = row(WEEKS[4] - timedelta(days=2), WEEKS[4])
    assert difference(ROWS, swapped(4, known)) == only(changed=((ROWS[4], known),))


def test_seven_days_apart_are_two_collections():
    old, new = [row(WEEKS[0]), row(WEEKS[2]), row(WEEKS[4])], [row(WEEKS[0]), row(WEEKS[3]), row(WEEKS[4])]
    assert difference(old, new) == only(added=(row(WEEKS[3]),), removed=(row(WEEKS[2]),))


def test_another_stream_district_variant_or_place_is_another_collection():
    for words in ({"stream": "bio"}, {"district": "Süd"}, {"variant": "1100 l"}, {"place": "Markt"}):
        other = row(LATER, **words)
        assert difference(ROWS, [*ROWS, other]) == only(added=(other,)), words


def test_a_cancelled_day_is_told_and_so_is_its_return():
    gone = row(WEEKS[4], cancelled=True)
    assert difference(ROWS, swapped(4, gone)) == only(cancelled=((ROWS[4], gone),))
    assert difference(swapped(4, gone), ROWS) == only(changed=((gone, ROWS[4]),))


def test_another_hour_or_note_is_a_change_of_the_same_day():
    van = row(WEEKS[4], time="10:00-11:00", place="Markt")
    later = replace(van, time="15:00-16:00", note="Am Brunnen")
    assert difference([van], [later]) == only(changed=((van, later),))


def test_two_stops_on_one_day_are_told_apart_by_their_hours():
    morning, noon = row(WEEKS[4], time="10:00"), row(WEEKS[4], time="12:00")
    later = replace(noon, time="13:00")
    assert difference([morning, noon], [later, morning]) == only(changed=((noon, later),))
    assert difference([morning, noon], [morning]) == only(removed=(noon,))


def test_a_file_speaks_only_for_its_own_days_and_series():
    bio = row(WEEKS[4], stream="bio")
    assert difference([*ROWS, bio], ROWS[3:6]) == only()
    assert difference([*ROWS, bio], [ROWS[3], ROWS[5]]) == only(removed=(ROWS[4],))


def test_the_last_day_of_the_old_year_does_not_move_into_the_new():
    old, new = row(date(2026, 12, 29)), [row(date(2027, 1, 4)), row(date(2027, 1, 11))]
    assert difference([old], new) == only(added=tuple(new))


def test_the_first_day_of_a_file_may_have_moved_too():
    new_year, later = row(date(2026, 1, 1)), row(date(2026, 1, 8))
    moved = row(new_year.regular_on, date(2026, 1, 2))
    assert difference([new_year, later], [row(date(2026, 1, 2)), later]) == only(moved=((new_year, moved),))


def test_a_row_told_twice_is_added_once():
    assert difference([], [ROWS[0], ROWS[0]]) == only(added=(ROWS[0],))


def test_what_has_passed_is_neither_removed_nor_moved():
    today = WEEKS[5]
    assert difference(ROWS, [ROWS[0], ROWS[9]], today).removed == tuple(ROWS[5:9])
    assert difference(ROWS, swapped(2, row(WEEKS[2] + timedelta(days=1))), today).moved == ()
    assert difference(ROWS, swapped(2, row(WEEKS[2], WEEKS[2] - timedelta(days=1))), today) == only()


def test_yesterdays_collection_may_still_move_to_tomorrow():
    tomorrow = row(WEEKS[4], WEEKS[4] + timedelta(days=2))
    assert difference(ROWS, swapped(4, tomorrow), WEEKS[4] + timedelta(days=1)).moved == ((ROWS[4], tomorrow),)


def test_rows_changed_by_hand_are_listed_and_never_touched():
    by_hand = row(WEEKS[4], LATER, manual=True)
    assert difference(swapped(4, by_hand), ROWS) == only(manual_kept=((by_hand, ROWS[4]),))
    extra = row(LATER, manual=True)
    assert difference([*ROWS, extra], ROWS) == only(manual_kept=((extra, None),))
    assert compare(swapped(4, replace(ROWS[4], manual=True)), ROWS, TODAY) == Difference(unchanged=tuple(ROWS))


def test_pairs_lead_back_to_the_stored_record():
    ((_, wanted),) = compare(swapped(4, replace(ROWS[4], id=77)), swapped(4, row(LATER)), TODAY).moved
    assert wanted.id == 77


def test_a_whole_series_on_another_weekday_is_a_new_tour_and_asks_again():
    friday = [row(day + timedelta(days=2)) for day in WEEKS]
    found = difference(ROWS, [row(WEEKS[0]), *friday[1:-1], row(WEEKS[9])])
    assert (found.moved, found.added, found.removed) == ((), tuple(friday[1:-1]), tuple(ROWS[1:-1]))
    assert needs_second_yes(found)


def test_an_empty_import_needs_a_second_yes():
    assert compare(ROWS, [], TODAY) == Difference()
    assert needs_second_yes(compare(ROWS, [], TODAY))


def test_more_than_thirty_percent_lost_needs_a_second_yes():
    assert not needs_second_yes(compare(ROWS, [*ROWS[:3], *ROWS[6:]], TODAY))
    assert needs_second_yes(compare(ROWS, [*ROWS[:3], *ROWS[7:]], TODAY))
    assert not needs_second_yes(compare([], ROWS, TODAY))


def test_a_loss_of_one_stream_does_not_hide_behind_the_others():
    bio = [row(day, stream="bio", district=number) for number in range(9) for day in WEEKS]
    assert needs_second_yes(compare([*ROWS, *bio], [*ROWS[:3], *ROWS[7:], *bio], TODAY))


def test_cancelled_days_count_as_lost():
    cancelled = [replace(each, cancelled=True) for each in ROWS[:4]]
    assert needs_second_yes(compare(ROWS, [*cancelled, *ROWS[4:]], TODAY))


def test_a_file_that_forgot_what_has_passed_is_not_trusted_but_takes_nothing_away():
    found = compare(ROWS, [ROWS[0], *ROWS[6:]], WEEKS[6])
    assert (found.removed, found.missing) == ((), tuple(ROWS[1:6]))
    assert needs_second_yes(found)


def applied(old, found):
    """The stored rows after the clerk's yes."""
    gone = {*found.removed, *(stored for stored, _ in (*found.moved, *found.cancelled, *found.changed))}
    changed = [wanted for _, wanted in (*found.moved, *found.cancelled, *found.changed)]
    return [each for each in old if each not in gone] + list(found.added) + changed


DAYS = st.dates(date(2026, 6, 1), date(2026, 7, 20))
PICKUPS = st.builds(
    Pickup,
    district=st.sampled_from(["Nord", "Süd"]),
    stream=st.sampled_from(["bio", "paper"]),
    variant=st.just(""),
    regular_on=DAYS,
    actual_on=DAYS,
    place=st.sampled_from(["", "Markt"]),
    cancelled=st.booleans(),
)
# As the table of the town allows: one row for each series, place and regular day; half of them not moved.
TABLES = st.lists(PICKUPS, max_size=25, unique_by=lambda each: (each.series, each.place, each.regular_on)).map(
    lambda rows: [replace(each, actual_on=each.regular_on) if each.cancelled else each for each in rows]
)


def what_residents_see(rows):
    """Series, place, day and whether it takes place: what must be as the import says."""
    return sorted((each.series, each.place, each.actual_on, each.cancelled) for each in rows)


@given(TABLES, TABLES)
@settings(max_examples=300, deadline=None)
def test_after_the_yes_the_window_is_what_the_import_says(old, new):
    after = applied(old, compare(old, new, TODAY))
    spans = {each.series: [other.actual_on for other in new if other.series == each.series] for each in new}
    covered = [each for each in after if each.series in spans and each.actual_on >= min(spans[each.series])]
    covered = [each for each in covered if each.actual_on <= max(spans[each.series])]
    assert what_residents_see(covered) == what_residents_see(new)
    outside = [each for each in old if each.series not in spans]
    assert [each for each in after if each.series not in spans] == outside


@given(TABLES, TABLES)
@settings(max_examples=200, deadline=None)
def test_the_same_import_a_second_time_changes_nothing(old, new):
    after = applied(old, compare(old, new, TODAY))
    assert replace(compare(after, new, TODAY), unchanged=()) == Difference()


@given(TABLES, TABLES)
@settings(max_examples=200, deadline=None)
def test_nothing_written_by_hand_is_ever_lost(old, new):
    found = compare([replace(each, manual=True) for each in old], new, TODAY)
    assert (found.removed, found.moved, found.cancelled, found.changed) == ((), (), (), ())
