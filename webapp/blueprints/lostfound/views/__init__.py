"""What citizens see of lost property: browse, claim, report a loss, announce a find."""

from flask import Blueprint

bp = Blueprint("lostfound", __name__, url_prefix="/fundbuero")

from webapp.blueprints.lostfound.views import announcing, browsing, claiming, feeds, losing  # noqa: E402, F401 - each adds its addresses to bp
