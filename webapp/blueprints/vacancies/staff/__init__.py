"""The desk of vacancies: write and publish, local employers, the town's choices; applications as cases."""

from flask import Blueprint

bp = Blueprint("vacancies_desk", __name__, url_prefix="/verwaltung/stellen")
EDIT, CASES = "vacancies.edit", "vacancies.applications"

from webapp.blueprints.vacancies.staff import adverts, answers, cases, exports, settings  # noqa: E402, F401 - each adds its addresses to bp
