"""Numbers for those without an appointment: the tablet at the door, the screen in the hall, the phone, the counter."""

from flask import Blueprint

bp = Blueprint("appointments_hall", __name__)

from webapp.blueprints.appointments.hall import counter, screen, settings, tablet, waiting  # noqa: E402, F401 - each adds its addresses to bp
