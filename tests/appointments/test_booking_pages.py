"""Erika books on the bus: every page of the way, and what happens when something comes in between."""

import re
from datetime import timedelta

from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.appointments.booker import TIMES
from tests.appointments.town_hall import at, held
from tests.conftest import NOW
from webapp.blueprints.appointments.actions import changes
from webapp.blueprints.appointments.models import Appointment, Preferences, Service
from webapp.blueprints.appointments.rules.questions import Question
from webapp.store.outbox import Letter


def told(answer) -> str:
    return " ".join(BeautifulSoup(answer.data, "html.parser").main.get_text(" ").split())


def test_concerns_are_found_by_the_words_people_use(booker):
    assert "Reisepass" in told(booker.get("/termine?suche=ausweise"))
    assert "nichts gefunden" in told(booker.get("/termine?suche=quatsch"))


def test_a_service_says_what_to_bring_how_long_and_what_it_costs(booker):
    text = told(booker.get("/termine/reisepass"))
    assert all(words in text for words in ("Biometrisches Foto", "Etwa 20 Minuten", "70,00 €"))
    assert booker.get("/termine/gibt-es-nicht").status_code == 404


def test_several_concerns_for_several_people_add_up(booker):
    text = told(booker.get("/termine/zeiten?reisepass=2&meldung=1"))
    assert "Etwa 55 Minuten" in text
    assert "140,00 €" in text


def test_the_first_page_of_times_begins_with_the_first_free_day(booker):
    text = told(booker.get(TIMES))
    assert "Dienstag, 24. November" in text  # it is ten on Monday, and the counter needs two hours for the papers
    assert "Montag, 23. November" not in text
    assert "8:00 Uhr" in text


def test_an_afternoon_nobody_works_says_when_the_next_time_is(booker):
    assert "Zurzeit ist nichts frei" in told(booker.get(f"{TIMES}&tageszeit=nachmittag"))
    assert "konnten wir nicht lesen" in told(booker.get(f"{TIMES}&ab=irgendwann"))


def test_the_whole_way_ends_at_a_number_and_a_letter(booker, town_session):
    address = booker.books()
    text = told(booker.get(address))
    assert re.search(r"Ihre Nummer: [A-Z0-9]{3}-[A-Z0-9]{3}", text)
    assert "Biometrisches Foto" in text
    with town_session() as session:
        letter = session.scalars(select(Letter)).one()
        assert (letter.kind, letter.to) == ("appointments.confirmed", "erika@example.org")


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(booker):
    booker.holds()
    answer = booker.types(email="", phone="01234 5670", remark="Wir kommen zu viert.")
    soup = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one(".errors a")["href"] == "#email"
    assert soup.select_one("#name")["value"] == "Erika Muster"
    assert "zu viert" in soup.select_one("#remark").text


def test_two_presses_end_at_the_same_receipt(booker, town_session):
    address = booker.books()
    again = booker.post(f"{address}/buchen")
    assert again.headers["Location"] == address
    with town_session() as session:
        assert len(session.scalars(select(Letter)).all()) == 1


def test_back_and_another_time_keeps_one_appointment(booker, town_session):
    first = booker.chosen("9:40 Uhr")
    second = first | {"starts_at": booker.chosen("10:00 Uhr")["starts_at"]}
    assert booker.post(TIMES, first).headers["Location"] == booker.post(TIMES, second).headers["Location"]
    with town_session() as session:
        assert len(session.scalars(select(Appointment)).all()) == 1


def test_a_hold_that_ended_offers_the_nearest_times_and_keeps_what_was_typed(booker, hall, town_session, later):
    booker.holds()
    booker.types()
    later(minutes=11)
    with town_session() as session:
        for who in ("paul", "olena"):
            held(session, at("09:40"), key=who, now=NOW + timedelta(minutes=12))
    answer = booker.post(f"{booker.address}/buchen")
    assert answer.status_code == 422
    assert "nicht mehr für Sie reserviert. Ihre Angaben bleiben erhalten" in told(answer)
    other = booker.chosen("10:20 Uhr", f"{booker.address}/zeit")
    assert booker.post(f"{booker.address}/zeit", other).headers["Location"] == f"{booker.address}/pruefen"
    assert "Erika Muster" in told(booker.get(f"{booker.address}/pruefen"))


def test_pressing_without_a_chosen_time_asks_for_one(booker):
    new = {"key": booker.chosen("9:40 Uhr")["key"]}
    address = booker.books()
    booker.holds("10:20 Uhr")
    for path, sent in ((TIMES, new), (f"{booker.address}/zeit", {}), (f"{address}/verschieben", {})):
        answer = booker.post(path, sent)
        assert answer.status_code == 422
        assert "Bitte wählen Sie eine Zeit." in told(answer)


def test_holding_longer_what_is_booked_meanwhile_shows_the_appointment(booker):
    address = booker.books()
    assert booker.post(f"{address}/verlaengern").headers["Location"] == address


def test_german_words_on_a_page_in_arabic_say_that_they_are_german(booker):
    soup = BeautifulSoup(booker.get("/ar" + booker.books()).data, "html.parser")
    for words in ("Reisepass", "Biometrisches Foto", "Marktplatz 1"):
        assert soup.main.find(string=re.compile(words)).find_parent(lang="de"), words
    assert BeautifulSoup(booker.get("/ar/termine/reisepass").data, "html.parser").select_one('h1 [lang="de"]')


def test_a_held_time_can_be_prolonged_once(booker):
    booker.holds()
    assert booker.post(f"{booker.address}/verlaengern").status_code == 303
    assert "Länger freihalten" not in told(booker.get(booker.address))
    assert booker.post(f"{booker.address}/verlaengern").status_code == 422


def test_moving_and_cancelling_need_no_password(booker, town_session):
    address = booker.books()
    other = booker.chosen("10:20 Uhr", f"{address}/verschieben")
    assert booker.post(f"{address}/verschieben", other).status_code == 303
    assert "10:20 Uhr" in told(booker.get(address))
    assert booker.post(f"{address}/absagen", {"reason": "krank"}).status_code == 303
    assert "abgesagt" in told(booker.get(address))
    with town_session() as session:
        kinds = [one.kind for one in session.scalars(select(Letter).order_by(Letter.created_at))]
    assert kinds == ["appointments.confirmed", "appointments.moved", "appointments.cancelled"]


def test_the_calendar_file_follows_a_move(booker):
    address = booker.books()
    first = booker.get(f"{address}/termin.ics").text
    booker.post(f"{address}/verschieben", booker.chosen("10:20 Uhr", f"{address}/verschieben"))
    second = booker.get(f"{address}/termin.ics").text
    uid = re.search("UID:.*", first)[0]
    assert uid in second
    assert "SEQUENCE:0" in first
    assert "SEQUENCE:1" in second
    assert "METHOD:PUBLISH" in second
    assert "Reisepass" not in re.search("SUMMARY:.*", second)[0]


def test_where_the_town_wants_it_a_booking_counts_after_a_click_in_the_mail(booker, town_session):
    from webapp.web.keys import token_of

    with town_session() as session:
        session.get(Preferences, 1).activation = True
    address = booker.books()
    assert "Ein Schritt fehlt noch" in told(booker.get(address))
    with town_session() as session, booker.app.app_context():
        letter = session.scalars(select(Letter)).one()
        code = token_of(letter.values["key"], "activate")
    assert (letter.kind, letter.values["valid_until"][:16]) == ("appointments.activate", "2026-11-23T10:00")
    assert booker.get(f"{address}/aktivieren/falsch").status_code == 404
    assert "bestätigen" in told(booker.get(f"{address}/aktivieren/{code}"))
    booker.post(f"{address}/aktivieren/{code}")
    assert "Ihre Nummer" in told(booker.get(address))


def test_nobody_finds_an_appointment_without_its_address(booker, stranger):
    address = booker.books()
    assert booker.get("/termine/t/falsch").status_code == 404
    assert stranger.get(address).status_code == 404
    answer = booker.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_machine_is_asked_to_try_again(booker):
    filled = booker.chosen("9:40 Uhr") | {"website": "http://spam.example"}
    assert booker.post(TIMES, filled).status_code == 422
    booker.holds()
    soup = BeautifulSoup(booker.get(booker.address).data, "html.parser")
    quick = {"key": soup.select("[name=key]")[-1]["value"], "name": "Bot", "email": "bot@example.org"}
    answer = booker.post(booker.address, quick)
    assert "sehr schnell" in told(answer)
    assert "Bot" in answer.text


def test_the_waiting_list_gives_the_old_time_back_only_for_a_new_one(booker, app, town_session):
    address = booker.books("11:00 Uhr")
    entry = booker.post(f"{address}/frueher").headers["Location"]
    assert "Sie stehen auf der Liste" in told(booker.get(entry))
    with app.app_context(), town_session() as session:
        from webapp.blueprints.appointments import tasks

        assert tasks.offer_freed_times(session, app.config["PORTAL_NOW"], app.towns.by_slug["musterstadt"]) == 1
    offered = told(booker.get(entry))
    assert "Wir können Ihnen diese Zeit anbieten" in offered
    assert "Bisher: Dienstag, 24. November, 11:00 Uhr." in offered
    assert [booker.post(f"{entry}/nehmen").headers["Location"] for _ in "ab"] == [address] * 2  # pressed twice
    assert booker.get(entry).headers["Location"] == address
    assert "8:00 Uhr" in told(booker.get(address))
    with town_session() as session:
        assert len(session.scalars(select(Appointment)).all()) == 1


def test_an_offer_that_is_gone_is_told_in_every_language(booker):
    entry = booker.post(f"{booker.books()}/frueher").headers["Location"]
    gone = booker.post(f"{entry}/nehmen")
    assert gone.status_code == 422
    link = BeautifulSoup(gone.data, "html.parser").select_one('nav.languages a[hreflang="uk"]')["href"]
    assert booker.get(link).headers["Location"] == f"/uk{entry}"
    assert booker.get(f"/uk{entry}").status_code == 200


def test_every_field_says_why_it_is_asked(booker):
    text = told(booker.get(booker.holds()))
    assert text.count("Warum fragen wir das?") == 5
    assert "Damit wir Sie am Schalter aufrufen können." in text


def test_a_question_nobody_must_answer_says_so(booker, town_session):
    with town_session() as session:
        service = session.scalars(select(Service).where(Service.slug == "reisepass")).one()
        service.questions = [Question("Wo?", needed=True).stored(), Question("Wann?").stored()]
    labels = [one.text for one in BeautifulSoup(booker.get(booker.holds()).data, "html.parser").select("label")]
    assert {"Wo?", "Wann? (freiwillig)"} <= set(labels)


def test_a_forged_need_is_answered_in_the_readers_language(booker):
    booker.holds()
    assert "Bitte wählen Sie aus der Liste." in told(booker.types(needs="helicopter"))


def test_a_cancelled_appointment_takes_no_time_in_the_calendar_and_cannot_be_moved(booker):
    address = booker.books()
    other = booker.chosen("10:20 Uhr", f"{address}/verschieben")
    booker.post(f"{address}/absagen")
    calendar = booker.get(f"{address}/termin.ics").text
    assert all(line in calendar for line in ("SEQUENCE:1", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"))
    assert booker.post(f"{address}/verschieben", other).headers["Location"] == address


def test_what_was_not_confirmed_in_time_says_so_at_once_and_leaves_the_calendar(booker, town_session, later):
    with town_session() as session:
        session.get(Preferences, 1).activation = True
    address = booker.books()
    assert "Nummer" not in told(booker.get(address))
    later(minutes=61)
    assert "nicht bestätigt" in told(booker.get(address))
    with town_session() as session:
        changes.end_holds(session, booker.app.config["PORTAL_NOW"])
    assert "STATUS:CANCELLED" in booker.get(f"{address}/termin.ics").text
