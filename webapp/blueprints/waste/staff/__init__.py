"""The clerk's desk for waste: import, collections, planning, streets, guide. One module for each."""

from flask import Blueprint

bp = Blueprint("waste_desk", __name__, url_prefix="/verwaltung/abfall")

from webapp.blueprints.waste.staff import collections, directory, guide, imports, overview, planning, streets  # noqa: E402, F401 - each adds its addresses to bp
