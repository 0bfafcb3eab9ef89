"""Tables as town halls write them: a year said once, months across, several days in a cell, days as numbers."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from webapp.blueprints.waste.rules.reading import read


def dates(content, name="plan.csv"):
    found = read(name, content if isinstance(content, bytes) else content.encode())
    assert found.error is None, str(found.error)
    return sorted((f"{one.date:%d.%m.%Y}"[:5], one.stream, one.district) for one in found.events)


def workbook(**sheets):
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


REST, BIO = ("05.01", "residual", None), ("06.01", "bio", None)


@pytest.mark.parametrize(
    "table",
    [
        "Abfuhr;Art\nMo, 05.01.2026;Restmüll\n6. Januar 2026;Bio\n",
        "Abfallkalender 2026\n\nDatum;Abfallart\n05.01.;Restmüll\nDi, 6.1.;Bio\n",
        "Datum;Abfallart\n46027;Restmüll\n46028;Bio\n",
        "Wochentag;Tag;Monat;Jahr;Abfallart\nMo;5;1;2026;Restmüll\nDi;6;Januar;2026;Bio\n",
        "Mo 05.01.2026: Restmüll\nDi 06.01.2026: Bio\n",
        "Plan 2026\nRestmüll: 05.01.\nBio: 06.01.\n",
        "KW;Mo;Di\n2;05.01.2026 Restmüll;06.01.2026 Bio\n",
        "Abfallart 2026;Januar\nRestmüll;5.\nBio;6\n",
        "Jahr 2026;Restmüll;Bio\nJanuar;5;6\n",
        "Januar 2026;;Februar 2026;\n1;Neujahr;1;\n5;Restmüll;2;\n6;Bio;3;\n",
        "Abfallart;05.01.2026;06.01.2026\nRestmüll;x;\nBio;;x\n",
        'Subject,Start Date,End Date\nRestmüll,01/05/2026,01/06/2026\n"Bio",01/06/2026,01/07/2026\n',
        '"Betreff","Beginnt am","Beginnt um","Endet am"\n"Restmüll","5.1.2026","00:00:00","6.1.2026"\n"Bio","6.1.2026","00:00:00","7.1.2026"\n',
        "Regulär;Verlegt auf;Abfallart\n02.01.2026;05.01.2026;Restmüll\n06.01.2026;;Bio\n",
    ],
)
def test_two_days_in_whatever_shape(table):
    assert dates(table) == [REST, BIO]
    assert dates(table.encode("utf-16")) == dates(table.encode("cp1252")) == [REST, BIO]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("Datum;Art;Bezirk\n05.01.2026;Restmüll;1 und 2\n", [("05.01", "residual", "1"), ("05.01", "residual", "2")]),
        ("Datum;Ober;Unter\n05.01.2026;Restmüll;Bio\n", [("05.01", "bio", "Unter"), ("05.01", "residual", "Ober")]),
        ("Ortsteil;Restmüll;Bio\nOber;05.01.2026;06.01.2026\n", [("05.01", "residual", "Ober"), ("06.01", "bio", "Ober")]),
        ("Restmüll;;Bio\nBezirk 1;Bezirk 2;Bezirk 1\n05.01.2026;06.01.2026;07.01.2026\n",
         [("05.01", "residual", "1"), ("06.01", "residual", "2"), ("07.01", "bio", "1")]),
        ("Termin;Bezirk 1;;Bezirk 2\n;Restmüll;Bio;Bio\n05.01.2026;x;;x\n", [("05.01", "bio", "2"), ("05.01", "residual", "1")]),
        ("Datum;Blaue Tonne\n05.01.2026;x\n", [("05.01", None, None)]),
        ('Datum;Art\n05.01.2026;"Rest; Bio"\n', [("05.01", "bio", None), ("05.01", "residual", None)]),
        ("Art;Termine\nBio;05.01.2026, 19.01.2026\n", [("05.01", "bio", None), ("19.01", "bio", None)]),
    ],
)  # fmt: skip
def test_districts_across_down_and_together(table, found):
    assert dates(table) == found


def test_a_day_that_spans_two_lines_and_sheets_of_districts():
    rows = [["Datum", "Abfallart"], [date(2026, 1, 5), "Restmüll"], [None, "Bio"]]
    content = workbook(Bezirk_1=rows, Bezirk_2=[["Datum", "Art"], [46028, "Bio"]])
    assert dates(content) == [("05.01", "bio", "1"), ("05.01", "residual", "1"), ("06.01", "bio", "2")]


def test_formulas_nobody_computed_are_named():
    content = workbook(Plan=[["Datum", "Art"], [date(2026, 1, 5), "Bio"], ["=A2+14", "Bio"]])
    assert "A3" in str(read("plan.xlsx", content).warnings)


def test_a_van_has_its_hours_in_one_column_or_two():
    one = read("x", b"Datum;von;bis;Ort;Art\n05.01.2026;9:00;10:30;Rathaus;Schadstoffmobil\n").events[0]
    two = read("x", b"Datum;Uhrzeit;Ort;Art\n05.01.2026;9 - 10:30 Uhr;Rathaus;Schadstoffmobil\n").events[0]
    assert (one.time, one.place) == (two.time, two.place) == ("09:00-10:30", "Rathaus")


def packed(**files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return kept.getvalue()


ODS_CELL = '<table:table-cell table:number-columns-repeated="{0}" a="b"><text:p>Bio</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "content",
    [
        packed(xl__workbook="", xl__worksheets__sheet1='<c r="A1"/><c r="XFD1048576"/>'),
        packed(xl__workbook="", xl__worksheets__sheet1="<c/>" * 300_000),
        packed(xl__workbook="", xl__worksheets__sheet1="<c/>" * 9_000, xl__sharedStrings=f"<si>{'a' * 9_000}</si>"),
        packed(xl__workbook="", xl__worksheets__sheet1=" " * 20_000_000),
        packed(content=f'<table:table-row table:number-rows-repeated="20000">{ODS_CELL.format(190)}'),
        packed(content='<table:table-row><table:table-cell><text:s text:c="2000000000"/>'),
    ],
)
def test_what_would_grow_is_refused_before_it_grows(content):
    assert "too large" in str(read("plan.xlsx", content).error)
