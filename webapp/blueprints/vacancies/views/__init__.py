"""What citizens see: the list, a vacancy, the way of an application; what local employers send in."""

from flask import Blueprint

bp = Blueprint("vacancies", __name__, url_prefix="/stellen")

from webapp.blueprints.vacancies.views import applying, employers, reading  # noqa: E402, F401 - each adds its addresses to bp
