"""The postman and a mail server in every mood: nothing is missing, nobody waits for another's trouble."""

from datetime import UTC, datetime, timedelta

from tests.post.test_kill import until
from webapp.store import outbox
from webapp.store.outbox import Letter
from webapp.work.postman import Pace, Postman
from webapp.work.relay import Relay


def carry(postman, fates):
    """Let him go his rounds until nothing waits."""
    until(lambda: postman.round() == 0 and not {"waiting", "sending"} & set(fates().values()))
    postman.rest()


def test_a_letter_arrives_once_with_the_id_of_its_row(office, postman, write, fates):
    (number,) = write("erika@example.org")
    carry(postman, fates)
    ((to, mail),) = office.accepted
    assert (to, mail["Message-ID"]) == ("erika@example.org", f"<{number}@musterstadt.example>")
    assert fates() == {"erika@example.org": "sent"}


def test_letters_of_every_town_are_carried(office, postman, write, fates):
    write("erika@example.org")
    write("stranger@example.org", slug="nebenan")
    carry(postman, fates)
    assert {to for to, _ in office.accepted} == {"erika@example.org", "stranger@example.org"}
    assert {mail["From"].addresses[0].display_name for _, mail in office.accepted} == {"Musterstadt", "Nebenan"}


def test_a_refusal_is_final_and_says_why(office, postman, write, fates, town_session):
    write("refused@example.org")
    carry(postman, fates)
    with town_session() as session:
        letter = session.query(Letter).one()
        assert (letter.state, letter.tries, letter.fault) == ("refused", 1, "550 no such person")


def test_a_busy_server_is_asked_again(office, postman, write, fates):
    write("busy@example.org")
    carry(postman, fates)
    assert office.tried["busy@example.org"] == 2
    assert list(office.copies.values()) == [1]


def test_a_conversation_that_hangs_holds_up_nobody(office, postman, write, fates):
    """Both kinds of hanging: a server that says nothing, and one that says a byte now and then."""
    write("stalls@example.org", "drips@example.org")
    until(lambda: postman.round() == 0 and office.hanging == 2)
    write(*(f"person-{count}@example.org" for count in range(20)))
    until(lambda: postman.round() == 0 and len(office.accepted) == 20)
    assert (fates()["stalls@example.org"], fates()["drips@example.org"]) == ("sending", "sending")
    office.hung_up = True
    carry(postman, fates)
    assert set(fates().values()) == {"sent"}


def test_a_server_that_took_it_and_vanished_gets_the_same_letter_again(office, postman, write, fates):
    (number,) = write("drops@example.org")
    carry(postman, fates)
    assert office.copies == {f"drops@example.org <{number}@musterstadt.example>": 2}


def test_a_closed_office_opens_again_and_nothing_is_missing(office, postman, write, fates):
    office.close()
    write(*(f"person-{count}@example.org" for count in range(10)))
    postman.round()
    postman.rest()
    assert set(fates().values()) == {"waiting"}
    office.open()
    carry(postman, fates)
    assert sorted(office.copies.values()) == [1] * 10


def test_a_storm_of_moods_loses_nothing(app, office, postman, write, fates):
    """He himself cuts what hangs: each answer may take a second, each conversation two."""
    hasty = Postman(app, pace=postman.pace, relay=Relay("127.0.0.1", office.port, timeout=1, deadline=2))
    moods = ("person", "refused", "busy", "stalls", "drips", "drops")
    people = [f"{mood}-{count}@example.org" for count in range(4) for mood in moods]
    write(*people)
    carry(hasty, fates)
    hasty.retire()
    assert {to for to, state in fates().items() if state == "sent"} == {to for to in people if "refused" not in to}
    assert {to for to, state in fates().items() if state == "refused"} == {to for to in people if "refused" in to}
    twice = {one.split()[0] for one, count in office.copies.items() if count > 1}
    assert twice == {to for to in people if to.startswith("drops")}


def test_two_postmen_never_carry_the_same_letter(app, office, postman, write, fates):
    second = Postman(app, pace=postman.pace, relay=postman.relay)
    write(*(f"person-{count}@example.org" for count in range(30)))
    while postman.round() + second.round():
        pass
    postman.rest()
    second.retire()
    assert sorted(office.copies.values()) == [1] * 30


def test_pauses_grow_and_spread_until_he_gives_up(app, town_session, write):
    """With nobody listening: 30 s, 60 s, … an hour, each a fifth more or less, for two days."""
    now = app.config["PORTAL_NOW"] = datetime.now(UTC) + timedelta(minutes=1)
    object.__setattr__(app.settings, "smtp_host", "127.0.0.1")
    postman, pauses = Postman(app, relay=Relay("127.0.0.1", 1)), []
    write("erika@example.org")
    while True:
        postman.round()
        postman.rest()
        with town_session() as session:
            letter = session.query(Letter).one()
        if letter.state != "waiting":
            break
        pauses.append((letter.leased_until - now).total_seconds())
        now = app.config["PORTAL_NOW"] = letter.leased_until
    postman.retire()
    wanted = [*Pace().pauses, *[3600] * len(pauses)]
    assert all(0.8 * due <= pause <= 1.2 * due for pause, due in zip(pauses, wanted, strict=False))
    assert (letter.state, letter.fault[:10], 40 < letter.tries < 70) == ("refused", "given up: ", True)


def test_who_slept_past_his_lease_changes_nothing(app, town_session, write):
    write("erika@example.org")
    now, lease = datetime.now(UTC) + timedelta(minutes=1), timedelta(minutes=2)
    with town_session() as session:
        slow = outbox.claim(session, "slow", now, lease)
    with town_session() as session:
        assert outbox.claim(session, "quick", now, lease) is None
        quick = outbox.claim(session, "quick", now + lease, lease)
        assert outbox.note_sent(session, quick, now + lease)
        session.expunge_all()
        slow.holder = "slow"
        assert not outbox.put_off(session, slow, now, "too late")


def test_what_was_withdrawn_on_its_way_is_not_tried_again_but_told_if_it_arrived(app, town_session, write):
    write("erika@example.org", "paul@example.org")
    now = datetime.now(UTC) + timedelta(minutes=1)
    with town_session() as session:
        failing, arriving = (outbox.claim(session, "postman", now, timedelta(minutes=2)) for _ in "12")
        assert outbox.withdraw(session, "", "letters.trial") == 2
        assert not outbox.put_off(session, failing, now, "451")
        assert outbox.note_sent(session, arriving, now)
        session.expire_all()
        assert {failing.state, arriving.state} == {"withdrawn", "sent"}


def test_a_letter_nobody_can_write_is_refused_and_the_next_one_leaves(office, postman, write, fates, town_session):
    with town_session() as session:
        given = {"language": "de", "values": {}, "now": datetime.now(UTC)}
        outbox.post(session, "letters.trial", to="broken@example.org", **given)
        outbox.post(session, "gone.feature", to="gone@example.org", **given)
    write("erika@example.org")
    carry(postman, fates)
    assert fates() == {"broken@example.org": "refused", "gone@example.org": "refused", "erika@example.org": "sent"}


def test_without_a_mail_server_letters_wait(app, town_session, write, fates):
    app.config["PORTAL_NOW"] = None
    write("erika@example.org")
    postman = Postman(app)
    assert postman.round() == 0
    postman.retire()
    assert fates() == {"erika@example.org": "waiting"}
