"""Erika applies: two steps, a receipt, a second thought; machines and late-comers get a sentence."""

import pytest
from cryptography.fernet import InvalidToken
from sqlalchemy import select

from tests.vacancies.board import ERIKA, add, applied, begin, later, offered, only, pdf, vacancy
from tests.vacancies.test_papers import packed
from tests.vacancies.test_reading import MIDNIGHT
from webapp.blueprints.vacancies import tasks
from webapp.blueprints.vacancies.models import JobApplication, JobDocument
from webapp.blueprints.vacancies.rules import applications
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter
from webapp.web import seal
from webapp.web.letters import room


def test_two_steps_a_receipt_and_a_letter(app, erika, job, town_session):
    address = applied(app, erika, job, message="Ich mähe gern.")
    receipt = erika.get(address).text
    with town_session() as session:
        it = only(session)
        assert (it.state, it.name, it.message) == ("received", "Erika Muster", "Ich mähe gern.")
        assert it.number in receipt
        letter = session.scalars(select(Letter).where(Letter.kind == "vacancies.received")).one()
        assert letter.to == "erika@example.org"
        assert "mähe" not in str(letter.values)


def test_a_paper_is_sealed_and_only_the_portal_opens_it(app, erika, job, town_session):
    address = begin(app, erika, job)
    add(erika, address, pdf(b"(Geheimnis)"))
    town = app.towns.by_slug["musterstadt"]
    with town_session() as session:
        kept = session.scalars(select(JobDocument)).one().sealed
    assert b"Geheimnis" not in kept
    assert b"Geheimnis" not in (app.towns.path(town) / "portal.db").read_bytes()
    with room(app, town, "de"):
        assert b"(Geheimnis)" in seal.opened(kept)
    with room(app, app.towns.by_slug["nebenan"], "de"), pytest.raises(InvalidToken):
        seal.opened(kept)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90", "kein PDF"), (packed(b"<</S/JavaScript/JS(x)>>"), "ein Programm oder ein Formular"),
        (pdf() + b" " * 5_000_000, "größer als 5 MB"), (b"", "kein PDF"),
    ],
)  # fmt: skip
def test_a_paper_that_is_none_is_told_at_its_field_and_the_others_stay(app, erika, job, town_session, content, words):
    address = begin(app, erika, job)
    add(erika, address)
    answer = add(erika, address, content, "x.pdf")
    assert answer.status_code == 422
    assert words in answer.text
    assert "Lebenslauf.pdf" in answer.text


def test_five_papers_are_enough_and_the_same_name_replaces_the_old(app, erika, job):
    address = begin(app, erika, job)
    for number in (1, 2, 3, 4, 5, 5):
        assert add(erika, address, name=f"{number}.pdf").status_code == 303
    assert "schon 5 Dateien" in add(erika, address, name="6.pdf").text
    erika.post(f"{address}/unterlagen/1/entfernen")
    assert ">1.pdf<" not in erika.get(address).text


def test_files_are_not_tried_for_ever(app, erika, job, town_session):
    address = begin(app, erika, job)
    with town_session() as session:
        only(session).tries = applications.MOST_TRIES
    assert "Sehr viele Dateien" in add(erika, address).text


def test_pressing_twice_is_one_application(app, erika, job, town_session):
    address = applied(app, erika, job)
    assert erika.post(f"{address}/senden").status_code == 303
    assert add(erika, address, name="spät.pdf").status_code == 303
    with town_session() as session:
        assert [one.name for one in session.scalars(select(JobDocument))] == ["Lebenslauf.pdf"]
        assert len(session.scalars(select(Letter)).all()) == 1


def test_what_was_typed_can_be_changed_before_it_is_sent(app, erika, job, town_session):
    address = begin(app, erika, job)
    assert erika.submit(f"{address}/angaben", name="Erika Neu").status_code == 303
    with town_session() as session:
        assert only(session).name == "Erika Neu"
    assert "eine E-Mail-Adresse" in erika.submit(f"{address}/angaben", email="nein").text


def test_taken_back_it_is_deleted_at_once_and_proven_without_a_name(app, erika, job, town_session):
    address = applied(app, erika, job, phone="01234 5678", message="Ich mähe gern.")
    assert erika.submit(f"{address}/zuruecknehmen").status_code == 303
    assert "gelöscht" in erika.get(address).text
    with town_session() as session:
        it = only(session)
        assert (it.state, it.name, it.email, it.phone, it.message) == ("returned", "", "", "", "")
        assert session.scalars(select(JobDocument)).all() == []
        row = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert (row.verb, row.label, row.changes) == ("taken back by the applicant", it.number, {"documents": [1, 0]})


def test_after_the_deadline_nothing_is_taken_and_nothing_typed_is_lost(app, erika, job, town_session):
    address = begin(app, erika, job)
    app.config["PORTAL_NOW"] = MIDNIGHT
    answer = erika.post(f"{address}/senden")
    assert answer.status_code == 422
    assert "um 23:59" in answer.text
    with town_session() as session:
        assert (only(session).state, only(session).name) == ("draft", "Erika Muster")


def test_a_filled_vacancy_takes_no_application(app, erika, job, town_session):
    address = begin(app, erika, job)
    with town_session() as session:
        vacancy(session, job).state = "filled"
    assert "nicht mehr offen" in erika.post(f"{address}/senden").text


def test_a_machine_gets_a_sentence(app, erika, job, town_session):
    path = f"/stellen/{job}/bewerben"
    assert "Das ging sehr schnell" in erika.submit(path, **ERIKA).text
    later(app, minutes=1)
    assert "lag lange offen" in erika.post(path, ERIKA | {"key": "forged"}).text
    with town_session() as session:
        assert session.scalars(select(JobApplication)).all() == []


def test_a_network_begins_ten_in_an_hour(app, erika, job, town_session):
    for number in range(applications.PER_HOUR):
        begin(app, erika, job, email=f"e{number}@example.org")
    key = erika.get(f"/stellen/{job}/bewerben").text.split('name="key" type="hidden" value="')[1].split('"')[0]
    later(app, seconds=9)
    assert "in einer Stunde" in erika.post(f"/stellen/{job}/bewerben", ERIKA | {"key": key}).text
    later(app, hours=1)
    with town_session() as session:
        assert tasks.forget_networks(session, app.config["PORTAL_NOW"]) == applications.PER_HOUR
    begin(app, erika, job)


def test_a_vacancy_without_online_applications_says_how(town_session, erika):
    with town_session() as session:
        number = offered(session, online=False)
    assert "schriftlich" in erika.get(f"/stellen/{number}").text
    assert "key" not in erika.get(f"/stellen/{number}/bewerben").text


def test_what_nobody_sent_is_gone_after_two_days(app, erika, job, town_session):
    address = begin(app, erika, job)
    add(erika, address)
    later(app, days=2)
    with town_session() as session:
        assert tasks.delete_applications(session, app.config["PORTAL_NOW"]) == 1
        assert session.scalars(select(JobDocument)).all() == []
    assert erika.get(address).status_code == 404


def test_a_stranger_with_another_address_sees_nothing(app, erika, stranger, job):
    address = begin(app, erika, job)
    assert stranger.get(address).status_code == 404
    assert stranger.get("/stellen/t/nothing").status_code == 404
    assert add(stranger, address).status_code == 404
