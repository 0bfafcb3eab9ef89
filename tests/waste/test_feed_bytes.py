"""The feed's bytes: what phones, Outlook and Google make of a resident's calendar (RFC 5545, RFC 7986)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from webapp.domain.localtime import BERLIN, at_local
from webapp.formats.ical import Calendar, CalendarEntry, EmptyCalendar, to_bytes, uid

CHANGED = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
CALENDAR = Calendar("Abfall Hauptstraße 5", source_url="https://dorf.example/abfall/hauptstrasse.ics?nur=bio,paper")
BIN = CalendarEntry(uid="bio@dorf.example", changed_at=CHANGED, summary="Bioabfall", starts_on=date(2026, 3, 28))
FRIDAY = date(2026, 3, 27)
VAN = CalendarEntry(
    uid="van@dorf.example",
    changed_at=CHANGED,
    summary="Schadstoffmobil",
    location="Marktplatz, am Brunnen",
    starts_at=at_local(FRIDAY, time(11)),
    ends_at=at_local(FRIDAY, time(13)),
)
# Everything a person may type, but for what no calendar can carry: control signs, half characters, other line ends.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")).map(str.strip)


def lines(*entries: CalendarEntry, calendar: Calendar = CALENDAR) -> list[str]:
    """The unfolded lines of a feed."""
    return to_bytes(calendar, entries).decode().replace("\r\n ", "").split("\r\n")


def read_back(entry: CalendarEntry) -> icalendar.Event:
    """The only event of a feed, as icalendar reads it."""
    (event,) = icalendar.Calendar.from_ical(to_bytes(CALENDAR, [entry])).walk("VEVENT")
    return event


def test_a_whole_day_blocks_nothing_and_ends_before_the_next():
    assert lines(BIN)[9:-2] == [
        "BEGIN:VEVENT",
        "UID:bio@dorf.example",
        "DTSTAMP:20260203T040506Z",
        "LAST-MODIFIED:20260203T040506Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20260328",
        "DTEND;VALUE=DATE:20260329",
        "SUMMARY:Bioabfall",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
    ]


def test_the_head_says_name_and_refresh_the_way_each_client_wants_it():
    assert lines(BIN, calendar=replace(CALENDAR, description="Alle Termine; ohne Gewähr", colour="Green"))[:11] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dorfplatz//Dorfplatz//DE",
        "NAME:Abfall Hauptstraße 5",
        "X-WR-CALNAME:Abfall Hauptstraße 5",
        "X-WR-CALDESC:Alle Termine\\; ohne Gewähr",
        "X-WR-TIMEZONE:Europe/Berlin",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "SOURCE;VALUE=URI:https://dorf.example/abfall/hauptstrasse.ics?nur=bio,paper",
        "COLOR:green",
    ]


def test_a_feed_never_carries_a_method_nor_rules_of_repetition():
    text = "\n".join(lines(BIN, replace(VAN, cancelled=True)))
    assert "METHOD" not in text
    assert "RRULE" not in text[text.index("BEGIN:VEVENT") :]


def test_file_begins_without_bom_and_ends_with_crlf():
    feed = to_bytes(CALENDAR, [BIN])
    assert feed.startswith(b"BEGIN:VCALENDAR\r\n")
    assert feed.endswith(b"\r\nEND:VCALENDAR\r\n")


def test_an_empty_calendar_is_refused_because_phones_would_forget_everything():
    with pytest.raises(EmptyCalendar):
        to_bytes(CALENDAR, [])


def test_the_same_records_give_the_same_bytes_in_any_order():
    other = replace(BIN, uid="paper@dorf.example", summary="Papier")
    assert to_bytes(CALENDAR, [BIN, other, VAN]) == to_bytes(CALENDAR, [VAN, other, BIN])


def test_of_two_entries_with_one_uid_the_latest_change_is_told():
    moved = replace(BIN, sequence=1, starts_on=date(2026, 3, 30))
    assert [line for line in lines(moved, BIN) if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20260330"]


def test_a_timed_entry_brings_the_static_zone_before_the_events():
    found = lines(VAN, BIN)
    assert found.count("BEGIN:VTIMEZONE") == 1
    assert found.index("END:VTIMEZONE") + 1 == found.index("BEGIN:VEVENT")
    assert "DTSTART;TZID=Europe/Berlin:20260327T110000" in found
    assert "DTEND;TZID=Europe/Berlin:20260327T130000" in found
    assert "BEGIN:VTIMEZONE" not in lines(BIN)


@pytest.mark.parametrize("hour", range(24))
def test_the_static_zone_says_the_same_as_the_town_hall_clock(hour):
    for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2031, 7, 1)):
        starts_at = at_local(day, time(hour))
        feed = icalendar.Calendar.from_ical(to_bytes(CALENDAR, [replace(VAN, starts_at=starts_at, ends_at=None)]))
        zone = feed.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
        wall = starts_at.replace(tzinfo=None)
        assert wall.replace(tzinfo=zone).utcoffset() == starts_at.utcoffset(), wall


def test_an_end_before_the_start_is_left_out_rather_than_breaking_the_file():
    assert "DTEND" not in read_back(replace(VAN, ends_at=at_local(FRIDAY, time(9))))


@pytest.mark.parametrize(
    ("before", "trigger"),
    [(-6, "-PT6H"), (-4, "-PT4H"), (-30, "-P1DT6H"), (-24, "-P1D"), (6, "PT6H"), (-0.5, "-PT30M")],
)
def test_the_reminder_stands_last_and_in_the_form_readers_know(before, trigger):
    found = lines(replace(BIN, alarm=timedelta(hours=before), alarm_text="Morgen Bioabfall"))
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Morgen Bioabfall", f"TRIGGER:{trigger}", "END:VALARM"]
    assert found[-8:] == [*alarm, "END:VEVENT", "END:VCALENDAR", ""]


def test_a_cancelled_day_stays_and_is_silent():
    found = lines(replace(BIN, cancelled=True, sequence=1, summary="ENTFÄLLT: Bioabfall", alarm=timedelta(hours=-6)))
    assert "STATUS:CANCELLED" in found
    assert "SEQUENCE:1" in found
    assert "BEGIN:VALARM" not in found


def test_an_appointment_blocks_its_time():
    assert {"TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"} <= set(lines(replace(VAN, transparent=False)))


def test_hostile_signs_are_left_out_of_every_field():
    dirt = "a\x00b\x07c\x0bd\x7fe\u0085f\u2028g\rh\udc80i\r\nBEGIN:VEVENT"
    entry = replace(BIN, uid=dirt, summary=dirt, location=dirt, categories=(dirt,), url=dirt, alarm=timedelta(0))
    calendar = Calendar(dirt, description=dirt, source_url=dirt)
    found = lines(replace(entry, description=dirt), calendar=calendar)
    assert found.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:abcde f g hi BEGIN:VEVENT" in found
    assert "DESCRIPTION:abcde\\nf\\ng\\nhi\\nBEGIN:VEVENT" in found
    assert "URL:abcdefghiBEGIN:VEVENT" in found


@given(st.lists(st.text(), min_size=5, max_size=5))
@settings(max_examples=150, deadline=None)
def test_whatever_people_type_the_lines_stay_sound(words):
    summary, description, location, category, name = words
    entry = replace(BIN, summary=summary, description=description, location=location, categories=(category,))
    feed = to_bytes(Calendar(name), [entry])
    for line in feed.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not re.search(b"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()  # a cut character would not decode
    assert all(before != b"" for before, _ in pairwise(feed.split(b"\r\n")))


@given(WORDS, st.lists(WORDS, min_size=1))
@settings(max_examples=150, deadline=None)
@example("\\N", ["\\N"])
def test_what_is_written_is_read_back(words, paragraphs):
    words, paragraphs = words.replace("\\N", "\\n"), [one.replace("\\N", "\\n") for one in paragraphs]
    text = "\n".join(paragraphs).strip()
    event = read_back(replace(BIN, summary=words, description=text, location=words, categories=(words or "x", "a;b")))
    assert event["SUMMARY"] == " ".join(words.split())
    assert event.get("DESCRIPTION", "") == text
    assert event.get("LOCATION", "") == " ".join(words.split())
    assert event.categories == [" ".join((words or "x").split()), "a;b"]


def test_a_second_reader_sees_the_same():
    vobject = pytest.importorskip("vobject")
    text = "Verschoben von Fr, 27.03.; wegen Karfreitag \\ Grüße aus dem Süden " * 3 + "\nZweite Zeile"
    entry = replace(BIN, description=text, alarm=timedelta(hours=-6), categories=("Bio, braun", "x"))
    feed = vobject.readOne(to_bytes(CALENDAR, [entry, VAN]).decode())
    van, bio = feed.vevent_list
    assert bio.description.value == text
    assert (bio.dtstart.value, bio.dtend.value) == (date(2026, 3, 28), date(2026, 3, 29))
    assert bio.valarm.trigger.value == timedelta(hours=-6)
    assert van.dtstart.value.astimezone(UTC) == VAN.starts_at
    assert van.location.value == "Marktplatz, am Brunnen"
    assert feed.x_wr_calname.value == feed.contents["name"][0].value == CALENDAR.name


@given(st.lists(WORDS, min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_second_reader_unfolds_every_text(paragraphs):
    vobject = pytest.importorskip("vobject")
    text = "\n".join(paragraphs).strip().replace("\\N", "\\n")  # vobject takes an escaped \\N for a new line
    feed = vobject.readOne(to_bytes(CALENDAR, [replace(BIN, description=f"x{text}x")]).decode())
    assert feed.vevent.description.value == f"x{text}x"


def test_uids_depend_on_what_the_entry_is_and_on_nothing_else():
    monday = date(2026, 3, 30)
    first = uid("district", 7, "bio", monday, host="Dorf.example")
    assert first == uid("district", 7, "bio", monday, host="dorf.example")
    assert re.fullmatch(r"[0-9a-f]{32}@dorf\.example", first)
    others = {uid("district", 7, "bio", date(2026, 3, 31), host="dorf.example"), uid("district7", "bio", host="x")}
    assert first not in others
    assert uid("a", "bc", host="x") != uid("ab", "c", host="x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": None},
        {"starts_at": datetime(2026, 1, 1, tzinfo=BERLIN)},
        {"starts_on": datetime(2026, 1, 1, tzinfo=BERLIN)},
        {"changed_at": datetime(2026, 1, 1)},
    ],
)
def test_an_entry_nobody_can_place_is_refused_when_made(wrong):
    with pytest.raises(ValueError, match="entry bio@dorf"):
        replace(BIN, **wrong)


def test_a_colour_no_reader_knows_is_refused_when_made():
    with pytest.raises(ValueError, match="CSS3"):
        Calendar("Abfall", colour="#1d5b3f")
