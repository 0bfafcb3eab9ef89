"""The desk for events: what waits and what is on, venues and organisers, calendars to take over."""

from flask import Blueprint

bp = Blueprint("events_desk", __name__, url_prefix="/verwaltung/veranstaltungen")
EDIT = "events.edit"

from webapp.blueprints.events.staff import directory, events, imports, tables  # noqa: E402, F401 - each adds its addresses to bp
