"""A time is held for a while: it can be held longer, it can be lost, and nothing typed is lost with it."""

from bs4 import BeautifulSoup

from tests.appointments.booker import DETAILS, TIMES, Booker
from tests.appointments.test_booking_pages import told


def page_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.data, "html.parser")


def type_slowly(booker: Booker, later) -> dict[str, str]:
    """Erika holds a time and types longer than it is held; answers what she is about to send."""
    key = page_of(booker.get(booker.holds())).select_one("#details [name=key]")["value"]
    later(minutes=11)
    return {"key": key, "remark": "zu dritt"} | DETAILS


def lose(booker: Booker, later) -> BeautifulSoup:
    """Paul and Olena take Erika's time meanwhile, and she is asked for another one."""
    typed = type_slowly(booker, later)
    for other in ("paul", "olena"):
        Booker(booker.app, later).books("9:40 Uhr", email=f"{other}@example.org")
    return page_of(booker.follow(booker.follow(booker.post(booker.address, typed))))


def test_who_lost_a_time_takes_another_with_everything_typed(booker, later):
    asked = lose(booker, later)
    chosen = asked.select_one("main form[method=post]")
    other = next(one for one in chosen.select("label") if one.get_text(strip=True) == "10:20 Uhr").input["value"]
    checked = booker.follow(booker.post(chosen["action"], {"starts_at": other}))
    for words in ("10:20 Uhr", "Erika Muster", "zu dritt"):
        assert words in told(checked)


def test_every_way_from_a_lost_time_opens_a_page(booker, later):
    asked = lose(booker, later)
    ways = [one["href"] for one in asked.select(".pager a")] + [asked.select_one("form.when")["action"]]
    assert [booker.get(one).status_code for one in ways] == [200] * 3


def test_times_near_the_lost_one_come_first(booker, later):
    booker.address = booker.chooses("9:40 Uhr", f"{TIMES}&ab=8.12.").headers["Location"]
    later(minutes=11)
    assert page_of(booker.get(booker.address)).select_one("legend").text == "Dienstag, 8. Dezember"


def test_holding_longer_adds_as_many_minutes_and_keeps_what_is_typed(booker, later):
    address = booker.holds()
    later(minutes=2)
    typed = {"name": "Erika Muster", "email": "erika@", "remark": "zu dritt", "needs": ["step_free"]}
    again = booker.post(f"{address}/verlaengern", typed)
    assert "frei bis 10:20 Uhr" in told(again)
    form = page_of(again).select_one("#details")
    assert form.select_one("#email")["value"] == "erika@"
    assert form.select_one("#remark").text.strip() == "zu dritt"
    assert form.select_one("[value=step_free]").has_attr("checked")
    assert booker.get(f"/uk{address}/verlaengern").headers["Location"] == f"/uk{address}"


def test_loaded_anew_the_longer_time_is_told_once_more_and_grows_no_further(booker, later):
    address = booker.holds()
    answers = [booker.post(f"{address}/verlaengern", {"name": "Erika Muster", "email": "erika@"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert all("frei bis 10:20 Uhr" in told(one) for one in answers)
    later(minutes=21)
    assert "frei bis" not in told(booker.follow(booker.post(f"{address}/verlaengern", {"name": "Erika Muster"})))


def test_the_enter_key_checks_the_entries_and_does_not_hold_longer(booker):
    page = page_of(booker.get(booker.holds()))
    first = next(one for one in page.select("button") if one.get("form") == "details" or one.find_parent(id="details"))
    assert first.get_text(strip=True) == "Angaben prüfen"


def test_a_mistake_after_the_end_does_not_promise_a_time(booker, later):
    typed = type_slowly(booker, later)
    answer = booker.post(booker.address, typed | {"email": ""})
    assert answer.status_code == 422
    assert "nicht mehr für Sie frei" in told(answer)
    assert "bis 10:10 Uhr" not in told(answer)
    assert booker.get(f"{booker.address}/termin.ics").status_code == 404
