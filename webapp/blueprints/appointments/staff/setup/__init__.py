"""What the town hall offers: services, places and counters, opening rules, closures, exceptions, preferences."""

from flask import Blueprint

bp = Blueprint("appointments_setup", __name__, url_prefix="/verwaltung/termine/angebot")

from webapp.blueprints.appointments.staff.setup import closures, exceptions, hours, places, retiring, services  # noqa: E402, F401 - each adds its addresses to bp
