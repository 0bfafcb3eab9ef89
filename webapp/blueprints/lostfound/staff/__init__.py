"""The desk of lost property: the worklist, the register, one find, claims, losses, sales."""

from flask import Blueprint

DESK, SETTINGS = "lostfound.desk", "lostfound.settings"
bp = Blueprint("lostfound_desk", __name__, url_prefix="/verwaltung/fundbuero")

from webapp.blueprints.lostfound.staff import handing, losing, neighbours, register, selling, settings, working, writing  # noqa: E402, F401 - each adds its addresses to bp
