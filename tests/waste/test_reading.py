"""Files as companies deliver them: each quirk once, then every real file that is at hand."""

import re
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from webapp.blueprints.waste.rules.reading import read
from webapp.blueprints.waste.rules.streams import STREAMS
from webapp.blueprints.waste.rules.titles import parts_of

REAL = Path(__file__).parents[2] / "../shared/data/waste"
BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    ).encode()


def only(content: bytes, name: str = "datei"):
    found = read(name, content)
    assert found.error is None, str(found.error)
    assert len(found.events) == 1, found.events
    return found.events[0]


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART;VALUE=DATE:20260105", "2026-01-05"),
        ("DTSTART;TZID=Europe/Berlin:20260105", "2026-01-05"),
        ("DTSTART;TZID=W. Europe Standard Time:20260105T060000", "2026-01-05"),
        ("DTSTART:20260106T230000Z", "2026-01-07"),
        ("DTSTART:20260706T220000Z", "2026-07-07"),
        ("DTSTART:20260706T215959Z", "2026-07-06"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260105", "2026-01-05"),
        ("DTSTART;VALUE=DATE-TIME:20260105T060000", "2026-01-05"),
        ("DTSTART;TZID=UTC:20260106T230000", "2026-01-07"),
        ("DTSTART:2026-01-05", "2026-01-05"),
        ("DTSTART:20260704T220000+0000", "2026-07-05"),
    ],
)
def test_the_day_is_the_one_in_germany(start, day):
    assert only(calendar(start, "SUMMARY:Restmüll")).date.isoformat() == day


def test_a_broken_alarm_or_end_costs_nothing():
    lines = ("DTSTART;VALUE=DATE:20260105", "DTEND:20260408T.300", "SUMMARY:Papier", "BEGIN:VALARM", "TRIGGER:-P10H",
             "SUMMARY:ABFUHRTERMIN", "END:VALARM")  # fmt: skip
    event = only(calendar(*lines))
    assert (event.title, event.stream) == ("Papier", "paper")


def test_latin_and_utf8_lines_in_one_file_are_both_read():
    content = calendar("DTSTART;VALUE=DATE:20260105", "SUMMARY:Restmüll").replace(
        "Restmüll".encode(), "Restmüll".encode("cp1252")
    )
    assert only(content).title == "Restmüll"


def test_a_recurring_event_is_every_day_but_the_excepted():
    lines = ("UID:1", "DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260106", "RRULE:FREQ=WEEKLY;UNTIL=20260127",
             "EXDATE;VALUE=DATE:20260113T000000", "SUMMARY:Bio")  # fmt: skip
    days = [event.date.day for event in read("x", calendar(*lines)).events]
    assert days == [6, 20, 27]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=1XX",
    ],
)
def test_a_rule_that_would_never_end_is_refused(rule):
    lines = ("UID:1", "DTSTART:19700101T000000Z", f"RRULE:{rule}", "SUMMARY:Bio")
    assert read("x", calendar(*lines)).error is not None


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        ("DTSTART:20260104T230000Z", "FREQ=WEEKLY;BYDAY=SU;COUNT=3", [5, 12, 19]),
        ("DTSTART;TZID=Europe/Berlin:20260105T060000", "FREQ=WEEKLY;UNTIL=20260119", [5, 12, 19]),
        ("DTSTART;VALUE=DATE:20260105", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=2", [5, 2]),
    ],
)
def test_a_series_is_counted_in_german_days(start, rule, days):
    found = read("x", calendar("UID:1", start, f"RRULE:{rule}", "SUMMARY:Bio"))
    assert [event.date.day for event in found.events] == days


def test_two_series_under_one_name_are_two_and_a_moved_day_knows_its_regular_one():
    series = calendar("UID:1", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Bio")
    other = series.replace(b"20260105", b"20260106").replace(b"Bio", b"Papier")
    moved = calendar("UID:1", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260113")
    found = read("x", series + moved + other).events
    assert [(one.date.day, one.stream) for one in found] == [(5, "bio"), (6, "paper"), (13, "bio"), (13, "paper")]
    assert [one.moved_from for one in found] == [None, None, date(2026, 1, 12), None]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252", "cp850", "utf-8-sig"])
def test_letters_survive_every_encoding(encoding):
    content = calendar("DTSTART;VALUE=DATE:20260105", "SUMMARY:Restmüll").decode().encode(encoding)
    assert only(content).title == "Restmüll"


def test_letters_written_twice_are_read_once():
    twice = calendar("DTSTART;VALUE=DATE:20260105", "SUMMARY:Restmüll").decode("cp1252").encode()
    assert only(twice).title == "Restmüll"


@pytest.mark.parametrize(
    "words", ["1" * 400 + "x", "abfuhrtermin" * 40 + "x", "#a" * 300 + "?", "*(" * 400, "<br" * 3000]
)
def test_words_that_would_keep_patterns_busy_for_years_are_read(words):
    for name in ("SUMMARY", "DESCRIPTION"):
        assert read("x", calendar("DTSTART;VALUE=DATE:20260105", "CATEGORIES:Bio", f"{name}:{words}")).events


def test_titles_that_are_all_different_and_long_are_refused():
    lines = "".join(f"05.01.2026;Bio {number} {'x' * 190}\n" for number in range(400))
    assert "too many and too long" in str(read("x.csv", lines.encode()).error)


def test_a_fold_may_cut_a_letter_in_two():
    whole = calendar("DTSTART;VALUE=DATE:20260105", "SUMMARY:Restmüll")
    place = whole.index("ü".encode()) + 1
    assert only(whole[:place] + b"\r\n " + whole[place:]).title == "Restmüll"


def test_a_van_keeps_its_hours_and_its_place():
    event = only(calendar("DTSTART;TZID=Europe/Berlin:20260316T112000", "DTEND;TZID=Europe/Berlin:20260316T115000",
                          "SUMMARY:Schadstoffmobil", "LOCATION:Marktplatz"))  # fmt: skip
    assert (event.stream, event.time, event.place) == ("hazardous", "11:20-11:50", "Marktplatz")


def test_words_tell_from_when_a_date_was_moved_and_that_it_is_cancelled():
    moved = only(
        calendar("DTSTART;VALUE=DATE:20260407", "SUMMARY:Restmüll *", "DESCRIPTION:verschoben von Mo 06.04.2026")
    )
    assert (moved.title, moved.moved_from) == ("Restmüll", date(2026, 4, 6))
    assert only(calendar("DTSTART;VALUE=DATE:20260407", "SUMMARY:Bio entfällt")).cancelled
    for words in (
        "Vom Montag, den 6. April 2026 auf Dienstag verlegt",
        "statt 06.04.",
        "Nachholtermin für Montag, 6.4.",
    ):
        assert only(calendar("DTSTART;VALUE=DATE:20260407", "SUMMARY:Bio", f"DESCRIPTION:{words}")).moved_from


@pytest.mark.parametrize(
    ("title", "streams"),
    [
        ("Restmüll/Bio/Papier", ["residual", "bio", "paper"]),
        ("Leerung Gelbe Tonne, Bio-Tonne", ["recyclable", "bio"]),
        ("Papiertonne / Papiercontainer", ["paper"]),
        ("Gelbe Tonne / Gelber Sack", ["recyclable"]),
        ("Papier, Pappe, Karton", ["paper"]),
        ("Blaue Tonne", [None]), ("Grüne Tonne", [None]), ("Graue Tonne", [None]), ("Braune Tonne (2W)", [None]),
        ("Papier (Blaue Tonne)", ["paper"]), ("Wertstoffhof geschlossen", [None]), ("Fälligkeit Abfallgebühr", [None]),
        ("Christbaum", ["xmas_tree"]), ("Umweltmobil", ["hazardous"]), ("Kühlgeräte", ["electronics"]),
        ("Grossmuellbehaelter 1100 L", ["residual"]), ("Baum- und Strauchschnitt", ["green"]), ("Altkleider", ["textile"]),
        ("Abfuhr: Sonderabfall, Wertstoffhof", ["hazardous"]), ("Weiße Säcke", ["glass"]), ("Windelsack", [None]),
        ("Restmüll Bio", ["residual", "bio"]), ("Gelber Sack - Papier", ["recyclable", "paper"]), ("Sperriger Hausmüll", ["bulky"]),
        ("Papier (blau) - Altpapier", ["paper"]), ("Restmüll/Restmüll-50%/Gelb", ["residual", "recyclable"]),
    ],
)  # fmt: skip
def test_a_title_names_its_streams_and_a_colour_none(title, streams):
    assert [part.stream for part in parts_of(title)] == streams


@pytest.mark.parametrize(
    ("table", "dates"),
    [
        ("Datum;Abfuhrart;Bezirk\n05.01.2026;Bio;2\n06.01.2026;Rest;1\n", [("bio", "2"), ("residual", "1")]),
        ("Restabfall;Papier\n05.01.2026;07.01.2026\n06.01.2026;\n", [("residual", None), ("residual", None), ("paper", None)]),
        ("Datum,Restmüll,Papier\n05.01.2026,1,\n06.01.2026,,\"2,3\"\n", [("residual", "1"), ("paper", "2"), ("paper", "3")]),
        ("jahr,monat,tag,abfuhrart\n2026,1,5,Bio\n", [("bio", None)]),
        ("Restmüll:\n05.01.2026 , 19.01.2026\n", [("residual", None), ("residual", None)]),
        ("2026\nJanuar-5 1GREY BPINK\n", [(None, "B"), (None, "1")]),
    ],
)  # fmt: skip
def test_tables_of_every_shape(table, dates):
    found = read("plan.csv", table.encode("cp1252"))
    assert Counter((one.stream, one.district) for one in found.events) == Counter(dates), found


@pytest.mark.parametrize(
    ("data", "event"),
    [
        ('{"fracts":[{"snm":"B","nm":"Bio"}],"calendar":[{"dt":"20260105","fr":["B"],"ad":[]}]}', ("2026-01-05", "bio", None, None)),
        ('[{"id":1,"bezirk":{"name":"4","fraktionId":2},"datum":"2026-01-05"}]', ("2026-01-05", None, "4", None)),
        ('[{"title":"Papier","day":"2026-01-05","color":"0000ff"}]', ("2026-01-05", "paper", None, None)),
        ('{"dates":{"2026-01-06":[{"category":"HM","serviceDate_actual":"06.01.2026","serviceDate_regular":"05.01.2026"}]}}', ("2026-01-06", "residual", None, "2026-01-05")),
        ('{"Restmüll":["2026-01-05"],"ort":"Musterdorf"}', ("2026-01-05", "residual", None, None)),
        ('[{"name":"Bio","termine":[{"datum":"05.01.2026"}]}]', ("2026-01-05", "bio", None, None)),
        ('[{"Datum":"/Date(1767567600000)/","Fraktion":"Bio"}]', ("2026-01-05", "bio", None, None)),
        ('show([{"day":"2026-07-04T22:00:00Z","trash_name":"Bio"}]);', ("2026-07-05", "bio", None, None)),
        ('<?xml version="1.0"?><a><b datum="05.01.2026" art="Bio"/></a>', ("2026-01-05", "bio", None, None)),
        ('{"fraktionen":[{"id":2,"name":"Bio"}],"termine":[{"bezirk":{"name":"4","fraktionId":2},"datum":"2026-01-05"}]}', ("2026-01-05", "bio", "4", None)),
        ('{"data":{"appointments":[{"date":"2026-01-05","wasteType":{"name":"Restmüll"}}]}}', ("2026-01-05", "residual", None, None)),
    ],
)  # fmt: skip
def test_the_data_of_the_systems_behind_the_pages(data, event):
    found = only(data.encode())
    moved = found.moved_from.isoformat() if found.moved_from else None
    assert (found.date.isoformat(), found.stream, found.district, moved) == event


def test_a_file_that_was_cut_off_is_told():
    whole = calendar("DTSTART;VALUE=DATE:20260105", "SUMMARY:Bio")
    assert "cut off" in str(read("x", whole.replace(b"END:VCALENDAR", b"")).warnings[0])
    assert read("x", whole).warnings == ()


def test_a_weekday_that_contradicts_its_date_is_told():
    found = read("x.csv", b"Wochentag;Datum;Abfuhrart\nFreitag;05.01.2026;Bio\n")
    assert "1 lines" in str(found.warnings[0])


def real_files():
    return (
        sorted(path for path in REAL.rglob("*") if path.is_file() and path.name != "INDEX.md") if REAL.is_dir() else []
    )


def raw_days(content: bytes) -> Counter:
    """Days of a calendar without recurrences, read with nothing but a regular expression."""
    text = re.sub(r"BEGIN:VALARM.*?END:VALARM", "", content.decode("latin-1"), flags=re.DOTALL)
    days = Counter()
    for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, flags=re.DOTALL):
        found = re.search(r"DTSTART[^:\r\n]*:(\d{8})(?:T(\d{6})(Z)?)?", event)
        moment = datetime.strptime(found[1] + (found[2] or "000000"), "%Y%m%d%H%M%S")
        if found[3]:
            moment = moment.replace(tzinfo=timezone(timedelta(0))).astimezone(BERLIN)
        days[moment.date()] += 1
    return days


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")
def test_every_real_file_is_read_or_refused_with_a_sentence():
    refused = []
    for path in real_files():
        found = read(path.name, path.read_bytes())
        assert bool(found.events) != bool(found.error), path
        assert {event.stream for event in found.events} <= {*STREAMS, None}
        if found.error:
            refused.append(path)
            assert str(found.error).endswith("."), path
    assert len(refused) < len(real_files()) / 4


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")
def test_not_one_date_of_a_real_calendar_is_lost_or_shifted():
    for path in real_files():
        content = path.read_bytes()
        if path.suffix != ".ics" or b"RRULE" in content or b"BEGIN:VEVENT" not in content:
            continue
        found = {event.date for event in read(path.name, content).events}
        assert found == set(raw_days(content)), path
