"""Files made to burst a reader: refused or read with a sentence, within 5 s and 512 MB, at the desk and by the command."""

import io
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMORY, SECONDS, START = 512 * 1024 * 1024, 5, 2  # START: what Python and its libraries take before any file is opened
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>'
)
EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:19700101T000000Z\r\nSUMMARY:Bio\r\n{1}\r\nEND:VEVENT\r\n"
ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
><office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"
><table:table-cell table:number-columns-repeated="16384"><text:p>Bio</text:p></table:table-cell></table:table-row
></table:table></office:spreadsheet></office:body></office:document-content>"""


def packed(name: str, first: bytes, zeros: int) -> bytes:
    """A zip whose one file is much larger than itself."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open(name, "w", force_zip64=True) as inner,
    ):
        inner.write(first)
        for _ in range(zeros // 2**20):
            inner.write(b"0" * 2**20)
    return whole.getvalue()


def calendar(rule: str, count: int = 1) -> bytes:
    events = "".join(EVENT.format(number, rule) for number in range(count))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def laughs() -> bytes:
    """Ten entities, each ten times the one before."""
    names = "".join(f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "Bio">{names}]><x>&l9;</x>'.encode()


BOMBS = {
    "zip.xlsx": lambda: packed("xl/worksheets/sheet1.xml", SHEET, 400 * 2**20),
    "zip.ods": lambda: packed("content.xml", ODS.encode()[:300], 400 * 2**20),
    "repeat.ods": lambda: packed("content.xml", ODS.encode(), 0),
    "second.ics": lambda: calendar("RRULE:FREQ=SECONDLY;COUNT=2000000000"),
    "never.ics": lambda: calendar("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "daily.ics": lambda: calendar("RRULE:FREQ=DAILY", count=5_000),
    "laughs.xml": laughs,
    "deep.json": lambda: b"[" * 2_000_000,
    "long.csv": lambda: b"Datum;Art\n" + b"05.01.2027;Restm\xc3\xbcll\n" * 600_000,
    "line.ics": lambda: b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"x" * 14_000_000,
    "binary.xls": lambda: bytes(range(256)) * 50_000,
}


def upload(person, **data):
    """Send a file; Werkzeug's test client leaves the packed request open, so close it."""
    answer = person.post("/verwaltung/abfall/import", data)
    answer.request.environ["wsgi.input"].close()
    return answer


@pytest.fixture(params=BOMBS)
def bomb(request, tmp_path) -> Path:
    path = tmp_path / request.param
    path.write_bytes(BOMBS[request.param]())
    return path


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + START, SECONDS + START))


def test_the_command_says_a_sentence(bomb):
    command = [sys.executable, "-m", "webapp.cli", "waste", "read", "--json", str(bomb)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert answer.returncode == 0, (answer.returncode, answer.stderr[-500:])
    said = json.loads(answer.stdout)
    assert said["error"] or said["events"]
    assert "Traceback" not in answer.stderr


def test_the_desk_says_a_sentence(bomb, keller):
    token = keller.get("/verwaltung/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    before = resource.getrusage(resource.RUSAGE_SELF)
    with bomb.open("rb") as file:
        answer = upload(keller, csrf_token=token, files=(file, bomb.name))
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert answer.status_code in {303, 413, 422}
    assert (after.ru_maxrss - before.ru_maxrss) * 1024 <= MEMORY
    assert after.ru_utime - before.ru_utime <= SECONDS


def test_fifty_megabytes_are_refused_before_they_are_read(keller):
    answer = upload(keller, files=(io.BytesIO(b"x" * 50 * 2**20), "gross.ics"))
    assert answer.status_code == 413
