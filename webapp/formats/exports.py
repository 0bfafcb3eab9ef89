"""Tables that leave the house: CSV and XLSX that no spreadsheet runs as a program."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = tuple("=+-@\t\r＝＋－＠")  # how a cell begins that a spreadsheet would run (ASVS 5, 1.2.10)
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no place for them
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Iterable[Sequence[str]]


def csv_bytes(head: Sequence[str], rows: Rows) -> bytes:
    """CSV with semicolons, as spreadsheets open it in Germany; without the mark at its head Excel guesses letters."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in [head, *rows]:  # a head may hold a question that somebody typed
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, head: Sequence[str], rows: Rows) -> bytes:
    """A sheet whose cells are all text: what begins like a formula stays as it is and is none."""
    from openpyxl import Workbook  # a tenth of a second that only exports need
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31])
    for row in [head, *rows]:
        cells = [WriteOnlyCell(sheet, UNWRITABLE.sub("", text)) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
