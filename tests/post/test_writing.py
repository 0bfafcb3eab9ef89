"""How a letter reads: plain text, its HTML twin, the calendar beside it, and no second letter hidden inside."""

from email import message_from_bytes, policy

import pytest
from icalendar import Calendar
from jinja2 import ChoiceLoader, DictLoader

from tests.conftest import NOW
from webapp.formats.mail import to_message
from webapp.store import outbox
from webapp.web import letters
from webapp.web.feature import Attachment, Draft, Feature

TEMPLATE = """# {{ _("Waste") }}: {{ name }}

{{ _("Good day,") }} {{ name }}

- {{ day|long_day }}
- <{{ url_for("waste.index", _external=True) }}>

**{{ town.name }}**
"""
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
LEAVE = "https://musterstadt.example/abo/ende/" + "x" * 120


def invitation(letter) -> Draft:
    context = {"name": letter.values["name"], "day": NOW.date()}
    calendar = Attachment("termin.ics", CALENDAR, "text/calendar; charset=utf-8; method=PUBLISH")
    return Draft("club.md", context, (calendar,), LEAVE)


@pytest.fixture
def written(app, musterstadt):
    """``written(name="Erika")``: the invitation as it arrives, read by a mail program."""
    app.extensions["features"] = (*app.extensions["features"], Feature("club", "", letters={"invitation": invitation}))
    app.jinja_env.loader = ChoiceLoader([DictLoader({"club.md": TEMPLATE}), app.jinja_env.loader])
    town = app.towns.by_slug["musterstadt"]

    def written(name="Erika", language="de", to="erika@example.org"):
        given = {"to": to, "language": language, "values": {"name": name}, "now": NOW}
        mail = letters.write(app, town, outbox.post(musterstadt, "club.invitation", **given))
        return message_from_bytes(to_message(mail, NOW).as_bytes(), policy=policy.default)

    return written


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(mail) -> str:
    return mail.get_body(("html",)).get_content()


def test_the_text_reads_well_and_the_twin_says_the_same(written):
    mail = written()
    assert mail["Subject"] == "Abfall: Erika"
    assert text_of(mail).startswith(
        "Guten Tag, Erika\n\n- Montag, 23. November\n- <http://musterstadt.example/abfall>\n"
    )
    assert text_of(mail).endswith("\n-- \nMusterstadt\nTelefon: 01234 567-0\nhttp://musterstadt.example\n")
    html = html_of(mail)
    assert '<html lang="de" dir="ltr">' in html
    assert "<li>Montag, 23. November</li>" in html
    assert '<a href="http://musterstadt.example/abfall" rel="noopener">' in html
    assert "<strong>Musterstadt</strong>" in html
    assert "#1d5b3f" in html


def test_a_letter_speaks_its_readers_language_and_links_there(written):
    mail = written(language="ar")
    assert "http://musterstadt.example/ar/abfall" in text_of(mail)
    assert '<html lang="ar" dir="rtl">' in html_of(mail)


def test_a_letter_says_who_writes_and_where_answers_go(app, written):
    object.__setattr__(app.settings, "mail_from", "portal@amt.example")
    mail = written()
    assert str(mail["From"]) == "Musterstadt <portal@amt.example>"
    assert str(mail["Reply-To"]) == "Musterstadt <rathaus@musterstadt.example>"
    assert str(mail["To"]) == "erika@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_calendar_is_one_every_mail_program_knows(written):
    (part,) = written().iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "termin.ics")
    assert dict(part["Content-Type"].params) == {"charset": "utf-8", "method": "PUBLISH"}
    assert Calendar.from_ical(part.get_payload(decode=True))["METHOD"] == "PUBLISH"


def test_a_subscription_can_be_ended_by_one_press_however_long_its_address(written):
    mail = written()
    assert mail["List-Unsubscribe"] == f"<{LEAVE}>"
    assert f"List-Unsubscribe: <{LEAVE}>\r\n".encode() in mail.as_bytes(policy=letters_policy(mail))
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def letters_policy(mail):
    return mail.policy.clone(linesep="\r\n", max_line_length=None)


@pytest.mark.parametrize(
    "name",
    ["[Gewinn](http://evil.example)", "<http://evil.example>", "**fett** _schief_ `x`", "# Große Überschrift",
     "1. Punkt", "    Code", "![x](http://evil.example/x.png)", "<script>alert(1)</script>", "&lt;b&gt;", "a|b\n-|-"],
)  # fmt: skip
def test_what_somebody_typed_stays_words(written, name):
    """Nobody writes links, headings or pictures into a letter of the town."""
    html = html_of(written(name=name)).split("<main>")[1].split("</main>")[0]
    assert html.count("<a ") == 1
    for tag in ("<h", "<em", "<code", "<img", "<script", "<table", "<ol", "<pre", "<b>"):
        assert tag not in html
    assert html.count("<strong>") == 1


@pytest.mark.parametrize("name", ["x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\r\n\r\nHello"])
def test_a_line_break_in_a_subject_smuggles_nothing_in(written, name):
    mail = written(name=name)
    assert (mail["Subject"], mail["Bcc"]) == ("Abfall: x", None)
    assert str(mail["To"]) == "erika@example.org"


def test_a_missing_word_stops_the_letter(app, written, musterstadt):
    app.jinja_env.loader = DictLoader({"club.md": "# {{ forgotten }}"})
    with pytest.raises(Exception, match="forgotten"):
        written()
