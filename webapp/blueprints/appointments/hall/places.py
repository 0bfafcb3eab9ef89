"""Which hall an address opens, and what it looks like now."""

from flask import abort, request

from webapp.blueprints.appointments.models import Place, Ticket
from webapp.blueprints.appointments.queries import hall as halls
from webapp.blueprints.appointments.rules.hall import Hall
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.keys import token_of
from webapp.web.town import find_town, the_session

TABLET, TICKET = "hall", "ticket"


def find_place(token: str) -> Place:
    """The place whose tablet and screen have this address, or a 404 like for any other."""
    return halls.place_by_token(the_session(), hashed(token)) or abort(404)


def find_ticket(token: str) -> Ticket:
    """The number of this address today; tomorrow it opens nothing."""
    return halls.ticket_by_key(the_session(), hashed(token), clock.today()) or abort(404)


def find_ticket_at(token: str, number: str) -> Ticket:
    """The number at the tablet of its place."""
    return halls.ticket_at(the_session(), hashed(token), hashed(number), clock.today()) or abort(404)


def hall_now(place_id: int) -> Hall:
    """The hall of a place at this moment."""
    session = the_session()
    return halls.hall_of(session, place_id, halls.counters_of(session, place_id), find_town(), clock.now())


def ticket_token(key: str) -> str:
    """The address of the number a form draws."""
    return token_of(key, TICKET)


def in_german(address: str) -> str:
    """The same address without the language of whoever stood here before."""
    return address.removeprefix(request.script_root)
