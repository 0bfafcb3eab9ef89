"""What citizens see: choose, hold, fill in, keep. One module for each stretch of the way."""

from flask import Blueprint

bp = Blueprint("appointments", __name__, url_prefix="/termine")

from webapp.blueprints.appointments.views import booking, choosing, keeping, waiting  # noqa: E402, F401 - each adds its addresses to bp
