"""Frau Keller answers those who applied: reads, rates, invites, rejects in one go, and the night deletes with proof."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import hire
from tests.vacancies.board import applied, offered, only
from webapp.blueprints.appointments.models import Service
from webapp.blueprints.vacancies import queries, tasks
from webapp.blueprints.vacancies.models import JobApplication, JobDocument, JobRating
from webapp.store.audit import AuditEntry
from webapp.store.outbox import Letter
from webapp.web.letters import write

DESK = "/verwaltung/stellen"
CASE = f"{DESK}/bewerbung/1"


@pytest.fixture
def case(app, erika, job) -> str:
    """The address by which Erika keeps her application; the desk knows it as CASE."""
    return applied(app, erika, job, disabled="y")


def letters(session, kind: str) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.kind == f"vacancies.{kind}")))


def test_the_list_the_case_and_the_paper(keller, case, job, town_session):
    assert "Erika Muster" in keller.get(f"{DESK}/{job}/bewerbungen").text
    assert "schwerbehindert" in keller.get(f"{DESK}/{job}/bewerbungen").text
    assert "SGB IX § 165" in keller.get(CASE).text
    paper = keller.get(f"{DESK}/unterlage/1")
    assert paper.data.startswith(b"%PDF-1.7")
    assert paper.headers["Content-Disposition"] == "attachment; filename=Lebenslauf.pdf"
    assert "sandbox" in paper.headers.getlist("Content-Security-Policy")
    with town_session() as session:
        looks = session.scalars(select(AuditEntry).where(AuditEntry.verb == "looked at")).all()
        assert len(looks) == 3
        assert "Erika" not in str([(one.label, one.changes) for one in looks])


def test_points_and_a_note_stay_at_the_desk(keller, erika, case, job, town_session):
    assert keller.submit(CASE, note="Sehr nett", **{"points-0": "4", "points-1": "5"}).status_code == 303
    assert "9 / 10" in keller.get(f"{DESK}/{job}/bewerbungen").text
    with town_session() as session:
        assert session.scalars(select(JobRating)).one().points == {"Handwerk": 4, "Führerschein": 5}
    keller.submit(CASE, note="Sehr nett", **{"points-0": "99", "points-1": "x"})
    with town_session() as session:
        assert session.scalars(select(JobRating)).all() == []
    assert "Sehr nett" not in erika.get(case).text


def test_an_invitation_leads_to_the_appointments(app, keller, case, town_session):
    with town_session() as session:
        session.add(Service(slug="gespraech", name="Gespräch", area="Rathaus", minutes=30, by_invitation=True))
        queries.preferences(session).interview_service = "gespraech"
    assert keller.submit(f"{CASE}", text="Wir freuen uns.", do="invite").status_code == 303
    with town_session() as session:
        assert only(session).state == "invited"
        mail = write(app, app.towns.by_slug["musterstadt"], letters(session, "invited")[0])
    assert f"http://musterstadt.example{case}/gespraech" in mail.text
    assert "Guten Tag Erika Muster," in mail.text
    assert "Wir freuen uns." in mail.text


def test_rejections_go_out_in_one_go_after_a_look_at_them(app, erika, paul, keller, case, job, town_session):
    applied(app, paul, job, name="Paul Berg", email="paul@example.org")
    keller = hire(app, "neu", "Frau Neu", role="editor")
    path = f"{DESK}/{job}/absagen"
    assert "mindestens eine" in keller.submit(path, text="Leider", do="send").text
    look = keller.submit(path, chosen=["1", "2"], text="Leider nicht.", do="preview").text
    assert look.count("Leider nicht.") == 3  # the field and two letters
    assert "Erika Muster ist schwerbehindert" in look
    assert keller.submit(path, chosen=["1", "2"], text="Leider nicht.", do="send").status_code == 303
    with town_session() as session:
        found = letters(session, "rejected")
        assert {one.to for one in found} == {"erika@example.org", "paul@example.org"}
        assert {one.due_at - one.created_at for one in found} == {timedelta(minutes=15)}
    assert "Alle haben eine Antwort" in keller.get(path).text


def test_a_wrong_tick_is_taken_back_until_the_letter_leaves(keller, case, job, town_session):
    keller.submit(f"{DESK}/{job}/absagen", chosen=["1"], text="Leider", do="send")
    token = BeautifulSoup(keller.get(CASE).data, "html.parser").select_one("main [name=csrf_token]")["value"]
    assert keller.post(f"{CASE}/ruecknahme", {"csrf_token": token}).status_code == 303
    with town_session() as session:
        assert (only(session).state, letters(session, "rejected")[0].state) == ("received", "withdrawn")
    keller.submit(f"{DESK}/{job}/absagen", chosen=["1"], text="Leider", do="send")
    with town_session() as session:
        letters(session, "rejected")[1].state = "sent"
    assert "schon hinausgegangen" in keller.post(f"{CASE}/ruecknahme", {"csrf_token": token}).text


def test_whoever_took_it_back_is_not_written_to(keller, erika, case):
    token = BeautifulSoup(keller.get(CASE).data, "html.parser").select_one("main [name=csrf_token]")["value"]
    erika.submit(f"{case}/zuruecknehmen")
    page = keller.get(CASE).text
    assert "von der Person zurückgenommen" in page
    assert "Diesen Text" not in page
    assert keller.post(CASE, {"csrf_token": token, "note": "Schade"}).status_code == 422
    assert keller.post(f"{CASE}/brief", {"csrf_token": token, "text": "Hallo"}).status_code == 422
    assert keller.post(f"{CASE}/zusage", {"csrf_token": token}).status_code == 422


def test_after_the_answer_the_link_says_when_everything_is_deleted(app, keller, erika, case, job, town_session):
    assert "dann wird alles sofort gelöscht" in erika.get(case).text
    keller.submit(f"{DESK}/{job}/absagen", chosen=["1"], text="Leider", do="send")
    assert "Unsere Antwort" not in erika.get(case).text  # the letter has not left yet and may be taken back
    app.config["PORTAL_NOW"] += timedelta(minutes=15)
    told = erika.get(case).text
    assert "löschen wir am Montag, 24. Mai 2027" in told
    assert "zuruecknehmen" not in told
    assert erika.post(f"{case}/zuruecknehmen").status_code == 422  # the law lets the town keep it for a claim
    with town_session() as session:
        mail = write(app, app.towns.by_slug["musterstadt"], letters(session, "rejected")[0])
        assert "Montag, 24. Mai 2027" in mail.text


def test_what_the_law_lets_go_is_deleted_with_proof(keller, case, job, town_session):
    keller.submit(f"{DESK}/{job}/absagen", chosen=["1"], text="Leider", do="send")
    midnight = datetime(2027, 5, 23, 22, 0, tzinfo=UTC)  # in Musterstadt: six months and a day later
    with town_session() as session:
        assert tasks.delete_applications(session, midnight - timedelta(seconds=1)) == 0
        number = only(session).number
        assert [tasks.delete_applications(session, midnight) for _ in (1, 2)] == [1, 0]
        assert session.scalars(select(JobDocument.id)).all() == []
        proof = session.scalars(select(AuditEntry).where(AuditEntry.verb == "deleted by deadline")).one()
        assert (proof.label, proof.changes) == (number, {"documents": [1, 0]})


def test_an_application_nobody_answers_goes_a_year_after_the_deadline(case, town_session):
    with town_session() as session:
        assert tasks.delete_applications(session, datetime(2027, 12, 12, 12, tzinfo=UTC)) == 0
        assert tasks.delete_applications(session, datetime(2027, 12, 13, 12, tzinfo=UTC)) == 1
        assert session.scalars(select(JobApplication)).all() == []


def test_the_desk_sees_who_waits_though_the_deadline_is_over(app, case):
    app.config["PORTAL_NOW"] = NOW + timedelta(days=30)
    clerk = hire(app, "neu", "Frau Neu", role="editor")
    assert "1 Bewerbung wartet" in clerk.get("/verwaltung").text


def test_papers_of_a_draft_are_not_read(app, keller, erika, town_session):
    from tests.vacancies.board import add, begin

    with town_session() as session:
        number = offered(session)
    add(erika, begin(app, erika, number))
    assert keller.get(f"{DESK}/unterlage/1").status_code == 404
    assert keller.get(CASE).status_code == 404
